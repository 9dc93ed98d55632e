package org.cb1network.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.cli.repeat.Condition;
import org.cb1network.cli.repeat.ConditionReport;
import org.cb1network.cli.repeat.Conditions;
import org.cb1network.cli.repeat.RepeatPrinter;
import org.cb1network.cli.repeat.RepeatReport;
import org.cb1network.cli.repeat.RepeatSample;
import org.cb1network.cli.repeat.Repetition;
import org.cb1network.cli.repeat.Worker;
import org.cb1network.engine.audit.SampleSize;
import org.cb1network.engine.plan.Selection;
import org.cb1network.engine.run.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Starts real processes. */
class RepeatCommandTest {

    private static final long SEED = 5;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    void pointsComeOutTheSameUnderOtherConditions() throws IOException {
        shell.run("run");
        Shell.Result repeat = shell.run(
                "repeat", "--json", "--points", "all", "--longest", "60", "--conditions", "threads,serial-gc");
        assertEquals(0, repeat.exit(), repeat.out() + repeat.err());
        List<JsonNode> events = new ArrayList<>();
        for (String line : repeat.outLines()) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertEquals(3, events.size());
        for (JsonNode condition : events.subList(0, 2)) {
            assertEquals("equal", condition.get("verdict").textValue(), condition.toString());
            assertEquals(7, condition.get("points").intValue());
        }
        assertEquals("repeat-finished", events.get(2).get("event").textValue());
    }

    /**
     * A condition under which a class of the engine is another one: the seed that stages get differs in its last bit. No key tells, for
     * the engine behind a stage's context is no part of its code.
     */
    private Condition anotherSeed() throws IOException {
        String name = "org/cb1network/engine/run/PointContext";
        byte[] original;
        try (InputStream in = Main.class.getClassLoader().getResourceAsStream(name + ".class")) {
            original = in.readAllBytes();
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(original).accept(new SeedChanger(writer), 0);
        Path patched = folder.resolve("patched").resolve(name + ".class");
        Files.createDirectories(patched.getParent());
        Files.write(patched, writer.toByteArray());
        String classPath = folder.resolve("patched") + File.pathSeparator + System.getProperty("java.class.path");
        Condition usual = Conditions.here().usual();
        return new Condition("another-seed", "a changed engine", usual.java(), List.of("-cp", classPath), 1, 1);
    }

    private static final class SeedChanger extends ClassVisitor {

        SeedChanger(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            return !name.equals("seed")
                    ? method
                    : new MethodVisitor(Opcodes.ASM9, method) {
                        @Override
                        public void visitInsn(int opcode) {
                            if (opcode == Opcodes.LRETURN) {
                                super.visitInsn(Opcodes.LCONST_1);
                                super.visitInsn(Opcodes.LXOR);
                            }
                            super.visitInsn(opcode);
                        }
                    };
        }
    }

    private RepeatReport repeat(Condition condition, String points) throws IOException {
        PipelineOptions options = new PipelineOptions();
        options.file = shell.file();
        options.profile = "paper";
        RepeatSample sample;
        try (Workspace workspace = Workspace.open(options, warning -> {})) {
            sample = RepeatSample.draw(
                    workspace.planner().plan(Selection.all(workspace.pipeline())),
                    workspace.store(),
                    SampleSize.parse(points),
                    Duration.ofMinutes(1),
                    SEED);
        }
        Worker worker = new Worker(
                Main.class.getName(),
                List.of("repeat-points", "--file", shell.file().toString()),
                new Cancellation());
        return Repetition.run(worker, sample, SEED, Conditions.here().usual(), List.of(condition), report -> {});
    }

    @Test
    void aConditionThatShowsInResultsIsNamedWithTheFirstStepAndNeuron() throws IOException {
        shell.run("run");
        RepeatReport report = repeat(anotherSeed(), "all");
        ConditionReport condition = report.conditions().get(0);
        assertEquals(ConditionReport.Verdict.DIFFERENT, condition.verdict());
        assertEquals(6, condition.differences().size(), "the simulations draw, the mean does not");
        StringWriter text = new StringWriter();
        RepeatPrinter.text(report, new PrintWriter(text));
        assertTrue(
                text.toString().contains("DIFFERENT with another-seed: sim (condition=weak, replicate=1)"),
                text.toString());
        String first = condition.differences().get(0).firstStep();
        assertTrue(first.matches("step \\d+, spikes row \\d+ \\(population=E.*"), first);
    }

    @Test
    void aSimulationThatRecordedNothingIsRunAgainWithItsSpikesToFindTheStep() throws IOException {
        shell.write(Shell.PIPELINE.replace(", record: {spikes: [E]}", ""));
        shell.run("run", "--until", "sim");
        ConditionReport condition = repeat(anotherSeed(), "1").conditions().get(0);
        assertEquals(ConditionReport.Verdict.DIFFERENT, condition.verdict());
        assertTrue(
                condition.differences().get(0).firstStep().matches("step \\d+, spikes row \\d+.*"),
                condition.toString());
    }

    @Test
    void aConditionThatTheJvmDoesNotKnowIsNotHereRatherThanEqual() throws IOException {
        shell.run("run", "--until", "sim");
        Condition usual = Conditions.here().usual();
        Condition nonsense = new Condition("no-gc", "none", usual.java(), List.of("-XX:+UseNoSuchCollector"), 1, 1);
        ConditionReport report = repeat(nonsense, "1").conditions().get(0);
        assertEquals(ConditionReport.Verdict.UNAVAILABLE, report.verdict());
        assertTrue(report.problem().contains("UseNoSuchCollector"), report.problem());
    }

    @Test
    void aChildThatFailsIsNotCheckedRatherThanEqual() throws IOException {
        shell.run("run", "--until", "sim");
        Condition usual = Conditions.here().usual();
        Condition broken = new Condition("nowhere", "no program", usual.java(), List.of("-cp", "nowhere"), 1, 1);
        ConditionReport report = repeat(broken, "1").conditions().get(0);
        assertEquals(ConditionReport.Verdict.UNCHECKED, report.verdict());
        assertTrue(report.problem().startsWith("its process ended with exit code 1: "), report.problem());
    }

    @Test
    void pointsThatWouldTakeTooLongUnderAConditionAreLeftOutAndCounted() throws IOException {
        shell.run("run", "--until", "sim");
        Condition usual = Conditions.here().usual();
        Condition slow = new Condition("slow", "ages", usual.java(), List.of(), 1, 1e9);
        ConditionReport report = repeat(slow, "all").conditions().get(0);
        assertEquals(ConditionReport.Verdict.UNCHECKED, report.verdict());
        assertEquals(6, report.leftOut());
    }

    @Test
    void withoutResultsThereIsNothingToRepeat() {
        Shell.Result repeat = shell.run("repeat");
        assertEquals(2, repeat.exit());
        assertTrue(repeat.err().contains("run the pipeline first, or raise --longest"), repeat.err());
    }

    @Test
    void anUnknownConditionIsAnsweredWithThoseThereAre() {
        Shell.Result repeat = shell.run("repeat", "--conditions", "full-moon");
        assertEquals(2, repeat.exit());
        assertTrue(
                repeat.err().startsWith("pipeline: there is no condition 'full-moon'; there are threads, "),
                repeat.err());
    }
}

package org.cb1network.engine.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cb1network.engine.cli.repeat.ChildStarter;
import org.cb1network.engine.cli.repeat.JvmSetup;
import org.cb1network.engine.cli.repeat.RepeatReport;
import org.cb1network.engine.cli.repeat.RepeatSample;
import org.cb1network.engine.cli.repeat.Repetition;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.audit.SampleSize;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.Cancellation;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Repeats points under test conditions. */
final class Repeats {

    /** The program {@code java} of this JDK. */
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final long SEED = 5;

    private Repeats() {}

    static RepeatReport of(Shell shell, String points, JvmSetup... conditions) throws IOException {
        PipelineOptions options = new PipelineOptions();
        options.file = shell.file();
        options.profile = "paper";
        try (Workspace workspace = Workspace.open(options, warning -> {})) {
            RepeatSample sample = RepeatSample.draw(
                    workspace.planner().plan(Selection.all(workspace.pipeline())),
                    workspace.store(),
                    SampleSize.parse(points),
                    Duration.ofMinutes(1),
                    SEED);
            ChildStarter starter = new ChildStarter(
                    Main.class.getName(),
                    List.of("repeat-points", "--file", shell.file().toString()),
                    new Cancellation());
            return Repetition.run(
                    starter,
                    workspace.store(),
                    sample,
                    SEED,
                    List.of(conditions),
                    List.of(shell.folder()),
                    report -> {});
        }
    }

    /**
     * A condition that replaces a class of the engine: the last bit of the seeds given to stages differs. No key shows
     * this, because the engine behind a stage's context is not part of its code.
     */
    static JvmSetup anotherSeed(Path folder) throws IOException {
        String name = "org/cb1network/engine/runner/run/PointContext";
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
        return new JvmSetup("another-seed", "a changed engine", JAVA, List.of("-cp", classPath), 1, 1);
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
}

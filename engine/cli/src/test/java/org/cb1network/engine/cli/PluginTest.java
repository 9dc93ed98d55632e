package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.cb1network.engine.cli.output.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin of {@code examples/plugin}, built and run. */
class PluginTest {

    private static final Path EXAMPLE = Path.of("../../examples/plugin");
    private static final Path SOURCES = EXAMPLE.resolve("src/main/java/org/example/chaos");
    private static final Path SOURCE = SOURCES.resolve("LogisticMapStage.java");
    private static final Path FIGURE = SOURCES.resolve("OrbitFigure.java");
    private static final String SERVICES = "META-INF/services/org.cb1network.engine.stage.Stage";
    private static final String STAGE = "org.example.chaos.LogisticMapStage";
    private static final String STAGES = STAGE + "\norg.example.chaos.OrbitFigure\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void copyTheExample() throws IOException {
        shell = new Shell(folder);
        shell.write(Files.readString(EXAMPLE.resolve("pipeline.yaml")));
    }

    private Path jar() {
        return folder.resolve("target/my-stages.jar");
    }

    private void build(String source, String services) throws IOException {
        Path file = folder.resolve("LogisticMapStage.java");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(file, source);
        String classPath = System.getProperty("java.class.path");
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        classes.toString(),
                        file.toString(),
                        FIGURE.toString());
        assertEquals(0, exit);
        pack(classes, services);
    }

    private void pack(Path classes, String services) throws IOException {
        Files.createDirectories(jar().getParent());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(classes)) {
            all.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        try (OutputStream out = Files.newOutputStream(jar());
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
            }
            if (!services.isEmpty()) {
                packed.putNextEntry(new JarEntry(SERVICES));
                packed.write(services.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void buildTheExample() throws IOException {
        build(Files.readString(SOURCE), STAGES);
    }

    private void assertRefused(String... words) {
        Shell.Result refused = shell.run("plan");
        assertEquals(ExitCode.USAGE, refused.exit(), refused.err());
        for (String word : words) {
            assertTrue(refused.err().contains(word), word + " in " + refused.err());
        }
    }

    @Test
    void aColumnThatAPluginPutsInFrontOfItsOwnMayBeNamed() throws IOException {
        build(
                Files.readString(SOURCE)
                        .replace(
                                "context.rows(ORBIT)",
                                "context.rows(ORBIT, List.of(org.cb1network.engine.table.Column.text(\"phase\", \"phase\")))")
                        .replace("orbit.write(new State", "orbit.write(List.of(\"late\"), new State"),
                STAGES);
        shell.write(Files.readString(EXAMPLE.resolve("pipeline.yaml"))
                .replace("by: growth}", "by: growth, where: {phase: late}}"));
        Shell.Result run = shell.run("run", "curves");
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void theStageAndTheFigureOfAPluginRunAndAreNotComputedTwice() throws IOException {
        buildTheExample();
        Shell.Result first = shell.run("run");
        assertEquals(0, first.exit(), first.err());
        assertTrue((first.out() + first.err()).contains("5 points computed"), first.out() + first.err());
        Shell.Result second = shell.run("plan");
        assertTrue(second.out().contains("cached, 3 points"), second.out());
        assertTrue(shell.run("show", "orbit.orbit").out().contains("growth"));
        assertTrue(Files.exists(folder.resolve("results/figures/orbits.svg")));
    }

    @Test
    void aLargeDataTableOfAFigureHasNoCopyAsCsv() throws IOException {
        buildTheExample();
        assertEquals(0, shell.run("run", "-p", "stages.orbit.with.steps=20").exit());
        Path csv = folder.resolve("results/trial/figures/curves.data.csv");
        assertTrue(Files.exists(csv));
        assertTrue(Files.readString(csv.resolveSibling("curves.data.csv-metadata.json"))
                .contains("curves.data.csv"));
        Shell.Result large = shell.run("run", "-p", "stages.orbit.with.steps=200000");
        assertEquals(0, large.exit(), large.err());
        assertTrue(Files.size(folder.resolve("results/trial/figures/curves.data.arrow")) > 1 << 20);
        assertFalse(Files.exists(csv), "the copy of the small table is still there");
        assertFalse(Files.exists(csv.resolveSibling("curves.data.csv-metadata.json")));
    }

    @Test
    void anEditOfThePluginMakesItsStagesStale() throws IOException {
        buildTheExample();
        assertEquals(0, shell.run("run").exit());
        build(Files.readString(SOURCE).replace("(1 - value)", "(1.0001 - value)"), STAGES);
        Shell.Result again = shell.run("why", "orbit");
        assertTrue(again.out().contains("LogisticMapStage"), again.out() + again.err());
        Shell.Result run = shell.run("run");
        assertTrue((run.out() + run.err()).contains("5 points computed"), run.out() + run.err());
    }

    @Test
    void anEditOfThePluginDoesNotAffectOtherStages() throws IOException {
        shell.write(Shell.PIPELINE.replace("stages:\n  sim:", """
                plugins: [target/my-stages.jar]
                stages:
                  orbit: {run: logistic-map, with: {growth: 2.5, steps: 100}}
                  sim:"""));
        buildTheExample();
        assertEquals(0, shell.run("run").exit());
        build(Files.readString(SOURCE).replace("(1 - value)", "(1.0001 - value)"), STAGES);
        String plan = shell.run("plan").out();
        assertTrue(plan.lines().anyMatch(line -> line.matches("orbit +will run, 1 of 1 point.*")), plan);
        assertTrue(plan.lines().anyMatch(line -> line.matches("sim +.*cached.*")), plan);
        assertTrue(plan.lines().anyMatch(line -> line.matches("mean-rates +.*cached.*")), plan);
    }

    @Test
    void aChangedDefaultOfAParameterIsNoticedAlthoughItIsNotCode() throws IOException {
        buildTheExample();
        assertEquals(0, shell.run("run").exit());
        build(Files.readString(SOURCE).replace("@Default(\"0.5\")", "@Default(\"0.25\")"), STAGES);
        Shell.Result run = shell.run("run");
        assertTrue((run.out() + run.err()).contains("5 points computed"), run.out() + run.err());
    }

    @Test
    void theSchemaListsTheStageTypesOfThePlugin() throws IOException {
        buildTheExample();
        assertTrue(shell.run("schema").out().contains("\"logistic-map\""));
        Files.delete(jar());
        Shell.Result refused = shell.run("schema");
        assertEquals(ExitCode.USAGE, refused.exit());
        assertTrue(refused.err().contains("pipeline.yaml:7:11"), refused.err());
    }

    @Test
    void aBundleContainsThePluginAndIsVerifiedWithoutIt(@TempDir Path elsewhere) throws IOException {
        buildTheExample();
        assertEquals(0, shell.run("verify", "--update").exit());
        assertEquals(0, shell.run("run").exit());
        Path bundle = elsewhere.resolve("bundle.zip");
        Shell.Result export = shell.run("export", bundle.toString());
        assertEquals(0, export.exit(), export.err());
        Files.delete(jar());
        Shell.Result verified = Shell.raw("verify", bundle.toString());
        assertEquals(0, verified.exit(), verified.out() + verified.err());
        unpack(bundle, elsewhere);
        Shell.Result again =
                Shell.raw("verify", "--file", elsewhere.resolve("pipeline.yaml").toString());
        assertEquals(0, again.exit(), again.out() + again.err());
        assertTrue(again.out().contains("REPRODUCED"), again.out());
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path target = folder.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.copy(file.getInputStream(entry), target);
            }
        }
    }

    @Test
    void anUnusablePluginIsRejectedWithPositionAndReason() throws IOException {
        assertRefused("pipeline.yaml:7:11", "there is no file", "my-stages.jar");
        Files.createDirectories(jar().getParent());
        Files.writeString(jar(), "no jar");
        assertRefused("pipeline.yaml:7:11", "is not a jar");
        build(Files.readString(SOURCE), "");
        assertRefused("pipeline.yaml:7:11", "no stage types", SERVICES);
        build(Files.readString(SOURCE), "org.example.Missing");
        assertRefused("pipeline.yaml:7:11", "cannot be used", "org.example.Missing");
        build(Files.readString(SOURCE).replace("@Cell(\"value after it\") ", ""), STAGES);
        assertRefused("pipeline.yaml:7:11", "cannot be used", "State.value has no @Cell that describes it");
        build(Files.readString(SOURCE).replace("\"logistic-map\"", "\"simulate\""), STAGES);
        assertRefused("pipeline.yaml:7:11", "the stage type 'simulate' of this plugin already exists", STAGE);
    }

    @Test
    void aPluginForANewerJavaOrWithoutItsLibrariesIsRejected() throws IOException {
        buildTheExample();
        Path classes = folder.resolve("classes");
        Path parameters = classes.resolve("org/example/chaos/LogisticMapStage$Parameters.class");
        Files.delete(parameters);
        pack(classes, STAGES);
        assertRefused("pipeline.yaml:7:11", "lacks a class that it needs", "LogisticMapStage$Parameters");
        buildTheExample();
        Path stage = classes.resolve("org/example/chaos/LogisticMapStage.class");
        byte[] newer = Files.readAllBytes(stage);
        newer[7] = 99;
        Files.write(stage, newer);
        pack(classes, STAGES);
        assertRefused("pipeline.yaml:7:11", "compiled for a newer Java");
    }

    @Test
    void architectureQuotesTheFigureAsItIs() throws IOException {
        String guide = Files.readString(Path.of("../../ARCHITECTURE.md"));
        int start = guide.indexOf("public final class OrbitFigure");
        List<String> file = Files.readAllLines(FIGURE);
        List<String> changed = guide.substring(start, guide.indexOf("```", start))
                .lines()
                .filter(line -> !file.contains(line))
                .toList();
        assertEquals(List.of(), changed);
        assertTrue(guide.contains("which has " + file.size() + " lines with its imports and comments"));
    }
}

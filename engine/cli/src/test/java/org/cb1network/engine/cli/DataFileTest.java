package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users' files of connections and events: errors are reported with file and position, and with exit code 2. */
class DataFileTest {

    private static final String HEAD = "pre_population,post_population,pre,post,weight_nS\n";

    /** The weights are in the file, so no condition can change them. */
    private static final String WITH_CONNECTIONS = Shell.PIPELINE
            .replace(
                    "E -> E: {probability: 0.1, weight: 2 nS, release: 1}",
                    "E -> E: {connect: {type: list, file: data/rows}, release: 1}")
            .replace("{projections.E -> E.weight: 4 nS}", "{projections.E -> E.release: 0.5}");

    /** A file of each type of stimulus. */
    private static final Map<String, String> ROWS = Map.of(
            "event-file", "afferent,target,neuron,step\nX,E,0,5\n",
            "spike-file", "neuron,time_ms\n3,10\n",
            "rate-file", "time_ms,rate_Hz\n0,20\n");

    /** How the afferent projects in {@link Shell#PIPELINE}. */
    private static final String DRAWN = "probability: 0.2, weight: 2 nS";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        shell.write(WITH_CONNECTIONS);
        Files.createDirectories(folder.resolve("data"));
    }

    private void write(String rows) throws IOException {
        Files.writeString(folder.resolve("data/rows"), HEAD + rows);
    }

    private void assertRefused(String... words) {
        Shell.Result run = shell.run("run");
        assertEquals(2, run.exit(), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertTrue(run.err().contains(folder.resolve("data/rows").toString()), run.err());
        for (String word : words) {
            assertTrue(run.err().contains(word), () -> word + " in " + run.err());
        }
    }

    @Test
    void aGoodFileConnectsTheNetwork() throws IOException {
        write("E,E,0,1,2.0\nE,E,1,2,2.0\n");
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void aWeightThatTheFileReplacesIsRefused() throws IOException {
        write("E,E,0,1,2.0\n");
        shell.write(WITH_CONNECTIONS.replace("data/rows}, release", "data/rows}, weight: 2 nS, release"));
        assertRefused("the weight of the projection E -> E has no effect; remove one of them");
    }

    @Test
    void aProbabilityBesideAListOfConnectionsIsRefused() throws IOException {
        write("E,E,0,1,2.0\n");
        shell.write(WITH_CONNECTIONS.replace("data/rows}, release", "data/rows}, probability: 0.1, release"));
        assertPlanRefused("a projection has either a probability or a rule to connect, not both; remove one of them");
    }

    /** The rows of a stimulus in a file, and what of the model then has no effect. */
    static Stream<Arguments> whatAStimulusFromAFileReplaces() {
        String noRate = "releases: excitatory";
        String rate = noRate + ", rate: 40 Hz";
        String listed = "connect: {type: events}, weight: 2 nS";
        return Stream.of(
                Arguments.of("event-file", rate, listed, "takes the place of the rate of 40.0 Hz"),
                Arguments.of("spike-file", rate + ", sources: shared", DRAWN, "takes the place of the rate of 40.0 Hz"),
                Arguments.of("rate-file", rate, DRAWN, "takes the place of the rate of 40.0 Hz"),
                Arguments.of("event-file", noRate, DRAWN, "write connect: {type: events} and no probability"),
                Arguments.of("event-file", noRate, listed + ", probability: 0.2", "either a probability or a rule"),
                Arguments.of("event-file", noRate, listed + ", release: 0.5", "are all delivered; remove release"),
                Arguments.of("event-file", noRate, listed + ", delay: 2 ms", "a delay has no effect on events"),
                Arguments.of(
                        "event-file", noRate, listed + ", neurons: 0..9", "the file says which neurons are reached"),
                Arguments.of("event-file", noRate + ", sources: shared", listed, "sources: shared has no effect"),
                Arguments.of(
                        "event-file", noRate + ", statistics: binomial", listed, "statistics: binomial has no effect"),
                Arguments.of("rate-file", noRate, listed, "the events of 'X' are not listed"),
                Arguments.of("spike-file", noRate, DRAWN, "write sources: shared"));
    }

    @ParameterizedTest
    @MethodSource("whatAStimulusFromAFileReplaces")
    void whatAStimulusFromAFileReplacesIsRefused(String type, String afferent, String projection, String problem)
            throws IOException {
        shell.write(withStimulusFromAFile(type, afferent, projection));
        Files.writeString(folder.resolve("data/rows"), ROWS.get(type));
        assertPlanRefused(problem);
    }

    @Test
    void sharedNoiseAsksForBinomialStatisticsAlsoWhereEventsAreListed() throws IOException {
        shell.write(withStimulusFromAFile(
                        "event-file",
                        "releases: excitatory, statistics: binomial",
                        "connect: {type: events}, weight: 2 nS")
                .replace("time-step: 0.1 ms", "time-step: 0.1 ms\n  afferent-noise: shared"));
        Files.writeString(folder.resolve("data/rows"), ROWS.get("event-file"));
        Shell.Result plan = shell.run("plan");
        assertEquals(0, plan.exit(), plan.err());
    }

    @Test
    void aWeightThatAFileOfEventsReplacesIsRefused() throws IOException {
        shell.write(
                withStimulusFromAFile("event-file", "releases: excitatory", "connect: {type: events}, weight: 2 nS"));
        Files.writeString(folder.resolve("data/rows"), "afferent,target,neuron,step,weight_nS\nX,E,0,5,3\n");
        assertPlanRefused("every row has a weight_nS, so the weight of the projection X -> E has no effect");
    }

    private static String withStimulusFromAFile(String type, String afferent, String projection) {
        return Shell.PIPELINE
                .replace("releases: excitatory, rate: 40 Hz", afferent)
                .replace(DRAWN, projection)
                .replace("duration: 100 ms,", "duration: 100 ms, stimuli: {X: {type: " + type + ", file: data/rows}},");
    }

    @Test
    void rowsThatCannotBeAreNamedWithTheirLine() throws IOException {
        write("E,E,0,1,2.0\nE,E,-1,2,2.0\n");
        assertRefused("rows:3: ", "pre -1 is not in E, which has 0 to 39");
        write("E,E,0,1,NaN\n");
        assertRefused("rows:2: ", "'NaN' in column weight_nS is not a number");
        write("E,E,0\n");
        assertRefused("rows:2: ", "the line has 3 cells where the header has 5");
    }

    @Test
    void aPlanChecksFilesAndNamesThePlaceInThePipelineToo() throws IOException {
        write("E,E,0,1,2.0\nE,E,0,40,2.0\n");
        Shell.Result plan = shell.run("plan");
        assertEquals(2, plan.exit(), plan.err());
        assertTrue(plan.err().contains("pipeline.yaml:13:42: "), plan.err());
        assertTrue(plan.err().contains("rows:3: post 40 is not in E, which has 0 to 39"), plan.err());
        shell.write(Shell.PIPELINE
                .replace(
                        "size: 100, releases: excitatory, rate: 40 Hz",
                        "size: 100, releases: excitatory, sources: shared")
                .replace("duration: 100 ms,", "duration: 100 ms, stimuli: {X: {type: spike-file, file: data/rows}},"));
        Files.writeString(folder.resolve("data/rows"), "neuron,time_ms\n3,10\n3,100\n");
        Shell.Result spikes = shell.run("plan");
        assertEquals(2, spikes.exit(), spikes.err());
        assertTrue(spikes.err().contains("rows:3: a spike at 100.0 ms is not in the simulation"), spikes.err());
    }

    @Test
    void aFileWithoutASpikeOrARateIsRefusedByThePlan() throws IOException {
        shell.write(Shell.PIPELINE
                .replace("releases: excitatory, rate: 40 Hz", "releases: excitatory, sources: shared")
                .replace("duration: 100 ms,", "duration: 100 ms, stimuli: {X: {type: spike-file, file: data/rows}},"));
        Files.writeString(folder.resolve("data/rows"), "neuron,time_ms\n");
        assertPlanRefused("there are no spikes in it");
        shell.write(Shell.PIPELINE
                .replace("releases: excitatory, rate: 40 Hz", "releases: excitatory")
                .replace("duration: 100 ms,", "duration: 100 ms, stimuli: {X: {type: rate-file, file: data/rows}},"));
        Files.writeString(folder.resolve("data/rows"), "time_ms,rate_Hz\n");
        assertPlanRefused("there are no rates in it");
    }

    @Test
    void neuronsThatArePastThePopulationAreRefusedByThePlanWithTheirPlace() throws IOException {
        shell.write(Shell.PIPELINE.replace("record: {spikes: [E]}", "record: {membrane: [E], neurons: 30..40}"));
        assertPlanRefused("pipeline.yaml:20:63: neuron 40 is not in E, which has 0 to 39");
        shell.write(Shell.PIPELINE.replace(
                "duration: 100 ms,",
                "duration: 100 ms, currents: {E: {type: constant, current: 5 pA, neurons: [0, 44]}},"));
        assertPlanRefused("pipeline.yaml:20:85: neuron 44 is not in E, which has 0 to 39");
        shell.write(Shell.PIPELINE.replace("X -> E: {probability: 0.2,", "X -> E: {neurons: 0..99, probability: 0.2,"));
        assertPlanRefused("pipeline.yaml:12:23: neuron 99 is not in E, which has 0 to 39");
    }

    @Test
    void whatBeginsAtTheEndOfTheSimulationOrLaterIsRefusedByThePlanWithItsPlace() throws IOException {
        String simulation = "duration: 100 ms,";
        shell.write(Shell.PIPELINE.replace(
                simulation, simulation + " currents: {E: {type: constant, current: 5 pA, from: 100 ms}},"));
        assertPlanRefused("pipeline.yaml:20:82: 100.0 ms is not before the end of the simulation at 100.0 ms");
        shell.write(Shell.PIPELINE.replace(
                simulation, simulation + " currents: {E: {type: steps, times: [0 ms, 2 s], currents: [5 pA, 6 pA]}},"));
        assertPlanRefused("pipeline.yaml:20:72: 2000.0 ms is not before the end");
        shell.write(Shell.PIPELINE
                .replace("excitatory, rate: 40 Hz", "excitatory")
                .replace(
                        simulation,
                        simulation + " stimuli: {X: {type: steps, times: [0 ms, 2 s], rates: [5 Hz, 6 Hz]}},"));
        assertPlanRefused("pipeline.yaml:20:71: 2000.0 ms is not before the end");
    }

    @Test
    void aDelayThatOutlastsTheSimulationIsRefusedByThePlanWithItsPlace() throws IOException {
        String projection = "weight: 2 nS, release: 1";
        shell.write(Shell.PIPELINE.replace(projection, projection + ", delay: 100 ms"));
        assertPlanRefused("pipeline.yaml:13:65: no event arrives within the simulation of 100.0 ms");
        shell.write(Shell.PIPELINE.replace(projection, projection + ", delay: 99.9 ms"));
        assertEquals(0, shell.run("plan").exit());
    }

    @Test
    void timesThatAreNotWholeStepsAreRefusedByThePlanWithTheNearestOne() throws IOException {
        shell.write(Shell.PIPELINE.replace("duration: 100 ms", "duration: 0.04 ms"));
        assertPlanRefused("pipeline.yaml:20:22: 0.04 ms is not a whole number of steps of 0.1 ms;"
                + " the nearest time that is: 0.1 ms");
        shell.write(Shell.PIPELINE.replace("duration: 100 ms", "duration: 1e9 s"));
        assertPlanRefused("pipeline.yaml:20:22: 1000000000000 ms are more than 2147483647 steps of 0.1 ms;"
                + " the nearest time that is: 214748364.6 ms");
        shell.write(Shell.PIPELINE.replace("spikes: [E]", "membrane: [E], sampling: 0.25 ms"));
        assertPlanRefused("pipeline.yaml:20:64: 0.25 ms is not a whole number of steps of 0.1 ms;"
                + " the nearest time that is: 0.2 ms");
    }

    private void assertPlanRefused(String words) {
        Shell.Result plan = shell.run("plan");
        assertEquals(2, plan.exit(), plan.err());
        assertTrue(plan.err().contains(words), plan.err());
    }

    @Test
    void aFileOfAnotherKindIsRejected() throws IOException {
        Files.write(folder.resolve("data/rows"), new byte[] {'p', 0, 'r', 0, 'e', 0});
        assertRefused("there are NUL characters in it");
        Files.write(folder.resolve("data/rows"), new byte[0]);
        assertRefused("the file is empty");
    }

    @Test
    void connectionsOfAnAfferentWithoutNeuronsOfItsOwnAreRefused() throws IOException {
        write("X,E,0,1,2.0\n");
        shell.write(Shell.PIPELINE.replace(
                "X -> E: {probability: 0.2, weight: 2 nS}", "X -> E: {connect: {type: list, file: data/rows}}"));
        Shell.Result run = shell.run("plan");
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("this rule connects single neurons of 'X'"), run.err());
    }

    @Test
    void aTruncatedArrowFileIsRejected() throws IOException {
        byte[] arrow = Table.builder(TableSchema.of(
                        "connections",
                        "",
                        Column.text("pre_population", ""),
                        Column.text("post_population", ""),
                        Column.int32("pre", "1", ""),
                        Column.int32("post", "1", ""),
                        Column.float64("weight_nS", "nS", "")))
                .row("E", "E", 0, 1, 2.0)
                .build()
                .toBytes();
        Files.write(folder.resolve("data/rows"), Arrays.copyOf(arrow, arrow.length - 20));
        assertRefused("truncated");
    }

    @Test
    void anyOtherFailureHasTheExitCodeOfAStage() throws IOException {
        write("E,E,0,1,2.0\n");
        assertEquals(1, shell.run("run", "-p", Shell.FAILING).exit());
    }

    @Test
    void moreJobsThanMemoryAllowsAreReducedWithAMessage() throws IOException {
        write("E,E,0,1,2.0\n");
        Shell.Result run = shell.run("run", "-j", "1000000000");
        assertEquals(0, run.exit(), run.err());
        assertTrue(
                run.err().startsWith("warning: instead of 1000000000 points at a time (-j), the run computes "),
                run.err());
    }

    @Test
    void aFileOfReferenceValuesIsReadBeforeTheRun() throws IOException {
        String compared = """
                  compared:
                    run: compare-published
                    inputs: {rates: "${sim.rates}"}
                    with:
                      references:
                        - {name: r, file: data/rows, grouped-by: group, counterparts: {a: {in: rates, quantity: rate}}}
                """.indent(0);
        shell.write(Shell.PIPELINE.replace("profiles:", compared + "profiles:"));
        Files.writeString(
                folder.resolve("data/rows"), "quantity,population,condition,value,unit,group\nrate,E,weak,one,Hz,a\n");
        assertRefused("rows:2", "'one'");
        Files.writeString(
                folder.resolve("data/rows"), "quantity,population,condition,value,unit,group\nrate,E,weak,1,Hz,b\n");
        assertRefused("rows:2", "'counterparts' has no entry");
    }
}

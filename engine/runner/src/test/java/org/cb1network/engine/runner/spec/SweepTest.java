package org.cb1network.engine.runner.spec;

import static org.cb1network.engine.runner.spec.Documents.SMALL;
import static org.cb1network.engine.runner.spec.Documents.canonical;
import static org.cb1network.engine.runner.spec.Documents.read;
import static org.cb1network.engine.runner.spec.Documents.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.Value;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.table.Column;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static List<String> texts(String axis) {
        Sweep sweep = read(small("drive: {set: projections.In -> E.probability, from: 0.1, to: 0.3, count: 3}", axis)
                        .replace("${choices.drive}", "0.1"))
                .stage("scan")
                .sweep();
        return sweep.points().stream().map(point -> point.text(0)).toList();
    }

    @Test
    void pointsAreTheCrossProductWithTheFirstAxisSlowest() {
        List<Point> points = read(SMALL).stage("main").points();

        assertEquals(8, points.size());
        assertEquals("condition=A, replicate=1", points.get(0).toString());
        assertEquals("condition=A, replicate=2", points.get(1).toString());
        assertEquals("condition=B, replicate=1", points.get(4).toString());
        assertEquals(List.of("B", 4), points.get(7).values());
        assertEquals(4, points.get(7).replicate());
    }

    @Test
    void ofManyValuesOfAnAxisTheFirstAndTheLastAreListedWithTheirNumber() {
        Column column = Column.int32("replicate", "1", "");
        List<Object> values = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertEquals(
                "1, 2, 3, 4, 5, 6, 7, 8",
                new Axis(column, Axis.Kind.REPLICATE, List.of(), values.subList(0, 8)).list());
        assertEquals(
                "1, 2, 3, 4, 5, 6 ... 9; 9 values", new Axis(column, Axis.Kind.REPLICATE, List.of(), values).list());
        assertEquals("2", new Axis(column, Axis.Kind.PARAMETER, List.of(), List.of(2, 2)).list());
    }

    @Test
    void rangesAreExactInDecimal() {
        String path = "drive: {set: projections.In -> E.probability, ";

        assertEquals(
                List.of("0.1", "0.15", "0.2", "0.25", "0.3", "0.35", "0.4", "0.45", "0.5", "0.55", "0.6", "0.65"),
                texts(path + "from: 0.1, to: 0.65, count: 12}"));
        assertEquals(List.of("0.1", "0.2", "0.3"), texts(path + "from: 0.1, to: 0.3, step: 0.1}"));
        assertEquals(List.of("0.3", "0.2", "0.1"), texts(path + "from: 0.3, to: 0.1, step: -0.1}"));
        assertEquals(
                List.of("0.005", "0.01", "0.0775", "0.15"),
                texts(path + "from: 0.005, to: 0.15, count: 3, also: [0.01, 0.15]}"));
    }

    @Test
    void valuesCarryUnitsAndAreReadInTheUnitOfTheParameter() {
        assertEquals(List.of("700 ms", "1000 ms"), texts("duration: [700 ms, 1 s]"));
        assertEquals(List.of("500 ms", "750 ms", "1000 ms"), texts("duration: {from: 0.5 s, to: 1000 ms, count: 3}"));

        Axis axis = read(small("count: 3}", "count: 3}\n      duration: [700 ms]"))
                .stage("scan")
                .sweep()
                .axes()
                .get(1);
        assertEquals(Column.float64("duration", "ms", "simulated time"), axis.column());
        assertEquals(List.of(700.0), axis.values());
        assertEquals(List.of("duration"), axis.paths());
    }

    @Test
    void replicatesAreACountARangeOrAList() {
        assertEquals(List.of("1", "2", "3"), texts("replicate: 3"));
        assertEquals(List.of("20", "21"), texts("replicate: 20..21"));
        assertEquals(List.of("7", "4"), texts("replicate: [7, 4]"));
    }

    @Test
    void anAxisMaySetSeveralParametersAtOnce() {
        String both =
                "drive: {set: [projections.In -> E.probability, projections.E -> E.probability], values: [0.3, 0.4]}";
        PipelineSpec pipeline =
                read(small("drive: {set: projections.In -> E.probability, from: 0.1, to: 0.3, count: 3}", both));

        assertEquals("0.4", canonical(pipeline, "scan", 1).get("model.projections.In -> E.probability"));
        assertEquals("0.4", canonical(pipeline, "scan", 1).get("model.projections.E -> E.probability"));
    }

    @Test
    void anAxisMayProvideAMissingParameter() {
        String yaml = small("with: {duration: 700 ms}", "with: {stimuli: {In: {type: constant}}}")
                .replace(
                        "count: 3}",
                        "count: 3}\n      duration: [300 ms]\n      level: {set: with.stimuli.In.level, values: [3 Hz]}");

        assertEquals("3 Hz", canonical(read(yaml), "scan", 0).get("stimuli.In.level"));
    }

    @Test
    void aStageThatRunsForEachPointOfAnotherHasItsPointsAndMore() {
        String yaml = small("sweep: {each: main}", "sweep: {window: [100 ms, 200 ms], each: main}");
        StageSpec sync = read(yaml).stage("sync");

        assertEquals(16, sync.points().size());
        assertEquals(
                "condition=A, replicate=2, window=200 ms", sync.points().get(3).toString());
        assertEquals(
                "condition=A, replicate=2",
                sync.points().get(3).eachPoint().orElseThrow().toString());
        assertEquals(1, sync.points().get(3).eachPoint().orElseThrow().index());
        assertEquals(2, sync.points().get(3).replicate());
        assertTrue(sync.inputs().get(0).eachPoint());
        assertEquals("200 ms", canonical(read(yaml), "sync", 3).get("window"));
    }

    @Test
    void edgesAreTheReferencesOfInputsAndParameters() {
        PipelineSpec pipeline = read(SMALL);

        assertEquals(Set.of(), pipeline.stage("scan").references(), "its axis sets the reference away");
        assertEquals(
                Set.of(new Reference("choice", "choice", Optional.of("probability"))),
                pipeline.stage("main").references());
        assertEquals(
                Set.of(new Reference("scan", "rates", Optional.empty())),
                pipeline.stage("choice").references());
        assertEquals(Set.of("main"), pipeline.stage("sync").predecessors());
    }

    @Test
    void aReferenceThatTheCircuitLeavesOutMakesNoEdge() {
        String yaml = small("excitatory: [E, In]", "excitatory: [E]")
                .replace("    with: {duration: 1 s}", "    circuit: excitatory\n    with: {duration: 1 s}")
                .replace("[A, B]", "[A]");

        assertEquals(Set.of(), read(yaml).stage("main").references());
    }

    @Test
    void valuesOfReferencesAreConvertedAndChecked() {
        StageSpec main = read(SMALL).stage("main");
        Point first = main.points().get(0);

        ResolvedPoint point =
                main.resolver().with(reference -> Value.of(7.5, "%")).resolve(first);
        assertEquals("0.075", point.canonical().asMap().get("model.projections.In -> E.probability"));

        PipelineException outOfRange = assertThrows(
                PipelineException.class,
                () -> main.resolver().with(reference -> Value.of(2, "1")).resolve(first));
        assertEquals(
                "p.yaml:25:21: ${choice.choice.probability} is out of range; it must be at least 0 and at most 1",
                outOfRange.getMessage());
        PipelineException notFinite = assertThrows(
                PipelineException.class,
                () -> main.resolver()
                        .with(reference -> Value.of(Double.NaN, "1"))
                        .resolve(first));
        assertEquals(
                "p.yaml:25:21: ${choice.choice.probability} is NaN; look at the stage that computes it",
                notFinite.getMessage());
    }

    @Test
    void contradictoryPointsAreNamed() {
        String yaml = small("with: {duration: 1 s}", "with: {duration: 1 s, discard: \"${other.values.value}\"}")
                + "  other: {run: trivial}\n";
        List<String> problems = Documents.problems(yaml);

        assertEquals(
                List.of("p.yaml:39:36: ${other.values.value} is in no unit, but a time in ms is expected"), problems);
    }

    @Test
    void aHundredThousandPointsAreCreatedOnDemand() {
        StageSpec stage = read("""
                        pipeline: x
                        seed: 1
                        stages:
                          s:
                            run: trivial
                            sweep:
                              x: {from: 1, to: 1000, count: 1000}
                              replicate: 1000
                        """).stage("s");

        assertEquals(1_000_000, stage.points().size());
        assertEquals("x=1000, replicate=1000", stage.points().get(999_999).toString());
        assertEquals(
                "{x=1000, y=2 ms, z=3}",
                stage.resolver()
                        .with(r -> null)
                        .resolve(stage.points().get(999_999))
                        .canonical()
                        .toString());
    }

    @Test
    void pointsThatDifferOnlyInReplicatesShareTheirParameters() {
        String trivial = """
                pipeline: x
                seed: 1
                stages:
                  scan:
                    run: trivial
                    sweep:
                      replicate: 3
                      x: [7]
                      y: [1 ms, 2 ms]
                      z: [1, 2, 3]
                """;
        assertEquals(6, differentParameters(trivial, 18));
        String conditions =
                small("sweep:\n      drive:", "sweep:\n      replicate: 2\n      condition: [A, B]\n      drive:");
        assertEquals(6, differentParameters(conditions, 12));
        // Two factors that have their values in step.
        String sample = small("drive: {set: projections.In -> E.probability, from: 0.1, to: 0.3, count: 3}", """
                replicate: 2
                      condition: [A, B]
                      sample: {method: sobol, count: 4, over: {w: {set: projections.E -> E.weight, from: 1 nS, to: 3 nS}, drive: {set: projections.In -> E.probability, from: 0.1, to: 0.2}}}""");
        assertEquals(8, differentParameters(sample, 16));
    }

    /** Returns the number of different objects, after checking that each point has its own parameters. */
    private static int differentParameters(String yaml, int points) {
        StageSpec scan = read(yaml.replace("${choices.drive}", "0.1")).stage("scan");
        PointResolver resolver = scan.resolver().with(reference -> null);
        Set<ResolvedPoint> different = Sets.newIdentityHashSet();
        assertEquals(points, scan.points().size());
        for (Point point : scan.points()) {
            ResolvedPoint resolved = resolver.resolve(point);
            different.add(resolved);
            // A pipeline read anew shares nothing.
            assertEquals(
                    canonical(read(yaml.replace("${choices.drive}", "0.1")), "scan", point.index()),
                    resolved.canonical().asMap(),
                    point.toString());
        }
        return different.size();
    }

    /** A collected table contains the description of its axes, so a key without it would find old bytes. */
    @Test
    void theDescriptionOfAnAxisIsPartOfTheDigest() {
        assertEquals(
                rates("rate of the input").digest(), rates("rate of the input").digest());
        assertNotEquals(
                rates("rate of the input").digest(),
                rates("rate of the afferents").digest());
    }

    private static Sweep rates(String description) {
        Column column = Column.float64("rate", "Hz", description);
        return new Sweep(null, List.of(new Axis(column, Axis.Kind.PARAMETER, List.of("rate"), List.of(1.0, 2.0))));
    }
}

package org.cb1network.engine.runner.spec;

import static org.cb1network.engine.runner.spec.Documents.canonical;
import static org.cb1network.engine.runner.spec.Documents.problems;
import static org.cb1network.engine.runner.spec.Documents.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.engine.table.Column;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final String DRIVE = "drive: {set: projections.In -> E.probability, from: 0.1, to: 0.3, count: 3}";

    /** Returns the small document with another axis in the place of that which sets {@code drive}. */
    private static String small(String old, String replacement) {
        return Documents.small(old, replacement).replace("${choices.drive}", "0.1");
    }

    private static String sampled(String sample) {
        return small(DRIVE, "sample: " + sample);
    }

    private static Sweep sweep(String yaml) {
        return read(yaml).stage("scan").sweep();
    }

    private static double value(Point point, String axis) {
        List<String> names = point.axes().stream().map(Axis::name).toList();
        return ((Number) point.value(names.indexOf(axis))).doubleValue();
    }

    @Test
    void theFactorsPrecedeTheNumberOfThePointWhereverTheSampleIsWritten() {
        Sweep sweep = sweep(
                small(
                        DRIVE,
                        "replicate: 2\n      sample: {method: sobol, count: 4, over: {w: {set: projections.E -> E.weight, from: 1 nS, to: 3 nS}, drive: {set: projections.In -> E.probability, from: 0.1, to: 0.2}}}"));

        assertEquals(8, sweep.size());
        assertEquals(
                List.of("w", "drive", "sample", "replicate"),
                sweep.axes().stream().map(Axis::name).toList());
        assertEquals(
                Column.float64("w", "nS", sweep.axes().get(0).column().description()),
                sweep.axes().get(0).column());
        assertEquals(1, sweep.point(0).value(2));
        assertEquals(1, sweep.point(1).value(2));
        assertEquals(4, sweep.point(7).value(2));
        assertEquals(2, sweep.point(7).replicate());
    }

    @Test
    void aLargerSampleHasTheParametersOfTheSmallerOneFirst() {
        String sample =
                "{method: sobol, count: 4, over: {drive: {set: projections.In -> E.probability, from: 0.1, to: 0.2}}}";
        PipelineSpec some = read(sampled(sample));
        PipelineSpec more = read(sampled(sample.replace("count: 4", "count: 8")));

        assertEquals(8, more.stage("scan").sweep().size());
        for (int point = 0; point < 4; point++) {
            assertEquals(canonical(some, "scan", point), canonical(more, "scan", point));
        }
    }

    @Test
    void relativeRangesSurroundTheValueOfEachCondition() {
        PipelineSpec pipeline = read(
                small(
                        DRIVE,
                        "sample: {method: sobol, count: 2, within: 10 %, base: true, over: {r: {set: projections.I -> E.release}}}\n      condition: [A, B]"));
        Sweep sweep = pipeline.stage("scan").sweep();

        assertEquals("sample=0, condition=A", sweep.point(0).toString());
        assertEquals("0.5", canonical(pipeline, "scan", 0).get("model.projections.I -> E.release"));
        assertEquals("0.25", canonical(pipeline, "scan", 1).get("model.projections.I -> E.release"));
        double factor = value(sweep.point(2), "r");
        assertTrue(factor >= 0.9 && factor <= 1.1 && factor != 1);
        assertEquals(0.1, value(sweep.point(2), "within"));
        assertEquals(
                0.5 * factor,
                Double.parseDouble(canonical(pipeline, "scan", 2).get("model.projections.I -> E.release")),
                1e-12);
        assertEquals(
                0.25 * factor,
                Double.parseDouble(canonical(pipeline, "scan", 3).get("model.projections.I -> E.release")),
                1e-12);
    }

    @Test
    void aRelativeRangeCanSurroundTheResultOfAnotherStage() {
        String sample =
                "sample: {method: sobol, count: 4, within: 25 %, over: {drive: {set: projections.In -> E.probability}}}";
        StageSpec main = read(Documents.small(
                        "      condition: [A, B]\n", "      condition: [A, B]\n      " + sample + "\n"))
                .stage("main");

        assertEquals(1, main.references().size(), "the result that the factor changes");
    }

    @Test
    void everyPointIsTakenWithEachHalfWidth() {
        Sweep sweep = sweep(sampled(
                "{method: sobol, count: 2, within: [10 %, 20 %], over: {drive: {set: projections.E -> E.weight}}}"));

        assertEquals(4, sweep.size());
        assertEquals(2 * (value(sweep.point(0), "drive") - 1), value(sweep.point(1), "drive") - 1, 1e-8);
        assertEquals(0.2, value(sweep.point(3), "within"));
    }

    @Test
    void aHalfWidthMayReferToAnotherSizeThanTheBaseValue() {
        PipelineSpec pipeline = read(
                sampled(
                        "{method: sobol, count: 1, within: 10 %, over: {threshold: {set: populations.E.threshold, of: 20 mV}}}"));
        double factor = value(pipeline.stage("scan").sweep().point(0), "threshold");

        String threshold = canonical(pipeline, "scan", 0).get("model.populations.E.threshold");
        assertEquals(-50 + 20 * (factor - 1), Double.parseDouble(threshold.replace(" mV", "")), 1e-9);
    }

    @Test
    void numbersOfNeuronsAreRoundedAndRangesMayBeLogarithmic() {
        PipelineSpec pipeline = read(
                sampled(
                        "{method: latin-hypercube, count: 10, within: 20 %, over: {n: {set: populations.E.size}, w: {set: projections.E -> E.weight, from: 1 nS, to: 100 nS, scale: log}}}"));
        Sweep sweep = pipeline.stage("scan").sweep();

        long small =
                sweep.points().stream().filter(point -> value(point, "w") < 10).count();
        assertEquals(5, small);
        String size = canonical(pipeline, "scan", 0).get("model.populations.E.size");
        assertEquals(Math.rint(40 * value(sweep.point(0), "n")), Double.parseDouble(size));
    }

    @Test
    void pairedFactorsChangeTogether() {
        Sweep sweep = sweep(
                sampled(
                        "{method: halton, count: 5, over: {pair: {paired: {w: {set: projections.E -> E.weight, from: 1 nS, to: 3 nS}, p: {set: projections.E -> E.probability, from: 0.1, to: 0.2}}}}}"));

        sweep.points()
                .forEach(point -> assertEquals((value(point, "w") - 1) / 2, (value(point, "p") - 0.1) * 10, 1e-6));
    }

    @Test
    void aFactorMayNameWhatTheCircuitLeavesOut() {
        String yaml = sampled(
                        "{method: sobol, count: 2, within: 10 %, over: {r: {set: projections.I -> E.release}, w: {set: projections.E -> E.weight}}}")
                .replace("circuit: all", "circuit: excitatory");

        assertEquals("r", sweep(yaml).axes().get(0).name());
    }

    @Test
    void axesInStepHaveAsManyValues() {
        String pair =
                "pair: {paired: {duration: [300 ms, 300 ms], w: {set: projections.E -> E.weight, values: [1 nS, 2 nS]}}}\n      replicate: 2";
        Sweep sweep = sweep(small(DRIVE, pair));

        assertEquals(
                List.of("duration=300 ms, w=1 nS, replicate=1", "duration=300 ms, w=1 nS, replicate=2"),
                sweep.points().subList(0, 2).stream().map(Point::toString).toList());
        assertEquals("duration=300 ms, w=2 nS, replicate=2", sweep.point(3).toString());
        assertTrue(problems(small(DRIVE, pair.replace("[1 nS, 2 nS]", "[1 nS]")))
                .get(0)
                .contains("this axis has 1 values, but the one in step with it has 2"));
    }

    @Test
    void logarithmicAxesHaveAConstantRatio() {
        Sweep sweep = sweep(small(
                DRIVE, "drive: {set: projections.In -> E.probability, from: 0.001, to: 1, count: 4, scale: log}"));

        assertEquals(
                List.of("0.001", "0.01", "0.1", "1"),
                sweep.points().stream().map(point -> point.text(0)).toList());
    }

    @Test
    void errorsNameTheFactor() {
        String over = ", over: {r: {set: projections.I -> E.release}}}";
        assertTrue(problems(sampled("{method: sobol, count: 2" + over)).get(0).contains("'r' has no range"));
        assertTrue(problems(sampled(
                        "{method: sobol, count: 2, within: 80 %, over: {p: {set: projections.E -> E.release}}}"))
                .get(0)
                .contains("is out of range"));
        assertTrue(problems(sampled("{method: sobl, count: 2, within: 10 %" + over))
                .get(0)
                .contains("did you mean 'sobol'?"));
        assertTrue(problems(sampled("{method: morris, count: 2, within: [10 %, 20 %]" + over))
                .get(0)
                .contains("single half-width"));
        assertTrue(problems(
                        sampled("{method: sobol, count: 2, within: 10 %, over: {p: {set: projections.E -> I.weight}}}"))
                .get(0)
                .contains("there is no 'E -> I'"));
    }

    @Test
    void aRelativeRangeNeedsABaseValue() {
        String sample = "{method: sobol, count: 2, within: 10 %, over: {rest: {set: receptors.exc.reversal}}}";

        assertTrue(problems(sampled(sample)).get(0).contains("has the base value 0"));
        assertEquals(
                2,
                sweep(sampled(sample.replace("reversal}", "reversal, of: 10 mV}")))
                        .size());
    }

    @Test
    void pairedFactorsHaveNamesOfTheirOwn() {
        String pair =
                "{method: sobol, count: 2, within: 10 %, over: {w: {set: projections.E -> E.weight}, pair: {paired: {w: {set: projections.I -> E.weight}}}}}";

        assertTrue(problems(sampled(pair)).get(0).contains("there are two factors 'w'"));
    }

    @Test
    void aProfileMayAddAStage() {
        String profile = "\nprofiles:\n  more:\n    stages:\n      extra: {run: simulate, with: {duration: 1 s}}\n";
        String misspelt = "\nprofiles:\n  more:\n    stages:\n      scam: {with: {duration: 1 s}}\n";

        assertEquals(
                1,
                read(Documents.SMALL + profile, "more", new String[0])
                        .stage("extra")
                        .points()
                        .size());
        assertTrue(Documents.problemsOf(Documents.SMALL + misspelt, "more")
                .get(0)
                .message()
                .contains("there is no stage 'scam'"));
    }
}

package org.cb1network.stages.science.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.stages.science.robustness.SensitivityStage.Measure;
import org.cb1network.stages.science.robustness.SensitivityStage.Parameters;
import org.junit.jupiter.api.Test;

class SensitivityStageTest {

    /** The function of Ishigami and Homma (1990) with a = 7 and b = 0.1, over -pi to pi. */
    private static double ishigami(double[] u) {
        double x1 = Math.PI * (2 * u[0] - 1);
        double x2 = Math.PI * (2 * u[1] - 1);
        double x3 = Math.PI * (2 * u[2] - 1);
        return Math.sin(x1) + 7 * Math.pow(Math.sin(x2), 2) + 0.1 * Math.pow(x3, 4) * Math.sin(x1);
    }

    private static Table indices(Measure measure, List<double[]> points, ToDoubleFunction<double[]> function)
            throws Exception {
        SensitivityStage stage = new SensitivityStage();
        return FakeContext.of(stage)
                .with("table", SampledFunction.table(points, function))
                .run(stage, new Parameters(measure, "y", Map.of(), 16, 200, 0.95))
                .output("indices");
    }

    private static int row(Table indices, String factor, String index, String estimator) {
        for (int row = 0; row < indices.rows(); row++) {
            if (indices.text("factor", row).equals(factor)
                    && indices.text("index", row).equals(index)
                    && indices.text("estimator", row).startsWith(estimator)) {
                return row;
            }
        }
        throw new AssertionError("no " + index + " of " + factor);
    }

    private static void assertIndex(
            double expected, double tolerance, Table indices, String factor, String index, String estimator) {
        int row = row(indices, factor, index, estimator);
        assertEquals(expected, indices.float64("value", row), tolerance, factor + " " + index + " " + estimator);
        assertTrue(
                indices.float64("ci_low", row) <= expected + 1e-12
                        && expected - 1e-12 <= indices.float64("ci_high", row),
                "interval of " + factor + " " + index);
    }

    /** Closed form: V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2, V1 = (1 + b pi^4/5)^2/2, V2 = a^2/8, V13 = 8 b^2 pi^8/225. */
    @Test
    void theIndicesOfIshigamisFunctionAreThoseOfItsClosedForm() throws Exception {
        double pi4 = Math.pow(Math.PI, 4);
        double first = Math.pow(1 + 0.1 * pi4 / 5, 2) / 2;
        double second = 49.0 / 8;
        double both = 8 * 0.01 * pi4 * pi4 / 225;
        double all = first + second + both;
        Table indices = indices(Measure.SOBOL, SampledFunction.saltelli(4096, 3), SensitivityStageTest::ishigami);

        for (String estimator : List.of("Saltelli", "Jansen")) {
            assertIndex(first / all, 0.02, indices, "x1", "first order", estimator);
            assertIndex(second / all, 0.02, indices, "x2", "first order", estimator);
            assertIndex(0, 0.02, indices, "x3", "first order", estimator);
        }
        assertIndex((first + both) / all, 0.02, indices, "x1", "total", "Jansen");
        assertIndex(second / all, 0.02, indices, "x2", "total", "Jansen");
        assertIndex(both / all, 0.02, indices, "x3", "total", "Jansen");
    }

    /** Sobol's g-function: the product of (|4x - 2| + a) / (1 + a), whose factors have the variances 1 / (3 (1 + a)^2). */
    @Test
    void theIndicesOfSobolsFunctionAreThoseOfItsClosedForm() throws Exception {
        double[] a = {0, 1, 4.5, 9};
        double product = 1;
        for (double each : a) {
            product *= 1 + 1 / (3 * (1 + each) * (1 + each));
        }
        Table indices = indices(Measure.SOBOL, SampledFunction.saltelli(4096, 4), x -> {
            double value = 1;
            for (int i = 0; i < a.length; i++) {
                value *= (Math.abs(4 * x[i] - 2) + a[i]) / (1 + a[i]);
            }
            return value;
        });

        for (int i = 0; i < a.length; i++) {
            double variance = 1 / (3 * (1 + a[i]) * (1 + a[i]));
            String factor = "x" + (i + 1);
            assertIndex(variance / (product - 1), 0.02, indices, factor, "first order", "Saltelli");
            assertIndex(variance * product / (1 + variance) / (product - 1), 0.02, indices, factor, "total", "Jansen");
        }
    }

    @Test
    void theElementaryEffectsOfALinearModelAreItsSlopes() throws Exception {
        double[] slopes = {3, -2, 0};
        List<double[]> points = new ArrayList<>();
        for (int trajectory = 0; trajectory < 4; trajectory++) {
            double[] at = {trajectory / 12.0, trajectory / 12.0, 0};
            points.add(at.clone());
            for (int i = 0; i < 3; i++) {
                at[(i + trajectory) % 3] += 2.0 / 3;
                points.add(at.clone());
            }
        }
        double range = 2.0 / 3 + 3 / 12.0;
        Table indices = indices(Measure.MORRIS, points, x -> slopes[0] * x[0] + slopes[1] * x[1]);

        assertIndex(3 * range, 1e-9, indices, "x1", "mu", "Morris");
        assertIndex(-2 * range, 1e-9, indices, "x2", "mu", "Morris");
        assertIndex(2 * range, 1e-9, indices, "x2", "mu*", "Campolongo");
        assertIndex(0, 1e-9, indices, "x2", "sigma", "Morris");
        assertIndex(0, 1e-9, indices, "x3", "mu*", "Campolongo");
    }

    @Test
    void theCorrelationRatioOfALinearModelIsThePartOfItsVariance() throws Exception {
        Table indices = indices(Measure.CORRELATION_RATIO, SampledFunction.sobol(2048, 3), x -> 2 * x[0] + x[1]);

        assertEquals(0.8, indices.float64("value", row(indices, "x1", "correlation ratio", "16")), 0.02);
        assertEquals(0.2, indices.float64("value", row(indices, "x2", "correlation ratio", "16")), 0.02);
        assertEquals(0, indices.float64("value", row(indices, "x3", "correlation ratio", "16")), 0.02);
    }

    @Test
    void aSampleOfAnotherMethodIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> indices(Measure.SOBOL, SampledFunction.sobol(20, 3), x -> x[0]));

        assertTrue(refused.getMessage().contains("not a sample of the method 'saltelli'"));
    }
}

package org.cb1network.stages.science.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.science.analysis.Residual;
import org.cb1network.stages.science.analysis.ScanRanking;
import org.cb1network.stages.science.analysis.ScanRanking.RankedPoint;
import org.cb1network.stages.science.replicates.AxisColumns;
import org.cb1network.stages.science.replicates.ReplicateValues;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * Ranks the points of a scan by the distance of population rates from their targets, and lists the points that cannot
 * be distinguished from the best one. Changing a target repeats the ranking but no simulation.
 */
public final class RankScanStage implements Stage<RankScanStage.Parameters> {

    /** The part of the simulation over which rates are averaged. */
    public enum Window {
        /** The time after the discarded part. */
        AFTER_DISCARD("rate"),
        /** The whole simulation, as in the published code. */
        WHOLE("rate_whole");

        private final String column;

        Window(String column) {
            this.column = column;
        }

        private Window other() {
            return this == WHOLE ? AFTER_DISCARD : WHOLE;
        }
    }

    /**
     * The parameters.
     *
     * @param targetsHz target rate of each population, in Hz
     * @param window part of the simulation to use; ranks for the other one are reported as well
     * @param confidence confidence at which a point must be worse than the best to be distinguished from it
     */
    public record Parameters(
            @Describe("target rate of each population") @Unit("Hz") @Range(min = 0, minExclusive = true)
            Map<String, Double> targetsHz,

            @Describe("part of the simulation to use; the ranks for the other one are reported as well")
            @Default("after-discard")
            Window window,

            @Describe("confidence at which a point must be worse than the best to be distinguished from it")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence)
            implements Checked {

        public Parameters {
            targetsHz = Collections.unmodifiableSortedMap(new TreeMap<>(targetsHz));
        }

        @Override
        public void check(ProblemReport report) {
            if (targetsHz.isEmpty()) {
                report.problem("no population has a target", "give at least one", "targets");
            }
        }
    }

    /** A point of the scan. */
    private record RankedRow(
            @Cell("1 for the least mean residual") int rank,
            @Cell("number of replicates") int replicates,

            @Cell("sum over populations of |rate - target| / target, mean over replicates")
            double residual,

            @Cell("of the residual; NaN for a single replicate")
            double standardError,

            @Cell("mean difference from the residual of the best point, by replicate")
            double differenceFromBest,

            @Cell("of that difference") double differenceStandardError,

            @Cell("two-sided, of the paired t-test of differences of ln(1 + residual)")
            double pValue,

            @Cell("whether the point is worse than the best with the confidence asked for")
            boolean toldApart,

            @Cell("residual by the rates of the other window")
            double residualOtherWindow,

            @Cell("rank by the rates of the other window") int rankOtherWindow) {}

    private static final RowType<RankedRow> RANKING =
            RowType.of("ranking", "points of the scan, the best first", RankedRow.class);

    private static final RowType<RankedRow> INDISTINGUISHABLE = RowType.of(
            "indistinguishable", "points that cannot be told apart from the best, itself included", RankedRow.class);

    /** The best point. */
    private record Optimum(
            @Cell("sum over populations of |rate - target| / target, mean over replicates")
            double residual,

            @Cell("of the residual; NaN for a single replicate")
            double standardError,

            @Cell("number of replicates") int replicates,
            @Cell("number of points that were ranked") int points,

            @Cell("number of points not told apart from this one, itself included")
            int indistinguishable,

            @Cell("rank by the rates of the other window") int rankOtherWindow) {}

    private static final RowType<Optimum> OPTIMUM =
            RowType.of("optimum", "the point with the least residual", Optimum.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "rank-scan",
            "Ranks the points of a scan by the distance of rates from their targets",
            Parameters.class,
            List.of(SimulationTables.RATES.input(
                    "rates",
                    "rates of a sweep, as simulations yield them",
                    "population",
                    Window.AFTER_DISCARD.column,
                    Window.WHOLE.column)),
            List.<OutputPort>of(
                    RANKING.summaryOf("rates"), OPTIMUM.summaryOf("rates"), INDISTINGUISHABLE.summaryOf("rates")),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table rates = context.input("rates");
        AxisColumns axes = AxisColumns.before("population", rates.schema());
        Residuals residuals = Residuals.of(rates, axes, parameters.window(), parameters.targetsHz());
        Residuals others = Residuals.of(rates, axes, parameters.window().other(), parameters.targetsHz());
        ScanRanking ranking = residuals.ranked(parameters.confidence());
        RankedPoint[] byOthers = byPoint(others.ranked(parameters.confidence()));
        for (RankedPoint point : ranking.points()) {
            List<Object> at = residuals.points().get(point.point());
            RankedPoint other = byOthers[point.point()];
            context.rows(RANKING, axes.columns()).write(at, row(point, other));
            if (!point.toldApart()) {
                context.rows(INDISTINGUISHABLE, axes.columns()).write(at, row(point, other));
            }
        }
        int best = ranking.best().point();
        context.rows(OPTIMUM, axes.columns()).write(residuals.points().get(best), optimum(ranking, byOthers[best]));
    }

    private static RankedPoint[] byPoint(ScanRanking ranking) {
        RankedPoint[] byPoint = new RankedPoint[ranking.points().size()];
        ranking.points().forEach(point -> byPoint[point.point()] = point);
        return byPoint;
    }

    private static RankedRow row(RankedPoint point, RankedPoint other) {
        return new RankedRow(
                point.rank(),
                point.replicates(),
                point.mean(),
                point.standardError(),
                point.differenceFromBest(),
                point.differenceStandardError(),
                point.pValue(),
                point.toldApart(),
                other.mean(),
                other.rank());
    }

    private static Optimum optimum(ScanRanking ranking, RankedPoint other) {
        RankedPoint best = ranking.best();
        return new Optimum(
                best.mean(),
                best.standardError(),
                best.replicates(),
                ranking.points().size(),
                ranking.notToldApartFromBest().size(),
                other.rank());
    }

    /**
     * The residual of every point and replicate.
     *
     * @param points values of the axes, by point
     * @param byPoint residuals of each point, one per replicate; NaN if a replicate was not run
     */
    private record Residuals(List<List<Object>> points, List<double[]> byPoint) {

        static Residuals of(Table rates, AxisColumns axes, Window window, Map<String, Double> targetsHz) {
            Map<List<Object>, Map<Integer, double[]>> ratesOf = new LinkedHashMap<>();
            List<String> populations = List.copyOf(targetsHz.keySet());
            for (int row = 0; row < rates.rows(); row++) {
                int population = populations.indexOf(rates.text("population", row));
                if (population >= 0) {
                    ratesOf.computeIfAbsent(axes.groupOf(rates, row), any -> new TreeMap<>())
                                    .computeIfAbsent(
                                            ReplicateValues.replicate(rates, row),
                                            any -> new double[populations.size()])[population] =
                            rates.float64(window.column, row);
                }
            }
            requireAll(rates, populations);
            return of(
                    ratesOf,
                    targetsHz.values().stream().mapToDouble(Double::doubleValue).toArray());
        }

        private static Residuals of(Map<List<Object>, Map<Integer, double[]>> ratesOf, double[] targetsHz) {
            List<Integer> replicates = ratesOf.values().stream()
                    .flatMap(byReplicate -> byReplicate.keySet().stream())
                    .distinct()
                    .sorted()
                    .toList();
            List<double[]> residuals = new ArrayList<>();
            ratesOf.values().forEach(byReplicate -> {
                double[] ofPoint = new double[replicates.size()];
                Arrays.fill(ofPoint, Double.NaN);
                byReplicate.forEach(
                        (replicate, hz) -> ofPoint[replicates.indexOf(replicate)] = Residual.of(hz, targetsHz));
                residuals.add(ofPoint);
            });
            return new Residuals(List.copyOf(ratesOf.keySet()), residuals);
        }

        ScanRanking ranked(double confidence) {
            return ScanRanking.of(byPoint.toArray(double[][]::new), confidence);
        }

        private static void requireAll(Table rates, List<String> populations) {
            List<String> there = rates.text("population").stream().distinct().toList();
            for (String population : populations) {
                if (!there.contains(population)) {
                    throw new IllegalArgumentException("there is a target for the population '" + population
                            + "', but only rates of " + String.join(", ", there));
                }
            }
        }
    }
}

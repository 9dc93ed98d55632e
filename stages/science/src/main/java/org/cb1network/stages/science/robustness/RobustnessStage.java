package org.cb1network.stages.science.robustness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.table.Cell;
import org.cb1network.stages.science.analysis.SampleStatistics;
import org.cb1network.stages.science.analysis.Slices;
import org.cb1network.stages.science.robustness.ClaimOverSpace.Influence;
import org.cb1network.stages.science.robustness.SampledTable.SamplePoint;

/**
 * Finds in which part of a sampled space each claim holds, which factors its margin depends on, and which relative change
 * would break it. Samples with several half-widths {@code within} are judged one by one.
 */
public final class RobustnessStage implements Stage<RobustnessStage.Parameters> {

    /**
     * How to judge.
     *
     * @param confidence confidence level of the intervals
     * @param significance largest p-value, times the number of factors, at which a factor counts as important
     * @param slices number of slices of a factor over which margins are averaged
     * @param leaveOut numbers of claims that the simulations cannot decide
     */
    public record Parameters(
            @Describe("confidence level of the intervals")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence,

            @Describe("largest p-value, times the number of factors, at which a factor counts as important")
            @Range(min = 0, max = 1, minExclusive = true)
            @Default("0.05")
            double significance,

            @Describe("number of slices of a factor over which margins are averaged")
            @Range(min = 2, max = 100)
            @Default("5")
            int slices,

            @Describe("numbers of claims to leave out, such as those that short simulations cannot decide")
            @Default("[]")
            List<Integer> leaveOut) {

        public Parameters {
            leaveOut = List.copyOf(leaveOut);
        }
    }

    /** A claim at a point of the sample, as {@code test-claims} with {@code by: sample} yields it. */
    private record ClaimAtPoint(
            @Cell("number of the point of the sample") int sample,
            @Cell("number of the claim, from 1") int number,
            @Cell("what is claimed") String claim,

            @Cell("mean of larger - smaller; positive if the claim holds for the means")
            double difference,

            @Cell("number of replicates that both sides have")
            int replicates,

            @Cell("supported, undecided or contradicted") String verdict) {

        boolean holds() {
            return difference > 0;
        }

        boolean has(String wanted) {
            return verdict.equals(wanted);
        }
    }

    /** A row of the table of claims. */
    private record Robustness(
            @Cell("half-width of the sampled ranges, relative to the base values; 0 for other ranges")
            double within,

            @Cell("number of the claim, from 1; one more for all claims together")
            int number,

            @Cell("what is claimed") String claim,

            @Cell("number of points at which the claim can be judged")
            int samples,

            @Cell("number of further points at which a quantity of the claim does not exist")
            int undefined,

            @Cell("part of the points at which the claim holds for the means")
            double share,

            @Cell("lower end of the confidence interval of the share (Clopper and Pearson)")
            double shareLow,

            @Cell("upper end of the confidence interval of the share")
            double shareHigh,

            @Cell("part of the points at which the test supports the claim; NaN with a single replicate")
            double supported,

            @Cell("part of the points at which the test contradicts it; NaN with a single replicate")
            double contradicted,

            @Cell("mean margin: 1/2 at the base point, 0 where the claim breaks, at most 1")
            double margin,

            @Cell("the factor with the largest rank correlation with the margin; empty if none is important")
            String strongest,

            @Cell("its rank correlation with the margin") double correlation,

            @Cell(
                    "the factor that breaks the claim with the smallest relative change, by a linear model; empty if none is important")
            String breaker,

            @Cell("this change, beyond the sampled range if larger than within; NaN if there is none")
            double breaksAt,

            @Cell("the smallest relative change of all important factors together that breaks the claim, by the model")
            double breaksTogether,

            @Cell("part of the variance of the margin that the linear model explains")
            double explained) {}

    /** A row of the table of influences. */
    private record FactorInfluence(
            @Cell("half-width of the sampled ranges") double within,
            @Cell("number of the claim, from 1") int number,
            @Cell("what is claimed") String claim,
            @Cell("name of the factor") String factor,

            @Cell("rank correlation of the factor with the margin: positive if more of it makes the claim safer")
            double correlation,

            @Cell("lower end of its confidence interval") double ciLow,
            @Cell("upper end of its confidence interval") double ciHigh,
            @Cell("two-sided p-value of the correlation") double pValue,

            @Cell("whether the correlation is significant among all factors")
            boolean important,

            @Cell("change of the margin per relative change of the factor, by a linear model")
            double slope,

            @Cell("relative change of this factor alone that breaks the claim, by the model; NaN if there is none")
            double breaksAt,

            @Cell("part of the points with less of the factor than the median at which the claim holds")
            double shareBelow,

            @Cell("part of the points with more of it at which the claim holds")
            double shareAbove) {}

    /** A row of the table of margins. */
    private record Margin(
            @Cell("half-width of the sampled ranges") double within,
            @Cell("number of the claim, from 1") int number,
            @Cell("what is claimed") String claim,
            @Cell("name of the factor") String factor,

            @Cell("mean of the factor in this slice of its range")
            double value,

            @Cell("number of points in the slice") int samples,

            @Cell("mean margin: 1/2 at the base point, 0 where the claim breaks")
            double margin,

            @Cell("lower end of its confidence interval") double ciLow,
            @Cell("upper end of its confidence interval") double ciHigh,

            @Cell("part of the points at which the claim holds")
            double share) {}

    private static final RowType<ClaimAtPoint> CLAIMS =
            RowType.of("claims", "claims tested at each point of a sample", ClaimAtPoint.class);
    private static final RowType<Robustness> ROBUSTNESS =
            RowType.of("robustness", "how robust each claim is in a sampled space", Robustness.class);
    private static final RowType<FactorInfluence> INFLUENCES =
            RowType.of("influences", "what the margin of each claim depends on", FactorInfluence.class);
    private static final RowType<Margin> MARGINS =
            RowType.of("margins", "the margin of each claim over each factor", Margin.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "robustness",
            "Finds where in a sampled space claims hold, and what would break them",
            Parameters.class,
            List.of(
                    CLAIMS.input("claims", "claims tested at each point of a sample"),
                    new InputPort("sample", "a table collected over the sweep with the sample")),
            List.<OutputPort>of(
                    ROBUSTNESS.output().asExact(),
                    INFLUENCES.output().asExact(),
                    MARGINS.output().asExact()),
            false);

    private static final String TOGETHER = "all claims together";

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        SampledTable sample = SampledTable.of(context.input("sample"));
        List<ClaimAtPoint> tested = context.read(CLAIMS).stream()
                .filter(claim -> !parameters.leaveOut().contains(claim.number()))
                .toList();
        Map<Double, List<Integer>> spaces = new TreeMap<>();
        sample.points().forEach((number, point) -> {
            if (number != SampledTable.BASE) {
                spaces.computeIfAbsent(point.within(), any -> new ArrayList<>()).add(number);
            }
        });
        RowWriter<Robustness> robustness = context.rows(ROBUSTNESS);
        RowWriter<FactorInfluence> influences = context.rows(INFLUENCES);
        RowWriter<Margin> margins = context.rows(MARGINS);
        for (Map.Entry<Double, List<Integer>> space : spaces.entrySet()) {
            for (Judged judged : judge(sample, space.getValue(), tested, parameters)) {
                double within = space.getKey();
                robustness.write(judged.robustness(within, parameters));
                for (FactorInfluence influence : judged.influences(within)) {
                    influences.write(influence);
                }
                for (Margin margin : judged.margins(within, parameters)) {
                    margins.write(margin);
                }
            }
            robustness.write(together(space.getKey(), space.getValue(), tested, parameters));
        }
    }

    private static List<Judged> judge(
            SampledTable sample, List<Integer> numbers, List<ClaimAtPoint> tested, Parameters parameters) {
        List<Judged> judged = new ArrayList<>();
        byClaim(tested).forEach((number, atPoints) -> {
            ClaimAtPoint base = atPoints.get(SampledTable.BASE);
            List<ClaimAtPoint> defined = new ArrayList<>();
            List<double[]> positions = new ArrayList<>();
            for (int point : numbers) {
                ClaimAtPoint at = atPoints.get(point);
                if (at != null && Double.isFinite(at.difference())) {
                    defined.add(at);
                    positions.add(
                            Objects.requireNonNull(sample.points().get(point)).values());
                }
            }
            SamplePoint basePoint = sample.points().get(SampledTable.BASE);
            ClaimOverSpace over = ClaimOverSpace.of(
                    sample.factors(),
                    positions,
                    defined.stream().mapToDouble(ClaimAtPoint::difference).toArray(),
                    basePoint == null ? null : basePoint.values(),
                    base == null ? Double.NaN : base.difference(),
                    parameters.confidence(),
                    parameters.significance());
            judged.add(new Judged(
                    number,
                    atPoints.values().iterator().next().claim(),
                    defined,
                    numbers.size() - defined.size(),
                    over));
        });
        return judged;
    }

    /** Returns the claims by number, each by the number of the point. */
    private static Map<Integer, Map<Integer, ClaimAtPoint>> byClaim(List<ClaimAtPoint> tested) {
        Map<Integer, Map<Integer, ClaimAtPoint>> claims = new TreeMap<>();
        tested.forEach(claim -> claims.computeIfAbsent(claim.number(), any -> new LinkedHashMap<>())
                .put(claim.sample(), claim));
        return claims;
    }

    private static Robustness together(
            double within, List<Integer> numbers, List<ClaimAtPoint> tested, Parameters parameters) {
        Collection<Map<Integer, ClaimAtPoint>> claims = byClaim(tested).values();
        int last = tested.stream().mapToInt(ClaimAtPoint::number).max().orElse(0);
        int holding = 0;
        int samples = 0;
        for (int point : numbers) {
            List<ClaimAtPoint> here = claims.stream()
                    .map(claim -> claim.get(point))
                    .filter(claim -> claim != null && Double.isFinite(claim.difference()))
                    .toList();
            boolean complete = here.size() == claims.size();
            samples += complete ? 1 : 0;
            holding += complete && here.stream().allMatch(ClaimAtPoint::holds) ? 1 : 0;
        }
        double[] interval = interval(samples, holding, parameters.confidence());
        return new Robustness(
                within,
                last + 1,
                TOGETHER,
                samples,
                numbers.size() - samples,
                (double) holding / samples,
                interval[0],
                interval[1],
                Double.NaN,
                Double.NaN,
                Double.NaN,
                "",
                Double.NaN,
                "",
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    /** Returns the ends of the interval of Clopper and Pearson (Biometrika 26:404, 1934). */
    private static double[] interval(int samples, int holding, double confidence) {
        double tail = (1 - confidence) / 2;
        return new double[] {
            holding == 0 ? 0 : beta(holding, samples - holding + 1).inverseCumulativeProbability(tail),
            holding == samples ? 1 : beta(holding + 1, samples - holding).inverseCumulativeProbability(1 - tail)
        };
    }

    private static BetaDistribution beta(double alpha, double beta) {
        return new BetaDistribution(null, alpha, beta);
    }

    /** A claim in one space. */
    private record Judged(int number, String claim, List<ClaimAtPoint> defined, int undefined, ClaimOverSpace over) {

        Robustness robustness(double within, Parameters parameters) {
            int holding = (int) defined.stream().filter(ClaimAtPoint::holds).count();
            double[] interval = interval(defined.size(), holding, parameters.confidence());
            Influence strongest = over.strongest();
            Influence breaker = over.breaker();
            return new Robustness(
                    within,
                    number,
                    claim,
                    defined.size(),
                    undefined,
                    part(holding),
                    interval[0],
                    interval[1],
                    part("supported"),
                    part("contradicted"),
                    SampleStatistics.of(over.margins()).mean(),
                    strongest == null ? "" : strongest.factor(),
                    strongest == null ? Double.NaN : strongest.correlation().coefficient(),
                    breaker == null ? "" : breaker.factor(),
                    breaker == null ? Double.NaN : breaker.breaksAt(),
                    over.breaksTogether(),
                    over.explained());
        }

        private double part(int count) {
            return (double) count / defined.size();
        }

        private double part(String verdict) {
            return defined.stream().allMatch(at -> at.replicates() > 1)
                    ? part((int) defined.stream().filter(at -> at.has(verdict)).count())
                    : Double.NaN;
        }

        List<FactorInfluence> influences(double within) {
            List<FactorInfluence> rows = new ArrayList<>();
            for (Influence influence : over.influences()) {
                Slices halves = Slices.of(over.values(influence.factor()), 2);
                rows.add(new FactorInfluence(
                        within,
                        number,
                        claim,
                        influence.factor(),
                        influence.correlation().coefficient(),
                        influence.correlation().low(),
                        influence.correlation().high(),
                        influence.correlation().pValue(),
                        influence.important(),
                        influence.slope(),
                        influence.breaksAt(),
                        shareOf(halves.values(0, over.margins())),
                        shareOf(halves.values(1, over.margins()))));
            }
            return rows;
        }

        List<Margin> margins(double within, Parameters parameters) {
            List<Margin> rows = new ArrayList<>();
            for (Influence influence : over.influences()) {
                double[] values = over.values(influence.factor());
                Slices slices = Slices.of(values, Math.min(parameters.slices(), values.length));
                for (int slice = 0; slice < slices.members().size(); slice++) {
                    double[] margins = slices.values(slice, over.margins());
                    SampleStatistics statistics = SampleStatistics.of(margins, parameters.confidence());
                    rows.add(new Margin(
                            within,
                            number,
                            claim,
                            influence.factor(),
                            SampleStatistics.of(slices.values(slice, values)).mean(),
                            margins.length,
                            statistics.mean(),
                            statistics.confidenceLow(),
                            statistics.confidenceHigh(),
                            shareOf(margins)));
                }
            }
            return rows;
        }

        private static double shareOf(double[] margins) {
            int holding = 0;
            for (double margin : margins) {
                holding += margin > 0 ? 1 : 0;
            }
            return (double) holding / margins.length;
        }
    }
}

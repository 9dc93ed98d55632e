package org.cb1network.figures.general;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Normalized;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.ColorMap;
import org.cb1network.figures.theme.Theme;

/**
 * How robust claims are in a sampled space: the share of the space in which each holds, which factors its margin depends on,
 * and for the least robust claims the margin over the range of each important factor.
 */
public final class RobustnessFigure extends FigureStage<RobustnessFigure.Parameters> {

    private static final double PERCENT = 100;
    private static final double ROW_MM = 4.6;
    private static final double COLUMN_MM = 3.2;
    private static final double SHARE_MM = 9;
    private static final double TOP_MM = 9;
    private static final double DETAIL_MM = 34;
    private static final double DETAIL_PITCH_MM = 52;
    private static final double NAMES_MM = 30;
    private static final double TORNADO_MM = 50;
    private static final double CURVE_MM = 46;
    private static final double THICK = 5;

    /** Largest p-value of a shown correlation; a dot marks those that are also significant among all factors. */
    private static final double SIGNIFICANCE = 0.05;

    private static final double BEHIND = 0.6;

    /**
     * What the figure shows.
     *
     * @param title above the figure
     * @param details number of claims whose margins are shown, the least robust ones
     * @param factors number of factors for each of these
     */
    public record Parameters(
            @Describe("title above the figure") @Default("Robustness of the claims")
            String title,

            @Describe("number of claims whose margins are shown, the least robust ones")
            @Range(min = 0, max = 20)
            @Default("3")
            int details,

            @Describe("number of factors for each of these") @Range(min = 1, max = 30) @Default("8")
            int factors)
            implements Normalized<Parameters> {

        private static final int USUAL_FACTORS = 8;

        /** Without a number of factors if no claim is shown in detail. */
        @Override
        public Parameters normalized() {
            return details > 0 ? this : new Parameters(title, details, USUAL_FACTORS);
        }
    }

    private record Robustness(
            @Cell("half-width of the sampled ranges") double within,
            @Cell("number of the claim") int number,
            @Cell("what is claimed") String claim,

            @Cell("part of the space in which the claim holds")
            double share,

            @Cell("relative change of one factor that breaks the claim")
            double breaksAt) {}

    private record Influence(
            @Cell("half-width of the sampled ranges") double within,
            @Cell("number of the claim") int number,
            @Cell("name of the factor") String factor,

            @Cell("rank correlation of the factor with the margin")
            double correlation,

            @Cell("its p-value") double pValue,

            @Cell("whether it is significant") boolean important) {}

    private record Margin(
            @Cell("half-width of the sampled ranges") double within,
            @Cell("number of the claim") int number,
            @Cell("name of the factor") String factor,

            @Cell("mean of the factor in a slice of its range")
            double value,

            @Cell("mean margin in the slice") double margin,
            @Cell("lower end of its confidence interval") double ciLow,
            @Cell("upper end of its confidence interval") double ciHigh) {}

    private static final RowType<Robustness> ROBUSTNESS =
            RowType.of("robustness", "how robust each claim is", Robustness.class);
    private static final RowType<Influence> INFLUENCES =
            RowType.of("influences", "what the margin of each claim depends on", Influence.class);
    private static final RowType<Margin> MARGINS =
            RowType.of("margins", "the margin of each claim over each factor", Margin.class);

    /** From orange for a claim that more of the factor endangers, over white, to blue for one that it makes safer. */
    private static final ColorMap DIRECTIONS = ColorMap.of(List.of(
            Color.hex("#b35806"), Color.hex("#fdb863"), Color.WHITE, Color.hex("#92c5de"), Color.hex("#2166ac")));

    /** Creates the stage. */
    public RobustnessFigure() {
        super(
                "draw-robustness",
                "Draws in which part of a sampled space claims hold, and which factors they depend on",
                Parameters.class,
                List.of(ROBUSTNESS.input(), INFLUENCES.input(), MARGINS.input()));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        List<Robustness> claims = context.read(ROBUSTNESS);
        List<Influence> influences = context.read(INFLUENCES);
        List<Margin> margins = context.read(MARGINS);
        // Influences are clearest near the base point: in a wide space they are of several kinds.
        double narrowest = claims.stream().mapToDouble(Robustness::within).min().orElse(0);
        List<Robustness> inNarrowest = Rows.where(claims, Robustness::within, narrowest);
        List<Influence> shown = Rows.where(influences, Influence::within, narrowest);
        List<Robustness> detailed = inNarrowest.stream()
                .filter(claim -> shown.stream().anyMatch(row -> row.number() == claim.number() && row.important()))
                .sorted(Comparator.comparingDouble(Robustness::share)
                        .thenComparingDouble(claim -> Math.abs(claim.breaksAt())))
                .limit(parameters.details())
                .toList();
        double left = 4
                + inNarrowest.stream()
                        .mapToDouble(claim -> Sheet.widthMm(theme, claim.claim()))
                        .max()
                        .orElse(0);
        List<String> factors = shown.stream().map(Influence::factor).distinct().toList();
        double namesMm = 6
                + factors.stream()
                        .mapToDouble(factor -> Sheet.widthMm(theme, factor))
                        .max()
                        .orElse(0);
        double[] widths = Rows.distinctNumbers(claims, Robustness::within);
        double mapLeft = left + SHARE_MM * widths.length + 4;
        double mapBottom = TOP_MM + ROW_MM * inNarrowest.size();
        double width = Math.max(mapLeft + COLUMN_MM * factors.size() + 22, NAMES_MM + TORNADO_MM + CURVE_MM + 40);
        Figure figure = Figure.of(width, mapBottom + namesMm + 6 + DETAIL_PITCH_MM * detailed.size(), theme)
                .title(parameters.title())
                .describe(
                        "Share of the sampled space in which each claim holds, rank correlation of its margin with each "
                                + "factor, and the margins of the least robust claims over their factors.");
        drawShares(figure, claims, inNarrowest, widths, left);
        if (!factors.isEmpty()) {
            drawMap(
                    figure,
                    inNarrowest,
                    shown,
                    factors,
                    Rect.of(mapLeft, TOP_MM, COLUMN_MM * factors.size(), ROW_MM * inNarrowest.size()));
        }
        double top = mapBottom + namesMm + 12;
        for (Robustness claim : detailed) {
            List<String> important = mostImportant(shown, claim, parameters.factors());
            List<Margin> ofClaim =
                    Rows.where(margins, row -> row.within() == narrowest && row.number() == claim.number());
            drawTornado(figure, claim, important, ofClaim, top);
            drawCurve(figure, important.get(0), ofClaim, top);
            top += DETAIL_PITCH_MM;
        }
        return figure;
    }

    private static void drawShares(
            Figure figure, List<Robustness> all, List<Robustness> claims, double[] widths, double left) {
        double[][] shares = new double[claims.size()][widths.length];
        Axes panel = figure.panel("", Rect.of(left, TOP_MM, SHARE_MM * widths.length, ROW_MM * claims.size()));
        for (int row = 0; row < claims.size(); row++) {
            Robustness claim = claims.get(claims.size() - 1 - row);
            for (int column = 0; column < widths.length; column++) {
                double within = widths[column];
                shares[row][column] = PERCENT
                        * Rows.first(
                                Rows.where(all, each -> each.within() == within && each.number() == claim.number()),
                                Robustness::share);
            }
        }
        panel.map(shares, -0.5, widths.length - 0.5, -0.5, claims.size() - 0.5)
                .series("share")
                .range(0, PERCENT)
                .colors(ColorMap.of(List.of(Color.hex("#f7c6a3"), Color.WHITE)));
        for (int row = 0; row < claims.size(); row++) {
            for (int column = 0; column < widths.length; column++) {
                panel.note(column, row, percent(shares[row][column] / PERCENT)).anchor(Anchor.CENTER);
            }
        }
        panel.y().items(reversed(claims.stream().map(Robustness::claim).toList()));
        panel.x()
                .items(Arrays.stream(widths)
                        .mapToObj(within -> within == 0 ? "range" : "±" + percent(within) + " %")
                        .toArray(String[]::new));
        panel.title("holds in (%)");
    }

    private static void drawMap(
            Figure figure, List<Robustness> claims, List<Influence> influences, List<String> factors, Rect place) {
        List<Integer> numbers = claims.stream().map(Robustness::number).toList();
        double[][] correlations = new double[claims.size()][factors.size()];
        for (int row = 0; row < claims.size(); row++) {
            int number = claims.get(claims.size() - 1 - row).number();
            for (int column = 0; column < factors.size(); column++) {
                String factor = factors.get(column);
                correlations[row][column] = influences.stream()
                        .filter(each -> each.number() == number
                                && each.factor().equals(factor)
                                && each.pValue() <= SIGNIFICANCE)
                        .mapToDouble(Influence::correlation)
                        .findFirst()
                        .orElse(Double.NaN);
            }
        }
        Axes panel = figure.panel("", place);
        Matrix matrix = panel.map(correlations, -0.5, factors.size() - 0.5, -0.5, claims.size() - 0.5)
                .series("rank correlation")
                .range(-1, 1)
                .colors(DIRECTIONS);
        for (Influence influence : influences) {
            int row = claims.size() - 1 - numbers.indexOf(influence.number());
            if (influence.important()) {
                panel.note(factors.indexOf(influence.factor()), row, "•").anchor(Anchor.CENTER);
            }
        }
        panel.x().items(factors.toArray(String[]::new)).turnTicks(90);
        panel.y().noTicks();
        panel.title(claims.get(0).within() > 0 ? "±" + percent(claims.get(0).within()) + " %" : "");
        panel.colorBar(matrix, 2, 2.5).label("rank correlation");
    }

    private static List<String> mostImportant(List<Influence> influences, Robustness claim, int count) {
        return Rows.where(influences, row -> row.number() == claim.number() && row.important()).stream()
                .sorted(Comparator.comparingDouble(row -> -Math.abs(row.correlation())))
                .limit(count)
                .map(Influence::factor)
                .toList();
    }

    /** Bars from the margin at small values of a factor to the margin at large values, the largest at the top. */
    private static void drawTornado(
            Figure figure, Robustness claim, List<String> factors, List<Margin> margins, double top) {
        Axes panel = figure.panel("", Rect.of(NAMES_MM, top, TORNADO_MM, DETAIL_MM));
        int count = factors.size();
        for (int i = 0; i < count; i++) {
            List<Margin> ofFactor = Rows.where(margins, Margin::factor, factors.get(i));
            double y = count - 1 - i;
            Margin small = ofFactor.get(0);
            Margin large = ofFactor.get(ofFactor.size() - 1);
            panel.line(new double[] {small.margin(), large.margin()}, new double[] {y, y})
                    .series(factors.get(i))
                    .width(THICK)
                    .color(large.margin() > small.margin() ? "series.1" : "series.2");
            panel.points(new double[] {large.margin()}, new double[] {y})
                    .series(factors.get(i) + ", large")
                    .size(2)
                    .color("text");
        }
        panel.verticalLine(0);
        panel.y().items(reversed(factors)).range(-BEHIND, count - 1 + BEHIND);
        panel.x().label("margin (1/2 at the base point; dot: large value)");
        panel.title(claim.claim());
    }

    private static void drawCurve(Figure figure, String factor, List<Margin> margins, double top) {
        List<Margin> curve = Rows.where(margins, Margin::factor, factor);
        Axes panel = figure.panel("", Rect.of(NAMES_MM + TORNADO_MM + 22, top, CURVE_MM, DETAIL_MM));
        panel.line(Rows.numbers(curve, Margin::value), Rows.numbers(curve, Margin::margin))
                .band(Rows.numbers(curve, Margin::ciLow), Rows.numbers(curve, Margin::ciHigh))
                .series("margin over " + factor)
                .color("series.1");
        panel.horizontalLine(0);
        panel.x().label(factor);
        panel.y().label("margin");
    }

    private static String[] reversed(List<String> texts) {
        String[] reversed = new String[texts.size()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = texts.get(reversed.length - 1 - i);
        }
        return reversed;
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(Math.rint(share * PERCENT))
                .stripTrailingZeros()
                .toPlainString();
    }
}

package org.cb1network.figures.supplement;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Points.Symbol;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/**
 * The residual landscape of the connectivity scan: for each pair of probabilities, the least residual over all others; the points by
 * rank; and whether the discarded time matters. The optimum is marked.
 */
public final class ScanResidualsFigure extends FigureStage<ScanResidualsFigure.Parameters> {

    /**
     * What to show.
     *
     * @param intervals how many of the best points are shown with their standard errors
     */
    public record Parameters(
            @Describe("how many of the best points are shown with their standard errors") @Range(min = 0) @Default("30")
            int intervals) {}

    /** Lower limit of the logarithmic axes: smaller residuals are drawn at it. */
    private static final double LEAST = 1e-3;

    private record Ranked(
            @Cell("1 for the least residual") int rank,
            @Cell("mean residual over replicates") double residual,
            @Cell("standard error of the residual") double standardError,

            @Cell("whether the point is worse than the best")
            boolean toldApart,

            @Cell("residual by the rates of the other window")
            double residualOtherWindow) {}

    private static final RowType<Ranked> RANKING =
            RowType.of("ranking", "the points of the scan with their residuals", Ranked.class);

    /**
     * A point of the scan.
     *
     * @param row its residuals
     * @param axes its connection probabilities, in the order of the scan's axes
     */
    private record ScanPoint(Ranked row, List<Double> axes) {

        static List<ScanPoint> of(Table ranking, List<String> axes) {
            List<Ranked> rows = RANKING.read(ranking);
            return IntStream.range(0, rows.size())
                    .mapToObj(i -> new ScanPoint(
                            rows.get(i),
                            axes.stream().map(axis -> ranking.float64(axis, i)).toList()))
                    .sorted(Comparator.comparingInt(point -> point.row().rank()))
                    .toList();
        }
    }

    /** Creates the stage. */
    public ScanResidualsFigure() {
        super(
                "draw-scan-residuals",
                "Draws the residual landscape of a scan of connection probabilities",
                Parameters.class,
                List.of(RANKING.input()));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        Table ranking = context.input("ranking");
        List<String> axes = axes(ranking);
        List<ScanPoint> points = ScanPoint.of(ranking, axes);
        List<Ranked> rows = points.stream().map(ScanPoint::row).toList();
        Figure figure = Figure.of(180, 118, theme)
                .title("Residual landscape of the connectivity scan")
                .describe(
                        "Least residual for each two values of two connection probabilities; residuals by rank, with those that "
                                + "cannot be told apart from the least; residuals with and without the first part of each simulation.");
        new Landscape(figure, points, axes).draw();
        byRank(figure, rows, parameters.intervals());
        windows(figure, rows);
        return figure;
    }

    /** Returns the axes of the scan: the numeric columns before the rank. */
    private static List<String> axes(Table ranking) {
        return ranking.schema().columns().subList(0, ranking.schema().indexOf("rank")).stream()
                .filter(column -> column.type() == ColumnType.FLOAT64)
                .map(Column::name)
                .toList();
    }

    private static void byRank(Figure figure, List<Ranked> rows, int intervals) {
        Axes panel = figure.panel("b", Rect.of(132, 12, 42, 38)).labelRoom(4);
        List<Ranked> same = Rows.where(rows, row -> !row.toldApart());
        List<Ranked> worse = Rows.where(rows, Ranked::toldApart);
        panel.points(Rows.numbers(worse, Ranked::rank), Rows.numbers(worse, Ranked::residual))
                .size(0.7)
                .series("worse than the best")
                .color("bracket")
                .label("worse than the best");
        double bottom = 0.8 * Math.max(LEAST, least(Rows.numbers(rows, Ranked::residual)));
        double top = 1.25 * Math.max(2 * bottom, most(Rows.numbers(rows, Ranked::residual)));
        double[] ranks = Rows.numbers(same, Ranked::rank);
        double[] residuals = Rows.numbers(same, Ranked::residual);
        double[] errors = Rows.numbers(same, Ranked::standardError);
        double[] low = new double[ranks.length];
        double[] high = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            double error = i < intervals ? errors[i] : Double.NaN;
            low[i] = Math.max(bottom, residuals[i] - error);
            high[i] = residuals[i] + error;
        }
        panel.points(ranks, residuals)
                .interval(low, high)
                .size(1.1)
                .series("not told apart")
                .color("V1")
                .label("not told apart");
        mark(panel, 1, Rows.first(rows, Ranked::residual));
        panel.x()
                .log()
                .range(0.8, Math.max(10, 1.2 * rows.size()))
                .plainNumbers()
                .label("rank");
        panel.y().log().range(bottom, top).plainNumbers().label("residual");
    }

    private static void windows(Figure figure, List<Ranked> rows) {
        Axes panel = figure.panel("c", Rect.of(132, 67, 42, 38));
        double[] residuals = Rows.numbers(rows, Ranked::residual);
        double[] others = Rows.numbers(rows, Ranked::residualOtherWindow);
        double low = 0.8 * Math.max(LEAST, Math.min(least(residuals), least(others)));
        double high = 1.25 * Math.max(2 * low, Math.max(most(residuals), most(others)));
        panel.line(new double[] {low, high}, new double[] {low, high})
                .width(0.6)
                .color("reference");
        panel.points(residuals, others).size(0.7).series("points of the scan").color("bracket");
        mark(panel, Rows.first(rows, Ranked::residual), Rows.first(rows, Ranked::residualOtherWindow));
        panel.x().log().range(low, high).plainNumbers().label("residual, first part discarded");
        panel.y().log().range(low, high).plainNumbers().label("residual, whole simulation");
    }

    /** Marks the optimum. */
    static void mark(Axes panel, double x, double y) {
        panel.points(new double[] {x}, new double[] {y})
                .symbol(Symbol.DIAMOND)
                .size(1.8)
                .open()
                .series("optimum")
                .color("V2M");
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    /**
     * Panel a: a map for each pair of axes.
     *
     * @param figure to draw on
     * @param points of the scan, the best first
     * @param axes the names of the scan's axes
     */
    private record Landscape(Figure figure, List<ScanPoint> points, List<String> axes) {

        private static final double LEFT_MM = 22;
        private static final double TOP_MM = 12;
        private static final double SIZE_MM = 19;
        private static final double PITCH_MM = 22;

        void draw() {
            figure.letter("a", 3, TOP_MM - 2.5);
            double least =
                    Math.max(LEAST, Rows.first(points, point -> point.row().residual()));
            double most = 10 * least;
            for (int y = 1; y < axes.size(); y++) {
                for (int x = 0; x < y; x++) {
                    map(x, y, least, most);
                }
            }
            figure.legend(LEFT_MM + 2.6 * PITCH_MM, TOP_MM + 3).symbol("optimum", Symbol.DIAMOND, true, "V2M");
        }

        private void map(int x, int y, double least, double most) {
            double[] xs = Rows.distinctNumbers(points, point -> point.axes().get(x));
            double[] ys = Rows.distinctNumbers(points, point -> point.axes().get(y));
            double[][] lowest = new double[ys.length][xs.length];
            for (int row = 0; row < ys.length; row++) {
                for (int column = 0; column < xs.length; column++) {
                    List<ScanPoint> cell = Rows.where(
                            Rows.where(points, point -> point.axes().get(x), xs[column]),
                            point -> point.axes().get(y),
                            ys[row]);
                    lowest[row][column] =
                            least(Rows.numbers(cell, point -> point.row().residual()));
                }
            }
            Rect area = Rect.of(LEFT_MM + x * PITCH_MM, TOP_MM + (y - 1) * PITCH_MM, SIZE_MM, SIZE_MM);
            Axes panel = figure.panel(area);
            var matrix = panel.matrix(lowest).logRange(least, most).series(axes.get(x) + ", " + axes.get(y));
            panel.x().range(-0.5, xs.length - 0.5);
            panel.y().range(-0.5, ys.length - 0.5);
            boolean bottom = y == axes.size() - 1;
            if (bottom) {
                panel.x().items(percent(xs)).label(title(axes.get(x)));
            } else {
                panel.x().noTicks();
            }
            if (x == 0) {
                panel.y().items(percent(ys)).label(title(axes.get(y)));
            } else {
                panel.y().noTicks();
            }
            mark(
                    panel,
                    indexOf(xs, Rows.first(points, point -> point.axes().get(x))),
                    indexOf(ys, Rows.first(points, point -> point.axes().get(y))));
            if (x == 0 && y == 1) {
                panel.colorBar(matrix, 5, 2.5).label("least residual");
            }
        }

        private static double indexOf(double[] values, double value) {
            int at = Arrays.binarySearch(values, value);
            return at < 0 ? Double.NaN : at;
        }

        private static String[] percent(double[] values) {
            return Arrays.stream(values)
                    .mapToObj(value -> LabelText.number(100 * value))
                    .toArray(String[]::new);
        }

        private static String title(String axis) {
            return "*p* " + LabelText.connection(axis) + "\n(%)";
        }
    }
}

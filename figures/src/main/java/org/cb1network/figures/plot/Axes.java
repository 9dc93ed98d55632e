package org.cb1network.figures.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.ColorCells;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.mark.Bars;
import org.cb1network.figures.mark.ComparisonBracket;
import org.cb1network.figures.mark.DataArea;
import org.cb1network.figures.mark.Histogram;
import org.cb1network.figures.mark.Line;
import org.cb1network.figures.mark.Mark;
import org.cb1network.figures.mark.Mark.LabelWish;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.mark.Note;
import org.cb1network.figures.mark.Points;
import org.cb1network.figures.mark.Rule;
import org.cb1network.figures.mark.ScaleBar;
import org.cb1network.figures.mark.Spikes;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.theme.Theme;

/**
 * A panel with an x axis and a y axis around an area of exact size. Marks are drawn in the order in which they were added. The axes
 * are offset from the area, and labels of lines are placed last, where they fit.
 */
public final class Axes {

    private final Theme theme;
    private final Rect area;
    private final String name;
    private final String letter;
    private final PlotAxis x;
    private final PlotAxis y;
    private final List<Mark<?>> marks = new ArrayList<>();
    private final List<BiConsumer<Sketch, DataArea>> sketches = new ArrayList<>();
    private String title = "";
    private double labelRoomMm;
    private double letterRightMm;
    private double letterDownMm;
    private Optional<ColorBar> colorBar = Optional.empty();

    /** The colour bar of a matrix, with its own axis. */
    private record ColorBar(Matrix matrix, Rect area, PlotAxis axis) {}

    Axes(Theme theme, String name, String letter, Rect area) {
        this.theme = theme;
        this.name = name;
        this.letter = letter;
        this.area = area;
        this.x = new PlotAxis(theme, false);
        this.y = new PlotAxis(theme, true);
    }

    /** Returns the x axis. */
    public PlotAxis x() {
        return x;
    }

    /** Returns the y axis. */
    public PlotAxis y() {
        return y;
    }

    /** Returns the area of the data, mm. */
    public Rect area() {
        return area;
    }

    /** Sets a title above the panel. */
    public Axes title(String markup) {
        this.title = markup;
        return this;
    }

    /** Reserves space for labels to the right of the panel, mm, so that they can be at the ends of the lines. */
    public Axes labelRoom(double rightMm) {
        this.labelRoomMm = rightMm;
        return this;
    }

    /** Moves the letter of the panel to the right and down, mm. */
    public Axes moveLetter(double rightMm, double downMm) {
        this.letterRightMm = rightMm;
        this.letterDownMm = downMm;
        return this;
    }

    /** Adds a line through points. */
    public Line line(double[] xs, double[] ys) {
        return add(new Line(theme, xs, ys));
    }

    /** Adds one bar per value, at 0, 1, 2 ... */
    public Bars bars(double... values) {
        return add(new Bars(theme, values));
    }

    /** Adds points. */
    public Points points(double[] xs, double[] ys) {
        return add(new Points(theme, xs, ys));
    }

    /** Adds a histogram; one limit more than bins. */
    public Histogram histogram(double[] edges, double[] heights) {
        return add(new Histogram(theme, edges, heights));
    }

    /** Adds a matrix as coloured cells, with row 0 at the top unless the y axis has a range. */
    public Matrix matrix(double[][] rows) {
        y.range(rows.length - 0.5, -0.5);
        x.range(-0.5, rows[0].length - 0.5);
        return add(new Matrix(theme, rows));
    }

    /**
     * Adds a map of a quantity over two axes: a matrix with its outer edges in units of the axes.
     *
     * @param rows row 0 is at the bottom
     * @param left value of x at the left edge of the first column
     * @param right value of x at the right edge of the last column
     * @param bottom value of y at the lower edge of the first row
     * @param top value of y at the upper edge of the last row
     */
    public Matrix map(double[][] rows, double left, double right, double bottom, double top) {
        x.range(left, right).offset(0);
        y.range(bottom, top).offset(0);
        return add(new Matrix(theme, rows).over(left, right, bottom, top));
    }

    /** Adds a raster of spikes. */
    public Spikes spikes(double[] times, int[] neurons) {
        return add(new Spikes(theme, times, neurons));
    }

    /** Adds a dotted line at a value of x. */
    public Rule verticalLine(double value) {
        return add(Rule.vertical(theme, value));
    }

    /** Adds a dotted line at a value of y. */
    public Rule horizontalLine(double value) {
        return add(Rule.horizontal(theme, value));
    }

    /** Adds a shaded span between two values of x. */
    public Rule verticalSpan(double from, double to) {
        return add(Rule.verticalSpan(theme, from, to));
    }

    /** Adds a horizontal bar whose length represents an amount of x. */
    public ScaleBar scaleBarX(double amount, String text) {
        return add(ScaleBar.alongX(theme, amount, text));
    }

    /** Adds a vertical bar whose length represents an amount of y. */
    public ScaleBar scaleBarY(double amount, String text) {
        return add(ScaleBar.alongY(theme, amount, text));
    }

    /** Adds text at a point of the data. */
    public Note note(double atX, double atY, String markup) {
        return add(new Note(theme, atX, atY, markup));
    }

    /** Adds a bracket over the items {@code from} and {@code to} at the height y, with the result of a test. */
    public ComparisonBracket compare(double from, double to, double atY, String markup) {
        return add(new ComparisonBracket(theme, from, to, atY, markup));
    }

    /** Draws freely over the marks; the area converts values of the axes to positions on the sheet. */
    public Axes sketch(BiConsumer<Sketch, DataArea> drawing) {
        sketches.add(drawing);
        return this;
    }

    /** Adds any mark. */
    public <M extends Mark<?>> M add(M mark) {
        marks.add(mark);
        return mark;
    }

    /** Adds a colour bar to the right of the panel and returns its axis, for its label and ticks. */
    public PlotAxis colorBar(Matrix matrix, double gapMm, double widthMm) {
        Rect place = Rect.of(area.right() + gapMm, area.y(), widthMm, area.height());
        PlotAxis axis = new PlotAxis(theme, true).opposite().offset(0).withoutSpine();
        colorBar = Optional.of(new ColorBar(matrix, place, axis));
        return axis;
    }

    /** Hides both axes, as for a raster with scale bars. */
    public Axes bare() {
        x.hidden();
        y.hidden();
        return this;
    }

    /** Returns the data of the marks, in the order in which they are drawn. */
    List<DrawnDatum> data() {
        DataArea shown = dataArea();
        return marks.stream()
                .flatMap(mark -> mark.data(shown).stream())
                .map(datum -> DrawnDatum.of(name, datum, x, y))
                .toList();
    }

    private DataArea dataArea() {
        ValueRange xRange = ValueRange.NONE;
        ValueRange yRange = ValueRange.NONE;
        for (Mark<?> mark : marks) {
            xRange = xRange.union(mark.xRange());
            yRange = yRange.union(mark.yRange());
        }
        return new DataArea(area, x.scale(xRange), y.scale(yRange), theme);
    }

    void draw(Canvas canvas) {
        DataArea data = dataArea();
        TextWatcher watcher = new TextWatcher(canvas);
        for (Mark<?> mark : marks) {
            mark.draw(watcher, data);
        }
        sketches.forEach(sketch -> sketch.accept(new Sketch(watcher, theme), data));
        x.draw(canvas, area, data.x());
        y.draw(canvas, area, data.y());
        colorBar.ifPresent(bar -> drawColorBar(canvas, bar));
        drawLabels(canvas, data, watcher.texts());
        drawTitle(canvas);
        drawLetter(canvas);
    }

    private void drawColorBar(Canvas canvas, ColorBar bar) {
        int steps = 128;
        canvas.cells(new ColorCells(
                bar.area(), steps, 1, (row, column) -> bar.matrix().colors().at(1 - (row + 0.5) / steps)));
        canvas.stroke(VectorPath.rectangle(bar.area()), theme.axisLine(), theme.color("axis"));
        bar.axis().range(bar.matrix().scale().start(), bar.matrix().scale().end());
        if (bar.matrix().scale().logarithmic()) {
            bar.axis().log();
        }
        bar.axis().draw(canvas, bar.area(), bar.matrix().scale());
    }

    private void drawLabels(Canvas canvas, DataArea data, List<PlacedText> notes) {
        List<LabelWish> wishes = new ArrayList<>();
        List<Polyline> obstacles = new ArrayList<>();
        for (Mark<?> mark : marks) {
            mark.labelWish(data).ifPresent(wishes::add);
            obstacles.addAll(mark.obstacles(data));
        }
        List<PlacedText> taken = new ArrayList<>(notes);
        taken.addAll(x.texts());
        taken.addAll(y.texts());
        Rect room = Rect.of(area.x(), area.y(), area.width() + labelRoomMm, area.height());
        List<PlacedText> labels = new LabelPlacer(room, obstacles, taken).place(wishes, theme.text());
        for (int i = 0; i < labels.size(); i++) {
            canvas.text(labels.get(i), wishes.get(i).color());
        }
    }

    private void drawTitle(Canvas canvas) {
        if (!title.isEmpty()) {
            TextLayout layout = TextLayout.of(title, theme.text());
            canvas.text(layout.at(area.centerX(), area.y() - 2, Anchor.BOTTOM), theme.color("text"));
        }
    }

    /** The letter is above the left edge of everything that belongs to the panel. */
    private void drawLetter(Canvas canvas) {
        if (!letter.isEmpty()) {
            double left = area.x();
            for (PlacedText text : y.texts()) {
                left = Math.min(left, text.bounds().x());
            }
            TextLayout layout = TextLayout.of(letter, theme.letterText());
            double baseline = area.y() - 2.5 + letterDownMm;
            canvas.text(layout.at(left + letterRightMm, baseline, Anchor.BOTTOM_LEFT), theme.color("text"));
        }
    }
}

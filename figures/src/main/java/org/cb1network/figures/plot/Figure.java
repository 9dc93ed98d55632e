package org.cb1network.figures.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.output.FigureFormat;
import org.cb1network.figures.output.Numbers;
import org.cb1network.figures.theme.Theme;

/**
 * A sheet of exact size with panels at exact positions, in millimetres from the upper left corner. Add panels and marks, then
 * {@link #write} it in all formats.
 *
 * <pre>{@code
 * Figure figure = Figure.of(80, 60, Theme.published()).title("Gain");
 * Axes gain = figure.panel("a", Rect.of(20, 10, 50, 35));
 * gain.line(input, rate).band(low, high).color("V1").label("V1");
 * gain.x().label("L4 PN input (Hz)");
 * gain.y().label("rate (Hz)");
 * figure.write(directory, "gain");
 * }</pre>
 */
public final class Figure {

    private final double widthMm;
    private final double heightMm;
    private final Theme theme;
    private final List<Consumer<Canvas>> parts = new ArrayList<>();
    private final List<Axes> panels = new ArrayList<>();
    private FigureMetadata metadata = FigureMetadata.empty();
    private String lastLetter = "";

    private Figure(double widthMm, double heightMm, Theme theme) {
        this.widthMm = widthMm;
        this.heightMm = heightMm;
        this.theme = theme;
    }

    /** Returns an empty sheet. */
    public static Figure of(double widthMm, double heightMm, Theme theme) {
        return new Figure(widthMm, heightMm, theme);
    }

    /** Returns the theme. */
    public Theme theme() {
        return theme;
    }

    /** Returns the metadata of the files. */
    public FigureMetadata metadata() {
        return metadata;
    }

    /** Sets the title, for the metadata; it is not drawn. */
    public Figure title(String title) {
        metadata = metadata.with(FigureMetadata.TITLE, title);
        return this;
    }

    /** Sets a description in a sentence or two, for readers who cannot see the figure. */
    public Figure describe(String description) {
        metadata = metadata.with(FigureMetadata.DESCRIPTION, description);
        return this;
    }

    /** Sets the software that draws the figure, with its version, for the metadata. */
    public Figure software(String software) {
        metadata = metadata.with(FigureMetadata.SOFTWARE, software);
        return this;
    }

    /** Adds a table that the figure is drawn from, with the digest of its content in hexadecimal, for the metadata. */
    public Figure drawnFrom(String table, String digest) {
        metadata = metadata.withTable(table, digest);
        return this;
    }

    /**
     * Adds a panel with axes.
     *
     * @param letter its letter, or "" for none
     * @param area the area of the data, mm; axes and labels are around it
     */
    public Axes panel(String letter, Rect area) {
        lastLetter = letter.isEmpty() ? lastLetter : letter;
        String name = unused(lastLetter);
        Axes axes = new Axes(theme, name, letter, area);
        panels.add(axes);
        parts.add(axes::draw);
        metadata = metadata.with(
                FigureMetadata.PANEL_PREFIX + name,
                String.join(
                        " ",
                        Numbers.format(area.x()),
                        Numbers.format(area.y()),
                        Numbers.format(area.width()),
                        Numbers.format(area.height())));
        return axes;
    }

    /** Returns a name for one more area of a panel: a, a.2, a.3 ... */
    private String unused(String letter) {
        String name = letter.isEmpty() ? "1" : letter;
        for (int i = 2; metadata.entries().containsKey(FigureMetadata.PANEL_PREFIX + name); i++) {
            name = (letter.isEmpty() ? "" : letter + ".") + i;
        }
        return name;
    }

    /** Adds a panel without a letter: it belongs to the previous letter. */
    public Axes panel(Rect area) {
        return panel("", area);
    }

    /** Draws text in the ordinary style and colour. */
    public Figure text(double x, double y, String markup, Anchor anchor) {
        return text(x, y, markup, anchor, theme.text(), "text");
    }

    /** Draws text in a style and in a colour of the theme. */
    public Figure text(double x, double y, String markup, Anchor anchor, TextStyle style, String color) {
        parts.add(canvas -> canvas.text(TextLayout.of(markup, style).at(x, y, anchor), theme.color(color)));
        return this;
    }

    /** Draws the letter of a panel at an unusual position; (x, y) is its lower left corner. */
    public Figure letter(String letter, double x, double y) {
        lastLetter = letter;
        return text(x, y, letter, Anchor.BOTTOM_LEFT, theme.letterText(), "text");
    }

    /** Draws a grey line through points (x, y, x, y ...) that groups panels. */
    public Figure bracket(double... xy) {
        VectorPath line = VectorPath.path(xy);
        Stroke stroke = Stroke.ruled(theme.length("line.bracket")).capped(Stroke.Cap.SQUARE);
        parts.add(canvas -> canvas.stroke(line, stroke, theme.color("bracket")));
        return this;
    }

    /**
     * Draws the title of a section above a grey line from {@code left} to {@code right}, which bends down at its left
     * end.
     */
    public Figure section(String markup, double left, double right, double y, double downMm) {
        bracket(left, y + downMm, left, y, right, y);
        return text((left + right) / 2, y - 1.3, markup, Anchor.BOTTOM, theme.titleText(), "title");
    }

    /** Adds a legend whose first sample has the middle of its left edge at (x, y). */
    public Legend legend(double x, double y) {
        Legend legend = new Legend(theme, x, y);
        parts.add(legend::draw);
        return legend;
    }

    /** Draws freely, for example a schematic, in mm from the upper left corner of the sheet. */
    public Figure sketch(Consumer<Sketch> drawing) {
        parts.add(canvas -> drawing.accept(new Sketch(canvas, theme)));
        return this;
    }

    /**
     * Returns the problems of the layout: text outside the sheet and overlapping texts. Empty if there are none; used
     * by tests.
     */
    public List<String> problems() {
        TextWatcher watcher = new TextWatcher(new BlindCanvas());
        draw(watcher);
        List<PlacedText> texts = watcher.texts();
        Rect sheet = Rect.of(0, 0, widthMm, heightMm);
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!sheet.contains(texts.get(i).bounds())) {
                problems.add("\"" + texts.get(i).plain() + "\" leaves the sheet: "
                        + texts.get(i).bounds());
            }
            for (int j = 0; j < i; j++) {
                if (texts.get(i).overlaps(texts.get(j), 0)) {
                    problems.add("\"" + texts.get(j).plain() + "\" and \""
                            + texts.get(i).plain() + "\" overlap");
                }
            }
        }
        return problems;
    }

    /** Returns the numbers that all panels show, for the data table of the figure. Free drawing is not included. */
    public List<DrawnDatum> data() {
        return panels.stream().flatMap(panel -> panel.data().stream()).toList();
    }

    /** Returns the bytes of the file in a format. */
    public byte[] render(FigureFormat format) {
        return format.draw(widthMm, heightMm, metadata, this::draw);
    }

    /**
     * Writes the figure in all formats.
     *
     * @param directory created if it does not exist
     * @param name of the files, without extension
     * @return the files, in the order of the formats
     */
    public List<Path> write(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        for (FigureFormat format : FigureFormat.values()) {
            files.add(Files.write(directory.resolve(name + "." + format.extension()), render(format)));
        }
        return files;
    }

    private void draw(Canvas canvas) {
        parts.forEach(part -> part.accept(canvas));
    }
}

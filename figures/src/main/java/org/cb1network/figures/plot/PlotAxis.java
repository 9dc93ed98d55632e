package org.cb1network.figures.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.mark.Scale;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.theme.Theme;

/**
 * One axis of a panel: its range, ticks and label. By default the range follows from the data, and there are as many ticks at round
 * values as fit.
 */
public final class PlotAxis {

    /** Space for a tick and its label along a horizontal and along a vertical axis, mm. */
    private static final double TICK_ROOM_MM = 8.5;

    private static final double UPRIGHT_TICK_ROOM_MM = 5.5;

    /** Descent of letters below the baseline, ems; the baseline of the label of a left axis faces the ticks. */
    private static final double DESCENT = 0.22;

    private final Theme theme;
    private final boolean upright;
    private final List<PlacedText> texts = new ArrayList<>();

    private boolean farSide;
    private boolean logarithmic;
    private boolean hidden;
    private boolean spineHidden;
    private double start = Double.NaN;
    private double end = Double.NaN;
    private double offsetMm;
    private double labelDistanceMm = Double.NaN;
    private double tickDegrees;
    private String label = "";
    private String farLabel = "";
    private double[] tickValues = {};
    private String[] tickLabels = {};
    private String[] items = {};
    private Color[] tickColors = {};
    private boolean ticksGiven;
    private boolean plainNumbers;

    PlotAxis(Theme theme, boolean upright) {
        this.theme = theme;
        this.upright = upright;
        this.offsetMm = theme.length("axis.offset");
    }

    /** Sets the values at the lower or left end and at the upper or right end; the first may be larger. */
    public PlotAxis range(double newStart, double newEnd) {
        this.start = newStart;
        this.end = newEnd;
        return this;
    }

    /** Makes the axis logarithmic, with minor ticks at 2, 3 ... 9 times the powers of ten. */
    public PlotAxis log() {
        this.logarithmic = true;
        return this;
    }

    /** Sets the label with its unit; a line feed starts a second line. */
    public PlotAxis label(String markup) {
        this.label = markup;
        return this;
    }

    /** Sets a second label on the other side of the panel. */
    public PlotAxis oppositeLabel(String markup) {
        this.farLabel = markup;
        return this;
    }

    /** Sets ticks at these values only. */
    public PlotAxis ticks(double... values) {
        this.tickValues = values.clone();
        this.ticksGiven = true;
        return this;
    }

    /** Sets the labels of the ticks, in the order of the ticks. */
    public PlotAxis tickLabels(String... markup) {
        this.tickLabels = markup.clone();
        return this;
    }

    /** Sets one tick per item, at 0, 1, 2 ..., labelled with its name. */
    public PlotAxis items(String... names) {
        this.items = names.clone();
        double[] places = new double[names.length];
        Arrays.setAll(places, i -> i);
        return ticks(places).tickLabels(names);
    }

    /** Sets the colours that the theme has for the ticks' labels, in the order of the ticks. */
    public PlotAxis tickColors(String... names) {
        this.tickColors = Arrays.stream(names).map(theme::color).toArray(Color[]::new);
        return this;
    }

    /** Hides the ticks, but not the line. */
    public PlotAxis noTicks() {
        return ticks();
    }

    /** Hides the line and the ticks, but not the label. */
    public PlotAxis hidden() {
        this.hidden = true;
        return this;
    }

    /** Hides the line, but not the ticks, as beside a colour bar. */
    PlotAxis withoutSpine() {
        this.spineHidden = true;
        return this;
    }

    /** Writes the powers of ten of a logarithmic axis as plain numbers. */
    public PlotAxis plainNumbers() {
        this.plainNumbers = true;
        return this;
    }

    /** Rotates the tick labels by an angle in degrees, counter-clockwise. */
    public PlotAxis turnTicks(double degrees) {
        this.tickDegrees = degrees;
        return this;
    }

    /** Sets the distance of the line from the panel, mm. */
    public PlotAxis offset(double millimetres) {
        this.offsetMm = millimetres;
        return this;
    }

    /**
     * Sets the distance of the near edge of the label from the line, mm, so that the labels of several panels can be
     * aligned.
     */
    public PlotAxis labelDistance(double millimetres) {
        this.labelDistanceMm = millimetres;
        return this;
    }

    /** Puts the axis on the right (y) or at the top (x). */
    public PlotAxis opposite() {
        this.farSide = true;
        return this;
    }

    /** Returns the scale, with a range from the data if none was given. */
    Scale scale(ValueRange data) {
        double low = start;
        double high = end;
        if (Double.isNaN(low)) {
            ValueRange known = data.isEmpty() ? ValueRange.of(logarithmic ? 1 : 0, logarithmic ? 10 : 1) : data;
            low = known.min();
            high = known.max();
            if (low == high) {
                low -= logarithmic ? low / 2 : Math.max(0.5, Math.abs(low) / 10);
                high += logarithmic ? high : Math.max(0.5, Math.abs(high) / 10);
            }
            boolean fromZero = low == 0;
            if (!logarithmic) {
                double margin = 0.04 * (high - low);
                low -= fromZero ? 0 : margin;
                high += high == 0 ? 0 : margin;
            }
        }
        if (logarithmic && !(low > 0)) {
            throw new IllegalArgumentException("The logarithmic axis '" + label + "' has values from " + low
                    + ": give it a range above 0, such as log().range(0.1, " + high + ").");
        }
        return new Scale(low, high, logarithmic);
    }

    /** Returns the item at a place; empty if there is none. */
    String item(double place) {
        boolean whole = place == Math.rint(place) && place >= 0 && place < items.length;
        return whole ? items[(int) place] : "";
    }

    /** Returns the label without line feeds, for the table beside the figure. */
    String labelInOneLine() {
        return label.replace('\n', ' ');
    }

    /** Returns the texts of the last drawing, for placing other things around the axis. */
    List<PlacedText> texts() {
        return texts;
    }

    void draw(Canvas canvas, Rect area, Scale scale) {
        texts.clear();
        Frame frame = new Frame(area, upright, farSide, offsetMm);
        double reach = 0;
        String shown = label;
        if (!hidden) {
            Ticks ticks = ticks(frame, scale);
            shown = ticks.exponent() == 0 ? label : withPower(label, ticks.exponent());
            reach = drawTicks(canvas, frame, scale, ticks);
            if (!spineHidden) {
                VectorPath spine = frame.line(0, 0, frame.length(), 0);
                canvas.stroke(spine, theme.axisLine().capped(Stroke.Cap.SQUARE), theme.color("axis"));
            }
        }
        double gap = theme.length("axis.gap");
        double descent = upright && !farSide ? DESCENT * theme.text().sizeMm() : 0;
        double distance = Double.isNaN(labelDistanceMm) ? reach + 1.6 * gap + descent : labelDistanceMm;
        drawLabel(canvas, frame, shown, distance);
        Frame far = new Frame(area, upright, !farSide, 0);
        drawLabel(canvas, far, farLabel, gap);
    }

    /** Puts a power of ten, by which the ticks have been divided, before the unit at the end of a label. */
    private static String withPower(String label, int exponent) {
        String power = "10^{" + exponent + "}";
        int unit = label.endsWith(")") ? label.lastIndexOf('(') : -1;
        return unit < 0
                ? label + (label.isEmpty() ? "" : " ") + "(" + power + ")"
                : label.substring(0, unit + 1) + power + " " + label.substring(unit + 1);
    }

    /** Draws ticks and labels and returns their extent from the line, mm. */
    private double drawTicks(Canvas canvas, Frame frame, Scale scale, Ticks ticks) {
        Color color = theme.color("axis");
        Stroke minor = Stroke.ruled(theme.length("line.minor-tick"));
        for (double value : ticks.minor()) {
            double along = frame.length() * scale.position(value);
            canvas.stroke(frame.line(along, 0, along, theme.length("axis.minor-tick")), minor, color);
        }
        double tickLength = theme.length("axis.tick");
        double reach = ticks.major().isEmpty() ? 0 : tickLength;
        double gap = theme.length("axis.gap");
        for (int i = 0; i < ticks.major().size(); i++) {
            double along = frame.length() * scale.position(ticks.major().get(i));
            canvas.stroke(frame.line(along, 0, along, tickLength), theme.axisLine(), color);
            String text = ticks.labels().get(i);
            if (!text.isEmpty()) {
                PlacedText placed =
                        frame.tickLabel(TextLayout.of(text, theme.text()), along, tickLength + gap, tickDegrees);
                canvas.text(placed, tickColors.length > i ? tickColors[i] : theme.color("text"));
                texts.add(placed);
                reach = Math.max(reach, frame.reach(placed));
            }
        }
        return reach;
    }

    private Ticks ticks(Frame frame, Scale scale) {
        Ticks ticks = ticksGiven ? Ticks.at(scale, tickValues) : chosenTicks(frame, scale);
        List<String> labels = new ArrayList<>(ticks.labels());
        if (plainNumbers) {
            labels = ticks.major().stream()
                    .map(v -> Ticks.at(Scale.linear(0, 1), v).labels().get(0))
                    .toList();
        }
        if (tickLabels.length > 0) {
            if (tickLabels.length != ticks.major().size()) {
                throw new IllegalArgumentException("There are " + tickLabels.length + " labels for "
                        + ticks.major().size() + " ticks.");
            }
            labels = List.of(tickLabels);
        }
        boolean own = !plainNumbers && tickLabels.length == 0;
        return new Ticks(ticks.major(), labels, ticks.minor(), own ? ticks.exponent() : 0);
    }

    /** As many ticks as fit: fewer and fewer until their labels have enough space. */
    private Ticks chosenTicks(Frame frame, Scale scale) {
        double room = upright ? UPRIGHT_TICK_ROOM_MM : TICK_ROOM_MM;
        int wanted = (int) Math.max(2, Math.min(7, Math.floor(frame.length() / room) + 1));
        Ticks ticks = Ticks.nice(scale, wanted);
        while (wanted > 2 && !upright && isCrowded(frame, scale, ticks)) {
            ticks = Ticks.nice(scale, --wanted);
        }
        return ticks;
    }

    private boolean isCrowded(Frame frame, Scale scale, Ticks ticks) {
        for (int i = 1; i < ticks.major().size(); i++) {
            double before = frame.length() * scale.position(ticks.major().get(i - 1));
            double here = frame.length() * scale.position(ticks.major().get(i));
            double half =
                    (width(ticks.labels().get(i - 1)) + width(ticks.labels().get(i))) / 2;
            if (Math.abs(here - before) < half + 1.5) {
                return true;
            }
        }
        return false;
    }

    private double width(String markup) {
        return TextLayout.of(markup, theme.text()).width();
    }

    private void drawLabel(Canvas canvas, Frame frame, String markup, double distance) {
        if (!markup.isEmpty()) {
            PlacedText placed = frame.label(TextLayout.of(markup, theme.text()), distance);
            canvas.text(placed, theme.color("text"));
            texts.add(placed);
        }
    }

    /**
     * Coordinates along the line of an axis (from its start) and away from the panel, for either side.
     *
     * @param area the panel
     * @param upright whether the axis is vertical
     * @param far whether it is on the right or at the top
     * @param offset distance of the line from the panel, mm
     */
    private record Frame(Rect area, boolean upright, boolean far, double offset) {

        double length() {
            return upright ? area.height() : area.width();
        }

        double x(double along, double away) {
            if (!upright) {
                return area.x() + along;
            }
            return far ? area.right() + offset + away : area.x() - offset - away;
        }

        double y(double along, double away) {
            if (upright) {
                return area.bottom() - along;
            }
            return far ? area.y() - offset - away : area.bottom() + offset + away;
        }

        VectorPath line(double along1, double away1, double along2, double away2) {
            return VectorPath.line(x(along1, away1), y(along1, away1), x(along2, away2), y(along2, away2));
        }

        PlacedText tickLabel(TextLayout text, double along, double away, double degrees) {
            Anchor anchor;
            if (upright) {
                anchor = degrees == 90 ? (far ? Anchor.TOP : Anchor.BOTTOM) : far ? Anchor.LEFT : Anchor.RIGHT;
            } else if (degrees == 0) {
                anchor = far ? Anchor.BOTTOM : Anchor.TOP;
            } else {
                anchor = (degrees > 0) == far ? Anchor.LEFT : Anchor.RIGHT;
            }
            return text.at(x(along, away), y(along, away), anchor, degrees);
        }

        PlacedText label(TextLayout text, double away) {
            double middle = length() / 2;
            if (upright) {
                return text.at(x(middle, away), y(middle, away), far ? Anchor.TOP : Anchor.BOTTOM, 90);
            }
            return text.at(x(middle, away), y(middle, away), far ? Anchor.BOTTOM : Anchor.TOP, 0);
        }

        double reach(PlacedText text) {
            Rect ink = text.bounds();
            if (upright) {
                return far ? ink.right() - x(0, 0) : x(0, 0) - ink.x();
            }
            return far ? y(0, 0) - ink.y() : ink.bottom() - y(0, 0);
        }
    }
}

package org.cb1network.engine.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The picture of the pipeline: stages from left to right, each with a colour, sign and word for its state, and a link
 * to its section.
 */
final class DagPicture {

    private static final double MARGIN = 8;
    private static final double BETWEEN = 34;
    private static final double INSET = 10;
    private static final double SIGN = 18;

    /** Generous character widths in units of the picture, because the reader's font is unknown. */
    private static final double NAME_CHARACTER = 9;

    private static final double DETAIL_CHARACTER = 6.7;

    /** Longer names are broken at a hyphen. */
    private static final int LONG_NAME = 15;

    private static final int LONGEST_LINE = 24;

    private final Map<String, ReportStage> stages = new LinkedHashMap<>();
    private final DagLayout layout;
    private final double[] left;
    private final double[] width;

    DagPicture(List<ReportStage> stages) {
        Map<String, Set<String>> predecessors = new LinkedHashMap<>();
        stages.forEach(stage -> {
            this.stages.put(stage.name(), stage);
            predecessors.put(stage.name(), stage.spec().predecessors());
        });
        this.layout = new DagLayout(predecessors);
        this.left = new double[layout.layers()];
        this.width = new double[layout.layers()];
        placeLayers();
    }

    private void placeLayers() {
        stages.keySet().forEach(name -> {
            int layer = layout.position(name).layer();
            width[layer] = Math.max(width[layer], width(name));
        });
        double x = MARGIN;
        for (int layer = 0; layer < left.length; layer++) {
            left[layer] = x;
            x += width[layer] + BETWEEN;
        }
    }

    /** Writes the picture in its natural size. */
    void write(Html html) {
        int last = left.length - 1;
        double right = last < 0 ? MARGIN : left[last] + width[last] + MARGIN;
        double bottom = layout.height() + 2 * MARGIN;
        html.open(
                "svg",
                "class",
                "dag",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + number(right) + " " + number(bottom),
                "width",
                number(right),
                "height",
                number(bottom),
                "role",
                "group",
                "aria-label",
                "The pipeline: " + stages.size() + " stages, each to the right of the stages it needs");
        html.line().open("g", "class", "edges", "aria-hidden", "true").line();
        layout.edges().forEach(edge -> writeEdge(edge, html));
        html.close("g");
        stages.values().forEach(stage -> writeNode(stage, html));
        html.close("svg");
    }

    private void writeEdge(DagLayout.Edge edge, Html html) {
        DagLayout.Position from = layout.position(edge.from());
        DagLayout.Position to = layout.position(edge.to());
        StringBuilder path = new StringBuilder("M");
        double x = left[from.layer()] + width[from.layer()];
        double y = from.y() + MARGIN;
        path.append(number(x)).append(' ').append(number(y));
        int layer = from.layer() + 1;
        for (double bend : edge.bends()) {
            path.append(curve(x, y, left[layer], bend + MARGIN));
            x = left[layer] + width[layer];
            y = bend + MARGIN;
            path.append('H').append(number(x));
            layer++;
        }
        path.append(curve(x, y, left[to.layer()], to.y() + MARGIN));
        html.empty("path", "d", path.toString()).line();
    }

    private static String curve(double fromX, double fromY, double toX, double toY) {
        String middle = number((fromX + toX) / 2);
        return "C" + middle + " " + number(fromY) + " " + middle + " " + number(toY) + " " + number(toX) + " "
                + number(toY);
    }

    private double width(String name) {
        double widest = SIGN + DETAIL_CHARACTER * detail(stage(name)).length();
        for (String line : lines(name)) {
            widest = Math.max(widest, NAME_CHARACTER * line.length());
        }
        return widest + 2 * INSET;
    }

    private ReportStage stage(String name) {
        return Objects.requireNonNull(stages.get(name));
    }

    private static String detail(ReportStage stage) {
        return stage.state().style() + " · " + stage.pointsText();
    }

    private void writeNode(ReportStage stage, Html html) {
        DagLayout.Position position = layout.position(stage.name());
        double x = left[position.layer()];
        double middle = position.y() + MARGIN;
        html.open(
                "a",
                "href",
                "#" + stage.anchor(),
                "class",
                "node " + stage.state().style());
        html.element("title", stage.name() + ": " + stage.state().word() + ", " + stage.pointsText());
        html.empty(
                "rect",
                "x",
                number(x),
                "y",
                number(middle - layout.nodeHeight() / 2),
                "width",
                number(width[position.layer()]),
                "height",
                number(layout.nodeHeight()),
                "rx",
                "6");
        List<String> lines = lines(stage.name());
        double y = middle - (lines.size() == 1 ? 5 : 13);
        for (String line : lines) {
            text(line, "name", x + INSET, y, html);
            y += 15;
        }
        y += 3;
        html.open(
                "g",
                "transform",
                "translate(" + number(x + INSET) + " " + number(y - 10) + ")scale(0.72)",
                "class",
                "sign");
        html.empty("path", "d", stage.state().sign()).close();
        text(detail(stage), "detail", x + INSET + SIGN, y, html);
        html.close().line();
    }

    /** Splits a name into one or two lines. */
    private static List<String> lines(String name) {
        int best = -1;
        for (int i = name.indexOf('-'); i >= 0; i = name.indexOf('-', i + 1)) {
            boolean nearer = best < 0 || Math.abs(2 * i - name.length()) < Math.abs(2 * best - name.length());
            best = nearer ? i : best;
        }
        return name.length() <= LONG_NAME || best < 0
                ? List.of(shortened(name))
                : List.of(shortened(name.substring(0, best + 1)), shortened(name.substring(best + 1)));
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }

    private static void text(String text, String style, double x, double y, Html html) {
        html.element("text", text, "class", style, "x", number(x), "y", number(y));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

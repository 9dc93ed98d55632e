package org.cb1network.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The picture of the pipeline: stages from left to right, each with its state as colour, sign and word, linked to its section. */
final class DagPicture {

    private static final double MARGIN = 8;
    private static final double BETWEEN = 44;
    private static final double CHARACTER = 7.3;
    private static final int MOST_CHARACTERS = 34;
    private static final double NARROWEST = 150;
    private static final double BESIDE_NAME = 44;

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
            width[layer] = Math.max(width[layer], Math.max(NARROWEST, BESIDE_NAME + CHARACTER * label(name).length()));
        });
        double x = MARGIN;
        for (int layer = 0; layer < left.length; layer++) {
            left[layer] = x;
            x += width[layer] + BETWEEN;
        }
    }

    /** Writes the picture, to its own size. */
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
                "The pipeline: " + stages.size() + " stages, each right of those it needs");
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

    private void writeNode(ReportStage stage, Html html) {
        DagLayout.Position position = layout.position(stage.name());
        double x = left[position.layer()];
        double y = position.y() + MARGIN - layout.nodeHeight() / 2;
        String style = stage.state().style();
        html.open("a", "href", "#" + stage.anchor(), "class", "node " + style);
        html.element("title", stage.name() + ": " + stage.state().word() + ", " + stage.pointsText());
        html.empty(
                "rect",
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(width[position.layer()]),
                "height",
                number(layout.nodeHeight()),
                "rx",
                "6");
        html.open("g", "transform", "translate(" + number(x + 10) + " " + number(y + 15) + ")", "class", "sign");
        html.empty("path", "d", stage.state().sign()).close();
        text(label(stage.name()), "name", x + 34, y + 20, html);
        text(stage.state().word() + " · " + stage.pointsText(), "detail", x + 34, y + 36, html);
        html.close().line();
    }

    private static void text(String text, String style, double x, double y, Html html) {
        html.element("text", text, "class", style, "x", number(x), "y", number(y));
    }

    private static String label(String name) {
        return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS - 1) + "…";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

package org.cb1network.engine.report;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.stage.OutputPort;

/** Every stage: what it does, its inputs and outputs, its points and its parameters. */
final class StageSection implements Section {

    /** If an axis has more values, only the first and the last are shown. */
    @Override
    public String id() {
        return "stages";
    }

    @Override
    public String title() {
        return "Stages and parameters";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        for (ReportStage stage : content.stages()) {
            write(content, stage, html);
        }
        return !content.stages().isEmpty();
    }

    private static void write(ReportContent content, ReportStage stage, Html html) throws IOException {
        html.open("article", "class", "stage");
        html.element("h3", stage.name(), "id", stage.anchor()).line();
        String description = stage.spec().description();
        html.element("p", description.isEmpty() ? stage.spec().type().summary() : description)
                .line();
        html.open("dl");
        fact("Type", stage.spec().type().name(), html);
        stage.spec().circuit().ifPresent(circuit -> fact("Circuit", circuit, html));
        if (!stage.spec().predecessors().isEmpty()) {
            html.element("dt", "Takes").open("dd");
            writeSources(content, stage, html);
            html.close().line();
        }
        fact(
                "Yields",
                String.join(
                        ", ",
                        stage.spec().outputs().stream().map(OutputPort::name).toList()),
                html);
        for (Axis axis : stage.spec().sweep().axes()) {
            fact("Over " + axis.name(), axis.list(), html);
        }
        if (stage.points() > 1) {
            fact("Points", Integer.toString(stage.points()), html);
        }
        html.close("dl");
        writeParameters(content, stage, html);
        html.close("article");
    }

    private static void fact(String term, String text, Html html) {
        html.element("dt", term).element("dd", text).line();
    }

    /**
     * Lists the outputs of other stages that it needs, without saying whether it uses a single column or a choice made
     * from them.
     */
    private static void writeSources(ReportContent content, ReportStage stage, Html html) {
        Map<String, String> sources = new LinkedHashMap<>();
        stage.spec()
                .references()
                .forEach(reference -> sources.put(reference.stage() + "." + reference.output(), reference.stage()));
        stage.spec().sweep().each().ifPresent(each -> sources.put("each point of " + each.name(), each.name()));
        boolean first = true;
        for (Map.Entry<String, String> source : sources.entrySet()) {
            html.text(first ? "" : ", ");
            html.element(
                    "a",
                    source.getKey(),
                    "href",
                    "#" + content.stage(source.getValue()).anchor());
            first = false;
        }
    }

    private static void writeParameters(ReportContent content, ReportStage stage, Html html) throws IOException {
        Optional<KeyPreimage> preimage = stage.firstPreimage(content.store());
        if (preimage.isEmpty()) {
            html.element("p", "Its parameters are not known until the stages before it have results.", "class", "note");
            return;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> model = new LinkedHashMap<>();
        List<String> modelKeys = modelKeys(stage);
        preimage.get().ingredients().forEach((name, value) -> {
            if (name.startsWith(KeyPreimage.PARAMETER)) {
                String path = name.substring(KeyPreimage.PARAMETER.length());
                boolean ofModel = modelKeys.stream().anyMatch(key -> path.startsWith(key + "."));
                (ofModel ? model : parameters).put(path, value);
            }
        });
        writeParameters(stage, parameters, "Parameters", html);
        writeParameters(stage, model, "Shared with other stages", html);
    }

    private static List<String> modelKeys(ReportStage stage) {
        return stage.spec().resolver().structure().fields().stream()
                .filter(Field::given)
                .map(Field::key)
                .toList();
    }

    private static void writeParameters(ReportStage stage, Map<String, String> parameters, String name, Html html) {
        if (parameters.isEmpty()) {
            return;
        }
        html.open("details").open("summary");
        html.element("span", name, "class", "grow").text(" ");
        html.element("span", parameters.size() + " values", "class", "note").close("summary");
        TableView view = new TableView(html);
        String point = stage.points() > 1
                ? ", at the first point: " + stage.spec().sweep().point(0)
                : "";
        view.open(name + " of " + stage.name() + point);
        html.open("thead").open("tr");
        view.heading("Parameter", "");
        view.heading("Value", "");
        html.close("tr").close("thead").open("tbody").line();
        List<String> varied = stage.spec().sweep().axes().stream()
                .flatMap(axis -> axis.paths().stream())
                .toList();
        parameters.forEach((path, value) -> {
            html.open("tr").open("th", "scope", "row").element("code", path).close();
            html.open("td", "class", "value").text(value.isEmpty() ? "(empty)" : value);
            if (varied.contains(path)) {
                html.text(" ").element("span", "varied", "class", "tag");
            }
            html.close().close("tr");
        });
        html.close("tbody");
        view.close();
        html.close("details");
    }
}

package org.cb1network.engine.report;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.table.Count;

/**
 * How the results were computed: the graph of stages and states, times, machines, code, seeds and digests. Everything
 * on the page that may differ between runs with the same results is in this section.
 */
final class RunSection implements Section {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    @Override
    public String id() {
        return "run";
    }

    @Override
    public String title() {
        return "How it was computed";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        writeOutcome(content, html);
        writeFailures(content, html);
        writeWarnings(content, html);
        html.element("h3", "The pipeline", "id", "dag").line();
        writePicture(content, html);
        Map<String, StageProvenance> provenance = new LinkedHashMap<>();
        for (ReportStage stage : content.stages()) {
            stage.work().ifPresent(work -> provenance.put(stage.name(), StageProvenance.of(work, content.store())));
        }
        html.element("h3", "Times", "id", "times").line();
        writeTimes(content, provenance, html);
        html.element("h3", "Provenance", "id", "provenance").line();
        writeMachines(content, provenance, html);
        writeCode(content, html);
        writeDigests(content, html);
        return true;
    }

    private static void writeOutcome(ReportContent content, Html html) {
        Map<StageState, Integer> count = new EnumMap<>(StageState.class);
        content.stages().forEach(stage -> count.merge(stage.state(), 1, Integer::sum));
        html.open("p", "class", "lead");
        if (content.run().isPresent()) {
            ReportContent.Run run = content.run().get();
            html.text("Run of " + time(run.started()) + ": ").element("strong", run.outcome());
            html.text(" in " + NumberText.duration(run.took().toMillis() / 1000.0) + ".");
        } else {
            html.text("There is no record of a run.");
        }
        html.close("p").open("ul", "class", "legend");
        for (StageState state : StageState.values()) {
            int stages = count.getOrDefault(state, 0);
            html.open("li");
            state.write(html);
            html.text(" " + Count.of(stages, "stage")).close().line();
        }
        html.close("ul");
    }

    private static String time(String instant) {
        return TIME.format(Instant.parse(instant));
    }

    private static void writeFailures(ReportContent content, Html html) {
        for (ReportStage stage : content.stages()) {
            if (stage.state() == StageState.FAILED) {
                html.open("div", "class", "failure").open("p");
                StageState.FAILED.write(html);
                html.text(" ").element("a", stage.name(), "href", "#" + stage.anchor());
                html.close("p").open("ul");
                stage.failures()
                        .forEach((point, message) ->
                                html.element("li", point.isEmpty() ? message : point + ": " + message));
                html.close("ul").close("div");
            }
        }
    }

    private static void writeWarnings(ReportContent content, Html html) {
        for (ReportStage stage : content.stages()) {
            List<String> warnings =
                    stage.results().map(results -> results.work().warnings()).orElse(List.of());
            if (!warnings.isEmpty()) {
                html.open("p").text("Warning about ").element("a", stage.name(), "href", "#" + stage.anchor());
                html.text(":").close("p").open("ul");
                warnings.forEach(warning -> html.element("li", warning));
                html.close("ul");
            }
        }
    }

    private static void writePicture(ReportContent content, Html html) {
        if (content.stages().isEmpty()) {
            html.element("p", "The pipeline has no stages.", "class", "note");
            return;
        }
        html.open(
                "div",
                "class",
                "scroll sheet graph",
                "role",
                "region",
                "tabindex",
                "0",
                "aria-label",
                "Picture of the pipeline");
        new DagPicture(content.stages()).write(html);
        html.close("div");
        html.element(
                        "p",
                        "From left to right: each stage needs the stages that its lines come from. Lines implied by others"
                                + " are left out.",
                        "class",
                        "note")
                .line();
    }

    private static void writeTimes(ReportContent content, Map<String, StageProvenance> provenance, Html html) {
        TableView view = new TableView(html);
        view.open("Times of the stages, in seconds");
        html.open("thead").open("tr");
        view.heading("Stage", "");
        view.heading("State", "");
        view.heading("Points", "number");
        view.heading("Computed now", "number");
        view.heading("This run", "s", "number");
        view.heading("Computing time", "s", "number");
        view.heading("Computed", "");
        view.heading("Origin of the results", "");
        html.close("tr").close("thead").open("tbody").line();
        List<String> now = new ArrayList<>();
        List<String> computing = new ArrayList<>();
        double total = 0;
        for (ReportStage stage : content.stages()) {
            now.add(
                    stage.computed() == 0
                            ? NumberText.NONE
                            : seconds(stage.took().toMillis() / 1000.0));
            Optional<StageProvenance> computed =
                    Optional.ofNullable(provenance.get(stage.name())).filter(known -> known.points() > 0);
            computing.add(computed.map(known -> seconds(known.seconds())).orElse(NumberText.NONE));
            total += computed.map(StageProvenance::seconds).orElse(0.0);
        }
        List<NumberText.Cell> nowCells = NumberText.aligned(now);
        List<NumberText.Cell> computingCells = NumberText.aligned(computing);
        for (int i = 0; i < content.stages().size(); i++) {
            ReportStage stage = content.stages().get(i);
            html.open("tr").open("th", "scope", "row");
            html.element("a", stage.name(), "href", "#" + stage.anchor())
                    .close()
                    .open("td");
            stage.state().write(html);
            html.close();
            html.element("td", Integer.toString(stage.points()), "class", "number");
            html.element("td", Integer.toString(stage.computed()), "class", "number");
            view.number(nowCells.get(i));
            view.number(computingCells.get(i));
            Optional<StageProvenance> ofStage = Optional.ofNullable(provenance.get(stage.name()));
            view.text(computedAt(stage, ofStage));
            view.text(ofStage.map(known -> text(known.origins())).orElse(NumberText.NONE));
            html.close("tr");
        }
        html.close("tbody");
        view.close();
        html.element(
                        "p",
                        "“This run” is from a stage's start to its end; “computing time” is the sum over all its points"
                                + " when they were first computed, "
                                + NumberText.duration(total) + " in all (a point that stages share counts for each).",
                        "class",
                        "note")
                .line();
    }

    /** Returns a text such as {@code computed here} or {@code computed here (4 points), imported from lab, unsigned (20 points)}. */
    private static String text(SortedMap<String, String> results) {
        if (results.isEmpty()) {
            return NumberText.NONE;
        }
        return results.size() == 1
                ? results.firstKey()
                : results.entrySet().stream()
                        .map(origin -> origin.getKey() + " (" + origin.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private static String computedAt(ReportStage stage, Optional<StageProvenance> computed) {
        if (computed.isEmpty() || computed.get().latest().isEmpty()) {
            return NumberText.NONE;
        }
        TreeSet<String> others = new TreeSet<>(computed.get().stages());
        others.remove(stage.name());
        String by = others.isEmpty() ? "" : ", also by " + String.join(", ", others);
        return TIME.format(computed.get().latest().get()) + by;
    }

    private static void writeMachines(ReportContent content, Map<String, StageProvenance> provenance, Html html) {
        TreeSet<String> machines = new TreeSet<>();
        TreeSet<String> versions = new TreeSet<>();
        provenance.values().forEach(stage -> {
            machines.addAll(stage.machines());
            versions.addAll(stage.versions());
        });
        html.open("dl");
        fact("Root seed", Long.toUnsignedString(content.pipeline().seed()), html);
        fact("Pipeline file", String.valueOf(content.pipeline().file().getFileName()), html);
        fact("Profile", content.pipeline().profile(), html);
        fact("Report written by version", content.version(), html);
        fact("Results computed by version", versions.isEmpty() ? NumberText.NONE : String.join("; ", versions), html);
        fact("Computed on", machines.isEmpty() ? NumberText.NONE : String.join("; ", machines), html);
        html.close("dl");
    }

    private static void fact(String term, String text, Html html) {
        html.element("dt", term).element("dd", text).line();
    }

    private static void writeCode(ReportContent content, Html html) throws IOException {
        TableView view = new TableView(html);
        html.open("details").open("summary").element("span", "Code and seeds of each stage", "class", "grow");
        html.close("summary");
        view.open("Code and seeds: what enters the keys of results besides parameters and inputs");
        html.open("thead").open("tr");
        view.heading("Stage", "");
        view.heading("Type", "");
        view.heading("Seed of the first point", "");
        view.heading("Code, SHA-256", "");
        html.close("tr").close("thead").open("tbody").line();
        for (ReportStage stage : content.stages()) {
            Optional<KeyPreimage> preimage = stage.firstPreimage(content.store());
            html.open("tr");
            view.rowHeading(stage.name());
            view.text(stage.spec().type().name());
            String seed = stage.spec().type().seeded() ? ingredient(preimage, KeyPreimage.SEED) : "draws none";
            html.open("td").element("code", seed).close();
            html.open("td").element("code", ingredient(preimage, KeyPreimage.CODE), "class", "digest");
            html.close().close("tr");
        }
        html.close("tbody");
        view.close();
        html.close("details");
    }

    private static String ingredient(Optional<KeyPreimage> preimage, String name) {
        return preimage.map(known -> known.ingredients().getOrDefault(name, NumberText.NONE))
                .orElse(NumberText.NONE);
    }

    private static void writeDigests(ReportContent content, Html html) {
        html.open("details").open("summary").element("span", "Content of each artifact", "class", "grow");
        html.close("summary");
        TableView view = new TableView(html);
        view.open("Content of the artifacts: equal digests, equal bytes");
        html.open("thead").open("tr");
        view.heading("Artifact", "");
        view.heading("Bytes", "number");
        view.heading("Content, SHA-256", "");
        html.close("tr").close("thead").open("tbody").line();
        for (ReportStage stage : content.stages()) {
            if (stage.results().isPresent()) {
                Map<String, StoredOutput> singles = stage.results().get().singles();
                singles.forEach((output, stored) -> {
                    html.open("tr");
                    view.rowHeading(stage.name() + "." + output);
                    html.element("td", Long.toString(stored.length()), "class", "number");
                    html.open("td").element("code", stored.digest().hex(), "class", "digest");
                    html.close().close("tr");
                });
            }
        }
        html.close("tbody");
        view.close();
        html.close("details");
    }
}

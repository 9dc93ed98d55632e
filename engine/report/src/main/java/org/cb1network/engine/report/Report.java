package org.cb1network.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.table.Count;

/** The whole page: heading, contents, sections. */
public final class Report {

    /** Name of the file in the folder {@code results}. */
    public static final String FILE_NAME = "report.html";

    /** The last line of the page, which identifies files written by this program. */
    public static final String MARK = "<!-- written by pipeline -->";

    private static final List<Section> SECTIONS = List.of(
            new FigureSection(),
            new ComparisonSection(),
            new ClaimsSection(),
            new RobustnessSection(),
            new VerificationSection(),
            new ChoiceSection(),
            new ModelSection(),
            new ResultSection(),
            new StageSection(),
            new RunSection(),
            new FileSection(),
            new CitationSection());

    private final ReportContent content;

    /**
     * Creates the report.
     *
     * @param content what to report
     */
    public Report(ReportContent content) {
        this.content = content;
    }

    /**
     * Returns the page.
     *
     * @throws IOException if a result cannot be read
     */
    public String page() throws IOException {
        Map<Section, String> sections = new LinkedHashMap<>();
        for (Section section : SECTIONS) {
            Html html = new Html();
            if (section.write(content, html)) {
                sections.put(section, html.finish());
            }
        }
        Html html = new Html();
        html.wellFormed("<!DOCTYPE html>\n");
        html.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").line();
        writeHead(html);
        html.open("body").line();
        html.element("a", "Skip to the content", "href", "#content", "class", "skip")
                .line();
        writeHeader(html);
        writeContents(sections, html);
        html.open("main", "id", "content").line();
        writeAlert(html);
        sections.forEach((section, body) -> {
            html.open("section", "id", section.id(), "aria-labelledby", section.id() + "-heading");
            html.element("h2", section.title(), "id", section.id() + "-heading").line();
            html.wellFormed(body).close("section");
        });
        html.close("main").close("body").close("html");
        return html.finish() + MARK + "\n";
    }

    private void writeHead(Html html) throws IOException {
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; img-src data:; style-src 'unsafe-inline'")
                .line();
        html.element("title", content.pipeline().name() + " · report").line();
        html.open("style").wellFormed(style()).close("style").close("head");
    }

    private static String style() throws IOException {
        try (InputStream style = Report.class.getResourceAsStream("report.css")) {
            if (style == null) {
                throw new IllegalStateException("the style sheet of the report is missing");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void writeHeader(Html html) throws IOException {
        String description = content.pipeline().description();
        html.open("header").line();
        html.open("p", "class", "kicker").text(content.pipeline().name());
        html.text(RunSettings.variant(content.pipeline().profile(), List.of())).close("p");
        html.element("h1", description.isEmpty() ? content.pipeline().name() : description)
                .line();
        List<Glance> glances = Glance.of(content);
        if (!glances.isEmpty()) {
            html.open("ul", "class", "glance").line();
            for (Glance glance : glances) {
                html.open("li").open("span", "class", "count");
                html.text(Integer.toString(glance.good()))
                        .element("span", " of " + glance.of(), "class", "of")
                        .close();
                html.text(" ").element("span", glance.what(), "class", "what").close("li");
            }
            html.close("ul");
        }
        html.close("header");
    }

    private static void writeContents(Map<Section, String> sections, Html html) {
        html.open("nav", "aria-label", "Contents").open("ul").line();
        sections.keySet()
                .forEach(section -> html.open("li")
                        .element("a", section.title(), "href", "#" + section.id())
                        .close("li"));
        html.close("ul").close("nav");
    }

    /** Warns of overrides and of missing results. */
    private void writeAlert(Html html) {
        List<String> overrides = content.pipeline().overrides();
        if (!overrides.isEmpty()) {
            html.open("p", "class", "alert", "role", "note");
            html.element("strong", "Not the pipeline file as it is")
                    .text(", but with -p " + String.join(", -p ", overrides) + ".")
                    .close("p");
        }
        long missing = content.stages().stream()
                .filter(stage -> stage.results().isEmpty())
                .count();
        if (missing > 0) {
            html.open("p", "class", "alert", "role", "note");
            html.element(
                    "strong",
                    Count.part(missing, content.stages().size(), "stage", "has", "have") + " no up-to-date results");
            html.text(
                            ". Results that depend on them are not shown, and their files beside this page are of an earlier run;"
                                    + " see ")
                    .element("a", "how it was computed", "href", "#run")
                    .text(".")
                    .close("p");
        }
    }
}

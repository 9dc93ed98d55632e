package org.cb1network.engine.report;

import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.provenance.RunSettings;

/** How to cite the paper and this software. */
final class CitationSection implements Section {

    @Override
    public String id() {
        return "cite";
    }

    @Override
    public String title() {
        return "How to cite";
    }

    @Override
    public boolean write(ReportContent content, Html html) {
        Path folder = content.pipeline().file().toAbsolutePath().getParent();
        List<Citation> works = folder == null ? List.of() : Citation.of(folder);
        html.open("ul", "class", "works").line();
        for (Citation work : works) {
            html.open("li");
            if (!work.authors().isEmpty()) {
                html.text(work.authors() + ". ");
            }
            html.element("cite", work.title()).text(".");
            if (!work.details().isEmpty()) {
                html.text(" " + work.details() + ".");
            }
            if (!work.doi().isEmpty()) {
                html.text(" ").element("a", "doi:" + work.doi(), "href", "https://doi.org/" + work.doi());
            }
            html.close("li");
        }
        String name = content.pipeline().name();
        html.open("li").text("The results shown here: pipeline ").element("cite", name);
        html.text(RunSettings.variant(content.pipeline().profile(), List.of()) + ", seed "
                + Long.toUnsignedString(content.pipeline().seed()) + ", computed with cb1network.");
        html.close("li").close("ul");
        if (works.isEmpty()) {
            html.open("p", "class", "note").text("A file ").element("code", Citation.FILE);
            html.text(" next to the pipeline file would list the works to cite here.")
                    .close("p");
        }
        return true;
    }
}

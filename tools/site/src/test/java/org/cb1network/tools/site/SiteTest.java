package org.cb1network.tools.site;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    private Path target;

    private Page page(String markdown) {
        return new Page(Page.Group.START, "A", "a.html", Path.of("docs/a.md"), markdown);
    }

    private IllegalStateException writing(String markdown) {
        PageWriter writer = new PageWriter(REPOSITORY, target, List.of(page(markdown)));
        return assertThrows(IllegalStateException.class, writer::write);
    }

    @Test
    void everyPageIsWrittenAndEveryLinkLeadsSomewhere() throws IOException {
        Site.write(REPOSITORY, target);
        for (String name :
                List.of("index.html", "pipeline-yaml.html", "stages.html", "commands.html", "cluster.html")) {
            assertTrue(Files.exists(target.resolve(name)), name);
        }
    }

    @Test
    void theReferencesHaveEveryStageTypeParameterAndCommand() throws IOException {
        Site.write(REPOSITORY, target);
        String keys = Files.readString(target.resolve("pipeline-yaml.html"));
        assertTrue(keys.contains("time from the start that is excluded from mean rates"), "a parameter of simulate");
        assertTrue(keys.contains("Gaussian bumps given individually"), "the kinds of a nested value");
        String titleOfCurves = keys.substring(keys.indexOf("<h2 id=\"with-draw-curves\">"));
        String titleRow = titleOfCurves.substring(titleOfCurves.indexOf("title above the panel"));
        assertTrue(
                titleRow.substring(0, titleRow.indexOf("</tr>")).contains("<em>required</em>"),
                "a parameter that must be given");
        String stages = Files.readString(target.resolve("stages.html"));
        assertTrue(stages.contains("<h2 id=\"simulate\">"));
        assertTrue(stages.contains("spikes of one simulation; columns <code>population</code>"), "columns of an input");
        assertTrue(Files.readString(target.resolve("commands.html")).contains("<h2 id=\"verify\">"));
    }

    @Test
    void aLinkToAFileThatIsNotThereIsAnError() {
        assertTrue(writing("# A\n\n[b](b.md)\n").getMessage().contains("docs/a.md: the link to b.md leads nowhere"));
    }

    @Test
    void aLinkToAHeadingThatIsNotThereIsAnError() {
        assertTrue(writing("# A\n\n[b](#b)\n").getMessage().contains("there is no heading for the link to a.html#b"));
    }

    @Test
    void aLinkToAFolderIsAnError() {
        assertTrue(writing("# A\n\n[b](../docs)\n").getMessage().contains("leads to a folder"));
    }

    @Test
    void codeInATextIsNotBrokenAfterAHyphen() throws IOException {
        String markdown = "# A\n\nAn option: `run --profile quick`\n\n```\nrun --profile quick\n```\n";
        new PageWriter(REPOSITORY, target, List.of(page(markdown))).write();
        String html = Files.readString(target.resolve("a.html"));
        assertTrue(html.contains("<code>run <span>--profile</span> quick</code>"), html);
        assertTrue(html.contains("<pre><code>run --profile quick\n</code></pre>"), html);
    }

    @Test
    void linkedFilesAreCopied() throws IOException {
        new PageWriter(REPOSITORY, target, List.of(page("# A\n\n[p](../pipeline.yaml)\n"))).write();
        assertTrue(Files.exists(target.resolve("files/pipeline.yaml")));
        assertTrue(Files.readString(target.resolve("a.html")).contains("href=\"files/pipeline.yaml\""));
    }
}

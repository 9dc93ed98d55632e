package org.cb1network.engine.report;

import static org.cb1network.engine.report.ReportBench.EVERYTHING;
import static org.cb1network.engine.report.ReportBench.byId;
import static org.cb1network.engine.report.ReportBench.elements;
import static org.cb1network.engine.report.ReportBench.parse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {

    @TempDir
    private Path folder;

    private ReportBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new ReportBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void idsAreUniqueAndEveryInternalLinkHasATarget() throws IOException {
        Document page = parse(bench.afterRun(EVERYTHING));
        Set<String> ids = new HashSet<>();
        for (Element element : elements(page, "*")) {
            String id = element.getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
        }
        for (Element link : elements(page, "a")) {
            String target = link.getAttribute("href");
            if (target.startsWith("#")) {
                assertTrue(ids.contains(target.substring(1)), "leads nowhere: " + target);
            }
        }
    }

    @Test
    void linksToFilesLeadToExistingFiles() throws IOException {
        Path tables = Files.createDirectories(folder.resolve("results/tables"));
        Files.writeString(tables.resolve("odd name & more.arrow"), "");
        Document page = parse(bench.afterRun(EVERYTHING));
        List<String> files = elements(page, "a").stream()
                .map(link -> link.getAttribute("href"))
                .filter(target -> !target.startsWith("#"))
                .toList();
        assertEquals(List.of("tables/odd%20name%20%26%20more.arrow"), files);
    }

    @Test
    void nothingIsLoadedAndNothingRuns() throws IOException {
        String text = bench.afterRun(EVERYTHING);
        Document page = parse(text);
        for (String name : List.of("script", "link", "iframe", "object", "embed", "base", "form")) {
            assertEquals(List.of(), elements(page, name), name);
        }
        for (Element element : elements(page, "*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String name = element.getAttributes().item(i).getNodeName().toLowerCase(Locale.ROOT);
                assertFalse(name.startsWith("on"), name);
            }
            assertTrue(element.getAttribute("src").isEmpty()
                    || element.getAttribute("src").startsWith("data:image/"));
        }
        String style = elements(page, "style").get(0).getTextContent();
        assertFalse(style.contains("url(") || style.contains("@import"), "the style sheet loads something");
    }

    @Test
    void headingsGoDownByOneAndThereIsOneOfTheFirstLevel() throws IOException {
        Document page = parse(bench.afterRun(EVERYTHING));
        int level = 0;
        for (Element element : elements(page, "*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int next = element.getTagName().charAt(1) - '0';
                assertTrue(next <= level + 1, element.getTextContent());
                level = next;
            }
        }
        assertEquals(1, elements(page, "h1").size());
        assertEquals(1, elements(page, "main").size());
        assertEquals("en", page.getDocumentElement().getAttribute("lang"));
    }

    @Test
    void everyTableHasACaptionAndEveryHeaderSaysWhatItHeads() throws IOException {
        Document page = parse(bench.afterRun(EVERYTHING));
        for (Element table : elements(page, "table")) {
            assertEquals("caption", table.getFirstChild().getNodeName());
        }
        for (Element header : elements(page, "th")) {
            assertTrue(List.of("col", "row", "colgroup", "rowgroup").contains(header.getAttribute("scope")));
        }
    }

    @Test
    void everyPictureIsDescribedOrMarkedAsDecoration() throws IOException {
        Document page = parse(bench.afterRun(EVERYTHING));
        for (Element picture : elements(page, "svg")) {
            boolean inside = picture.getParentNode() instanceof Element parent
                    && parent.getTagName().equals("svg");
            assertTrue(inside
                    || !picture.getAttribute("aria-label").isEmpty()
                    || picture.getAttribute("aria-hidden").equals("true"));
        }
        elements(page, "img")
                .forEach(image -> assertFalse(image.getAttribute("alt").isEmpty()));
    }

    @Test
    void aFigureIsInThePageWithTheDescriptionFromItsMetadata() throws IOException {
        Document page = parse(bench.afterRun(EVERYTHING));
        Element figure = byId(page, "figure-drawn");
        Element svg = (Element) figure.getElementsByTagName("svg").item(0);
        assertEquals("A picture. Nothing \"much\" <to> see", svg.getAttribute("aria-label"));
        assertEquals(0, figure.getElementsByTagName("metadata").getLength());
        assertTrue(figure.getTextContent().contains("Nothing \"much\" <to> see"));
    }

    @Test
    void aFigureWithAScriptIsShownAsAnImage() throws IOException {
        String pipeline = EVERYTHING.replace("{run: draw,", "{run: draw, with: {text: script},");
        Document page = parse(bench.afterRun(pipeline));
        Element image =
                (Element) byId(page, "figure-drawn").getElementsByTagName("img").item(0);
        assertTrue(image.getAttribute("src").startsWith("data:image/png;base64,"));
        assertEquals(List.of(), elements(page, "script"));
    }

    @Test
    void textOfThePipelineAndItsResultsIsEscaped() throws IOException {
        String evil = "<script>alert('\\\"&')</script>";
        String pipeline = """
                pipeline: p
                description: "EVIL"
                seed: 7
                stages:
                  a: {run: number, describe: "EVIL", with: {text: "EVIL"}}
                """.replace("EVIL", evil);
        Document page = parse(bench.afterRun(pipeline));
        String shown = "<script>alert('\"&')</script>";
        assertEquals(List.of(), elements(page, "script"));
        assertEquals(shown, elements(page, "h1").get(0).getTextContent());
        assertTrue(byId(page, "results").getTextContent().contains(shown));
        assertTrue(byId(page, "stages").getTextContent().contains(shown));
    }

    @Test
    void comparedValuesHaveTheirVerdictAsAWord() throws IOException {
        Document page = parse(bench.afterRun(EVERYTHING));
        String text = byId(page, "comparison").getTextContent();
        assertTrue(text.contains("1 of 2"), text);
        assertTrue(text.contains("within") && text.contains("above"), text);
        assertTrue(text.contains("1.25") && text.contains("1.237"), text);
    }

    @Test
    void valuesOutsideAreListedWithTheirRemarks() throws IOException {
        String text = byId(parse(bench.afterRun(EVERYTHING)), "comparison").getTextContent();
        assertTrue(text.contains("value at 0.5: 3, computed 1. Misread."), text);
    }

    @Test
    void claimsAreShownSideBySide() throws IOException {
        Element claims = byId(parse(bench.afterRun(EVERYTHING)), "claims");
        String text = claims.getTextContent();
        assertTrue(text.contains("noise: shared") && text.contains("noise: independent"), text);
        assertTrue(text.contains("0.771 ± 0.015"), text);
        assertTrue(text.contains("supported") && text.contains("contradicted"), text);
    }

    @Test
    void choicesShowWhetherTheyAgreeAndWhichValueIsUsed() throws IOException {
        String text = byId(parse(bench.afterRun(EVERYTHING)), "choices").getTextContent();
        assertTrue(text.contains("answer") && text.contains("agrees") && text.contains("computed"), text);
        assertTrue(text.contains("0.875"), "the confidence in " + text);
        String pinned = EVERYTHING.replace("published: 2,", "published: 3, use: published,");
        text = byId(parse(bench.afterRun(pinned)), "choices").getTextContent();
        assertTrue(text.contains("differs") && text.contains("published"), text);
    }

    @Test
    void aChoiceThatWasNotMadeIsNotCountedAsOneThatDiffers() throws IOException {
        assertFalse(bench.withoutRun(EVERYTHING).contains("choices as published"));
        assertTrue(bench.afterRun(EVERYTHING).contains("choices as published"));
    }

    @Test
    void aSecondRunChangesOnlyTheSectionAboutTheRun() throws IOException {
        Document first = parse(bench.afterRun(EVERYTHING));
        Document second = parse(bench.afterRun(EVERYTHING));
        assertTrue(byId(first, "run").getTextContent().contains("computed now 7 stages"));
        assertTrue(byId(second, "run").getTextContent().contains("from the store 7 stages"));
        for (Document page : List.of(first, second)) {
            Element run = byId(page, "run");
            run.getParentNode().removeChild(run);
        }
        assertTrue(first.isEqualNode(second));
    }

    @Test
    void aStageThatFailedIsNamedWithItsReasonAndMarkedInThePicture() throws IOException {
        String pipeline = """
                pipeline: p
                seed: 7
                stages:
                  good: {run: number}
                  bad: {run: broken}
                  after: {run: step, inputs: {in: "${bad.out}"}}
                """;
        Document page = parse(bench.afterRun(pipeline));
        String run = byId(page, "run").getTextContent();
        assertTrue(run.contains("the <b>number</b> is odd"), run);
        List<String> nodes = elements(page, "a").stream()
                .filter(link -> link.getAttribute("class").startsWith("node"))
                .map(link -> link.getAttribute("class") + " " + link.getAttribute("href"))
                .sorted()
                .toList();
        assertEquals(
                List.of("node computed #stage-good", "node failed #stage-bad", "node missing #stage-after"), nodes);
        assertTrue(page.getDocumentElement().getTextContent().contains("2 of 3 stages have no up-to-date results"));
    }

    @Test
    void aPipelineThatHasNotRunHasAReport() throws IOException {
        Document page = parse(bench.withoutRun(EVERYTHING));
        assertTrue(byId(page, "run").getTextContent().contains("There is no record of a run."));
        assertTrue(byId(page, "stages").getTextContent().contains("not known until the stages before it have results"));
    }

    @Test
    void aPipelineOfOneStageHasAReport() throws IOException {
        Document page = parse(bench.afterRun("pipeline: p\nseed: 1\nstages:\n  a: {run: number}\n"));
        assertEquals("p", elements(page, "h1").get(0).getTextContent());
    }

    @Test
    void worksToCiteComeFromTheCitationFile() throws IOException {
        Files.writeString(folder.resolve("CITATION.cff"), """
                cff-version: 1.2.0
                title: The software
                authors: [{name: The makers}]
                preferred-citation:
                  type: article
                  title: The <paper>
                  authors: [{given-names: Ada, family-names: Lovelace}]
                  journal: Notes
                  year: 1843
                  doi: 10.1000/182
                """);
        String text = byId(parse(bench.afterRun(EVERYTHING)), "cite").getTextContent();
        assertTrue(text.contains("Ada Lovelace. The <paper>. Notes, 1843. doi:10.1000/182"), text);
        assertTrue(text.indexOf("The <paper>") < text.indexOf("The software"), text);
    }
}

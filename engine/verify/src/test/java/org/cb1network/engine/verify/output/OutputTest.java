package org.cb1network.engine.verify.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Level;
import org.cb1network.engine.verify.Verification;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class OutputTest {

    private static final Verification VERIFICATION = new Verification(
            "Results of <this> & \"that\".",
            "paper",
            List.of(
                    new Check(Level.PARAMETERS, "simulate", Verdict.REPRODUCED, 12, ""),
                    new Check(Level.BYTES, "sim.spikes", Verdict.CHANGED, 1, "sha-256 was 1, is 2"),
                    new Check(Level.BYTES, "other.table", Verdict.NOT_CHECKABLE, 1, "sha-256 was 3, is 4"),
                    new Check(Level.TABLES, "sim.spikes", Verdict.CHANGED, 100, "row 2 \"<&>'\" \u0001\n moved"),
                    new Check(Level.TABLES, "other.table", Verdict.NOT_CHECKABLE, 0, "not available"),
                    new Check(Level.NUMBERS, "rates", Verdict.WITHIN_TOLERANCE, 3, "1.2 sigma"),
                    new Check(
                            Level.VALUES,
                            "values",
                            Verdict.REPRODUCED,
                            2,
                            "1 of 2 off, as in the lock",
                            List.of("b, I"))),
            List.of("a note"));

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theJUnitFileHasATestForEachComparisonAndCountsThem() throws Exception {
        Element root = xml(JUnitXml.of(VERIFICATION)).getDocumentElement();
        assertEquals("testsuites", root.getTagName());
        assertEquals("7", root.getAttribute("tests"));
        assertEquals(7, root.getElementsByTagName("testcase").getLength());
        assertEquals(
                root.getAttribute("failures"),
                "" + root.getElementsByTagName("failure").getLength());
        assertEquals(
                root.getAttribute("errors"),
                "" + root.getElementsByTagName("error").getLength());
        assertEquals("2", root.getAttribute("failures"));
        assertEquals("2", root.getAttribute("errors"));
        Element failure = (Element) root.getElementsByTagName("failure").item(1);
        assertEquals("row 2 \"<&>'\" \uFFFD\n moved", failure.getAttribute("message"));
        Element test = (Element) failure.getParentNode();
        assertEquals("verify.paper.tables", test.getAttribute("classname"));
        assertEquals("sim.spikes", test.getAttribute("name"));
    }

    @Test
    void anUncheckableComparisonIsNotASkippedTest() throws Exception {
        Element root = xml(JUnitXml.of(VERIFICATION)).getDocumentElement();
        assertEquals(0, root.getElementsByTagName("skipped").getLength());
    }

    @Test
    void theJsonHasEveryComparisonAndIsReadBack() throws IOException {
        VerificationJson.Dated dated = new VerificationJson.Dated(VERIFICATION, "2026-01-02T03:04:05Z", "abc");
        String text = VerificationJson.of(dated);
        assertEquals("changed", new ObjectMapper().readTree(text).get("verdict").asText());
        assertEquals(dated, VerificationJson.read(text.getBytes(StandardCharsets.UTF_8)));
        assertThrows(IOException.class, () -> VerificationJson.read("{".getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                IOException.class,
                () -> VerificationJson.read("{\"checks\":[{\"level\":\"moon\"}]}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theTextReportsEachDifferenceOnceAndLockedDeviations() {
        String text = VerificationText.of(VERIFICATION, false);
        assertEquals(1, text.lines().filter(line -> line.contains("sim.spikes")).count(), text);
        assertTrue(
                text.contains(
                        "reproduced, but different from the paper (as in the lock):\n  values  values: 1 of 2 off"),
                text);
        assertTrue(text.contains("      - b, I\n"), text);
        assertTrue(text.endsWith("CHANGED: the results differ from pipeline.lock.\n"), text);
    }

    @Test
    void theConclusionDistinguishesOtherParametersFromOtherResults() {
        Check parameters = new Check(Level.PARAMETERS, "script", Verdict.CHANGED, 3, "environment.0 was 3.11, is 3.12");
        Check bytes = new Check(Level.BYTES, "sim.spikes", Verdict.REPRODUCED, 1, "");
        assertEquals(
                "CHANGED: the results are those of pipeline.lock, but not the parameters named above.",
                VerificationText.conclusion(new Verification("", "paper", List.of(parameters, bytes), List.of())));
        Check tolerated = new Check(Level.BYTES, "sim.spikes", Verdict.WITHIN_TOLERANCE, 1, "sha-256 was 1, is 2");
        assertEquals(
                "CHANGED: the results differ from pipeline.lock.",
                VerificationText.conclusion(new Verification("", "paper", List.of(parameters, tolerated), List.of())));
    }

    @Test
    void theWorstVerdictCountsAndNotCheckableIsNotASuccess() {
        assertEquals(Verdict.CHANGED, VERIFICATION.verdict());
        assertEquals(Verdict.NOT_CHECKABLE, Verdict.worst(List.of(Verdict.WITHIN_TOLERANCE, Verdict.NOT_CHECKABLE)));
        assertEquals(Verdict.CHANGED, Verdict.worst(List.of(Verdict.CHANGED, Verdict.NOT_CHECKABLE)));
        assertEquals(Verdict.REPRODUCED, Verdict.worst(List.of()));
    }

    @Test
    void theBytesAreTheSameOnlyIfTheyWereCompared() {
        String same = "all bytes are the same";
        assertTrue(textOfBytes(Verdict.REPRODUCED).contains(same));
        assertFalse(textOfBytes(Verdict.NOT_CHECKABLE).contains(same));
    }

    private static String textOfBytes(Verdict verdict) {
        Check check = new Check(Level.BYTES, "pipeline.lock", verdict, 0, "there is no lock");
        return VerificationText.of(new Verification("Results.", "paper", List.of(check), List.of()), false);
    }
}

package org.cb1network.stages.science.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceValueTest {

    private static List<ReferenceValue> read(String csv) throws IOException {
        return ReferenceValue.read(csv.getBytes(StandardCharsets.UTF_8), "values.csv", "panel");
    }

    @Test
    void cellsInQuotesMayHoldCommasAndQuotes() throws IOException {
        List<ReferenceValue> values = read(
                "panel,quantity,population,condition,x,value,reading_uncertainty,unit\na,\"rate, \"\"so called\"\"\",E,,0.5,3.61,0.18,Hz\n");
        assertEquals(
                List.of(new ReferenceValue("a", "rate, \"so called\"", "E", "", 0.5, 3.61, 0.18, "Hz", "")), values);
    }

    @Test
    void aValueWithoutUncertaintyIsKnownAsFarAsItIsWrittenOut() throws IOException {
        List<ReferenceValue> values =
                read("panel,condition,population,quantity,value,unit\nr,V1,E,rate,0.4754,Hz\nr,V1,E,rate,12,Hz");
        assertEquals(0.00005, values.get(0).readingUncertainty(), 1e-18);
        assertEquals(0.5, values.get(1).readingUncertainty());
        assertTrue(Double.isNaN(values.get(0).x()));
    }

    @Test
    void aLineThatCannotBeReadIsNamed() {
        String head = "panel,condition,population,quantity,value,unit\n";
        var error = assertThrows(IOException.class, () -> read(head + "r,V1,E,rate,0.4,Hz\nr,V1,E,rate,none,Hz"));
        assertEquals("values.csv:3: 'none' in column value is not a number", error.getMessage());
        var shortLine = assertThrows(IOException.class, () -> read(head + "r,V1,E"));
        assertTrue(shortLine.getMessage().startsWith("values.csv:2: "), shortLine.getMessage());
        var noColumn = assertThrows(IOException.class, () -> read("panel,value\n"));
        assertTrue(noColumn.getMessage().contains("population"), noColumn.getMessage());
    }

    @Test
    void theFilesOfTheProjectCanBeRead() throws IOException {
        Path folder = Path.of("../../reference");
        byte[] figure = Files.readAllBytes(folder.resolve("published.csv"));
        assertEquals(
                Files.readAllLines(folder.resolve("published.csv")).size() - 1,
                ReferenceValue.read(figure, "published.csv", "panel").size());
        byte[] brian2 = Files.readAllBytes(folder.resolve("brian2.csv"));
        assertEquals(15, ReferenceValue.read(brian2, "brian2.csv", "quantity").size());
    }
}

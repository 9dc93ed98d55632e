package org.cb1network.stages.science.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceValueTest {

    private static final String HEAD = "panel,condition,population,quantity,value,unit\n";
    private static final Map<String, Optional<String>> UNITS = Map.of("a", Optional.of("Hz"), "r", Optional.of("Hz"));

    @TempDir
    private Path folder;

    private List<ReferenceValue> read(String csv) throws IOException {
        return ReferenceValue.read(Files.writeString(folder.resolve("values.csv"), csv), "panel", UNITS);
    }

    private void assertRefused(String csv, String problem) {
        IOException error = assertThrows(IOException.class, () -> read(csv));
        assertEquals(folder.resolve("values.csv") + problem, error.getMessage());
    }

    @Test
    void quotedCellsMayContainCommasAndQuotes() throws IOException {
        List<ReferenceValue> values = read(
                "panel,quantity,population,condition,x,value,reading_uncertainty,unit\na,\"rate, \"\"so called\"\"\",E,,0.5,3.61,0.18,Hz\n");
        assertEquals(
                List.of(new ReferenceValue(
                        "a",
                        "rate, \"so called\"",
                        "E",
                        "",
                        0.5,
                        3.61,
                        0.18,
                        "Hz",
                        "",
                        folder.resolve("values.csv") + ":2")),
                values);
    }

    @Test
    void aFileWithoutValuesIsRefused() {
        assertRefused(HEAD, ":1: there are no values; add some, or remove the reference");
    }

    @Test
    void theDefaultUncertaintyIsHalfOfTheLastDigit() throws IOException {
        List<ReferenceValue> values =
                read("panel,condition,population,quantity,value,unit\nr,V1,E,rate,0.4754,Hz\nr,V1,I,rate,12,Hz");
        assertEquals(0.00005, values.get(0).readingUncertainty(), 1e-18);
        assertEquals(0.5, values.get(1).readingUncertainty());
        assertTrue(Double.isNaN(values.get(0).x()));
    }

    @Test
    void aBinaryWholeNumberIsUncertainByHalfHoweverManyZerosItEndsWith() throws IOException {
        TableSchema schema = TableSchema.of(
                "values",
                "",
                Column.text("panel", ""),
                Column.text("condition", ""),
                Column.text("population", ""),
                Column.text("quantity", ""),
                Column.float64("value", "", ""),
                Column.text("unit", ""));
        Table table =
                Table.builder(schema).row("r", "V1", "E", "rate", 400.0, "Hz").build();
        Path file = Files.write(folder.resolve("values.arrow"), table.toBytes());
        assertEquals(0.5, ReferenceValue.read(file, "panel", UNITS).get(0).readingUncertainty());
    }

    @Test
    void aLineThatCannotBeReadIsNamed() {
        assertRefused(
                HEAD + "r,V1,E,rate,0.4,Hz\nr,V1,I,rate,none,Hz",
                ":3: 'none' in column value is not a number; write one such as 0.5 or 2e-3");
        assertRefused(HEAD + "r,V1,E", ":2: the line has 3 cells where the header has 6");
        assertRefused(HEAD + "r,V1,E,rate,,Hz", ":2: '' in column value is empty where a number is expected");
    }

    @Test
    void aDecimalCommaIsNotMistakenForAValueAndAUnit() {
        assertRefused(
                HEAD + "r,V1,E,rate,0,4754",
                ":2: the value is in '4754', but is compared with values in 'Hz'; convert it");
        assertRefused(
                HEAD + "r,V1,E,rate,0,4754,Hz",
                ":2: the line has 7 cells where the header has 6; put texts with commas into quotes, and write 0.5, not 0,5;"
                        + " if there are row names without a column name, R: write.csv(..., row.names = FALSE)");
    }

    @Test
    void aValueInADifferentUnitThanItsCounterpartIsRejected() {
        assertRefused(
                HEAD + "r,V1,E,rate,475.4,mHz",
                ":2: the value is in 'mHz', but is compared with values in 'Hz'; convert it");
        assertRefused(HEAD + "r,V1,E,rate,0.4,", ":2: the value has no unit; add one, or 1 if it is dimensionless");
    }

    @Test
    void duplicateValuesAreRejected() {
        assertRefused(
                HEAD + "r,V1,E,rate,0.4,Hz\nr,V1,I,rate,0.4,Hz\nr,V1,E,rate,0.5,Hz",
                ":4: there is a value for the same panel, quantity, population, condition and x above; remove one");
    }

    @Test
    void anUncertaintyIsNotNegative() {
        assertRefused(
                "panel,condition,population,quantity,value,unit,reading_uncertainty\nr,V1,E,rate,0.4,Hz,-1",
                ":2: reading_uncertainty -1.0 must not be negative");
    }

    @Test
    void aGroupWithoutACounterpartIsRejected() {
        assertRefused(
                HEAD + "z,V1,E,rate,0.4,Hz",
                ":2: there are values of panel 'z', but 'counterparts' has no entry to compare them with");
    }

    @Test
    void theFilesOfTheProjectCanBeRead() throws IOException {
        Path reference = Path.of("../../reference");
        Map<String, Optional<String>> ofPanels =
                new HashMap<>(Map.of("d", Optional.of("mV"), "i", Optional.of("1/Hz"), "j", Optional.of("1")));
        List.of("a", "b", "c", "e", "f", "g", "h").forEach(panel -> ofPanels.put(panel, Optional.of("Hz")));
        assertEquals(
                Files.readAllLines(reference.resolve("published.csv")).size() - 1,
                ReferenceValue.read(reference.resolve("published.csv"), "panel", ofPanels)
                        .size());
        assertEquals(
                15,
                ReferenceValue.read(
                                reference.resolve("brian2.csv"),
                                "quantity",
                                Map.of("rate", Optional.of("Hz"), "STTC", Optional.of("1")))
                        .size());
    }
}

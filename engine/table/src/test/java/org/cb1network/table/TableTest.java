package org.cb1network.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    private static final TableSchema RATES = TableSchema.of(
            "rates",
            "Mean firing rate of one population in one condition.",
            Column.text("condition", "Which circuit"),
            Column.text("population", "Which cells"),
            Column.int32("replicate", "1", "Number of the replicate"),
            Column.float64("rate", "Hz", "Mean firing rate"));

    private static Table rates() {
        return Table.builder(RATES)
                .row("V1", "E", 0, 1.5)
                .row("V1", "PV", 0, 12.25)
                .row("V2M", "E", 0, Double.NaN)
                .row("V2M", "PV", 1, 3)
                .build();
    }

    @Test
    void whatWasWrittenIsRead(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("rates.arrow");
        rates().write(file);

        assertEquals(rates(), Table.read(file));
        assertEquals(rates(), Table.read(file, RATES));
        assertEquals(rates(), Table.read(rates().toBytes()));
    }

    @Test
    void columnsAreReadByNameAndCellsByRow() {
        Table rates = rates();

        assertEquals(4, rates.rows());
        assertArrayEquals(new int[] {0, 0, 0, 1}, rates.int32("replicate"));
        assertArrayEquals(new double[] {1.5, 12.25, Double.NaN, 3}, rates.float64("rate"));
        assertEquals(List.of("V1", "V1", "V2M", "V2M"), rates.text("condition"));
        assertEquals(12.25, rates.float64("rate", 1));
        assertEquals("PV", rates.value(3, 1));
    }

    @Test
    void rowsAndColumnsAreChosenByConditionAndName() {
        Table chosen = rates().where(row -> rates().text("condition", row).equals("V2M"))
                .select("rate", "population");

        assertEquals(List.of("E", "PV"), chosen.text("population"));
        assertEquals("rate", chosen.schema().columns().get(0).name());
        assertEquals(2, chosen.rows());
    }

    @Test
    void anUnknownColumnIsAnsweredWithTheNearestName() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> rates().float64("Rates"));

        assertTrue(e.getMessage().contains("did you mean \"rate\"?"), e.getMessage());
        assertTrue(e.getMessage().contains("condition, population, replicate, rate"), e.getMessage());
    }

    @Test
    void changingAnArrayTakenFromATableLeavesTheTableAsItIs() {
        Table rates = rates();
        rates.float64("rate")[0] = -1;

        assertEquals(rates(), rates);
    }

    @Test
    void pointsOfASweepAreLabelledAndJoined() {
        List<Column> axes = List.of(Column.float64("weight", "nS", ""), Column.text("cells", ""));
        Table first = rates().withLeading(axes, List.of(0.5, "PC"));
        Table second = rates().withLeading(axes, List.of(1, "PV"));
        Table all = Table.concat(RATES.withLeading(axes), List.of(first, second));

        assertEquals(8, all.rows());
        assertEquals(first, all.where(row -> row < 4));
        assertEquals(second, all.where(row -> row >= 4));
        assertEquals(1.0, all.float64("weight", 4));
    }

    @Test
    void missingNumbersAreEqualAndSignsOfZeroAreNot() {
        TableSchema schema = TableSchema.of("x", "", Column.float64("x", "1", ""));

        assertEquals(
                Table.builder(schema).row(Double.NaN).build(),
                Table.builder(schema).row(Double.NaN).build());
        assertNotEquals(
                Table.builder(schema).row(0.0).build(),
                Table.builder(schema).row(-0.0).build());
        assertFalse(Table.builder(schema).build().equals(rates()));
    }
}

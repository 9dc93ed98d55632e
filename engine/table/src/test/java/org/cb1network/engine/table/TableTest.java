package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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
    void wholeNumbersAreReadWithTheTypesThatAReaderExpects() {
        Table wide = Table.builder(TableSchema.of(
                        "t",
                        "",
                        Column.int64("neuron", "1", ""),
                        Column.int64("time", "ms", ""),
                        Column.text("name", "")))
                .row(7L, 100L, "a")
                .build();
        List<Column> expected = List.of(
                Column.int32("neuron", "1", ""),
                Column.float64("time", "ms", ""),
                Column.float64("name", "", ""),
                Column.int32("other", "1", ""));
        Table read = wide.readAs(expected);
        assertArrayEquals(new int[] {7}, read.int32("neuron"));
        assertArrayEquals(new double[] {100}, read.float64("time"));
        assertEquals(List.of("a"), read.text("name"));
        Table rates = rates();
        assertSame(rates, rates.readAs(expected), "nothing to change");
    }

    @Test
    void aWholeNumberThatDoesNotFitIsNamed() {
        Table wide = Table.builder(TableSchema.of("t", "", Column.int64("neuron", "1", "")))
                .row(3_000_000_000L)
                .build();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> wide.readAs(List.of(Column.int32("neuron", "1", ""))))
                .getMessage();
        assertTrue(message.contains("neuron") && message.contains("3000000000"), message);
    }

    @Test
    void aWrittenTableIsReadBack(@TempDir Path directory) throws Exception {
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

    /** More texts than are deduplicated. */
    @Test
    void thousandsOfDifferentTextsKeepTheirPlaces(@TempDir Path directory) throws Exception {
        TableSchema schema = TableSchema.of("names", "Names.", Column.text("name", "Some repeat"));
        List<String> names = IntStream.range(0, 20_000)
                .mapToObj(i -> "name " + (i * 7919) % 6_000)
                .toList();
        Table.Builder builder = Table.builder(schema);
        names.forEach(builder::row);
        Table table = builder.build();
        Path file = directory.resolve("names.arrow");
        table.write(file);
        assertEquals(names, table.text("name"));
        assertEquals(names, Table.read(file).text("name"));
        assertEquals(table, Table.read(file));
        Table odd = table.where(row -> row % 2 == 1);
        assertEquals(
                IntStream.range(0, 10_000).mapToObj(i -> names.get(2 * i + 1)).toList(), odd.text("name"));
        Table both = Table.concat(schema, List.of(odd, table));
        assertEquals(odd.text("name"), both.text("name").subList(0, 10_000));
        assertEquals(names, both.text("name").subList(10_000, 30_000));
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
    void changingAnArrayReturnedByATableDoesNotChangeTheTable() {
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

    @Test
    void aBuilderReportsWhatDoesNotFitAndWhere() {
        assertBuilderError(
                "Table \"rates\", column \"replicate\": the column holds int32, not Double (0.5)", "V1", "E", 0.5, 1);
        assertBuilderError(
                "Table \"rates\", column \"replicate\": the column holds int32, not Long (3000000000)",
                "V1",
                "E",
                3_000_000_000L,
                1);
        assertBuilderError(
                "Table \"rates\", column \"rate\": the column holds float64, not String (fast)", "V1", "E", 0, "fast");
        assertBuilderError(
                "Table \"rates\", column \"rate\": a cell cannot be null; a missing number is NaN, a missing text is empty",
                "V1",
                "E",
                0,
                null);
        assertBuilderError("A row of table \"rates\" has 4 cells, not 2: [V1, E]", "V1", "E");
    }

    private static void assertBuilderError(String message, Object... row) {
        Table.Builder builder = Table.builder(RATES);
        Exception e = assertThrows(IllegalArgumentException.class, () -> builder.row(row));

        assertEquals(message, e.getMessage());
        assertEquals(1, builder.row("V1", "E", 0, 1).build().rows(), "the refused row has left nothing");
    }

    @Test
    void aWholeNumberThatADoubleCannotHoldIsRejected() {
        TableSchema schema = TableSchema.of("x", "", Column.float64("x", "1", ""));

        assertThrows(IllegalArgumentException.class, () -> Table.builder(schema).row((1L << 53) + 1));
        assertThrows(IllegalArgumentException.class, () -> Table.builder(schema).row(Long.MAX_VALUE));
        assertEquals(0x1p53, Table.builder(schema).row(1L << 53).build().float64("x", 0));
    }

    @Test
    void columnsOfDifferentLengthsAreRejected() {
        Table.Builder builder = Table.builder(ExampleTables.SPIKES)
                .column("neuron", new int[] {1, 2})
                .column("step", new int[] {1});

        Exception e = assertThrows(IllegalStateException.class, builder::build);
        assertTrue(e.getMessage().endsWith("different numbers of cells: neuron 2, step 1"), e.getMessage());
    }

    @Test
    void columnsCanBeGivenAsArrays() {
        Table table = Table.builder(ExampleTables.ALL_TYPES)
                .column("int32", new int[] {1, 2})
                .column("int64", new long[] {3, 4})
                .column("float64", new double[] {5, 6})
                .column("bool", new boolean[] {true, false})
                .column("text", List.of("a", "b"))
                .build();

        assertEquals(
                Table.builder(ExampleTables.ALL_TYPES)
                        .row(1, 3, 5, true, "a")
                        .row(2, 4, 6, false, "b")
                        .build(),
                table);
        assertArrayEquals(new long[] {3, 4}, table.int64("int64"));
        assertEquals(4L, table.int64("int64", 1));
        assertEquals(2, table.int32("int32", 1));
        assertFalse(table.bool("bool", 1));
    }

    @Test
    void aBuiltTableCannotBeChangedThroughItsBuilder() {
        Table.Builder builder = Table.builder(RATES);
        builder.build();

        assertThrows(IllegalStateException.class, () -> builder.row("V1", "E", 0, 1));
    }

    @Test
    void aColumnIsNotReadAsAnotherType() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> rates().int32("rate"));

        assertEquals("Table \"rates\", column \"rate\": the column holds float64, not int32", e.getMessage());
    }

    @Test
    void aMissingRowIsReportedWithTheNumberOfRows() {
        Exception e = assertThrows(IndexOutOfBoundsException.class, () -> rates().float64("rate", 4));

        assertEquals("Table \"rates\" has 4 rows; there is no row 4", e.getMessage());
        assertThrows(
                IndexOutOfBoundsException.class, () -> rates().text("condition").get(4));
        assertThrows(IndexOutOfBoundsException.class, () -> rates().pick(-1));
    }

    @Test
    void halfASurrogatePairIsRejectedBecauseItHasNoUtf8() {
        TableSchema schema = TableSchema.of("x", "", Column.text("x", ""));
        for (String broken : List.of("a\uD800", "\uDC00b", "\uD800\uD800")) {
            assertThrows(
                    IllegalArgumentException.class, () -> Table.builder(schema).row(broken));
        }
        assertEquals("🧠", Table.builder(schema).row("🧠").build().text("x", 0));
    }

    @Test
    void aSchemaNeedsColumnsOfDifferentNames() {
        assertThrows(IllegalArgumentException.class, () -> TableSchema.of("x", ""));
        assertThrows(IllegalArgumentException.class, () -> Column.text("", ""));
        assertThrows(
                IllegalArgumentException.class, () -> RATES.withLeading(List.of(Column.float64("rate", "Hz", ""))));
        assertThrows(IllegalArgumentException.class, () -> RATES.select(List.of("rate", "rate")));
    }

    @Test
    void equalTablesHaveEqualHashCodesAndBytes() {
        Table again = Table.concat(RATES, List.of(rates().where(row -> row < 1), rates().where(row -> row >= 1)));

        assertEquals(rates(), again);
        assertEquals(rates().hashCode(), again.hashCode());
        assertArrayEquals(rates().toBytes(), again.toBytes());
    }
}

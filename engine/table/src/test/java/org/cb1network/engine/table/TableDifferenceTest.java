package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TableDifferenceTest {

    private static final TableSchema RATES = TableSchema.of(
            "rates",
            "rates of populations",
            Column.text("population", "which"),
            Column.int32("replicate", "1", "number"),
            Column.float64("rate", "Hz", "mean rate"));

    private static Table rates(Object[]... rows) {
        Table.Builder table = Table.builder(RATES);
        for (Object[] row : rows) {
            table.row(row);
        }
        return table.build();
    }

    private static Object[] row(String population, int replicate, double rate) {
        return new Object[] {population, replicate, rate};
    }

    private static String describe(Table first, Table second) {
        return TableDifference.between(first, second).orElseThrow().describe("before", "now");
    }

    @Test
    void equalTablesDoNotDifferAlsoWhereNumbersAreMissing() {
        Table table = rates(row("E", 1, Double.NaN), row("I", 1, 3.5));
        Table same = rates(row("E", 1, Double.NaN), row("I", 1, 3.5));
        assertEquals(Optional.empty(), TableDifference.between(table, same));
    }

    @Test
    void theFirstDifferentCellIsNamedWithItsRowAndBothValues() {
        Table first = rates(row("E", 1, 3.25), row("I", 1, 7), row("I", 2, 8));
        Table second = rates(row("E", 1, 3.25), row("I", 1, 7.5), row("I", 2, 9));
        assertEquals("row 2 (population=I, replicate=1): rate is 7.0 Hz before, 7.5 Hz now", describe(first, second));
    }

    @Test
    void theLastBitCountsAndSoDoesTheSignOfZero() {
        assertEquals(
                "row 1 (population=E, replicate=1): rate is 1.0 Hz before, 1.0000000000000002 Hz now",
                describe(rates(row("E", 1, 1)), rates(row("E", 1, Math.nextUp(1.0)))));
        assertEquals(
                "row 1 (population=E, replicate=1): rate is 0.0 Hz before, -0.0 Hz now",
                describe(rates(row("E", 1, 0.0)), rates(row("E", 1, -0.0))));
    }

    @Test
    void aRowTooManyIsNamed() {
        Table shorter = rates(row("E", 1, 3));
        Table longer = rates(row("E", 1, 3), row("I", 4, 7));
        assertEquals("row 2 (population=I, replicate=4, rate=7.0) is now only", describe(shorter, longer));
        assertEquals("row 2 (population=I, replicate=4, rate=7.0) is before only", describe(longer, shorter));
    }

    @Test
    void otherColumnsAreADifferenceAlsoWithoutRows() {
        TableSchema inMilliseconds = TableSchema.of("t", "", Column.float64("time", "ms", ""));
        TableSchema inSeconds = TableSchema.of("t", "", Column.float64("time", "s", ""));
        assertEquals(
                "other columns: column 1 is \"time\" (float64 in s) where \"time\" (float64 in ms) is expected",
                describe(
                        Table.builder(inMilliseconds).build(),
                        Table.builder(inSeconds).build()));
    }

    @Test
    void theCellsOfTheRowCanBeAskedFor() {
        TableDifference difference = TableDifference.between(rates(row("E", 1, 3)), rates(row("E", 2, 3)))
                .orElseThrow();
        assertEquals(Optional.of(1), difference.firstCell("replicate"));
        assertEquals(Optional.of(2), difference.secondCell("replicate"));
        assertEquals(Optional.empty(), difference.firstCell("step"));
    }

    @RepeatedTest(5)
    void oneCellChangedAnywhereInATableOfSeveralBatchesIsFound(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int rows = TableWriter.BATCH_ROWS + random.nextInt(TableWriter.BATCH_ROWS);
        int changed = random.nextInt(rows);
        int[] steps = random.ints(rows).toArray();
        byte[] before = steps(steps);
        steps[changed] += 1;
        try (TableReader first = TableReader.open(before);
                TableReader second = TableReader.open(steps(steps))) {
            TableDifference found = TableDifference.between(first, second).orElseThrow();
            assertEquals(changed, found.row(), "seed " + seed);
            assertEquals(List.of(steps[changed]), found.second(), "seed " + seed);
        }
        try (TableReader first = TableReader.open(before);
                TableReader second = TableReader.open(before)) {
            assertTrue(TableDifference.between(first, second).isEmpty());
        }
    }

    private static byte[] steps(int[] steps) {
        return Table.builder(TableSchema.of("spikes", "", Column.int32("step", "1", "")))
                .column("step", steps)
                .build()
                .toBytes();
    }
}

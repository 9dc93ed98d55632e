package org.cb1network.engine.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.testing.ResultTables;
import org.junit.jupiter.api.Test;

class TableComparisonTest {

    private static final TableSchema ANY = TableSchema.of(
            "any",
            "",
            Column.text("name", ""),
            Column.int64("count", "1", ""),
            Column.float64("time", "ms", ""),
            Column.float64("value", "mV", ""),
            Column.bool("flag", ""));

    private static Table row(String name, long count, double time, double value, boolean flag) {
        return Table.builder(ANY).row(name, count, time, value, flag).build();
    }

    private static final Table ROW = row("a", 3, 0.1, 1.5, true);

    private static void assertOutcome(Verdict verdict, String message, Table expected, Table found) {
        TableComparison comparison = TableComparison.of(expected, found);
        assertEquals(verdict, comparison.verdict(), comparison.message());
        assertTrue(comparison.message().contains(message), comparison.message());
    }

    @Test
    void equalTablesAreReproducedAndNotANumberEqualsItself() {
        Table table = row("a", 3, 0.1, Double.NaN, true);
        assertEquals(
                Verdict.REPRODUCED,
                TableComparison.of(table, row("a", 3, 0.1, Double.NaN, true)).verdict());
        assertOutcome(Verdict.CHANGED, "was NaN mV, is 1.5 mV", table, ROW);
    }

    @Test
    void countsTextsTimesAndTruthValuesAreExact() {
        assertOutcome(Verdict.CHANGED, "column name: was a, is b", ROW, row("b", 3, 0.1, 1.5, true));
        assertOutcome(Verdict.CHANGED, "column count: was 3, is 4", ROW, row("a", 4, 0.1, 1.5, true));
        assertOutcome(
                Verdict.CHANGED,
                "column time: was 0.1 ms, is 0.10000000000000002 ms (rule: exact",
                ROW,
                row("a", 3, Math.nextUp(0.1), 1.5, true));
        assertOutcome(Verdict.CHANGED, "column flag: was true, is false", ROW, row("a", 3, 0.1, 1.5, false));
    }

    @Test
    void otherNumbersMayDifferOnlyByRounding() {
        assertOutcome(
                Verdict.WITHIN_TOLERANCE,
                "row 1 (name=a), column value",
                ROW,
                row("a", 3, 0.1, Math.nextUp(1.5), true));
        assertOutcome(Verdict.WITHIN_TOLERANCE, "", row("a", 3, 0.1, 0, true), row("a", 3, 0.1, 1e-13, true));
        assertOutcome(Verdict.CHANGED, "is 1.50000001 mV", ROW, row("a", 3, 0.1, 1.50000001, true));
    }

    @Test
    void forbiddenDifferencesAreReportedBeforeAllowedOnes() {
        Table before = Table.builder(ANY).rows(ROW).rows(ROW).build();
        Table after = Table.builder(ANY)
                .row("a", 3, 0.1, Math.nextUp(1.5), true)
                .row("a", 3, 0.1, 2.0, true)
                .build();
        TableComparison comparison = TableComparison.of(before, after);
        assertEquals(2, comparison.differing());
        assertEquals(10, comparison.cells());
        assertTrue(comparison.message().startsWith("row 2"), comparison.message());
    }

    @Test
    void meansMayDifferByThreeSigmaWithEnoughReplicates() {
        Table before = ResultTables.summary(20, 4.5, 0.05);
        assertOutcome(Verdict.WITHIN_TOLERANCE, "3 sigma", before, ResultTables.summary(20, 4.7, 0.05));
        assertOutcome(
                Verdict.CHANGED, "column rate: was 4.5 Hz, is 4.75 Hz", before, ResultTables.summary(20, 4.75, 0.05));
        assertOutcome(
                Verdict.CHANGED,
                "column rate",
                ResultTables.summary(3, 4.5, 0.05),
                ResultTables.summary(3, 4.51, 0.05));
    }

    @Test
    void anIntervalThatDoesNotFitItsMeanIsNotExcusedByTheMean() {
        Table before = ResultTables.summary(20, 4.5, 0.05);
        Table.Builder forged = Table.builder(before.schema());
        forged.row("V1", "E", 20, 4.5, 0.05 * Math.sqrt(20), 0.05, 1.0, 4.6);
        forged.rows(before.pick(1));
        assertOutcome(Verdict.CHANGED, "column ci_low: was 4.4 Hz, is 1.0 Hz", before, forged.build());
    }

    @Test
    void aPublishedValueIsExactHoweverSmallTheDifference() {
        assertOutcome(
                Verdict.CHANGED,
                "column published: was 1.25, is 1.26",
                ResultTables.comparison(1.25, "within", "above"),
                ResultTables.comparison(1.26, "within", "above"));
    }

    @Test
    void differentColumnsAndLengthsAreChanges() {
        Table claims = ResultTables.claims(1, "supported");
        assertOutcome(Verdict.CHANGED, "other columns: new: noise, new: number, new: claim", ROW, claims);
        assertOutcome(Verdict.CHANGED, "it had 2 rows, has 1", claims, claims.pick(0));
        assertOutcome(Verdict.CHANGED, "it had 1 rows, has 2", claims.pick(0), claims);
    }

    private static final TableSchema RATES = TableSchema.of(
            "rates",
            "",
            Column.text("condition", ""),
            Column.int32("replicate", "1", ""),
            Column.float64("rate", "Hz", ""),
            Column.text("verdict", ""));

    private static Table rates(Object[]... rows) {
        Table.Builder table = Table.builder(RATES);
        for (Object[] row : rows) {
            table.row(row);
        }
        return table.build();
    }

    private static Object[] rate(String condition, int replicate, double rate, String verdict) {
        return new Object[] {condition, replicate, rate, verdict};
    }

    @Test
    void theEffectSizeIsCohensD() {
        // Means 2 and 4, both variances 1: d = 2.
        Table before = rates(rate("a", 1, 1, ""), rate("a", 2, 2, ""), rate("a", 3, 3, ""));
        Table now = rates(rate("a", 1, 3, ""), rate("a", 2, 4, ""), rate("a", 3, 5, ""));
        ColumnChange rate = TableComparison.of(before, now).changes().get(0);
        assertEquals(2, rate.meanBefore());
        assertEquals(4, rate.meanNow());
        assertEquals(2, rate.effectSize(), 1e-12);
    }

    @Test
    void theEffectSizePoolsGroupsOfDifferentSizeByTheirDegreesOfFreedom() {
        // Squares about the means: 2 of three values, 8 of two; pooled variance 10 / 3; means 2 and 5.
        Table before = rates(rate("a", 1, 1, ""), rate("a", 2, 2, ""), rate("a", 3, 3, ""));
        Table now = rates(rate("a", 1, 3, ""), rate("a", 2, 7, ""));
        ColumnChange rate = TableComparison.of(before, now).changes().get(0);
        assertEquals(3 / Math.sqrt(10.0 / 3), rate.effectSize(), 1e-12);
    }

    @Test
    void withoutSpreadTheEffectIsInfinite() {
        ColumnChange rate = TableComparison.of(
                        rates(rate("a", 1, 1, ""), rate("a", 2, 1, "")),
                        rates(rate("a", 1, 2, ""), rate("a", 2, 2, "")))
                .changes()
                .get(0);
        assertEquals(Double.POSITIVE_INFINITY, rate.effectSize());
    }

    @Test
    void rowsAreMatchedByIdentifyingColumnsWhateverTheirOrder() {
        Table before = rates(rate("a", 1, 1, "x"), rate("a", 2, 2, "x"), rate("b", 1, 3, "x"));
        Table now = rates(rate("b", 1, 3, "x"), rate("a", 2, 2.5, "x"), rate("c", 1, 9, "x"), rate("a", 1, 1, "x"));
        TableComparison change = TableComparison.of(before, now);
        assertEquals("condition, replicate", change.matchedBy());
        assertEquals(1, change.added());
        assertEquals(0, change.removed());
        assertEquals(1, change.changed());
        ColumnChange rate = change.changes().get(0);
        assertEquals(1, rate.cells());
        assertEquals(0.5, rate.largest());
        assertEquals(0.2, rate.relative(), 1e-12);
        assertEquals("condition=a, replicate=2: 2.0 -> 2.5", rate.where());
    }

    @Test
    void theLargestAbsoluteAndTheLargestRelativeDifferenceMayBeInDifferentRows() {
        Table before = rates(rate("a", 1, 100, ""), rate("a", 2, 1, ""));
        Table now = rates(rate("a", 1, 110, ""), rate("a", 2, 2, ""));
        ColumnChange rate = TableComparison.of(before, now).changes().get(0);
        assertEquals(10, rate.largest());
        assertEquals(0.5, rate.relative());
        assertEquals("condition=a, replicate=1: 100.0 -> 110.0", rate.where());
    }

    @Test
    void aMissingNumberIsADifference() {
        Table before = rates(rate("a", 1, 1, ""), rate("a", 2, 2, ""));
        Table now = rates(rate("a", 1, Double.NaN, ""), rate("a", 2, 2, ""));
        ColumnChange rate = TableComparison.of(before, now).changes().get(0);
        assertEquals(1, rate.cells());
        assertTrue(Double.isNaN(rate.largest()));
        assertEquals("condition=a, replicate=1: 1.0 -> NaN", rate.where());
    }

    @Test
    void anInfiniteNumberDoesNotHideHowMuchTheOthersDiffer() {
        Table before = rates(rate("a", 1, 1, ""), rate("a", 2, 2, ""));
        Table now = rates(rate("a", 1, Double.NEGATIVE_INFINITY, ""), rate("a", 2, 3, ""));
        ColumnChange rate = TableComparison.of(before, now).changes().get(0);
        assertEquals(2, rate.cells());
        assertEquals(1, rate.largest());
        assertEquals("condition=a, replicate=2: 2.0 -> 3.0", rate.where());
    }

    @Test
    void theFirstDifferenceOfTextIsShown() {
        Table before = rates(rate("a", 1, 1, "holds"), rate("a", 2, 2, "holds"));
        Table now = rates(rate("a", 1, 1, "holds"), rate("a", 2, 2, "fails"));
        List<ColumnChange> changes = TableComparison.of(before, now).changes();
        assertEquals(1, changes.size());
        assertEquals("verdict", changes.get(0).column());
        assertEquals("condition=a, replicate=2: holds -> fails", changes.get(0).where());
    }

    @Test
    void tablesWithoutIdentifyingColumnsAreComparedByPosition() {
        TableSchema spikes =
                TableSchema.of("spikes", "", Column.int32("neuron", "1", ""), Column.int32("step", "1", ""));
        Table before = Table.builder(spikes).row(7, 3).row(7, 3).row(8, 4).build();
        Table now = Table.builder(spikes).row(7, 3).row(7, 3).row(8, 5).build();
        TableComparison change = TableComparison.of(before, now);
        assertEquals("", change.matchedBy());
        assertEquals("row 3: 4 -> 5", change.changes().get(0).where());
    }

    @Test
    void differentColumnsAreNamedAndTheCommonOnesCompared() {
        TableSchema old = TableSchema.of("t", "", Column.text("name", ""), Column.float64("time", "ms", ""));
        TableSchema recent = TableSchema.of(
                "t", "", Column.text("name", ""), Column.float64("time", "s", ""), Column.float64("width", "ms", ""));
        TableComparison change = TableComparison.of(
                Table.builder(old).row("a", 1.0).build(),
                Table.builder(recent).row("a", 1.5, 2.0).build());
        assertEquals("time in s, was in ms, new: width", change.columns());
        assertEquals(1, change.changes().size());
    }

    @Test
    void cellsOfRowsThatOneTableLacksDifferAndCount() {
        Table before = rates(rate("a", 1, 3.25, ""), rate("b", 1, 7, ""), rate("b", 2, 8, ""));
        Table now = rates(rate("a", 1, 3.5, ""));
        TableComparison comparison = TableComparison.of(before, now);
        int columns = before.schema().columns().size();
        assertEquals(1 + 2L * columns, comparison.differing());
        assertEquals(3L * columns, comparison.cells());
    }

    @Test
    void theFirstDifferentRowIsNamedWithBothValues() {
        Table before = rates(rate("a", 1, 3.25, ""), rate("b", 1, 7, ""), rate("b", 2, 8, ""));
        Table now = rates(rate("a", 1, 3.25, ""), rate("b", 1, 7.5, ""), rate("b", 2, 9, ""));
        RowDifference first = TableComparison.of(before, now).first().get(0);
        assertEquals(1, first.row());
        assertEquals(
                "row 2 (condition=b, replicate=1): rate is 7.0 Hz before, 7.5 Hz now", first.describe("before", "now"));
    }

    @Test
    void theLastBitAndTheSignOfZeroCount() {
        assertEquals(
                1,
                TableComparison.of(rates(rate("a", 1, 1, "")), rates(rate("a", 1, Math.nextUp(1.0), "")))
                        .differing());
        assertEquals(
                1,
                TableComparison.of(rates(rate("a", 1, 0.0, "")), rates(rate("a", 1, -0.0, "")))
                        .differing());
    }

    @Test
    void anAdditionalRowIsNamed() {
        Table shorter = rates(rate("a", 1, 3, ""));
        Table longer = rates(rate("a", 1, 3, ""), rate("b", 4, 7, "x"));
        String words = "row 2 (condition=b, replicate=4, rate=7.0, verdict=x) is ";
        assertEquals(
                words + "now only",
                TableComparison.of(shorter, longer).first().get(0).describe("before", "now"));
        assertEquals(
                words + "before only",
                TableComparison.of(longer, shorter).first().get(0).describe("before", "now"));
    }

    @Test
    void reorderedRowsAreAChange() {
        Table before = rates(rate("a", 1, 3, ""), rate("b", 1, 7, ""));
        assertOutcome(Verdict.CHANGED, "its rows are in a different order", before, before.pick(1, 0));
    }

    @Test
    void reorderedColumnsAreAChange() {
        Table before = rates(rate("a", 1, 3, ""));
        assertOutcome(
                Verdict.CHANGED,
                "other columns: in another order",
                before,
                before.select("condition", "rate", "replicate", "verdict"));
    }
}

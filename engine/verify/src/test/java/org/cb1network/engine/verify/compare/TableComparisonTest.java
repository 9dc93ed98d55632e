package org.cb1network.engine.verify.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.verify.Samples;
import org.cb1network.engine.verify.Verdict;
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
    void otherNumbersMayDifferByRoundingAndNoMore() {
        assertOutcome(
                Verdict.WITHIN_TOLERANCE,
                "row 1 (name=a), column value",
                ROW,
                row("a", 3, 0.1, Math.nextUp(1.5), true));
        assertOutcome(Verdict.WITHIN_TOLERANCE, "", row("a", 3, 0.1, 0, true), row("a", 3, 0.1, 1e-13, true));
        assertOutcome(Verdict.CHANGED, "is 1.50000001 mV", ROW, row("a", 3, 0.1, 1.50000001, true));
    }

    @Test
    void whatIsNotAllowedIsToldBeforeWhatIs() {
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
    void meansMayDifferByThreeSigmaWhereReplicatesTell() {
        Table before = Samples.summary(20, 4.5, 0.05);
        assertOutcome(Verdict.WITHIN_TOLERANCE, "3 sigma", before, Samples.summary(20, 4.7, 0.05));
        assertOutcome(Verdict.CHANGED, "column rate: was 4.5 Hz, is 4.75 Hz", before, Samples.summary(20, 4.75, 0.05));
        assertOutcome(Verdict.CHANGED, "column rate", Samples.summary(3, 4.5, 0.05), Samples.summary(3, 4.51, 0.05));
    }

    @Test
    void anIntervalThatDoesNotFitItsMeanIsNotExcusedByTheMean() {
        Table before = Samples.summary(20, 4.5, 0.05);
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
                Samples.comparison(1.25, "within", "above"),
                Samples.comparison(1.26, "within", "above"));
    }

    @Test
    void otherColumnsAndOtherLengthsHaveChanged() {
        Table claims = Samples.claims(1, "supported");
        assertOutcome(Verdict.CHANGED, "other columns: it had name (text), count (int64, 1)", ROW, claims);
        assertOutcome(Verdict.CHANGED, "it had 2 rows, has 1", claims, claims.pick(0));
        assertOutcome(Verdict.CHANGED, "it had 1 rows, has 2", claims.pick(0), claims);
    }
}

package org.cb1network.engine.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.junit.jupiter.api.Test;

class TableChangeTest {

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

    private static Object[] row(String condition, int replicate, double rate, String verdict) {
        return new Object[] {condition, replicate, rate, verdict};
    }

    @Test
    void theEffectSizeIsCohensD() {
        // Means 2 and 4, both variances 1: d = 2.
        Table before = rates(row("a", 1, 1, ""), row("a", 2, 2, ""), row("a", 3, 3, ""));
        Table now = rates(row("a", 1, 3, ""), row("a", 2, 4, ""), row("a", 3, 5, ""));
        ColumnChange rate = TableChange.between(before, now).changes().get(0);
        assertEquals(2, rate.meanBefore());
        assertEquals(4, rate.meanNow());
        assertEquals(2, rate.effectSize(), 1e-12);
    }

    @Test
    void theEffectSizePoolsGroupsOfDifferentSizeByTheirDegreesOfFreedom() {
        // Squares about the means: 2 of three values, 8 of two; pooled variance 10 / 3; means 2 and 5.
        Table before = rates(row("a", 1, 1, ""), row("a", 2, 2, ""), row("a", 3, 3, ""));
        Table now = rates(row("a", 1, 3, ""), row("a", 2, 7, ""));
        ColumnChange rate = TableChange.between(before, now).changes().get(0);
        assertEquals(3 / Math.sqrt(10.0 / 3), rate.effectSize(), 1e-12);
    }

    @Test
    void withoutSpreadTheEffectIsInfinite() {
        ColumnChange rate = TableChange.between(
                        rates(row("a", 1, 1, ""), row("a", 2, 1, "")), rates(row("a", 1, 2, ""), row("a", 2, 2, "")))
                .changes()
                .get(0);
        assertEquals(Double.POSITIVE_INFINITY, rate.effectSize());
    }

    @Test
    void rowsAreMatchedByTheColumnsThatTellThemApartWhateverTheirOrder() {
        Table before = rates(row("a", 1, 1, "x"), row("a", 2, 2, "x"), row("b", 1, 3, "x"));
        Table now = rates(row("b", 1, 3, "x"), row("a", 2, 2.5, "x"), row("c", 1, 9, "x"), row("a", 1, 1, "x"));
        TableChange change = TableChange.between(before, now);
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
        Table before = rates(row("a", 1, 100, ""), row("a", 2, 1, ""));
        Table now = rates(row("a", 1, 110, ""), row("a", 2, 2, ""));
        ColumnChange rate = TableChange.between(before, now).changes().get(0);
        assertEquals(10, rate.largest());
        assertEquals(0.5, rate.relative());
        assertEquals("condition=a, replicate=1: 100.0 -> 110.0", rate.where());
    }

    @Test
    void aNumberThatIsMissingNowIsADifference() {
        Table before = rates(row("a", 1, 1, ""), row("a", 2, 2, ""));
        Table now = rates(row("a", 1, Double.NaN, ""), row("a", 2, 2, ""));
        ColumnChange rate = TableChange.between(before, now).changes().get(0);
        assertEquals(1, rate.cells());
        assertTrue(Double.isNaN(rate.largest()));
        assertEquals("condition=a, replicate=1: 1.0 -> NaN", rate.where());
    }

    @Test
    void anInfiniteNumberDoesNotHideHowMuchTheOthersDiffer() {
        Table before = rates(row("a", 1, 1, ""), row("a", 2, 2, ""));
        Table now = rates(row("a", 1, Double.NEGATIVE_INFINITY, ""), row("a", 2, 3, ""));
        ColumnChange rate = TableChange.between(before, now).changes().get(0);
        assertEquals(2, rate.cells());
        assertEquals(1, rate.largest());
        assertEquals("condition=a, replicate=2: 2.0 -> 3.0", rate.where());
    }

    @Test
    void ofTextTheFirstDifferenceIsShown() {
        Table before = rates(row("a", 1, 1, "holds"), row("a", 2, 2, "holds"));
        Table now = rates(row("a", 1, 1, "holds"), row("a", 2, 2, "fails"));
        List<ColumnChange> changes = TableChange.between(before, now).changes();
        assertEquals(1, changes.size());
        assertEquals("verdict", changes.get(0).column());
        assertEquals("condition=a, replicate=2: holds -> fails", changes.get(0).where());
    }

    @Test
    void tablesWhoseRowsNothingTellsApartAreComparedByPosition() {
        TableSchema spikes =
                TableSchema.of("spikes", "", Column.int32("neuron", "1", ""), Column.int32("step", "1", ""));
        Table before = Table.builder(spikes).row(7, 3).row(7, 3).row(8, 4).build();
        Table now = Table.builder(spikes).row(7, 3).row(7, 3).row(8, 5).build();
        TableChange change = TableChange.between(before, now);
        assertEquals("", change.matchedBy());
        assertEquals("row 3: 4 -> 5", change.changes().get(0).where());
    }

    @Test
    void otherColumnsAreNamedAndTheCommonOnesCompared() {
        TableSchema old = TableSchema.of("t", "", Column.text("name", ""), Column.float64("time", "ms", ""));
        TableSchema recent = TableSchema.of(
                "t", "", Column.text("name", ""), Column.float64("time", "s", ""), Column.float64("width", "ms", ""));
        TableChange change = TableChange.between(
                Table.builder(old).row("a", 1.0).build(),
                Table.builder(recent).row("a", 1.5, 2.0).build());
        assertEquals("time in s, was in ms, new: width", change.columns());
        assertEquals(1, change.changes().size());
    }
}

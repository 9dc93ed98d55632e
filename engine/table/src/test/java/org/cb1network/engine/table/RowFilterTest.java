package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowFilterTest {

    private static final Table TABLE = Table.builder(TableSchema.of(
                    "rates",
                    "",
                    Column.float64("level", "Hz", ""),
                    Column.text("condition", ""),
                    Column.float64("rate", "Hz", "")))
            .row(4.0, "V1", 1.0)
            .row(4.5, "V1", 2.0)
            .row(4.5, "V2M", 3.0)
            .build();

    @Test
    void numbersAreComparedAsNumbers() {
        assertArrayEquals(
                new double[] {1.0},
                new RowFilter(Map.of("level", "4")).of(TABLE).float64("rate"));
        assertArrayEquals(
                new double[] {3.0},
                new RowFilter(Map.of("level", "4.50", "condition", "V2M"))
                        .of(TABLE)
                        .float64("rate"));
    }

    @Test
    void withoutConditionsAllRowsAreSelected() {
        assertEquals(3, new RowFilter(Map.of()).of(TABLE).rows());
    }

    @Test
    void ifTwoFiltersNameAColumnTheLaterCounts() {
        RowFilter filter = new RowFilter(Map.of("condition", "V1")).and(Map.of("condition", "V2M"));
        assertArrayEquals(new double[] {3.0}, filter.of(TABLE).float64("rate"));
    }

    @Test
    void anUnknownColumnOrValueIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new RowFilter(Map.of("conditon", "V1")).of(TABLE));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new RowFilter(Map.of("level", "5")).of(TABLE))
                .getMessage();
        assertEquals("the table 'rates' has no row with level 5; its values there are [4.0, 4.5]", message);
    }
}

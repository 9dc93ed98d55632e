package org.cb1network.stages.science.replicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.Tables;
import org.junit.jupiter.api.Test;

class RowFilterTest {

    private static final Table TABLE = Tables.of(
            "level:Hz condition #replicate rate:Hz", 4.0, "V1", 1, 1.0, 4.5, "V1", 1, 2.0, 4.5, "V2M", 1, 3.0);

    @Test
    void numbersCountAsEqualHoweverTheyAreWritten() {
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
        assertThrows(IllegalArgumentException.class, () -> new RowFilter(Map.of("level", "4 Hz")).of(TABLE));
    }
}

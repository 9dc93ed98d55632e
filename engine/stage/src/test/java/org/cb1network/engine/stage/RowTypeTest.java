package org.cb1network.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.junit.jupiter.api.Test;

class RowTypeTest {

    private record Rate(
            @Cell("name of the population") String population,
            @Cell("number of neurons") int neurons,
            @Cell("spikes that counted") long spikes,
            @Cell(value = "mean over time", unit = "Hz") double rateWhole,
            @Cell("whether it is one") boolean afferent) {}

    private record Undescribed(int number) {}

    private record NoColumn(@Cell("a list") List<String> names) {}

    private static final RowType<Rate> RATES = RowType.of("rates", "mean rates", Rate.class);

    private static final Rate FIRST = new Rate("L4Exc", 4000, 1L << 40, 0.25, false);
    private static final Rate SECOND = new Rate("AffExcTV", 7, 0, Double.NaN, true);

    @Test
    void theSchemaFollowsFromTheComponents() {
        assertEquals(
                TableSchema.of(
                        "rates",
                        "mean rates",
                        Column.text("population", "name of the population"),
                        Column.int32("neurons", "1", "number of neurons"),
                        Column.int64("spikes", "1", "spikes that counted"),
                        Column.float64("rate_whole", "Hz", "mean over time"),
                        Column.bool("afferent", "whether it is one")),
                RATES.schema());
    }

    @Test
    void aColumnCanHaveAnotherNameThanItsComponent() {
        record Gain(
                @Cell(name = "relative-gain", value = "mean gain")
                double mean) {}
        RowType<Gain> gains = RowType.of("gains", "gains of the populations", Gain.class);
        Column column = Column.float64("relative-gain", "1", "mean gain");
        assertEquals(new InputPort("gains", "gains of the populations", List.of(column)), gains.input());
        Table table = Table.builder(TableSchema.of("any", "", column)).row(1.5).build();
        assertEquals(List.of(new Gain(1.5)), gains.read(table));
    }

    @Test
    void rowsAreReadBackAsWritten() throws IOException {
        assertEquals(List.of(FIRST, SECOND), RATES.read(written(List.of(), List.of())));
    }

    @Test
    void leadingColumnsComeBeforeTheRowAndDoNotDisturbReading() throws IOException {
        Table table = written(List.of(Column.text("condition", "")), List.of("V1"));
        assertEquals("condition", table.schema().columns().get(0).name());
        assertEquals(List.of("V1", "V1"), table.text("condition"));
        assertEquals(List.of(FIRST, SECOND), RATES.read(table));
    }

    @Test
    void aWholeNumberIsReadAsADouble() {
        record Level(@Cell("level") double level) {}
        Table table = Table.builder(TableSchema.of("levels", "", Column.int32("level", "1", "")))
                .row(3)
                .build();
        assertEquals(
                List.of(new Level(3)), RowType.of("levels", "", Level.class).read(table));
    }

    @Test
    void aTableWithoutTheColumnOrWithAnotherTypeIsRejected() throws IOException {
        Table table = written(List.of(), List.of());
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> RATES.read(table.select("population")));
        assertTrue(missing.getMessage().contains("neurons"), missing.getMessage());
        record Wrong(@Cell("") double population) {}
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> RowType.of("rates", "", Wrong.class).read(table));
        assertTrue(wrong.getMessage().contains("holds text, not float64"), wrong.getMessage());
    }

    @Test
    void aRecordThatCannotBeARowIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> RowType.of("t", "", Undescribed.class));
        assertThrows(IllegalArgumentException.class, () -> RowType.of("t", "", NoColumn.class));
    }

    @Test
    void anInputNeedsAllColumnsOrThoseThatAreNamed() {
        assertEquals(RATES.schema().columns(), RATES.input("in", "").columns());
        assertEquals(
                List.of(RATES.schema().column("rate_whole")),
                RATES.input("in", "", "rate_whole").columns());
    }

    private static Table written(List<Column> leading, List<?> values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableWriter table = TableWriter.open(bytes, RATES.schema().withLeading(leading))) {
            RowWriter<Rate> out = new RowWriter<>(RATES, table);
            out.write(values, FIRST);
            out.write(values, SECOND);
        }
        return Table.read(bytes.toByteArray());
    }
}

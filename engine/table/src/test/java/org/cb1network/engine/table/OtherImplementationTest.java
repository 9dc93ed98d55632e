package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrow's own Java library reads what is written here, and the reverse. */
class OtherImplementationTest {

    private static final ArrowType INT32 = new ArrowType.Int(32, true);
    private static final ArrowType FLOAT64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    private static final ArrowType TEXT = new ArrowType.Utf8();

    @Test
    void aSmallTableIsReadByArrowVector() throws IOException {
        assertReadByArrowVector(
                ExampleTables.small(), List.of(ExampleTables.small().rows()));
    }

    @Test
    void aCompressedTableOfSeveralBatchesIsReadByArrowVector() throws IOException {
        assertReadByArrowVector(ExampleTables.large(), List.of(65_536, 65_536, 1234));
    }

    @Test
    void aTableWithoutRowsIsReadByArrowVector() throws IOException {
        assertReadByArrowVector(Table.builder(ExampleTables.ALL_TYPES).build(), List.of());
    }

    @Test
    void theFileWithoutMagicAndFooterIsAStreamThatArrowVectorReads() throws IOException {
        assertEquals(3, ArrowVectors.streamBatches(ExampleTables.large().toBytes()));
    }

    private static void assertReadByArrowVector(Table table, List<Integer> batchRows) throws IOException {
        ArrowVectors.Contents contents = ArrowVectors.read(table.toBytes());

        assertEquals(batchRows, contents.batchRows());
        assertEquals(table.rows(), contents.rows().size());
        for (int row = 0; row < table.rows(); row++) {
            for (int column = 0; column < table.schema().columns().size(); column++) {
                assertEquals(table.value(row, column), contents.rows().get(row).get(column));
            }
        }
    }

    @Test
    void arrowVectorSeesNamesUnitsAndDescriptions() throws IOException {
        var schema = ArrowVectors.read(ExampleTables.small().toBytes()).schema();

        assertEquals(
                Map.of("name", ExampleTables.ALL_TYPES.name(), "description", ExampleTables.ALL_TYPES.description()),
                schema.getCustomMetadata());
        Field field = schema.findField("float64");
        assertEquals(Map.of("unit", "Hz", "description", "doubles"), field.getMetadata());
        assertEquals(false, field.isNullable());
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_COMPRESSION", "ZSTD", "LZ4_FRAME"})
    void filesOfArrowVectorAreRead(CodecType codec) throws IOException {
        List<Field> fields = List.of(
                required("n", INT32, Map.of("unit", "1")),
                required("x", FLOAT64, Map.of("unit", "mV", "description", "potential")),
                required("b", new ArrowType.Bool(), Map.of()),
                required("s", TEXT, Map.of("pandas", "unknown to us")));
        byte[] file = ArrowVectors.write(fields, 3, 2, codec, root -> {
            ArrowVectors.set(root, "n", 1, 2, 3);
            ArrowVectors.set(root, "x", 0.5, Double.NaN, -0.0);
            ArrowVectors.set(root, "b", true, false, true);
            ArrowVectors.set(root, "s", "", "äöü", "🧠");
        });

        Table table = Table.read(file);

        assertEquals("theirs", table.schema().name());
        assertEquals(
                Column.float64("x", "mV", "potential"), table.schema().columns().get(1));
        assertArrayEquals(new int[] {1, 2, 3, 1, 2, 3}, table.int32("n"));
        assertArrayEquals(new double[] {0.5, Double.NaN, -0.0, 0.5, Double.NaN, -0.0}, table.float64("x"));
        assertArrayEquals(new boolean[] {true, false, true, true, false, true}, table.bool("b"));
        assertEquals(List.of("", "äöü", "🧠", "", "äöü", "🧠"), table.text("s"));
    }

    /** Columns of more than 64 KiB have several blocks in pandas; polars links blocks always. The files were made with written-lz4.py. */
    @ParameterizedTest
    @CsvSource({"pandas, 12000", "polars, 300"})
    void compressedBlocksThatReferToEarlierOnesAreRead(String writer, int rows) throws Exception {
        URL file = OtherImplementationTest.class.getResource("written-by-" + writer + "-lz4.arrow");
        try (TableReader reader = TableReader.open(Path.of(file.toURI()))) {
            int row = 0;
            for (Table batch : reader) {
                for (int i = 0; i < batch.rows(); i++, row++) {
                    assertEquals(row / 7 % 40, batch.int64("index", i));
                    assertEquals(row / 100 % 50 * 0.25, batch.float64("weight_nS", i));
                }
            }
            assertEquals(rows, row);
        }
    }

    /** The files were made with written-by-pyarrow.py beside them. */
    @ParameterizedTest
    @CsvSource({"plain, 1", "zstd, 500"})
    void filesOfPyarrowAreRead(String name, int repeats) throws Exception {
        URL file = OtherImplementationTest.class.getResource("written-by-pyarrow-" + name + ".arrow");
        Table once = Table.builder(TableSchema.of(
                        "",
                        "",
                        Column.int32("neuron", "", ""),
                        Column.int64("step", "", ""),
                        Column.float64("rate", "", ""),
                        Column.bool("active", ""),
                        Column.text("condition", "")))
                .row(0, 0, 0.1, true, "V1")
                .row(-1, 1L << 53, Double.NaN, false, "")
                .row(Integer.MAX_VALUE, -(1L << 62), Double.NEGATIVE_INFINITY, true, "µ 神経 🧠")
                .build();

        Table read = Table.read(Path.of(file.toURI()));

        assertEquals(Table.concat(once.schema(), Collections.nCopies(repeats, once)), read);
    }

    @Test
    void aColumnThatMayHaveNullsButHasNoneIsRead() throws IOException {
        byte[] file = ArrowVectors.write(
                List.of(Field.nullable("n", INT32)),
                2,
                CodecType.NO_COMPRESSION,
                root -> ArrowVectors.set(root, "n", 4, 5));

        assertArrayEquals(new int[] {4, 5}, Table.read(file).int32("n"));
    }

    @Test
    void nullsAreRejectedWithTheNameOfTheColumn() throws IOException {
        byte[] file = ArrowVectors.write(
                List.of(Field.nullable("rate", FLOAT64)),
                2,
                CodecType.NO_COMPRESSION,
                root -> ArrowVectors.set(root, "rate", 4.0, null));

        assertRefused(file, "column \"rate\" has missing values (nulls)");
    }

    @Test
    void typesWithoutACounterpartAreRejectedByName() throws IOException {
        assertTypeRefused(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), "floating-point number of 16 bits");
        assertTypeRefused(new ArrowType.Date(DateUnit.DAY), "Date");
        assertTypeRefused(new ArrowType.Binary(), "Binary");
    }

    private static void assertTypeRefused(ArrowType type, String inWords) throws IOException {
        byte[] file =
                ArrowVectors.write(List.of(required("x", type, Map.of())), 0, CodecType.NO_COMPRESSION, root -> {});

        assertRefused(file, "column \"x\" has a type that is not supported (" + inWords);
    }

    @Test
    void nestedColumnsAreRejected() throws IOException {
        Field list = new Field(
                "list", FieldType.notNullable(new ArrowType.List()), List.of(Field.nullable("element", INT32)));
        byte[] file = ArrowVectors.write(List.of(list), 0, CodecType.NO_COMPRESSION, root -> {});

        assertRefused(file, "column \"list\" has a type that is not supported (List)");
    }

    @Test
    void twoColumnsOfOneNameAreRejected() throws IOException {
        List<Field> fields = List.of(required("x", INT32, Map.of()), required("x", INT32, Map.of()));

        assertRefused(
                ArrowVectors.write(fields, 0, CodecType.NO_COMPRESSION, root -> {}), "two columns are named \"x\"");
    }

    private static void assertRefused(byte[] file, String problem) {
        TableFormatException e = assertThrows(TableFormatException.class, () -> Table.read(file));
        assertTrue(e.getMessage().contains(problem), e.getMessage());
    }

    private static Field required(String name, ArrowType type, Map<String, String> metadata) {
        return new Field(name, new FieldType(false, type, null, metadata), null);
    }
}

package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Forms of cells that this project never writes, but pandas, polars and R do; created with Arrow's own Java library.
 */
class OtherFormsTest {

    private static final ArrowType INT32 = new ArrowType.Int(32, true);
    private static final ArrowType INT8 = new ArrowType.Int(8, true);

    @TempDir
    private Path folder;

    private static Field field(String name, ArrowType type) {
        return new Field(name, new FieldType(true, type, null), null);
    }

    private static Table read(ArrowType type, CodecType codec, Object... values) throws IOException {
        return Table.read(ArrowVectors.write(
                List.of(field("x", type)), values.length, codec, root -> ArrowVectors.set(root, "x", values)));
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_COMPRESSION", "ZSTD", "LZ4_FRAME"})
    void wholeNumbersOfAllWidthsAreRead(CodecType codec) throws IOException {
        assertArrayEquals(new int[] {-128, 127}, read(INT8, codec, -128, 127).int32("x"));
        assertArrayEquals(
                new int[] {0, 255},
                read(new ArrowType.Int(8, false), codec, 0, 255).int32("x"));
        assertArrayEquals(
                new int[] {-32768, 9},
                read(new ArrowType.Int(16, true), codec, -32768, 9).int32("x"));
        assertArrayEquals(
                new int[] {65535, 0},
                read(new ArrowType.Int(16, false), codec, 65535, 0).int32("x"));
        assertArrayEquals(
                new long[] {4294967295L, 0},
                read(new ArrowType.Int(32, false), codec, 4294967295L, 0).int64("x"));
        assertArrayEquals(
                new long[] {Long.MAX_VALUE, 0},
                read(new ArrowType.Int(64, false), codec, Long.MAX_VALUE, 0).int64("x"));
    }

    @Test
    void aNumberThatExceedsSignedIntegersIsRejected() {
        IOException e = assertThrows(
                IOException.class, () -> read(new ArrowType.Int(64, false), CodecType.NO_COMPRESSION, -1L));

        assertTrue(e.getMessage().contains("18446744073709551615 is out of range"), e.getMessage());
    }

    @Test
    void singlePrecisionIsRead() throws IOException {
        ArrowType single = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);

        assertArrayEquals(
                new double[] {0.5, 0.1f, Double.NaN},
                read(single, CodecType.LZ4_FRAME, 0.5f, 0.1f, Float.NaN).float64("x"));
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_COMPRESSION", "ZSTD"})
    void largeTextAndTextViewsAreRead(CodecType codec) throws IOException {
        String[] texts = {"", "V1", "exactly 12 B", "a text of more than twelve bytes", "神経", "a text of more than"};

        assertEquals(
                List.of(texts),
                read(new ArrowType.LargeUtf8(), codec, (Object[]) texts).text("x"));
        if (codec == CodecType.NO_COMPRESSION) {
            // Arrow's Java library does not compress views.
            assertEquals(
                    List.of(texts),
                    read(new ArrowType.Utf8View(), codec, (Object[]) texts).text("x"));
        }
    }

    @Test
    void dictionariesOfTextAndOfNumbersAreRead() throws IOException {
        Object[] names = {"V1", "V2M"};

        assertEquals(
                List.of("V2M", "V1", "V2M"),
                Table.read(DictionaryFile.write("x", INT8, new ArrowType.Utf8(), names, 1, 0, 1))
                        .text("x"));
        assertEquals(
                List.of("V1"),
                Table.read(DictionaryFile.write("x", INT32, new ArrowType.LargeUtf8(), names, 0))
                        .text("x"));
        assertArrayEquals(
                new int[] {30, 20},
                Table.read(DictionaryFile.write("x", INT8, INT32, new Object[] {20, 30}, 1, 0))
                        .int32("x"));
    }

    @Test
    void aPositionOutsideTheDictionaryIsRejected() throws IOException {
        byte[] file = DictionaryFile.write("x", INT8, new ArrowType.Utf8(), new Object[] {"V1"}, 0, 1);

        IOException e = assertThrows(TableFormatException.class, () -> Table.read(file));

        assertTrue(e.getMessage().contains("column \"x\" points outside its dictionary in row 1"), e.getMessage());
    }

    @Test
    void otherColumnsMayHaveAnyTypeAndNulls() throws IOException {
        Field element = field("element", new ArrowType.Utf8View());
        List<Field> fields = List.of(
                field("null", new ArrowType.Null()),
                new Field("list", new FieldType(true, new ArrowType.List(), null), List.of(element)),
                new Field("large list", new FieldType(true, new ArrowType.LargeList(), null), List.of(element)),
                new Field("fixed", new FieldType(true, new ArrowType.FixedSizeList(2), null), List.of(element)),
                new Field(
                        "struct",
                        new FieldType(true, new ArrowType.Struct(), null),
                        List.of(element, field("n", INT32))),
                field("view", new ArrowType.Utf8View()),
                field("bytes", new ArrowType.BinaryView()),
                field("decimal", new ArrowType.Decimal(9, 2, 128)),
                field("date", new ArrowType.Date(DateUnit.DAY)),
                field("time", new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")),
                field("half", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
                field("gaps", INT32),
                field("gaps", INT32),
                field("name", new ArrowType.Utf8View()),
                field("n", INT32));
        byte[] bytes = ArrowVectors.write(fields, 2, 2, CodecType.NO_COMPRESSION, root -> {
            ArrowVectors.set(root, "name", "short", "a name of more than twelve bytes");
            ArrowVectors.set(root, "n", 4, 5);
        });
        Path file = Files.write(folder.resolve("others.arrow"), bytes);

        try (TableReader reader = TableReader.open(file, Set.of("n", "name", "absent"))) {
            Table table = reader.readAll();
            assertEquals(
                    List.of("name", "n"),
                    table.schema().columns().stream().map(Column::name).toList());
            assertArrayEquals(new int[] {4, 5, 4, 5}, table.int32("n"));
            assertEquals("a name of more than twelve bytes", table.text("name", 3));
            assertEquals(fields.stream().map(Field::getName).toList(), reader.columnNames());
        }
    }
}

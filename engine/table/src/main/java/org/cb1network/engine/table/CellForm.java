package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The forms in which an Arrow file can hold the cells of a column. {@link Cells} writes some of them. The others are
 * written by pandas, polars, R and other programs, and are read into the {@link ColumnType} that holds all their values
 * exactly.
 */
enum CellForm {
    BOOL(ColumnType.BOOLEAN, 0, CellForm::decodeOwn),
    INT8(ColumnType.INT32, 1, numbers(1, (bytes, at, cells) -> cells.addInt32(bytes.get(at)))),
    UINT8(ColumnType.INT32, 1, numbers(1, (bytes, at, cells) -> cells.addInt32(Byte.toUnsignedInt(bytes.get(at))))),
    INT16(ColumnType.INT32, 2, numbers(2, (bytes, at, cells) -> cells.addInt32(bytes.getShort(at)))),
    UINT16(
            ColumnType.INT32,
            2,
            numbers(2, (bytes, at, cells) -> cells.addInt32(Short.toUnsignedInt(bytes.getShort(at))))),
    INT32(ColumnType.INT32, 4, CellForm::decodeOwn),
    UINT32(
            ColumnType.INT64,
            4,
            numbers(4, (bytes, at, cells) -> cells.addInt64(Integer.toUnsignedLong(bytes.getInt(at))))),
    INT64(ColumnType.INT64, 8, CellForm::decodeOwn),
    /** Numbers from 2^63 on are rejected. */
    UINT64(ColumnType.INT64, 8, CellForm::decodeUnsigned),
    FLOAT32(ColumnType.FLOAT64, 4, numbers(4, (bytes, at, cells) -> cells.addFloat64(bytes.getFloat(at)))),
    FLOAT64(ColumnType.FLOAT64, 8, CellForm::decodeOwn),
    /** Offsets of 4 bytes into one buffer of text. */
    UTF8(ColumnType.TEXT, 4, CellForm::decodeOwn),
    /** Offsets of 8 bytes into one buffer of text. */
    LARGE_UTF8(ColumnType.TEXT, 8, (buffers, rows, cells) -> ((TextCells) cells).decodeLarge(buffers, rows)),
    /** Views of 16 bytes that hold a short text or refer to one of several buffers. */
    UTF8_VIEW(ColumnType.TEXT, 16, (buffers, rows, cells) -> ((TextCells) cells).decodeViews(buffers, rows));

    private final ColumnType type;
    private final int bytesPerCell;

    @SuppressWarnings("ImmutableEnumChecker") // decoders have no state
    private final Decoder decoder;

    CellForm(ColumnType type, int bytesPerCell, Decoder decoder) {
        this.type = type;
        this.bytesPerCell = bytesPerCell;
        this.decoder = decoder;
    }

    private interface Decoder {
        void decode(BatchBuffers buffers, int rows, Cells cells) throws IOException;
    }

    /** Adds the number at a position of a buffer to cells. */
    private interface NumberReader {
        void add(ByteBuffer bytes, int at, Cells cells);
    }

    ColumnType type() {
        return type;
    }

    /**
     * Returns number of Arrow buffers in a batch, including the validity buffer but not the buffers that views refer
     * to.
     */
    int bufferCount() {
        return hasOffsets() ? 3 : 2;
    }

    private boolean hasOffsets() {
        return this == UTF8 || this == LARGE_UTF8;
    }

    /** Smallest size of the Arrow buffer after the validity buffer for the given number of rows. */
    long leastBytes(long rows) {
        if (this == BOOL) {
            return (rows + 7) / 8;
        }
        // There is an offset more than rows, but some writers omit the only one of an empty batch.
        return bytesPerCell * (hasOffsets() && rows > 0 ? rows + 1 : rows);
    }

    /** Adds {@code rows} cells from the buffers of a column to cells of this form's type. */
    void decode(BatchBuffers buffers, int rows, Cells cells) throws IOException {
        decoder.decode(buffers, rows, cells);
    }

    private static void decodeOwn(BatchBuffers buffers, int rows, Cells cells) throws IOException {
        cells.decode(buffers, rows);
    }

    private static Decoder numbers(int bytesPerNumber, NumberReader reader) {
        return (buffers, rows, cells) -> {
            ByteBuffer bytes = buffers.next((long) bytesPerNumber * rows);
            cells.reserve(rows);
            for (int row = 0; row < rows; row++) {
                reader.add(bytes, bytesPerNumber * row, cells);
            }
        };
    }

    private static void decodeUnsigned(BatchBuffers buffers, int rows, Cells cells) throws IOException {
        ByteBuffer bytes = buffers.next((long) Long.BYTES * rows);
        cells.reserve(rows);
        for (int row = 0; row < rows; row++) {
            long number = bytes.getLong(Long.BYTES * row);
            if (number < 0) {
                throw buffers.broken("the number " + Long.toUnsignedString(number) + " is out of range");
            }
            cells.addInt64(number);
        }
    }
}

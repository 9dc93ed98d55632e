package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The forms in which an Arrow file can hold the cells of a column. {@link Cells} writes some of them. The others are
 * written by pandas, polars, R and other programs, and are read into the {@link ColumnType} that holds all their values
 * exactly.
 */
enum CellForm {
    BOOL(ColumnType.BOOLEAN, 0),
    INT8(ColumnType.INT32, 1),
    UINT8(ColumnType.INT32, 1),
    INT16(ColumnType.INT32, 2),
    UINT16(ColumnType.INT32, 2),
    INT32(ColumnType.INT32, 4),
    UINT32(ColumnType.INT64, 4),
    INT64(ColumnType.INT64, 8),
    /** Numbers from 2^63 on are rejected. */
    UINT64(ColumnType.INT64, 8),
    FLOAT32(ColumnType.FLOAT64, 4),
    FLOAT64(ColumnType.FLOAT64, 8),
    /** Offsets of 4 bytes into one buffer of text. */
    UTF8(ColumnType.TEXT, 4),
    /** Offsets of 8 bytes into one buffer of text. */
    LARGE_UTF8(ColumnType.TEXT, 8),
    /** Views of 16 bytes that hold a short text or refer to one of several buffers. */
    UTF8_VIEW(ColumnType.TEXT, 16);

    private final ColumnType type;
    private final int bytesPerCell;

    CellForm(ColumnType type, int bytesPerCell) {
        this.type = type;
        this.bytesPerCell = bytesPerCell;
    }

    ColumnType type() {
        return type;
    }

    /**
     * Returns number of Arrow buffers in a batch, including the validity buffer but not the buffers that views refer
     * to.
     */
    int bufferCount() {
        return this == UTF8 || this == LARGE_UTF8 ? 3 : 2;
    }

    /** Smallest size of the Arrow buffer after the validity buffer for the given number of rows. */
    long leastBytes(long rows) {
        return switch (this) {
            case BOOL -> (rows + 7) / 8;
            // Some writers omit the only offset of an empty batch.
            case UTF8, LARGE_UTF8 -> rows == 0 ? 0 : bytesPerCell * (rows + 1);
            default -> bytesPerCell * rows;
        };
    }

    /** Adds {@code rows} cells from the buffers of a column to cells of this form's type. */
    void decode(BatchBuffers buffers, int rows, Cells cells) throws IOException {
        switch (this) {
            case BOOL, INT32, INT64, FLOAT64, UTF8 -> cells.decode(buffers, rows);
            case LARGE_UTF8 -> ((TextCells) cells).decodeLarge(buffers, rows);
            case UTF8_VIEW -> ((TextCells) cells).decodeViews(buffers, rows);
            default -> decodeNumbers(buffers, rows, cells);
        }
    }

    private void decodeNumbers(BatchBuffers buffers, int rows, Cells cells) throws IOException {
        ByteBuffer bytes = buffers.next(leastBytes(rows));
        cells.reserve(rows);
        for (int row = 0; row < rows; row++) {
            switch (this) {
                case INT8 -> cells.addInt32(bytes.get(row));
                case UINT8 -> cells.addInt32(Byte.toUnsignedInt(bytes.get(row)));
                case INT16 -> cells.addInt32(bytes.getShort(2 * row));
                case UINT16 -> cells.addInt32(Short.toUnsignedInt(bytes.getShort(2 * row)));
                case UINT32 -> cells.addInt64(Integer.toUnsignedLong(bytes.getInt(4 * row)));
                case UINT64 -> cells.addInt64(signed(buffers, bytes.getLong(8 * row)));
                case FLOAT32 -> cells.addFloat64(bytes.getFloat(4 * row));
                default -> throw new IllegalStateException(name());
            }
        }
    }

    private static long signed(BatchBuffers buffers, long number) throws IOException {
        if (number < 0) {
            throw buffers.broken("the number " + Long.toUnsignedString(number) + " is out of range");
        }
        return number;
    }
}

package org.cb1network.engine.table;

/** The types of columns, with the Arrow type that stores each. */
public enum ColumnType {
    /** Signed 32-bit integers, Arrow {@code int32}. */
    INT32("int32"),
    /** Signed 64-bit integers, Arrow {@code int64}. */
    INT64("int64"),
    /** IEEE double-precision numbers, Arrow {@code float64}; a missing value is NaN. */
    FLOAT64("float64"),
    /** Truth values, Arrow {@code bool} (one bit each). */
    BOOLEAN("bool"),
    /** Unicode text, Arrow {@code utf8}; a missing value is the empty text. */
    TEXT("text");

    private final String label;

    ColumnType(String label) {
        this.label = label;
    }

    /** Returns the name of this type in messages and listings: {@code int32}, {@code float64}, {@code text}... */
    public String label() {
        return label;
    }

    /** Returns whether values of this type can be read as another: whole numbers of one size as those of the other, or as decimal numbers. */
    public boolean isReadableAs(ColumnType other) {
        boolean whole = this == INT32 || this == INT64;
        return this == other || (whole && (other == INT32 || other == INT64 || other == FLOAT64));
    }
}

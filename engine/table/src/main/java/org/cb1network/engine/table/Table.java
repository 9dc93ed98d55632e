package org.cb1network.engine.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An immutable table in memory: a schema and its columns of cells.
 *
 * <p>No cell is ever null: a missing number is NaN, a missing text is empty. Two tables are equal if their schemas and
 * cells are equal, where NaN equals NaN and 0.0 differs from -0.0. Equal tables have equal {@linkplain #toBytes() bytes}.
 *
 * <pre>{@code
 * Table rates = Table.read(file).where(row -> ...);
 * double[] hz = rates.float64("rate");
 * }</pre>
 */
public final class Table {

    private final TableSchema schema;
    private final Cells[] columns;

    private Table(TableSchema schema, Cells[] columns) {
        this.schema = schema;
        this.columns = columns;
    }

    /** Creates a table that takes over the columns. The caller must not change them afterwards. */
    static Table of(TableSchema schema, Cells[] columns) {
        return new Table(schema, columns);
    }

    /** Returns the columns for reading, without copying. */
    Cells[] cells() {
        return columns;
    }

    /** Returns a builder of a table with this schema. */
    public static Builder builder(TableSchema schema) {
        return new Builder(schema);
    }

    /**
     * Reads an Arrow IPC file, written by this project or by another program. Its columns must be int32, int64,
     * float64, bool or utf8 without nulls, uncompressed or compressed with zstd.
     *
     * @throws TableFormatException if the file is of another kind or damaged; the message says what is wrong
     * @throws IOException if reading fails
     */
    public static Table read(Path file) throws IOException {
        try (TableReader reader = TableReader.open(file)) {
            return reader.readAll();
        }
    }

    /**
     * Reads a file that must have the columns of {@code expected}, with the same names, types, units and order.
     *
     * @throws TableFormatException if it has other columns; the message names the first difference
     */
    public static Table read(Path file, TableSchema expected) throws IOException {
        Table table = read(file);
        String difference = table.schema.differenceTo(expected);
        if (!difference.isEmpty()) {
            throw new TableFormatException(
                    file.toString(), "this is not a table of \"" + expected.name() + "\": " + difference);
        }
        return table;
    }

    /** Reads the bytes of an Arrow IPC file; see {@link #read(Path)}. */
    public static Table read(byte[] ipc) throws IOException {
        try (TableReader reader = TableReader.open(ByteSource.of(ipc))) {
            return reader.readAll();
        }
    }

    /** Returns the table's name, description and columns. */
    public TableSchema schema() {
        return schema;
    }

    /** Returns the number of rows. */
    public int rows() {
        return columns[0].size;
    }

    /**
     * Returns the cells of an {@link ColumnType#INT32} column.
     *
     * @return a copy: take it once, outside of loops
     * @throws IllegalArgumentException if there is no such column (the message names the nearest), or it holds another
     *     type
     */
    public int[] int32(String column) {
        return ((Int32Cells) cells(column, ColumnType.INT32)).toArray();
    }

    /** Returns the cells of an {@link ColumnType#INT64} column; see {@link #int32(String)}. */
    public long[] int64(String column) {
        return ((Int64Cells) cells(column, ColumnType.INT64)).toArray();
    }

    /** Returns the cells of a {@link ColumnType#FLOAT64} column; see {@link #int32(String)}. */
    public double[] float64(String column) {
        return ((Float64Cells) cells(column, ColumnType.FLOAT64)).toArray();
    }

    /** Returns the cells of a {@link ColumnType#BOOLEAN} column; see {@link #int32(String)}. */
    public boolean[] bool(String column) {
        return ((BooleanCells) cells(column, ColumnType.BOOLEAN)).toArray();
    }

    /** Returns the cells of a {@link ColumnType#TEXT} column as an unmodifiable list; nothing is copied. */
    public List<String> text(String column) {
        return ((TextCells) cells(column, ColumnType.TEXT)).asList();
    }

    /** Returns one cell of an {@link ColumnType#INT32} column. */
    public int int32(String column, int row) {
        return ((Int32Cells) cells(column, ColumnType.INT32)).values[checkRow(row)];
    }

    /** Returns one cell of an {@link ColumnType#INT64} column. */
    public long int64(String column, int row) {
        return ((Int64Cells) cells(column, ColumnType.INT64)).values[checkRow(row)];
    }

    /** Returns one cell of a {@link ColumnType#FLOAT64} column. */
    public double float64(String column, int row) {
        return ((Float64Cells) cells(column, ColumnType.FLOAT64)).values[checkRow(row)];
    }

    /**
     * Returns one cell of a column of numbers, whole or not.
     *
     * @throws IllegalArgumentException if the column holds no numbers
     */
    public double number(String column, int row) {
        Cells cells = columns[schema.indexOf(column)];
        if (cells instanceof Float64Cells numbers) {
            return numbers.values[checkRow(row)];
        }
        if (cells.get(checkRow(row)) instanceof Number whole) {
            return whole.doubleValue();
        }
        throw cells.mismatch("numbers");
    }

    /** Returns one cell of a {@link ColumnType#BOOLEAN} column. */
    public boolean bool(String column, int row) {
        return ((BooleanCells) cells(column, ColumnType.BOOLEAN)).values[checkRow(row)];
    }

    /** Returns one cell of a {@link ColumnType#TEXT} column. */
    public String text(String column, int row) {
        return ((TextCells) cells(column, ColumnType.TEXT)).get(checkRow(row));
    }

    /** Returns one cell, as {@link Integer}, {@link Long}, {@link Double}, {@link Boolean} or {@link String}. */
    public Object value(int row, int column) {
        return columns[column].get(checkRow(row));
    }

    /** Returns the rows that satisfy a condition, in the same order. */
    public Table where(IntPredicate rows) {
        int[] kept = new int[rows()];
        int count = 0;
        for (int row = 0; row < kept.length; row++) {
            if (rows.test(row)) {
                kept[count++] = row;
            }
        }
        return pick(Arrays.copyOf(kept, count));
    }

    /** Returns the given rows in the given order. A row may be named twice. */
    public Table pick(int... rows) {
        for (int row : rows) {
            checkRow(row);
        }
        Cells[] picked = new Cells[columns.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = columns[i].pick(rows);
        }
        return new Table(schema, picked);
    }

    /** Returns the given columns, in the given order. */
    public Table select(List<String> names) {
        TableSchema selected = schema.select(names);
        Cells[] picked =
                names.stream().map(name -> columns[schema.indexOf(name)]).toArray(Cells[]::new);
        return new Table(selected, picked);
    }

    /** Returns the given columns, in the given order. */
    public Table select(String... names) {
        return select(List.of(names));
    }

    /**
     * Returns this table with the types that a reader expects, as far as its own are {@linkplain ColumnType#isReadableAs readable} as them.
     * All other columns stay as they are.
     *
     * @throws IllegalArgumentException if a number does not fit into the expected type; the message names column and number
     */
    public Table readAs(List<Column> expected) {
        List<Column> types = new ArrayList<>(schema.columns());
        for (Column wanted : expected) {
            if (schema.has(wanted.name())) {
                Column own = schema.column(wanted.name());
                if (own.type().isReadableAs(wanted.type())) {
                    types.set(
                            schema.indexOf(own.name()),
                            new Column(own.name(), wanted.type(), own.unit(), own.description()));
                }
            }
        }
        if (types.equals(schema.columns())) {
            return this;
        }
        TableSchema typed = new TableSchema(schema.name(), schema.description(), types);
        Cells[] all = columns.clone();
        for (int i = 0; i < all.length; i++) {
            if (columns[i].type() != types.get(i).type()) {
                all[i] = Cells.of(typed, types.get(i));
                for (int row = 0; row < rows(); row++) {
                    all[i].addBoxed(columns[i].get(row));
                }
            }
        }
        return new Table(typed, all);
    }

    /**
     * Returns this table with additional columns in front, each with the same value in all rows. This labels the rows
     * of one point of a sweep before the tables of all points are joined.
     *
     * @param axes the new columns
     * @param values the value of each new column
     */
    public Table withLeading(List<Column> axes, List<?> values) {
        if (axes.size() != values.size()) {
            throw new IllegalArgumentException(axes.size() + " axes need as many values, not " + values.size());
        }
        TableSchema longer = schema.withLeading(axes);
        Cells[] all = new Cells[axes.size() + columns.length];
        for (int i = 0; i < axes.size(); i++) {
            Cells one = Cells.of(longer, axes.get(i));
            one.addBoxed(values.get(i));
            all[i] = one.pick(new int[rows()]);
        }
        System.arraycopy(columns, 0, all, axes.size(), columns.length);
        return new Table(longer, all);
    }

    /**
     * Concatenates the rows of several tables.
     *
     * @param schema the schema of the result
     * @param tables tables with the same columns (name, type, unit, order); the list may be empty
     * @throws IllegalArgumentException if one has other columns
     */
    public static Table concat(TableSchema schema, List<Table> tables) {
        Builder all = builder(schema);
        for (Table table : tables) {
            all.rows(table);
        }
        return all.build();
    }

    /** Returns the table as the bytes of an Arrow IPC file. Equal tables give equal bytes. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** Writes the table as an Arrow IPC file and replaces an existing file. */
    public void write(Path file) throws IOException {
        write(Files.newOutputStream(file));
    }

    private void write(OutputStream out) throws IOException {
        try (TableWriter writer = TableWriter.open(out, schema)) {
            writer.append(this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table that && schema.equals(that.schema) && Arrays.equals(columns, that.columns);
    }

    @Override
    public int hashCode() {
        return 31 * schema.hashCode() + Arrays.hashCode(columns);
    }

    /** Returns a short description without the content; see {@link TableText} for the content. */
    @Override
    public String toString() {
        return "Table \"" + schema.name() + "\": " + rows() + " rows, " + columns.length + " columns";
    }

    private Cells cells(String column, ColumnType type) {
        Cells cells = columns[schema.indexOf(column)];
        if (cells.type() != type) {
            throw cells.mismatch(type.label());
        }
        return cells;
    }

    private int checkRow(int row) {
        if (row < 0 || row >= rows()) {
            throw new IndexOutOfBoundsException(
                    "Table \"" + schema.name() + "\" has " + rows() + " rows; there is no row " + row);
        }
        return row;
    }

    /** Builds a table by rows or by columns. */
    public static final class Builder {

        private final TableSchema schema;
        private final Cells[] columns;
        private boolean built;

        private Builder(TableSchema schema) {
            this.schema = schema;
            this.columns = Cells.of(schema);
        }

        /**
         * Adds a row. Convenient for small tables.
         *
         * @param values one per column: Integer, Long, Double, Boolean or String; every numeric column accepts whole
         *     numbers that it can hold exactly
         */
        public Builder row(Object... values) {
            checkOpen();
            if (values.length != columns.length) {
                throw new IllegalArgumentException("A row of table \"" + schema.name() + "\" has " + columns.length
                        + " cells, not " + values.length + ": " + Arrays.toString(values));
            }
            for (int i = 0; i < values.length; i++) {
                try {
                    columns[i].addBoxed(values[i]);
                } catch (IllegalArgumentException e) {
                    for (int j = 0; j < i; j++) {
                        columns[j].size--;
                    }
                    throw e;
                }
            }
            return this;
        }

        /** Adds all rows of a table with the same columns. */
        public Builder rows(Table table) {
            checkOpen();
            table.schema.requireSameColumns(schema);
            for (int i = 0; i < columns.length; i++) {
                columns[i].addRange(table.columns[i], 0, table.rows());
            }
            return this;
        }

        /** Adds cells to an {@link ColumnType#INT32} column; the array is copied. */
        public Builder column(String name, int[] values) {
            ((Int32Cells) cells(name, ColumnType.INT32)).addAll(values);
            return this;
        }

        /** Adds cells to an {@link ColumnType#INT64} column; the array is copied. */
        public Builder column(String name, long[] values) {
            ((Int64Cells) cells(name, ColumnType.INT64)).addAll(values);
            return this;
        }

        /** Adds cells to a {@link ColumnType#FLOAT64} column; the array is copied. */
        public Builder column(String name, double[] values) {
            ((Float64Cells) cells(name, ColumnType.FLOAT64)).addAll(values);
            return this;
        }

        /** Adds cells to a {@link ColumnType#BOOLEAN} column; the array is copied. */
        public Builder column(String name, boolean[] values) {
            ((BooleanCells) cells(name, ColumnType.BOOLEAN)).addAll(values);
            return this;
        }

        /** Adds cells to a {@link ColumnType#TEXT} column; the list is copied. */
        public Builder column(String name, List<String> values) {
            Cells cells = cells(name, ColumnType.TEXT);
            for (String value : values) {
                cells.addText(value);
            }
            return this;
        }

        /**
         * Returns the table. The builder cannot be used afterwards.
         *
         * @throws IllegalStateException if the columns have different numbers of cells
         */
        public Table build() {
            checkOpen();
            List<String> sizes = new ArrayList<>();
            boolean even = true;
            for (int i = 0; i < columns.length; i++) {
                even &= columns[i].size == columns[0].size;
                sizes.add(schema.columns().get(i).name() + " " + columns[i].size);
            }
            if (!even) {
                throw new IllegalStateException("The columns of table \"" + schema.name()
                        + "\" have different numbers of cells: " + String.join(", ", sizes));
            }
            built = true;
            return new Table(schema, columns);
        }

        private Cells cells(String name, ColumnType type) {
            checkOpen();
            int index = schema.indexOf(name);
            if (columns[index].type() != type) {
                throw columns[index].mismatch(type.label());
            }
            return columns[index];
        }

        private void checkOpen() {
            if (built) {
                throw new IllegalStateException("The table has been built; create a new builder for another table");
            }
        }
    }
}

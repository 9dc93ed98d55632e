package org.cb1network.stages.network.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The rows of a table file, one after the other: CSV, gzipped CSV or Arrow, told apart by how the file begins. */
abstract class Rows implements AutoCloseable {
    private static final byte[] ARROW = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    private final Path file;

    Rows(Path file) {
        this.file = file;
    }

    /** Opens a file that has to have these columns, in any order; it may have others. */
    static Rows open(Path file, List<String> columns) throws IOException {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(ARROW.length);
        }
        return Arrays.equals(beginning, ARROW) ? new ArrowRows(file, columns) : new CsvRows(file, columns);
    }

    /** Goes on to the next row; false if there is none. */
    abstract boolean next() throws IOException;

    /** Text in a column of the current row; columns go by their place in the list given to {@link #open}. */
    abstract String text(int column) throws IOException;

    /** Integer in a column of the current row. */
    abstract int integer(int column) throws IOException;

    /** Number in a column of the current row. */
    abstract double number(int column) throws IOException;

    /** The current row, for people. */
    abstract String where();

    @Override
    public abstract void close() throws IOException;

    Path file() {
        return file;
    }

    /** An index below {@code size}. */
    int index(int column, String name, int size, String population) throws IOException {
        int index = integer(column);
        if (index < 0 || index >= size) {
            throw problem(name + " " + index + " is not in " + population + ", which has 0 to " + (size - 1));
        }
        return index;
    }

    /** A number that is finite and not negative. */
    double notNegative(int column, String name) throws IOException {
        double value = number(column);
        if (!(value >= 0 && Double.isFinite(value))) {
            throw problem(name + " " + value + " must be a number, not negative");
        }
        return value;
    }

    InputFileException problem(String what) {
        return new InputFileException(file, where(), what);
    }

    InputFileException missingColumns(List<String> missing, List<String> there) {
        return new InputFileException(
                file, "", "column " + String.join(", ", missing) + " is missing; there are " + there);
    }
}

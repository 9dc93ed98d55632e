package org.cb1network.engine.table.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cb1network.engine.table.NearestName;

/**
 * Reads the rows of a table in a user's file one by one.
 *
 * <pre>{@code
 * try (InputRows rows = InputRows.open(file, List.of("neuron", "time_ms"), List.of("weight_nS"))) {
 *     while (rows.next()) { ... rows.index("neuron", 100, "E") ... }
 * }
 * }</pre>
 *
 * <p>All methods that read a cell throw {@link InputFileException} if it does not have the requested type.
 */
public abstract class InputRows implements AutoCloseable {

    private final Path file;
    private final Set<String> columns;

    /**
     * Checks the columns.
     *
     * @param file the file, for messages
     * @param where the place of the column names, for messages
     * @param names names of the columns of the file
     * @throws InputFileException if a required column is missing or duplicated, or an optional one is misspelt
     */
    InputRows(Path file, String where, List<String> names, List<String> required, List<String> optional)
            throws InputFileException {
        this.file = file;
        this.columns = new HashSet<>(names);
        List<String> known = Stream.concat(required.stream(), optional.stream()).toList();
        for (String column : known) {
            if (names.stream().filter(column::equals).count() > 1) {
                throw new InputFileException(file, where, "two columns are named '" + column + "'; remove one");
            }
        }
        List<String> others =
                names.stream().filter(name -> !known.contains(name)).toList();
        for (String column : optional) {
            Optional<String> near = columns.contains(column)
                    ? Optional.empty()
                    : NearestName.near(column, others).or(() -> withoutUnit(column, others));
            if (near.isPresent()) {
                throw new InputFileException(
                        file,
                        where,
                        "column '" + shown(near.get()) + "' is not known; "
                                + (differInUnit(near.get(), column)
                                        ? conversion(near.get(), column) + ", or remove it"
                                        : "did you mean '" + column + "'? Rename or remove it"));
            }
        }
        List<String> missing =
                required.stream().filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new InputFileException(file, where, missingColumns(missing, names, others));
        }
    }

    /**
     * Returns whether two names differ in the unit at their end, such as {@code weight_pS} and {@code weight_nS}: then the values differ,
     * too, and a column must not just be renamed.
     */
    private static boolean differInUnit(String name, String other) {
        int unit = other.lastIndexOf('_') + 1;
        return unit > 1
                && name.startsWith(other.substring(0, unit))
                && !name.substring(unit).equalsIgnoreCase(other.substring(unit));
    }

    /** Returns the column that is named like a wanted one but without the unit at its end, such as {@code delay} for {@code delay_ms}. */
    private static Optional<String> withoutUnit(String wanted, List<String> names) {
        int unit = wanted.lastIndexOf('_');
        return unit < 0
                ? Optional.empty()
                : names.stream()
                        .filter(name -> name.equalsIgnoreCase(wanted.substring(0, unit)))
                        .findFirst();
    }

    private static String conversion(String name, String wanted) {
        return "convert the values of '" + shown(name) + "' to " + wanted.substring(wanted.lastIndexOf('_') + 1)
                + " and name the column '" + wanted + "'";
    }

    private static String missingColumns(List<String> missing, List<String> names, List<String> others) {
        String advice = missing.stream()
                .flatMap(column -> NearestName.near(column, others)
                        .map(near -> differInUnit(near, column)
                                ? conversion(near, column)
                                : "rename '" + shown(near) + "' to '" + column + "'?")
                        .stream())
                .collect(Collectors.joining("; "));
        return (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing)
                + (missing.size() == 1 ? " is missing" : " are missing")
                + (advice.isEmpty() ? "" : " (" + advice + ")") + "; the file has "
                + names.stream().limit(20).map(InputRows::shown).collect(Collectors.joining(", "));
    }

    /**
     * Opens a file.
     *
     * @param required columns that the file must have, in any order
     * @param optional columns that it may have; all others are ignored
     * @throws InputFileException if the file is of another kind, empty or damaged, or lacks a required column
     * @throws IOException if it cannot be read
     */
    public static InputRows open(Path file, List<String> required, List<String> optional) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            if (FileKind.of(file, in) == FileKind.ARROW) {
                in.close();
                return ArrowRows.of(file, required, optional);
            }
            return new CsvRows(file, in, required, optional);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Advances to the next row; false if there is none. */
    public abstract boolean next() throws IOException;

    /** Returns whether the file has a column. */
    public boolean has(String column) {
        return columns.contains(column);
    }

    /** Returns the names of the file's columns. */
    public Set<String> columns() {
        return Set.copyOf(columns);
    }

    /** Returns a truth value in the current row. */
    public abstract boolean flag(String column) throws InputFileException;

    /** Returns a decimal number in the current row; NaN if the cell is empty or says that the number is missing. */
    public double numberOrNaN(String column) throws InputFileException {
        return isMissing(column) ? Double.NaN : number(column);
    }

    /** Returns whether a cell of the current row is empty, NaN or NA. */
    abstract boolean isMissing(String column);

    /** Returns text in the current row. */
    public abstract String text(String column) throws InputFileException;

    /** Returns a number in the current row as written in the file, or in the fewest digits if the file is binary. */
    public abstract String digits(String column) throws InputFileException;

    /** Returns whether a cell of the current row is empty, or NaN if the file stores numbers. */
    abstract boolean isEmpty(String column);

    /** Returns a whole number in the current row; {@code 1.0} is one. */
    public int integer(String column) throws InputFileException {
        double number = number(column);
        if (number != (int) number) {
            throw problem("'" + shown(digits(column)) + "' in column " + column
                    + (number == Math.rint(number) ? " is out of range" : " is not a whole number"));
        }
        return (int) number;
    }

    /** Returns a finite decimal number in the current row. */
    public abstract double number(String column) throws InputFileException;

    /**
     * Returns a finite decimal number in the current row; empty if the cell is empty or the file does not have the
     * column.
     */
    public OptionalDouble optionalNumber(String column) throws InputFileException {
        return !has(column) || isEmpty(column) ? OptionalDouble.empty() : OptionalDouble.of(number(column));
    }

    /** Returns text in the current row; empty text if the file does not have the column. */
    public String optionalText(String column) throws InputFileException {
        return has(column) ? text(column) : "";
    }

    /** Returns an index below {@code size}; messages say that it is in {@code whole}. */
    public int index(String column, int size, String whole) throws InputFileException {
        int index = integer(column);
        if (index < 0 || index >= size) {
            throw problem(column + " " + index + " is not in " + whole + ", which has 0 to " + (size - 1));
        }
        return index;
    }

    /** Returns a finite number that is not negative. */
    public double notNegative(String column) throws InputFileException {
        double value = number(column);
        if (value < 0) {
            throw problem(column + " " + value + " must not be negative");
        }
        return value;
    }

    /** Returns an exception for a problem with the current row. */
    public InputFileException problem(String what) {
        return new InputFileException(file, where(), what);
    }

    /** Returns the file and the place of the current row in it, for messages. */
    public String place() {
        return file + where();
    }

    /** Returns the place of the current row, to append to the name of the file. */
    abstract String where();

    @Override
    public abstract void close() throws IOException;

    /**
     * Prepares a text of the file for a message: shortens it, and replaces characters that a terminal would interpret.
     */
    static String shown(String text) {
        String shown = text.codePoints()
                .limit(40)
                .mapToObj(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? String.format("\\u%04x", c)
                        : Character.toString(c))
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > 40 ? shown + "..." : shown;
    }
}

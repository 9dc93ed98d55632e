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
 * The rows of a table in a user's file, one after the other.
 *
 * <pre>{@code
 * try (InputRows rows = InputRows.open(file, List.of("neuron", "time_ms"), List.of("weight_nS"))) {
 *     while (rows.next()) { ... rows.index("neuron", 100, "E") ... }
 * }
 * }</pre>
 *
 * <p>All methods that read a cell throw {@link InputFileException} if it does not hold what is asked for.
 */
public abstract class InputRows implements AutoCloseable {

    private final Path file;
    private final Set<String> columns;

    /**
     * @param file for messages
     * @param where where the names of columns stand, for messages
     * @param names of the columns of the file
     * @throws InputFileException if a required column is missing or there twice, or an optional one is misspelt
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
            Optional<String> near = columns.contains(column) ? Optional.empty() : NearestName.near(column, others);
            if (near.isPresent()) {
                throw new InputFileException(
                        file,
                        where,
                        "column '" + shown(near.get()) + "' is not known; did you mean '" + column
                                + "'? Rename or remove it");
            }
        }
        List<String> missing =
                required.stream().filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new InputFileException(file, where, missingColumns(missing, names, others));
        }
    }

    private static String missingColumns(List<String> missing, List<String> names, List<String> others) {
        String advice = missing.stream()
                .flatMap(
                        column -> NearestName.near(column, others)
                                .map(near -> "; rename '" + shown(near) + "' to '" + column + "'?")
                                .stream())
                .collect(Collectors.joining());
        return "column " + String.join(", ", missing) + " is missing" + advice + "; the file has "
                + names.stream().limit(20).map(InputRows::shown).collect(Collectors.joining(", "));
    }

    /**
     * Opens a file.
     *
     * @param required columns that the file must have, in any order
     * @param optional columns that it may have; others are not looked at
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

    /** Goes on to the next row; false if there is none. */
    public abstract boolean next() throws IOException;

    /** Whether the file has a column. */
    public boolean has(String column) {
        return columns.contains(column);
    }

    /** Text in the current row. */
    public abstract String text(String column) throws InputFileException;

    /** A number in the current row as the file writes it, or would write it in the fewest digits. */
    public abstract String digits(String column) throws InputFileException;

    /** Whether a cell of the current row is empty, or not a number where numbers are stored. */
    abstract boolean isEmpty(String column);

    /** A whole number in the current row; {@code 1.0} is one. */
    public int integer(String column) throws InputFileException {
        double number = number(column);
        if (number != (int) number) {
            throw problem("'" + digits(column) + "' in column " + column
                    + (number == Math.rint(number) ? " is out of range" : " is not a whole number"));
        }
        return (int) number;
    }

    /** A finite decimal number in the current row. */
    public abstract double number(String column) throws InputFileException;

    /** A finite decimal number in the current row; empty if the cell is empty or the file does not have the column. */
    public OptionalDouble optionalNumber(String column) throws InputFileException {
        return !has(column) || isEmpty(column) ? OptionalDouble.empty() : OptionalDouble.of(number(column));
    }

    /** Text in the current row; empty text if the file does not have the column. */
    public String optionalText(String column) throws InputFileException {
        return has(column) ? text(column) : "";
    }

    /** An index below {@code size}: of something in {@code whole}, for messages. */
    public int index(String column, int size, String whole) throws InputFileException {
        int index = integer(column);
        if (index < 0 || index >= size) {
            throw problem(column + " " + index + " is not in " + whole + ", which has 0 to " + (size - 1));
        }
        return index;
    }

    /** A finite number that is not negative. */
    public double notNegative(String column) throws InputFileException {
        double value = number(column);
        if (value < 0) {
            throw problem(column + " " + value + " must not be negative");
        }
        return value;
    }

    /** A problem with the current row. */
    public InputFileException problem(String what) {
        return new InputFileException(file, where(), what);
    }

    /** The place of the current row, as it follows the name of the file. */
    abstract String where();

    @Override
    public abstract void close() throws IOException;

    /** A text of the file for a message: not too long, and nothing that a terminal would obey. */
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

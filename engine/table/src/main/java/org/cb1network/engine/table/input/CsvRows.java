package org.cb1network.engine.table.input;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifiers;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file as described by RFC 4180, gzipped or not, in UTF-8. Lines may end in LF, CR LF or CR; blank lines,
 * a byte order mark and blanks around cells are ignored. A cell must not span lines: that indicates an unclosed quote.
 */
final class CsvRows extends InputRows {

    /** Maximum number of characters of a cell, which bounds the memory use. */
    private static final int MOST_CHARACTERS = 100_000;

    /** Bytes in which another separator is looked for. */
    private static final int LONGEST_HEADER = 10_000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Replaces bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** How R writes what is read here: with commas and decimal points, and a name for each column. */
    private static final String IN_R = "R: write.csv(..., row.names = FALSE)";

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");

    private final Lines lines;
    private final int cellsPerLine;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * Reads the header.
     *
     * @param in the file from its beginning; it is closed with this object
     */
    CsvRows(Path file, InputStream in, List<String> required, List<String> optional) throws IOException {
        this(file, new Lines(file, in), required, optional);
    }

    private CsvRows(Path file, Lines lines, List<String> required, List<String> optional) throws IOException {
        super(file, ":1", lines.header(required.size() > 1), required, optional);
        this.lines = lines;
        List<String> header = lines.current().getFields();
        this.cellsPerLine = header.size();
        for (int i = 0; i < cellsPerLine; i++) {
            places.put(header.get(i), i);
        }
    }

    @Override
    public boolean next() throws IOException {
        if (!lines.next()) {
            return false;
        }
        int cells = lines.current().getFieldCount();
        if (cells != cellsPerLine) {
            throw problem("the line has " + cells + (cells == 1 ? " cell" : " cells") + " where the header has "
                    + cellsPerLine
                    + (cells > cellsPerLine ? "; put texts with commas into quotes, and write 0.5, not 0,5" : "")
                    + (cells == cellsPerLine + 1 ? "; if there are row names without a column name, " + IN_R : ""));
        }
        return true;
    }

    @Override
    public String text(String column) {
        return lines.current().getField(Objects.requireNonNull(places.get(column), column));
    }

    @Override
    public String digits(String column) throws InputFileException {
        number(column);
        return text(column);
    }

    @Override
    public boolean flag(String column) throws InputFileException {
        return switch (text(column).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw cellProblem(column, "is neither true nor false");
        };
    }

    @Override
    boolean isMissing(String column) {
        String text = text(column);
        return text.isEmpty() || text.equalsIgnoreCase("nan") || text.equals("NA");
    }

    @Override
    boolean isEmpty(String column) {
        return text(column).isEmpty();
    }

    @Override
    public double number(String column) throws InputFileException {
        String text = text(column);
        if (!DECIMAL.matcher(text).matches()) {
            throw cellProblem(
                    column,
                    text.isEmpty()
                            ? "is empty where a number is expected"
                            : DECIMAL_COMMA.matcher(text).matches()
                                    ? "has a comma; write a decimal point, and nothing between thousands"
                                    : "is not a number; write one such as 0.5 or 2e-3");
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw cellProblem(column, "is too large");
        }
        return number;
    }

    private InputFileException cellProblem(String column, String what) {
        return problem("'" + shown(text(column)) + "' in column " + column + " " + what);
    }

    @Override
    String where() {
        return ":" + lines.current().getStartingLineNumber();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The non-blank lines of a file. */
    private static final class Lines {
        private final Path file;
        private final CloseableIterator<CsvRecord> records;
        private final String firstLine;
        private @Nullable CsvRecord current;

        Lines(Path file, InputStream in) throws IOException {
            this.file = file;
            InputStream text = new BufferedInputStream(unzipped(file, in));
            try {
                FileKind.of(file, text);
                if (FileKind.begins(text, BYTE_ORDER_MARK)) {
                    text.skipNBytes(BYTE_ORDER_MARK.length);
                }
                firstLine = firstLine(text);
            } catch (EOFException | ZipException e) {
                throw damaged(e);
            }
            this.records = CsvReader.builder()
                    .maxBufferSize(MOST_CHARACTERS)
                    .trimWhitespacesAroundQuotes(true)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .build(
                            CsvRecordHandler.of(handler -> handler.fieldModifier(FieldModifiers.STRIP)),
                            new InputStreamReader(text, StandardCharsets.UTF_8))
                    .iterator();
        }

        /** Returns the beginning of the first line that is not blank; nothing is consumed. */
        private static String firstLine(InputStream text) throws IOException {
            StringBuilder line = new StringBuilder();
            text.mark(LONGEST_HEADER);
            for (int next = text.read(), i = 1; next >= 0 && i < LONGEST_HEADER; next = text.read(), i++) {
                if (next != '\n' && next != '\r') {
                    line.append((char) next);
                } else if (!line.toString().isBlank()) {
                    break;
                }
            }
            text.reset();
            return line.toString().strip();
        }

        private static InputStream unzipped(Path file, InputStream in) throws IOException {
            try {
                return FileKind.of(file, in) == FileKind.GZIP ? new GzipFile(in) : in;
            } catch (EOFException | ZipException e) {
                throw new InputFileException(file, "", "not a valid gzip file, although it begins like one", e);
            }
        }

        /**
         * Returns the names of the columns.
         *
         * @param several whether a single column cannot be enough
         */
        List<String> header(boolean several) throws IOException {
            String separator = otherSeparator(several);
            if (!separator.isEmpty()) {
                throw new InputFileException(
                        file,
                        ":1",
                        "the columns are separated by " + separator + "; write commas, and decimal points"
                                + " (pandas: to_csv(sep=','), " + IN_R + ")");
            }
            if (!next()) {
                throw new InputFileException(file, "", "the file is empty");
            }
            return current().getFields();
        }

        private String otherSeparator(boolean several) {
            if (firstLine.contains(",")) {
                return "";
            }
            return firstLine.contains(";")
                    ? "semicolons"
                    : firstLine.contains("\t")
                            ? "tabs"
                            : firstLine.contains("|")
                                    ? "vertical bars"
                                    : several && firstLine.matches("[^#].* .*") ? "blanks" : "";
        }

        /** Advances to the next non-blank line; false if there is none. */
        boolean next() throws IOException {
            do {
                if (!advance()) {
                    return false;
                }
            } while (current().getFieldCount() == 1 && current().getField(0).isEmpty());
            for (int i = 0; i < current().getFieldCount(); i++) {
                check(current().getField(i));
            }
            return true;
        }

        private boolean advance() throws IOException {
            try {
                if (!records.hasNext()) {
                    return false;
                }
                current = records.next();
                return true;
            } catch (UncheckedIOException e) {
                throw damaged(Objects.requireNonNull(e.getCause()));
            } catch (CsvParseException e) {
                throw e.getCause() instanceof IOException cause
                        ? damaged(cause)
                        : new InputFileException(file, place(), "the file is not CSV: " + reason(e), e);
            }
        }

        /** Returns the message of the innermost exception: those around it say only where reading failed. */
        private static @Nullable String reason(Throwable problem) {
            Throwable cause = problem.getCause();
            return cause == null ? problem.getMessage() : reason(cause);
        }

        private void check(String cell) throws InputFileException {
            String where = ":" + current().getStartingLineNumber();
            if (cell.indexOf('\0') >= 0) {
                throw new InputFileException(
                        file,
                        where,
                        "there are NUL characters in it: the file is damaged, or UTF-16; save it as UTF-8 text");
            }
            if (cell.indexOf(REPLACEMENT) >= 0) {
                throw new InputFileException(
                        file,
                        where,
                        "'" + shown(cell) + "' is not UTF-8; save the file as UTF-8 (pandas: encoding='utf-8', R:"
                                + " fileEncoding = \"UTF-8\")");
            }
            if (cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0) {
                throw new InputFileException(
                        file, where, "'" + shown(cell) + "' continues on the next line; is a closing quote missing?");
            }
        }

        private IOException damaged(IOException cause) {
            if (cause instanceof EOFException) {
                return new InputFileException(file, place(), "the file is truncated", cause);
            }
            return cause instanceof ZipException
                    ? new InputFileException(file, place(), "the file is damaged: " + cause.getMessage(), cause)
                    : cause;
        }

        /** Returns the place where reading failed. */
        private String place() {
            return current == null ? "" : ", after line " + current.getStartingLineNumber();
        }

        CsvRecord current() {
            CsvRecord record = current;
            if (record == null) {
                throw new IllegalStateException("next() has not been called");
            }
            return record;
        }

        void close() throws IOException {
            records.close();
        }
    }
}

package org.cb1network.engine.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Formats tables as text: CSV and JSON for other programs, a summary and the first rows for people. The output does not
 * depend on the locale.
 */
public final class TableText {

    /** The line end of RFC 4180. */
    private static final String CSV_LINE_END = "\r\n";

    private static final int SUMMARY_DIGITS = 6;
    private static final int LONGEST_WHOLE_NUMBER = 15;
    private static final int LONGEST_SHOWN_TEXT = 40;
    private static final String COLUMN_GAP = "  ";

    private TableText() {}

    /**
     * Writes a table as CSV according to RFC 4180, with a line of column names. Numbers are as short as possible
     * without loss. A missing number is {@code NaN}, a missing text is empty.
     */
    public static void csv(Table table, Appendable out) throws IOException {
        csv(List.of(table), out);
    }

    /** Writes tables with equal columns one after the other; see {@link #csv(Table, Appendable)}. */
    public static void csv(Iterable<Table> tables, Appendable out) throws IOException {
        boolean first = true;
        for (Table table : tables) {
            List<Column> columns = table.schema().columns();
            for (int i = 0; first && i < columns.size(); i++) {
                out.append(i > 0 ? "," : "").append(csvText(columns.get(i).name(), columns.size()));
            }
            out.append(first ? CSV_LINE_END : "");
            first = false;
            for (int row = 0; row < table.rows(); row++) {
                for (int i = 0; i < columns.size(); i++) {
                    out.append(i > 0 ? "," : "").append(csvCell(table.value(row, i), columns.size()));
                }
                out.append(CSV_LINE_END);
            }
        }
    }

    /**
     * Writes what a CSV file cannot say of its columns, their types, units and descriptions, as W3C's metadata for tabular data (CSVW). A
     * unit in a line of the file itself would be read as a value or as part of a name.
     *
     * @param file name of the CSV file in the same folder
     */
    public static void csvMetadata(TableSchema schema, String file, Appendable out) throws IOException {
        out.append("{\n  \"@context\": \"http://www.w3.org/ns/csvw\",\n  \"url\": ")
                .append(jsonText(file));
        out.append(",\n  \"tableSchema\": {\"columns\": [");
        String separator = "\n";
        for (Column column : schema.columns()) {
            out.append(separator).append("    {\"titles\": ").append(jsonText(column.name()));
            out.append(", \"datatype\": ").append(jsonText(csvType(column.type())));
            if (!column.unit().isEmpty()) {
                out.append(", \"schema:unitText\": ").append(jsonText(column.unit()));
            }
            if (!column.description().isEmpty()) {
                out.append(", \"dc:description\": ").append(jsonText(column.description()));
            }
            out.append('}');
            separator = ",\n";
        }
        out.append("\n  ]}\n}\n");
    }

    private static String csvType(ColumnType type) {
        return switch (type) {
            case INT32 -> "int";
            case INT64 -> "long";
            case FLOAT64 -> "double";
            case BOOLEAN -> "boolean";
            case TEXT -> "string";
        };
    }

    private static String csvCell(Object value, int columns) {
        return value instanceof String text ? csvText(text, columns) : plain(value);
    }

    private static String csvText(String text, int columns) {
        // Parsers ignore an empty line.
        boolean emptyLine = text.isEmpty() && columns == 1;
        boolean quoted = emptyLine
                || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                || !text.equals(text.strip());
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /**
     * Writes tables with equal columns, one after the other, as a JSON array with one object per row. JSON has no NaN or infinity; both become {@code null}.
     */
    public static void json(Iterable<Table> tables, Appendable out) throws IOException {
        out.append('[');
        boolean any = false;
        for (Table table : tables) {
            List<String> keys = table.schema().columns().stream()
                    .map(c -> jsonText(c.name()))
                    .toList();
            for (int row = 0; row < table.rows(); row++) {
                out.append(any ? ",\n" : "\n").append("  {");
                any = true;
                for (int i = 0; i < keys.size(); i++) {
                    out.append(i > 0 ? ", " : "").append(keys.get(i)).append(": ");
                    out.append(jsonValue(table.value(row, i)));
                }
                out.append('}');
            }
        }
        out.append(any ? "\n]\n" : "]\n");
    }

    private static String jsonValue(Object value) {
        if (value instanceof String text) {
            return jsonText(text);
        }
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return "null";
        }
        return plain(value);
    }

    private static String jsonText(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < 0x20 ? "\\u00" + hex(c >> 4) + hex(c & 15) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    private static char hex(int digit) {
        return Character.forDigit(digit, 16);
    }

    private static String plain(Object value) {
        return value instanceof Double number ? ShortestDouble.of(number) : value.toString();
    }

    /**
     * Summarizes a table: its name and description, then per column the type, the unit and, for numbers, the minimum,
     * maximum and mean of the values that are not missing, or for text the number of distinct values.
     */
    public static String summary(Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("column", "type", "unit", "min", "max", "mean", "missing", "distinct", "description"));
        for (int i = 0; i < table.schema().columns().size(); i++) {
            lines.add(summary(table, i));
        }
        StringBuilder text = new StringBuilder();
        text.append(table.schema().name()).append(": ").append(counts(table)).append('\n');
        if (!table.schema().description().isEmpty()) {
            text.append(table.schema().description()).append('\n');
        }
        boolean[] right = {false, false, false, true, true, true, true, true, false};
        return text.append('\n').append(aligned(lines, right)).toString();
    }

    private static String counts(Table table) {
        return Count.of(table.rows(), "row") + ", "
                + Count.of(table.schema().columns().size(), "column");
    }

    private static List<String> summary(Table table, int index) {
        Column column = table.schema().columns().get(index);
        List<String> figures = switch (column.type()) {
            case INT32, INT64, FLOAT64 -> numberFigures(table, index);
            case BOOLEAN, TEXT -> otherFigures(table, index);
        };
        List<String> line = new ArrayList<>(List.of(column.name(), column.type().label(), column.unit()));
        line.addAll(figures);
        line.add(column.description());
        return line;
    }

    private static List<String> numberFigures(Table table, int column) {
        double sum = 0;
        int present = 0;
        Number least = Double.NaN;
        Number greatest = Double.NaN;
        for (int row = 0; row < table.rows(); row++) {
            Number value = (Number) table.value(row, column);
            if (Double.isNaN(value.doubleValue())) {
                continue;
            }
            least = present == 0 || compare(value, least) < 0 ? value : least;
            greatest = present == 0 || compare(value, greatest) > 0 ? value : greatest;
            sum += value.doubleValue();
            present++;
        }
        int missing = table.rows() - present;
        String missingText = missing == 0 ? "" : Integer.toString(missing);
        return present == 0
                ? List.of("", "", "", missingText, "")
                : List.of(rounded(least), rounded(greatest), rounded(sum / present), missingText, "");
    }

    private static int compare(Number a, Number b) {
        return a instanceof Double
                ? Double.compare(a.doubleValue(), b.doubleValue())
                : Long.compare(a.longValue(), b.longValue());
    }

    private static List<String> otherFigures(Table table, int column) {
        Set<Object> distinct = new HashSet<>();
        int missing = 0;
        for (int row = 0; row < table.rows(); row++) {
            Object value = table.value(row, column);
            if ("".equals(value)) {
                missing++;
            } else {
                distinct.add(value);
            }
        }
        return List.of("", "", "", missing == 0 ? "" : Integer.toString(missing), Integer.toString(distinct.size()));
    }

    /**
     * Formats whole numbers in full and others to six significant digits, but always with all digits before the decimal
     * point.
     */
    private static String rounded(Number value) {
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        if (number.isNaN() || number.isInfinite() || number == 0) {
            return number == 0 ? "0" : number.toString();
        }
        BigDecimal exact = new BigDecimal(number);
        int wholeDigits = exact.precision() - exact.scale();
        int digits = wholeDigits > LONGEST_WHOLE_NUMBER ? SUMMARY_DIGITS : Math.max(SUMMARY_DIGITS, wholeDigits);
        String text = ShortestDouble.of(exact.round(new MathContext(digits)).doubleValue());
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Formats the first rows in aligned columns under their names and units, for people: numbers are rounded. */
    public static String head(Table table, int rows) {
        List<Column> columns = table.schema().columns();
        int shown = Math.min(rows, table.rows());
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::name).toList());
        lines.add(columns.stream()
                .map(c -> c.unit().isEmpty() ? "" : "[" + c.unit() + "]")
                .toList());
        for (int row = 0; row < shown; row++) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                line.add(shownCell(table.value(row, i)));
            }
            lines.add(line);
        }
        boolean[] right = new boolean[columns.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = columns.get(i).type() != ColumnType.TEXT;
        }
        int hidden = table.rows() - shown;
        return aligned(lines, right) + (hidden > 0 ? "(" + hidden + " more rows)\n" : "");
    }

    private static String shownCell(Object value) {
        if (value instanceof Number number) {
            return rounded(number);
        }
        if (!(value instanceof String text)) {
            return value.toString();
        }
        return oneLine(text);
    }

    /** Replaces line ends, and truncates text that is too long to show. */
    private static String oneLine(String text) {
        String oneLine = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int length = oneLine.codePointCount(0, oneLine.length());
        return length <= LONGEST_SHOWN_TEXT
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, LONGEST_SHOWN_TEXT - 3)) + "...";
    }

    private static String aligned(List<List<String>> lines, boolean[] right) {
        int[] widths = new int[right.length];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - width(line.get(i)));
                row.append(i > 0 ? COLUMN_GAP : "");
                row.append(right[i] ? pad + line.get(i) : line.get(i) + pad);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}

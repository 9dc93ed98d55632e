package org.cb1network.stages.science.published;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A value that somebody published.
 *
 * @param group what the file has in the column that groups its values, such as the panel of a figure
 * @param quantity what it is, in words
 * @param population of which population; may be empty
 * @param condition in which condition; may be empty
 * @param x abscissa; NaN if it is not a point of a curve
 * @param value the value
 * @param readingUncertainty half-width of the error with which the value is known, in its own unit
 * @param unit its unit
 * @param remark what a reader should know of it; may be empty
 */
record ReferenceValue(
        String group,
        String quantity,
        String population,
        String condition,
        double x,
        double value,
        double readingUncertainty,
        String unit,
        String remark) {

    /**
     * Reads a CSV file with the columns population, condition, quantity, value and unit, and possibly x, remark and
     * reading_uncertainty; without the last, a value is known as far as it is written out.
     *
     * @param name what to call the file in messages
     * @param groupColumn the column that groups the values
     * @throws IOException if the file is not like that; the message names the line
     */
    static List<ReferenceValue> read(byte[] csv, String name, String groupColumn) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (String line : new String(csv, StandardCharsets.UTF_8).split("\r?\n", -1)) {
            lines.add(line.isBlank() ? List.of() : cells(line));
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < lines.get(0).size(); i++) {
            columns.put(lines.get(0).get(i), i);
        }
        for (String due : List.of(groupColumn, "population", "condition", "quantity", "value", "unit")) {
            if (!columns.containsKey(due)) {
                throw new IOException(name + " has no column '" + due + "', only " + lines.get(0));
            }
        }
        List<ReferenceValue> values = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                values.add(read(new Line(name, i + 1, columns, lines.get(i)), groupColumn));
            }
        }
        return values;
    }

    private static ReferenceValue read(Line line, String groupColumn) throws IOException {
        double uncertainty = line.number("reading_uncertainty");
        return new ReferenceValue(
                line.text(groupColumn),
                line.text("quantity"),
                line.text("population"),
                line.text("condition"),
                line.number("x"),
                line.number("value"),
                Double.isNaN(uncertainty) ? halfOfLastDigit(line.text("value")) : uncertainty,
                line.text("unit"),
                line.text("remark"));
    }

    private static double halfOfLastDigit(String number) {
        int point = number.indexOf('.');
        int digits = point < 0 ? 0 : number.length() - point - 1;
        return Double.parseDouble("0.5e-" + digits);
    }

    /** Cells of a line; those in quotes may hold commas, and quotes written twice. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private record Line(String file, int number, Map<String, Integer> columns, List<String> cells) {

        String text(String column) throws IOException {
            Integer index = columns.get(column);
            if (index == null) {
                return "";
            }
            if (index >= cells.size()) {
                throw new IOException(
                        file + ":" + number + ": the line has " + cells.size() + " cells, not " + columns.size());
            }
            return cells.get(index);
        }

        double number(String column) throws IOException {
            String text = text(column);
            try {
                return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new IOException(
                        file + ":" + number + ": '" + text + "' in column " + column + " is not a number", e);
            }
        }
    }
}

package org.cb1network.engine.report;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/** Writes tables of the page. A table that is wider than the page scrolls within its frame. */
final class TableView {

    private final Html html;

    TableView(Html html) {
        this.html = html;
    }

    /** Opens a frame and a table in it. {@code caption} is its accessible name. */
    void open(String caption) {
        html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
        html.open("table").element("caption", caption).line();
    }

    /** Closes table and frame. */
    void close() {
        html.close("table").close("div");
    }

    /** Writes a column heading. */
    void heading(String text, String style) {
        html.element("th", text, "scope", "col", "class", style);
    }

    /** Writes the heading of a numeric column with a unit. */
    void heading(String text, String unit, String style) {
        html.open("th", "scope", "col", "class", style).text(text);
        if (!unit.isEmpty() && !unit.equals("1")) {
            html.text(" ").element("span", unit, "class", "unit");
        }
        html.close();
    }

    /** Writes a row heading. */
    void rowHeading(String text) {
        html.element("th", text, "scope", "row");
    }

    void text(String text) {
        html.element("td", text);
    }

    /** Writes a number formatted by {@link NumberText#column}. */
    void number(NumberText.Cell cell) {
        html.open("td", "class", "number").text(cell.text());
        if (!cell.padding().isEmpty()) {
            html.element("span", cell.padding(), "class", "padding", "aria-hidden", "true");
        }
        html.close();
    }

    void verdict(String word) {
        html.open("td");
        VerdictSign.of(word).write(html, word);
        html.close();
    }

    /**
     * Writes any table.
     *
     * @param mostRows maximum number of rows to show
     */
    void any(Table table, String caption, int mostRows) {
        int rows = Math.min(mostRows, table.rows());
        open(caption);
        html.open("thead").open("tr");
        List<Column> columns = table.schema().columns();
        for (Column column : columns) {
            html.open("th", "scope", "col", "class", isNumber(column) ? "number" : "", "title", column.description());
            html.text(column.name().replace('_', ' '));
            if (isNumber(column) && !column.unit().isEmpty() && !column.unit().equals("1")) {
                html.text(" ").element("span", column.unit(), "class", "unit");
            }
            html.close();
        }
        html.close("tr").close("thead").open("tbody").line();
        List<List<NumberText.Cell>> numbers = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            numbers.add(isNumber(columns.get(c)) ? numbers(table, c, rows) : List.of());
        }
        for (int row = 0; row < rows; row++) {
            html.open("tr");
            for (int c = 0; c < columns.size(); c++) {
                cell(table, row, c, numbers.get(c));
            }
            html.close("tr");
        }
        html.close("tbody");
        close();
        if (rows < table.rows()) {
            html.element("p", "The first " + Count.part(rows, table.rows(), "row") + ".", "class", "note")
                    .line();
        }
    }

    private void cell(Table table, int row, int column, List<NumberText.Cell> numbers) {
        Column described = table.schema().columns().get(column);
        if (!numbers.isEmpty()) {
            number(numbers.get(row));
        } else if (described.type() == ColumnType.BOOLEAN) {
            text((Boolean) table.value(row, column) ? "yes" : "no");
        } else if (described.name().equals("verdict")) {
            verdict(table.value(row, column).toString());
        } else if (column == 0) {
            rowHeading(table.value(row, column).toString());
        } else {
            text(table.value(row, column).toString());
        }
    }

    private static List<NumberText.Cell> numbers(Table table, int column, int rows) {
        ColumnType type = table.schema().columns().get(column).type();
        if (type == ColumnType.FLOAT64) {
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = (Double) table.value(row, column);
            }
            return NumberText.column(values);
        }
        List<NumberText.Cell> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            cells.add(new NumberText.Cell(table.value(row, column).toString(), ""));
        }
        return cells;
    }

    private static boolean isNumber(Column column) {
        return column.type() != ColumnType.TEXT && column.type() != ColumnType.BOOLEAN;
    }

    /** Returns the text of a column, or a default if there is no such column. */
    static String textOr(Table table, String column, int row, String otherwise) {
        TableSchema schema = table.schema();
        return schema.has(column) && schema.column(column).type() == ColumnType.TEXT
                ? table.text(column, row)
                : otherwise;
    }

    /** Returns the number of a column, or NaN if there is no such column. */
    static double numberOrNaN(Table table, String column, int row) {
        TableSchema schema = table.schema();
        if (!schema.has(column)) {
            return Double.NaN;
        }
        return table.value(row, schema.indexOf(column)) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}

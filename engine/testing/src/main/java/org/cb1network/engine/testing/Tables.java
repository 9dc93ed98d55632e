package org.cb1network.engine.testing;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/** Small tables for tests. */
public final class Tables {

    private Tables() {}

    /**
     * Returns a table.
     *
     * @param columns the columns, separated by spaces: {@code name:unit} for numbers, {@code #name} and {@code %name}
     *     for whole numbers of 32 and 64 bits, {@code name} for texts
     * @param rows the cells of all rows, one row after the other
     */
    public static Table of(String columns, Object... rows) {
        List<Column> all = new ArrayList<>();
        for (String column : columns.strip().split("\\s+", -1)) {
            String[] parts = column.split(":", -1);
            if (column.startsWith("#")) {
                all.add(Column.int32(column.substring(1), "1", ""));
            } else if (column.startsWith("%")) {
                all.add(Column.int64(column.substring(1), "1", ""));
            } else if (parts.length == 2) {
                all.add(Column.float64(parts[0], parts[1], ""));
            } else {
                all.add(Column.text(column, ""));
            }
        }
        Table.Builder table = Table.builder(new TableSchema("test", "a table of a test", all));
        for (int i = 0; i < rows.length; i += all.size()) {
            table.row(List.of(rows).subList(i, i + all.size()).toArray());
        }
        return table.build();
    }
}

package org.cb1network.engine.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.TableWriter;

/**
 * Writes records to a table output; see {@link StageContext#rows}. The engine closes the table.
 *
 * @param <R> the record
 */
public final class RowWriter<R extends Record> {

    private final RowType<R> type;
    private final TableWriter out;

    RowWriter(RowType<R> type, TableWriter out) {
        this.type = type;
        this.out = out;
    }

    /**
     * Writes a row.
     *
     * @throws IOException if the table cannot be written
     */
    public void write(R row) throws IOException {
        write(List.of(), row);
    }

    /**
     * Writes a row preceded by the values of the table's leading columns.
     *
     * @throws IOException if the table cannot be written
     */
    public void write(List<?> leading, R row) throws IOException {
        List<Object> cells = new ArrayList<>(leading);
        cells.addAll(type.cells(row));
        out.row(cells);
    }
}

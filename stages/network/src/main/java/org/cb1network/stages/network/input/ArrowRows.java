package org.cb1network.stages.network.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableReader;
import org.jspecify.annotations.Nullable;

/** Rows of an Arrow file. */
final class ArrowRows extends Rows {
    private final TableReader reader;
    private final List<String> columns;
    private final Iterator<Table> batches;
    private @Nullable Table batch;
    private int rowInBatch;
    private long row = -1;

    ArrowRows(Path file, List<String> columns) throws IOException {
        super(file);
        this.reader = TableReader.open(file);
        this.columns = columns;
        List<String> missing =
                columns.stream().filter(c -> !reader.schema().has(c)).toList();
        if (!missing.isEmpty()) {
            reader.close();
            throw missingColumns(
                    missing,
                    reader.schema().columns().stream().map(c -> c.name()).toList());
        }
        this.batches = reader.iterator();
    }

    @Override
    boolean next() throws IOException {
        rowInBatch++;
        while (batch == null || rowInBatch >= batch.rows()) {
            if (!hasNextBatch()) {
                return false;
            }
            batch = nextBatch();
            rowInBatch = 0;
        }
        row++;
        return true;
    }

    private boolean hasNextBatch() throws IOException {
        try {
            return batches.hasNext();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Table nextBatch() throws IOException {
        try {
            return batches.next();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Table batch() {
        Table current = batch;
        if (current == null) {
            throw new IllegalStateException("no row was asked for yet");
        }
        return current;
    }

    private ColumnType type(String column) {
        return batch().schema().column(column).type();
    }

    @Override
    String text(int column) throws IOException {
        String name = columns.get(column);
        if (type(name) != ColumnType.TEXT) {
            throw problem("column " + name + " is " + type(name) + ", not TEXT");
        }
        return batch().text(name, rowInBatch);
    }

    @Override
    int integer(int column) throws IOException {
        String name = columns.get(column);
        return switch (type(name)) {
            case INT32 -> batch().int32(name, rowInBatch);
            case INT64 -> narrowed(name, batch().int64(name, rowInBatch));
            default -> throw problem("column " + name + " is " + type(name) + ", not INT32");
        };
    }

    private int narrowed(String name, long value) throws IOException {
        if (value != (int) value) {
            throw problem(name + " " + value + " is out of range");
        }
        return (int) value;
    }

    @Override
    double number(int column) throws IOException {
        String name = columns.get(column);
        return switch (type(name)) {
            case FLOAT64 -> batch().float64(name, rowInBatch);
            case INT32 -> batch().int32(name, rowInBatch);
            default -> throw problem("column " + name + " is " + type(name) + ", not FLOAT64");
        };
    }

    @Override
    String where() {
        return "row " + row;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

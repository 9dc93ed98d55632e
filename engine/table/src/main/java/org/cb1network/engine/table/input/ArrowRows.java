package org.cb1network.engine.table.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableReader;
import org.jspecify.annotations.Nullable;

/** Rows of an Arrow file. Whole numbers are accepted from columns of any numeric type that hold them exactly. */
final class ArrowRows extends InputRows {

    /** From this number on, not every whole number is a double. */
    private static final long MOST_EXACT = 1L << 53;

    private final TableReader reader;
    private final Iterator<Table> batches;
    private @Nullable Table batch;
    private int rowInBatch;
    private long row = -1;

    private ArrowRows(Path file, TableReader reader, List<String> required, List<String> optional) throws IOException {
        super(file, "", reader.columnNames(), required, optional);
        this.reader = reader;
        this.batches = reader.iterator();
    }

    static ArrowRows of(Path file, List<String> required, List<String> optional) throws IOException {
        Set<String> columns = new HashSet<>(required);
        columns.addAll(optional);
        TableReader reader = TableReader.open(file, columns);
        try {
            return new ArrowRows(file, reader, required, optional);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public boolean next() throws IOException {
        rowInBatch++;
        try {
            while (batch == null || rowInBatch >= batch.rows()) {
                if (!batches.hasNext()) {
                    return false;
                }
                batch = batches.next();
                rowInBatch = 0;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        row++;
        return true;
    }

    private Table batch() {
        Table current = batch;
        if (current == null) {
            throw new IllegalStateException("next() has not been called");
        }
        return current;
    }

    private ColumnType type(String column) {
        return batch().schema().column(column).type();
    }

    @Override
    public String text(String column) throws InputFileException {
        if (type(column) != ColumnType.TEXT) {
            throw unfit(column, "text");
        }
        return batch().text(column, rowInBatch);
    }

    @Override
    public String digits(String column) throws InputFileException {
        // Plain: 4E+2 would say that 400 was rounded to hundreds.
        return BigDecimal.valueOf(number(column)).stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean flag(String column) throws InputFileException {
        if (type(column) != ColumnType.BOOLEAN) {
            throw unfit(column, "true and false");
        }
        return batch().bool(column, rowInBatch);
    }

    @Override
    boolean isMissing(String column) {
        return isEmpty(column);
    }

    @Override
    boolean isEmpty(String column) {
        return type(column) == ColumnType.FLOAT64 && Double.isNaN(batch().float64(column, rowInBatch));
    }

    @Override
    public double number(String column) throws InputFileException {
        return switch (type(column)) {
            case INT32 -> batch().int32(column, rowInBatch);
            case INT64 -> exact(column, batch().int64(column, rowInBatch));
            case FLOAT64 -> finite(column, batch().float64(column, rowInBatch));
            case BOOLEAN, TEXT -> throw unfit(column, "numbers");
        };
    }

    private double exact(String column, long number) throws InputFileException {
        if (Math.abs(number) > MOST_EXACT) {
            throw problem(number + " in column " + column + " is out of range");
        }
        return number;
    }

    private double finite(String column, double number) throws InputFileException {
        if (!Double.isFinite(number)) {
            throw problem(number + " in column " + column + " is not a finite number");
        }
        return number;
    }

    private InputFileException unfit(String column, String due) {
        return problem("column " + column + " holds " + type(column).label() + ", not " + due);
    }

    @Override
    String where() {
        return row < 0 ? "" : ", row " + row + " (from 0)";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

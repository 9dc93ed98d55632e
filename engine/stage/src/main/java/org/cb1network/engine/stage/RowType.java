package org.cb1network.engine.stage;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/**
 * A type of table whose rows are records. The components of the record, described by {@link Cell}, determine the schema,
 * the ports, and how rows are written and read.
 *
 * <pre>{@code
 * record Rate(
 *         @Cell("name of the population") String population,
 *         @Cell(value = "mean over time", unit = "Hz") double rate) {}
 *
 * RowType<Rate> RATES = RowType.of("rates", "mean rate of each population", Rate.class);
 *
 * context.rows(RATES).write(new Rate("L23Exc", 0.3));
 * List<Rate> rates = context.read(RATES);
 * }</pre>
 *
 * <p>For tables that fit into memory; a recorder in the inner loop of a simulation writes cell by cell.
 *
 * @param <R> the record
 */
public final class RowType<R extends Record> {

    private final TableSchema schema;
    private final Constructor<R> constructor;
    private final List<Method> accessors;

    private RowType(TableSchema schema, Constructor<R> constructor, List<Method> accessors) {
        this.schema = schema;
        this.constructor = constructor;
        this.accessors = accessors;
    }

    /**
     * Returns the type of tables with the given rows.
     *
     * @param name name of the table, as in {@link TableSchema#name}, and of the output
     * @param description what a row represents
     * @param row class of the row record
     * @throws IllegalArgumentException if a component has no {@link Cell}, or a type that no column can hold
     */
    public static <R extends Record> RowType<R> of(String name, String description, Class<R> row) {
        List<Column> columns = new ArrayList<>();
        List<Method> accessors = new ArrayList<>();
        RecordComponent[] components = row.getRecordComponents();
        for (RecordComponent component : components) {
            columns.add(column(component));
            component.getAccessor().setAccessible(true);
            accessors.add(component.getAccessor());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = row.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RowType<>(new TableSchema(name, description, columns), constructor, accessors);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    /** Returns name, description and columns. */
    public TableSchema schema() {
        return schema;
    }

    /** Returns an output whose rows are collected over the points of a sweep. */
    public TableOutput output() {
        return new TableOutput(schema, true);
    }

    /** Returns a collected output that summarizes the sweep behind an input; see {@link TableOutput#summaryOf}. */
    public TableOutput summaryOf(String input) {
        return TableOutput.summaryOf(input, schema);
    }

    /**
     * Returns the named columns.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public List<Column> columns(String... names) {
        return schema.select(List.of(names)).columns();
    }

    /** Returns an input with the name and the description of the table, that needs all columns. */
    public InputPort input() {
        return input(schema.name(), schema.description());
    }

    /** Returns the same input for an output with one table for each point of a sweep; see {@link InputPort#ofAllPoints}. */
    public InputPort inputOfAllPoints() {
        return InputPort.ofAllPoints(schema.name(), schema.description(), schema.columns());
    }

    /** Returns an input that needs all columns, or only the named ones. */
    public InputPort input(String port, String portDescription, String... needed) {
        return new InputPort(port, portDescription, needed.length == 0 ? schema.columns() : columns(needed));
    }

    /**
     * Reads the rows of a table. The table may have additional columns, and whole numbers where the record has {@code
     * double}.
     *
     * @throws IllegalArgumentException if it lacks a column, or one has another type
     */
    public List<R> read(Table table) {
        int[] columns = schema.columns().stream()
                .mapToInt(column -> columnOf(table, column))
                .toArray();
        List<R> rows = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            Object[] cells = new Object[columns.length];
            for (int i = 0; i < cells.length; i++) {
                Object cell = table.value(row, columns[i]);
                boolean widened =
                        cell instanceof Integer && schema.columns().get(i).type() == ColumnType.FLOAT64;
                cells[i] = widened ? ((Integer) cell).doubleValue() : cell;
            }
            rows.add(newRow(cells));
        }
        return rows;
    }

    /** Returns the cells of a row in the order of the columns. */
    List<Object> cells(R row) {
        List<Object> cells = new ArrayList<>(accessors.size());
        try {
            for (Method accessor : accessors) {
                cells.add(accessor.invoke(row));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row of the table '" + schema.name() + "' cannot be read", e);
        }
        return cells;
    }

    private R newRow(Object[] cells) {
        try {
            return constructor.newInstance(cells);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row of the table '" + schema.name() + "' cannot be made", e);
        }
    }

    private static int columnOf(Table table, Column wanted) {
        Column there = table.schema().column(wanted.name());
        boolean widened = there.type() == ColumnType.INT32 && wanted.type() == ColumnType.FLOAT64;
        if (there.type() != wanted.type() && !widened) {
            throw new IllegalArgumentException("the column '" + wanted.name() + "' of the table '"
                    + table.schema().name() + "' holds " + there.type().label() + ", not "
                    + wanted.type().label());
        }
        return table.schema().indexOf(wanted.name());
    }

    private static Column column(RecordComponent component) {
        Cell cell = component.getAnnotation(Cell.class);
        if (cell == null) {
            throw new IllegalArgumentException(nameOf(component) + " has no @Cell that describes it");
        }
        ColumnType type = type(component);
        boolean number = type != ColumnType.TEXT && type != ColumnType.BOOLEAN;
        String name = cell.name().isEmpty() ? snakeCase(component.getName()) : cell.name();
        return new Column(name, type, number ? cell.unit() : "", cell.value());
    }

    private static ColumnType type(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == int.class) {
            return ColumnType.INT32;
        } else if (type == long.class) {
            return ColumnType.INT64;
        } else if (type == double.class) {
            return ColumnType.FLOAT64;
        } else if (type == boolean.class) {
            return ColumnType.BOOLEAN;
        } else if (type == String.class) {
            return ColumnType.TEXT;
        }
        throw new IllegalArgumentException(
                "no column can hold the values of " + nameOf(component) + ": " + type.getSimpleName());
    }

    private static String nameOf(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}

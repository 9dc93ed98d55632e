package org.cb1network.engine.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/**
 * The columns of a table that form an estimate: a mean over replicates and its uncertainty. They are recognized by
 * name: {@code ci_low} and {@code ci_high}, optionally preceded by {@code sd} and {@code standard_error}, preceded by
 * the mean. In a table with several means, each of these names begins with that of its mean, as in {@code rate_ci_low}.
 *
 * @param mean name of the column with the mean
 * @param sd name of the column with the standard deviation between replicates
 * @param standardError name of the column with the standard error of the mean
 * @param low name of the column with the lower end of the confidence interval
 * @param high name of the column with its upper end
 */
public record EstimateColumns(
        String mean, Optional<String> sd, Optional<String> standardError, String low, String high) {

    /** Name of the column with the number of replicates. */
    public static final String REPLICATES = "replicates";

    private static final String SD = "sd";
    private static final String STANDARD_ERROR = "standard_error";
    private static final String LOW = "ci_low";
    private static final String HIGH = "ci_high";

    /** Returns the estimates of a table; none if it has none. */
    public static List<EstimateColumns> of(TableSchema schema) {
        List<EstimateColumns> estimates = new ArrayList<>();
        for (int i = 0; i < schema.columns().size(); i++) {
            String name = schema.columns().get(i).name();
            if (!isNumber(schema.columns().get(i)) || !name.endsWith(LOW)) {
                continue;
            }
            String prefix = name.substring(0, name.length() - LOW.length());
            if (!schema.has(prefix + HIGH)) {
                continue;
            }
            mean(schema, i, prefix)
                    .ifPresent(mean -> estimates.add(new EstimateColumns(
                            mean,
                            present(schema, prefix + SD),
                            present(schema, prefix + STANDARD_ERROR),
                            prefix + LOW,
                            prefix + HIGH)));
        }
        return estimates;
    }

    /** Returns the number of replicates behind the means of a row; 0 if the table does not say. */
    public static int replicates(Table table, int row) {
        boolean known = table.schema().has(REPLICATES)
                && table.schema().column(REPLICATES).type() == ColumnType.INT32;
        return known ? table.int32(REPLICATES, row) : 0;
    }

    /**
     * Returns the standard error of the mean in a row, computed from the standard deviation if there is no column for
     * it; NaN if there is neither.
     */
    public double standardError(Table table, int row) {
        int replicates = replicates(table, row);
        return standardError
                .map(column -> table.float64(column, row))
                .orElseGet(() -> sd.filter(column -> replicates > 0)
                        .map(column -> table.float64(column, row) / Math.sqrt(replicates))
                        .orElse(Double.NaN));
    }

    private static Optional<String> mean(TableSchema schema, int low, String prefix) {
        for (int i = low - 1; i >= 0; i--) {
            Column column = schema.columns().get(i);
            if (!column.name().equals(prefix + SD) && !column.name().equals(prefix + STANDARD_ERROR)) {
                boolean named = prefix.isEmpty() || prefix.equals(column.name() + "_");
                return isNumber(column) && named ? Optional.of(column.name()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> present(TableSchema schema, String name) {
        return schema.has(name) ? Optional.of(name) : Optional.empty();
    }

    private static boolean isNumber(Column column) {
        return column.type() == ColumnType.FLOAT64;
    }
}

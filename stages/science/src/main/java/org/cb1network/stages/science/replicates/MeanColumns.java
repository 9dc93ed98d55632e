package org.cb1network.stages.science.replicates;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.table.Column;
import org.cb1network.stages.science.analysis.SampleStatistics;

/**
 * The columns of a mean over replicates and its uncertainty: mean, standard deviation between replicates, standard
 * error and confidence interval of the mean.
 *
 * @param columns in the order in which they are written
 */
public record MeanColumns(List<Column> columns) {

    /** The column with the number of replicates. */
    public static final Column REPLICATES = Column.int32("replicates", "1", "number of replicates");

    public MeanColumns {
        columns = List.copyOf(columns);
    }

    /** Returns the columns for a table with one mean: {@code quantity, sd, standard_error, ci_low, ci_high}. */
    public static MeanColumns of(String quantity, String unit, String description) {
        return named(quantity, "", unit, description);
    }

    /**
     * Returns the columns for a table with several means: {@code quantity, quantity_sd, quantity_standard_error, ...}.
     */
    public static MeanColumns amongOthers(String quantity, String unit, String description) {
        return named(quantity, quantity + "_", unit, description);
    }

    private static MeanColumns named(String quantity, String prefix, String unit, String description) {
        return new MeanColumns(List.of(
                Column.float64(quantity, unit, description + ", mean over replicates"),
                Column.float64(prefix + "sd", unit, "standard deviation between replicates; NaN for a single one"),
                Column.float64(prefix + "standard_error", unit, "of the mean; NaN for a single replicate"),
                Column.float64(prefix + "ci_low", unit, "lower end of the confidence interval of the mean"),
                Column.float64(prefix + "ci_high", unit, "upper end of the confidence interval of the mean")));
    }

    /** Returns the name of the averaged column, which is also that of its mean. */
    public String quantity() {
        return columns.get(0).name();
    }

    /**
     * Returns the columns of a table of means: some columns of the averaged table, the number of replicates, and these
     * columns.
     */
    public List<Column> after(RowType<?> averaged, String... by) {
        List<Column> all = new ArrayList<>(averaged.columns(by));
        all.add(REPLICATES);
        all.addAll(columns);
        return all;
    }

    /** Returns the cells of these columns. */
    public List<Double> cells(SampleStatistics statistics) {
        return List.of(
                statistics.mean(),
                statistics.standardDeviation(),
                statistics.standardError(),
                statistics.confidenceLow(),
                statistics.confidenceHigh());
    }
}

package org.cb1network.stages.science.replicates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.science.analysis.SampleStatistics;

/** Averages columns of a sweep's table over the replicates of each point. */
public final class ReplicateMeans {

    private ReplicateMeans() {}

    /**
     * Writes a table with the axes of the sweep, the columns {@code by}, the number of replicates, and the means.
     *
     * @param by columns that identify the rows of one point; the first of them is the first column that is not an axis
     * @param means columns of the averages; the first name of each is the column to average
     * @param confidence confidence level of the intervals
     */
    public static void write(
            Table table,
            List<String> by,
            List<MeanColumns> means,
            double confidence,
            StageContext context,
            String output)
            throws IOException {
        AxisColumns axes = AxisColumns.before(by.get(0), table.schema());
        TableWriter out = context.table(output, axes.columns());
        List<Map<List<Object>, ReplicateValues>> values = new ArrayList<>();
        for (MeanColumns mean : means) {
            values.add(ReplicateValues.of(
                    table, mean.quantity(), row -> axes.groupOf(table, row, by.toArray(String[]::new))));
        }
        for (Map.Entry<List<Object>, ReplicateValues> group : values.get(0).entrySet()) {
            List<Object> cells = new ArrayList<>(group.getKey());
            cells.add(group.getValue().size());
            for (int i = 0; i < means.size(); i++) {
                ReplicateValues ofGroup = Objects.requireNonNull(values.get(i).get(group.getKey()));
                cells.addAll(means.get(i).cells(SampleStatistics.of(ofGroup.values(), confidence)));
            }
            out.row(cells);
        }
    }
}

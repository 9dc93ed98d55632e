package org.cb1network.stages.science.scan;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.science.analysis.ScanCriterion;
import org.cb1network.stages.science.replicates.AxisColumns;
import org.cb1network.stages.science.replicates.ReplicateValues;
import org.cb1network.stages.science.replicates.RowFilter;

/** Chooses a value of a scan by a stated rule, and says how sure that choice is, given the scatter of the replicates. */
public final class ChooseStage implements Stage<ChooseStage.Parameters> {

    /**
     * What to choose.
     *
     * @param scan axis of the sweep that a value is chosen of
     * @param quantity column that the rule is about
     * @param where which rows count: values of other columns
     * @param relativeTo if not empty, the quantity is divided by that of the rows that have these values instead of those of
     *     {@code where}, replicate by replicate
     * @param rule the rule
     */
    public record Parameters(
            @Describe("axis of the sweep that a value is chosen of")
            String scan,

            @Describe("column that the rule is about") String quantity,

            @Describe("which rows count: values of other columns") @Default("{}")
            Map<String, String> where,

            @Describe("if given, the quantity is divided by that of the rows that have these values instead")
            @Default("{}")
            Map<String, String> relativeTo,

            @Describe("the rule") ScanRule rule) {

        public Parameters {
            where = new TreeMap<>(where);
            relativeTo = new TreeMap<>(relativeTo);
        }
    }

    private static final TableSchema CHOICE = TableSchema.of(
            "choice",
            "the chosen value of the scan",
            Column.text("criterion", "what the rule is for"),
            Column.text("pick", "which side of the crossing of the threshold is taken"),
            Column.float64("threshold", "1", "in the unit of the quantity"),
            Column.float64("quantity", "1", "mean of the quantity over replicates, in its own unit"),
            Column.float64("standard_error", "1", "of that mean; NaN for a single replicate"),
            Column.int32("replicates", "1", "number of replicates"),
            Column.float64(
                    "confidence", "1", "probability that the rule means this value; NaN for a single replicate"));

    private static final TableSchema CANDIDATES = TableSchema.of(
            "candidates",
            "every value of the scan, and what the rule says of it",
            Column.int32("replicates", "1", "number of replicates"),
            Column.float64("quantity", "1", "mean of the quantity over replicates, in its own unit"),
            Column.float64("standard_error", "1", "of that mean; NaN for a single replicate"),
            Column.float64("margin", "1", "(mean - threshold) / standard error"),
            Column.float64("probability_above", "1", "probability that the true mean exceeds the threshold"),
            Column.float64("probability_chosen", "1", "probability that the rule means this value"),
            Column.bool("chosen", "whether it is the chosen one"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "choose",
            "Chooses a value of a scan by a stated rule",
            Parameters.class,
            List.of(new InputPort("scan", "a table of a sweep with the quantity that the rule is about")),
            List.<OutputPort>of(TableOutput.summaryOf("scan", CHOICE), TableOutput.summaryOf("scan", CANDIDATES)),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table table = context.input("scan");
        AxisColumns scan = new AxisColumns(List.of(scanned(parameters.scan(), table)));
        Map<Double, ReplicateValues> byValue = quantities(table, scan, parameters);
        double[] values =
                byValue.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[][] quantities =
                byValue.values().stream().map(ReplicateValues::values).toArray(double[][]::new);
        ScanCriterion criterion = parameters.rule().criterion();
        ScanCriterion.Choice choice = criterion.choose(values, quantities);
        writeCandidates(choice, scan, context.table("candidates", scan.columns()));
        if (!choice.isMade()) {
            throw new IllegalArgumentException("no value of '" + parameters.scan() + "' meets the rule '"
                    + criterion.name() + "': " + parameters.quantity() + " is " + means(choice) + ", the threshold "
                    + criterion.threshold());
        }
        writeChoice(choice, criterion, scan, context.table("choice", scan.columns()));
    }

    /** The quantity at each value of the scan, by ascending value. */
    private static Map<Double, ReplicateValues> quantities(Table table, AxisColumns scan, Parameters parameters) {
        RowFilter where = new RowFilter(parameters.where());
        Map<Double, ReplicateValues> quantities = quantities(table, where, parameters.quantity(), scan);
        if (!parameters.relativeTo().isEmpty()) {
            RowFilter others = where.and(parameters.relativeTo());
            quantities(table, others, parameters.quantity(), scan)
                    .forEach((value, divisors) ->
                            quantities.computeIfPresent(value, (same, dividends) -> dividends.dividedBy(divisors)));
        }
        return quantities;
    }

    private static Map<Double, ReplicateValues> quantities(
            Table table, RowFilter where, String quantity, AxisColumns scan) {
        Table rows = where.of(table);
        Map<Double, ReplicateValues> byValue = new TreeMap<>();
        ReplicateValues.of(rows, quantity, row -> scan.groupOf(rows, row))
                .forEach((value, replicates) -> byValue.put((Double) value.get(0), replicates));
        return byValue;
    }

    private static Column scanned(String name, Table table) {
        Column column = table.schema().column(name);
        if (column.type() != ColumnType.FLOAT64) {
            throw new IllegalArgumentException("a value is chosen of an axis of numbers, but '" + name + "' is one of "
                    + column.type().label());
        }
        return column;
    }

    private static List<Double> means(ScanCriterion.Choice choice) {
        return choice.candidates().stream().map(ScanCriterion.Candidate::mean).toList();
    }

    private static void writeCandidates(ScanCriterion.Choice choice, AxisColumns scan, TableWriter out)
            throws IOException {
        for (int i = 0; i < choice.candidates().size(); i++) {
            ScanCriterion.Candidate candidate = choice.candidates().get(i);
            int column = scan.write(out, List.of(candidate.value()));
            out.int32(column, candidate.replicates());
            out.float64(column + 1, candidate.mean());
            out.float64(column + 2, candidate.standardError());
            out.float64(column + 3, candidate.margin());
            out.float64(column + 4, candidate.probabilityAbove());
            out.float64(column + 5, candidate.probabilityChosen());
            out.bool(column + 6, i == choice.chosen());
            out.endRow();
        }
    }

    private static void writeChoice(
            ScanCriterion.Choice choice, ScanCriterion criterion, AxisColumns scan, TableWriter out)
            throws IOException {
        ScanCriterion.Candidate chosen = choice.candidates().get(choice.chosen());
        int column = scan.write(out, List.of(choice.value()));
        out.text(column, criterion.name());
        out.text(column + 1, criterion.pick() == ScanCriterion.Pick.FIRST_ABOVE ? "first above" : "last not above");
        out.float64(column + 2, criterion.threshold());
        out.float64(column + 3, chosen.mean());
        out.float64(column + 4, chosen.standardError());
        out.int32(column + 5, chosen.replicates());
        out.float64(column + 6, choice.confidence());
        out.endRow();
    }
}

package org.cb1network.stages.science.scan;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.RowFilter;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.science.analysis.ScanCriterion;
import org.cb1network.stages.science.replicates.AxisColumns;
import org.cb1network.stages.science.replicates.ReplicateValues;

/**
 * Chooses a value of a scan by a rule, and reports the confidence of the choice, given the scatter of the replicates.
 */
public final class ChooseStage implements Stage<ChooseStage.Parameters> {

    private static final String SCAN = "scan";

    /**
     * The parameters.
     *
     * @param scan axis of the sweep from which a value is chosen
     * @param quantity column that the rule refers to
     * @param where rows to use: values of other columns
     * @param relativeTo if not empty, the quantity is divided, replicate by replicate, by that of the rows with these
     *     values instead of those of {@code where}
     * @param rule the rule
     */
    public record Parameters(
            @Describe("axis of the sweep from which a value is chosen")
            String scan,

            @Describe("column that the rule refers to") String quantity,

            @Describe("rows to use: values of other columns") @Default("{}")
            Map<String, String> where,

            @Describe("if given, the quantity is divided by that of the rows with these values instead") @Default("{}")
            Map<String, String> relativeTo,

            @Describe("the rule") ScanRule rule)
            implements NamesColumns {

        public Parameters {
            where = new TreeMap<>(where);
            relativeTo = new TreeMap<>(relativeTo);
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            InputColumns table = tables.get(SCAN);
            if (table != null) {
                table.requireNumbers(scan, report, "scan");
                Optional<Column> axis = table.columns().getOrDefault(scan, Optional.empty());
                if (axis.isPresent() && axis.get().type() != ColumnType.FLOAT64) {
                    report.problem(notChosen(axis.get()), "choose along another axis", "scan");
                }
                table.requireNumbers(quantity, report, "quantity");
                table.requireRows(where, report, "where");
                table.requireRows(relativeTo, report, "relative-to");
            }
        }
    }

    /** The choice. */
    private record ChosenValue(
            @Cell("what the rule is for") String criterion,

            @Cell("which side of the crossing of the threshold is taken")
            String pick,

            @Cell("in the unit of the quantity") double threshold,

            @Cell("mean of the quantity over replicates, in its own unit")
            double quantity,

            @Cell("of that mean; NaN for a single replicate")
            double standardError,

            @Cell("number of replicates") int replicates,

            @Cell("probability that the rule means this value; NaN for a single replicate")
            double confidence) {}

    private static final RowType<ChosenValue> CHOICE =
            RowType.of("choice", "the chosen value of the scan", ChosenValue.class);

    /** A value of the scan. */
    private record ScannedValue(
            @Cell("number of replicates") int replicates,

            @Cell("mean of the quantity over replicates, in its own unit")
            double quantity,

            @Cell("of that mean; NaN for a single replicate")
            double standardError,

            @Cell("(mean - threshold) / standard error") double margin,

            @Cell("probability that the true mean exceeds the threshold")
            double probabilityAbove,

            @Cell("probability that the rule means this value")
            double probabilityChosen,

            @Cell("whether it is the chosen one") boolean chosen) {}

    private static final RowType<ScannedValue> CANDIDATES =
            RowType.of("candidates", "every value of the scan, and what the rule says of it", ScannedValue.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "choose",
            "Chooses a value of a scan by a stated rule",
            Parameters.class,
            List.of(new InputPort(SCAN, "a table of a sweep with the quantity that the rule is about")),
            List.<OutputPort>of(
                    CHOICE.summaryOf(SCAN).ledBy("scan"),
                    CANDIDATES.summaryOf(SCAN).ledBy("scan")),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table table = context.input(SCAN);
        AxisColumns scan = new AxisColumns(List.of(scanned(parameters.scan(), table)));
        Map<Double, ReplicateValues> byValue = quantities(table, scan, parameters);
        double[] values =
                byValue.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[][] quantities =
                byValue.values().stream().map(ReplicateValues::values).toArray(double[][]::new);
        ScanCriterion criterion = parameters.rule().criterion();
        ScanCriterion.Outcome choice = criterion.choose(values, quantities);
        writeCandidates(choice, context.rows(CANDIDATES, scan.columns()));
        if (!choice.isMade()) {
            throw new IllegalArgumentException("no value of '" + parameters.scan() + "' meets the rule '"
                    + criterion.name() + "': " + parameters.quantity() + " is " + means(choice) + ", the threshold "
                    + criterion.threshold());
        }
        context.rows(CHOICE, scan.columns()).write(List.of(choice.value()), chosen(choice, criterion));
    }

    /** Returns the quantity at each value of the scan, by ascending value. */
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
            throw new IllegalArgumentException(notChosen(column));
        }
        return column;
    }

    private static String notChosen(Column column) {
        return "a value can only be chosen from an axis of float64, but '" + column.name() + "' is one of "
                + column.type().label();
    }

    private static List<Double> means(ScanCriterion.Outcome choice) {
        return choice.candidates().stream().map(ScanCriterion.Candidate::mean).toList();
    }

    private static void writeCandidates(ScanCriterion.Outcome choice, RowWriter<ScannedValue> out) throws IOException {
        for (int i = 0; i < choice.candidates().size(); i++) {
            ScanCriterion.Candidate candidate = choice.candidates().get(i);
            out.write(
                    List.of(candidate.value()),
                    new ScannedValue(
                            candidate.replicates(),
                            candidate.mean(),
                            candidate.standardError(),
                            candidate.margin(),
                            candidate.probabilityAbove(),
                            candidate.probabilityChosen(),
                            i == choice.chosen()));
        }
    }

    private static ChosenValue chosen(ScanCriterion.Outcome choice, ScanCriterion criterion) {
        ScanCriterion.Candidate chosen = choice.candidates().get(choice.chosen());
        return new ChosenValue(
                criterion.name(),
                criterion.pick() == ScanCriterion.Pick.FIRST_ABOVE ? "first above" : "last not above",
                criterion.threshold(),
                chosen.mean(),
                chosen.standardError(),
                chosen.replicates(),
                choice.confidence());
    }
}

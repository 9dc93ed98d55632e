package org.cb1network.stages.science.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.NamesInputs;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;

/**
 * Compares every value of the reference files with the pipeline's own, and decides whether it lies within the range
 * that the model gives.
 *
 * <p>A published value is one realisation (or the mean of a few) of a random network. It is therefore compared not with
 * the confidence interval of the mean, but with the prediction interval of one more realisation, widened by the reading
 * error of the published value. If the published value is the mean of a sample, the sampling error is added.
 */
public final class ComparePublishedStage implements Stage<ComparePublishedStage.Parameters> {

    /**
     * The pipeline's own values for a group of reference values.
     *
     * @param in input table with the values
     * @param quantity column to compare
     * @param x column with the abscissa, if the values are points of curves
     * @param where rows to use: values of other columns
     * @param realisations number of realisations that a reference value is the mean of
     * @param sampled how a reference value was sampled within each realisation, if it was
     */
    @Describe("the pipeline's own values")
    public record Counterpart(
            @Describe("input table with the values") String in,
            @Describe("column to compare") String quantity,

            @Describe("column that has the abscissa, if the values are points of curves")
            Optional<String> x,

            @Describe("rows to use: values of other columns") @Default("{}")
            Map<String, String> where,

            @Describe("number of realisations that a reference value is the mean of") @Range(min = 1) @Default("1")
            int realisations,

            @Describe("how a reference value was sampled within each realisation, if it was")
            Optional<Sampled> sampled) {

        public Counterpart {
            where = new TreeMap<>(where);
        }

        /** @param isUsed whether the file has values for it; the unit of the quantity is read in any case */
        private void checkColumns(
                InputColumns table, boolean isUsed, ProblemReport report, int reference, String group) {
            Object[] here = {"references", reference, "counterparts", group};
            table.requireNumbers(quantity, report, below(here, "quantity"));
            if (!isUsed) {
                return;
            }
            x.ifPresent(column -> table.requireNumbers(column, report, below(here, "x")));
            sampled.ifPresent(
                    sample -> table.requireNumbers(sample.spread(), report, below(here, "sampled", "spread")));
            // A value of the file may take precedence over these.
            Map<String, String> rows = new TreeMap<>(where);
            rows.keySet().removeAll(List.of("population", "condition"));
            table.requireRows(rows, report, below(here, "where"));
        }

        private static Object[] below(Object[] path, Object... steps) {
            return Stream.concat(Stream.of(path), Stream.of(steps)).toArray();
        }
    }

    /**
     * Describes a reference value that is the mean of a random sample, such as 2,000 of all pairs of neurons, whereas
     * the pipeline's own value is the mean of all.
     *
     * @param spread column with the standard deviation of the sampled quantity
     * @param draws size of the sample
     */
    @Describe("size and spread of a sample")
    public record Sampled(
            @Describe("column with the standard deviation of the sampled quantity")
            String spread,

            @Describe("size of the sample") @Range(min = 1) int draws) {}

    /**
     * A file of reference values.
     *
     * @param name name to use in the table
     * @param file CSV, gzipped CSV or Arrow with the columns population, condition, quantity, value and unit, and
     *     optionally x, remark and reading_uncertainty
     * @param groupedBy the column that groups the values
     * @param counterparts the pipeline's own values, by group
     */
    @Describe("a file of reference values")
    public record Reference(
            @Describe("name to use in the table") String name,

            @Describe(
                    "CSV, gzipped CSV or Arrow with the columns population, condition, quantity, value, unit; optionally x, remark, reading_uncertainty")
            DataFile file,

            @Describe("the column that groups the values") String groupedBy,
            @Describe("the pipeline's own values, by group") Map<String, Counterpart> counterparts) {

        public Reference {
            counterparts = new TreeMap<>(counterparts);
        }

        /** Returns what is wrong with the file. */
        private Optional<String> problem() {
            Map<String, Optional<String>> units = unknownUnits();
            return file.look(List.of(groupedBy, units), path -> groups(path, units))
                    .problem();
        }

        /** The units to compare with are known in the run only. */
        private Map<String, Optional<String>> unknownUnits() {
            Map<String, Optional<String>> units = new TreeMap<>();
            counterparts.keySet().forEach(group -> units.put(group, Optional.empty()));
            return units;
        }

        /** Returns the groups that have values; none if the file is too large to be read before the stage. */
        private Set<String> groups() {
            Map<String, Optional<String>> units = unknownUnits();
            return file.look(List.of(groupedBy, units), path -> groups(path, units))
                    .content()
                    .orElse(Set.of());
        }

        private Set<String> groups(Path path, Map<String, Optional<String>> units) throws IOException {
            return ReferenceValue.read(path, groupedBy, units).stream()
                    .map(ReferenceValue::group)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * The parameters.
     *
     * @param references files of values
     * @param confidence confidence level of the intervals
     */
    public record Parameters(
            @Describe("files of values") List<Reference> references,

            @Describe("probability that a prediction interval contains one more realisation")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence)
            implements Checked, NamesColumns, NamesInputs {

        public Parameters {
            references = List.copyOf(references);
        }

        @Override
        public void check(ProblemReport report) {
            for (int i = 0; i < references.size(); i++) {
                Optional<String> problem = references.get(i).problem();
                if (problem.isPresent()) {
                    report.problem(problem.get(), "", "references", i, "file");
                }
            }
        }

        @Override
        public void checkInputs(Collection<String> inputs, ProblemReport report) {
            for (int i = 0; i < references.size(); i++) {
                for (Map.Entry<String, Counterpart> of :
                        references.get(i).counterparts().entrySet()) {
                    String in = of.getValue().in();
                    if (!inputs.contains(in)) {
                        report.unknownName("input", in, inputs, "references", i, "counterparts", of.getKey(), "in");
                    }
                }
            }
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            for (int i = 0; i < references.size(); i++) {
                Reference reference = references.get(i);
                Set<String> used = reference.groups();
                for (Map.Entry<String, Counterpart> counterpart :
                        reference.counterparts().entrySet()) {
                    InputColumns table = tables.get(counterpart.getValue().in());
                    String group = counterpart.getKey();
                    if (table != null) {
                        counterpart.getValue().checkColumns(table, used.contains(group), report, i, group);
                    }
                }
            }
        }
    }

    /** A reference value with the pipeline's own. */
    private record ComparedValue(
            @Cell("where the value is from") String reference,
            @Cell("panel of the figure, or protocol") String panel,
            @Cell("what it is") String quantity,
            @Cell("of which population") String population,

            @Cell("in which condition; empty for V1 where the figure names none")
            String condition,

            @Cell("abscissa; NaN if it is not a point of a curve")
            double x,

            @Cell("unit of the value") String unit,
            @Cell("the reference value") double published,

            @Cell("half-width of the error with which it is known")
            double readingUncertainty,

            @Cell("number of the pipeline's realisations") int replicates,
            @Cell("mean of the pipeline's realisations") double computed,
            @Cell("their standard deviation") double sd,

            @Cell("lower end of the confidence interval of the mean")
            double ciLow,

            @Cell("upper end of it") double ciHigh,

            @Cell("lower end of the interval that holds one more realisation")
            double predictionLow,

            @Cell("upper end of it") double predictionHigh,

            @Cell("within, or on which side of prediction interval and reading uncertainty: above, below")
            String verdict,

            @Cell("how far outside, with sign; 0 within") double offBy,
            @Cell("what is known of the reference value") String remark) {}

    private static final RowType<ComparedValue> COMPARISON = RowType.of(
            "comparison",
            "reference values beside those of the pipeline; numbers are in the unit of the row",
            ComparedValue.class);

    /** The number of values of a group that lie within the range. */
    private record GroupSummary(
            @Cell("where the values are from") String reference,
            @Cell("panel of the figure, or protocol") String panel,
            @Cell("number of values") int values,
            @Cell("how many lie within") int within,

            @Cell("mean of published - computed, in standard deviations of a realisation; where there is one")
            double meanDeviation) {}

    private static final RowType<GroupSummary> SUMMARY =
            RowType.of("summary", "how many reference values lie within what the model gives", GroupSummary.class);

    private static final StageType<Parameters> TYPE = StageType.takingAnyTables(
            "compare-published",
            "Reference values beside the pipeline's own, with a verdict",
            Parameters.class,
            List.<OutputPort>of(COMPARISON.output().asExact(), SUMMARY.output().asExact()));

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Map<String, Table> tables = new TreeMap<>();
        for (Reference reference : parameters.references()) {
            for (Counterpart counterpart : reference.counterparts().values()) {
                if (!tables.containsKey(counterpart.in())) {
                    tables.put(counterpart.in(), context.input(counterpart.in()));
                }
            }
        }
        for (Reference reference : parameters.references()) {
            compare(reference, tables, parameters.confidence(), context);
        }
    }

    private static void compare(Reference reference, Map<String, Table> tables, double confidence, StageContext context)
            throws IOException {
        Map<String, Optional<String>> units = new TreeMap<>();
        reference
                .counterparts()
                .forEach((group, counterpart) -> units.put(
                        group,
                        Optional.of(table(counterpart, tables)
                                .schema()
                                .column(counterpart.quantity())
                                .unit())));
        Map<String, List<ReferenceComparison>> groups = new TreeMap<>();
        List<ReferenceValue> values =
                reference.file().read(path -> ReferenceValue.read(path, reference.groupedBy(), units));
        for (ReferenceValue value : values) {
            Counterpart counterpart =
                    Objects.requireNonNull(reference.counterparts().get(value.group()));
            Table table = table(counterpart, tables);
            ReferenceComparison comparison = ReferenceComparison.of(value, counterpart, table, confidence);
            context.rows(COMPARISON).write(row(reference.name(), comparison));
            groups.computeIfAbsent(value.group(), any -> new ArrayList<>()).add(comparison);
        }
        for (Map.Entry<String, List<ReferenceComparison>> group : groups.entrySet()) {
            context.rows(SUMMARY).write(summary(reference.name(), group.getKey(), group.getValue()));
        }
    }

    private static Table table(Counterpart counterpart, Map<String, Table> tables) {
        return Objects.requireNonNull(tables.get(counterpart.in()));
    }

    private static ComparedValue row(String reference, ReferenceComparison comparison) {
        ReferenceValue value = comparison.reference();
        return new ComparedValue(
                reference,
                value.group(),
                value.quantity(),
                value.population(),
                value.condition(),
                value.x(),
                value.unit(),
                value.value(),
                value.readingUncertainty(),
                comparison.computed().n(),
                comparison.computed().mean(),
                comparison.computed().standardDeviation(),
                comparison.computed().confidenceLow(),
                comparison.computed().confidenceHigh(),
                comparison.predictionLow(),
                comparison.predictionHigh(),
                comparison.verdict().name().toLowerCase(Locale.ROOT),
                comparison.offBy(),
                value.remark());
    }

    private static GroupSummary summary(String reference, String group, List<ReferenceComparison> comparisons) {
        SummaryStatistics deviations = new SummaryStatistics();
        int within = 0;
        for (ReferenceComparison comparison : comparisons) {
            if (Double.isFinite(comparison.deviations())) {
                deviations.addValue(comparison.deviations());
            }
            within += comparison.verdict() == ReferenceComparison.Position.WITHIN ? 1 : 0;
        }
        return new GroupSummary(reference, group, comparisons.size(), within, deviations.getMean());
    }
}

package org.cb1network.stages.science.published;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;

/**
 * Lays every value of reference files beside the pipeline's own, and says whether it lies within what the model gives.
 *
 * <p>A published value is one realisation (or the mean of a few) of a random network. So it is not compared with the
 * confidence interval of the mean, but with the prediction interval of one more realisation, widened by how well the value
 * could be read. Where it is the mean of a sample, the error of sampling adds to that.
 */
public final class ComparePublishedStage implements Stage<ComparePublishedStage.Parameters> {

    /** The tables that values can be compared with; each is an input of the stage. */
    public enum Source {
        /** Rates of the scan of release probabilities. */
        RELEASE,
        /** Rates without input. */
        SPONTANEOUS,
        /** Membrane potentials without input. */
        MEMBRANE,
        /** Responses of the L4-L2/3 circuit to input events. */
        RESPONSES,
        /** Responses of the L2/3 circuit. */
        RESPONSES_L23,
        /** Gains of the L4-L2/3 circuit. */
        GAINS,
        /** STTC at the chosen level. */
        STTC,
        /** STTC of the temporal dynamics as published. */
        DYNAMICS;

        private String port() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Where the pipeline's own values for a group of reference values are.
     *
     * @param in input table that has the values
     * @param quantity column that is compared
     * @param x column that has the abscissa, if the values are points of curves
     * @param where which rows count: values of other columns
     * @param realisations how many realisations a reference value is the mean of
     * @param sampled how a reference value was sampled within each realisation, if it was
     */
    @Describe("where the pipeline's own values are")
    public record Counterpart(
            @Describe("input table that has the values") Source in,
            @Describe("column that is compared") String quantity,

            @Describe("column that has the abscissa, if the values are points of curves")
            Optional<String> x,

            @Describe("which rows count: values of other columns") @Default("{}")
            Map<String, String> where,

            @Describe("how many realisations a reference value is the mean of") @Range(min = 1) @Default("1")
            int realisations,

            @Describe("how a reference value was sampled within each realisation, if it was")
            Optional<Sampled> sampled) {

        public Counterpart {
            where = new TreeMap<>(where);
        }
    }

    /**
     * A reference value that is the mean of a random sample, such as 2,000 of all pairs of neurons, where the pipeline's own is the
     * mean of all.
     *
     * @param spread column with the standard deviation of what is sampled
     * @param draws size of the sample
     */
    @Describe("the size of a sample, and the spread of what it is drawn from")
    public record Sampled(
            @Describe("column with the standard deviation of what is sampled")
            String spread,

            @Describe("size of the sample") @Range(min = 1) int draws) {}

    /**
     * A file of values.
     *
     * @param name what to call it in the table
     * @param file CSV with the columns population, condition, quantity, value and unit, and possibly x, remark and
     *     reading_uncertainty
     * @param groupedBy its column that groups the values
     * @param counterparts the pipeline's own values, by group
     */
    @Describe("a file of reference values")
    public record Reference(
            @Describe("what to call it in the table") String name,

            @Describe(
                    "CSV with the columns population, condition, quantity, value, unit; possibly x, remark, reading_uncertainty")
            DataFile file,

            @Describe("its column that groups the values") String groupedBy,
            @Describe("the pipeline's own values, by group") Map<String, Counterpart> counterparts) {

        public Reference {
            counterparts = new TreeMap<>(counterparts);
        }
    }

    /**
     * What to compare.
     *
     * @param references files of values
     * @param confidence of the intervals
     */
    public record Parameters(
            @Describe("files of values") List<Reference> references,

            @Describe("probability that a prediction interval holds one more realisation")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence) {

        public Parameters {
            references = List.copyOf(references);
        }
    }

    private static final TableSchema COMPARISON = TableSchema.of(
            "comparison",
            "reference values beside those of the pipeline; numbers are in the unit of the row",
            Column.text("reference", "where the value is from"),
            Column.text("panel", "panel of the figure, or protocol"),
            Column.text("quantity", "what it is"),
            Column.text("population", "of which population"),
            Column.text("condition", "in which condition; empty for V1 where the figure names none"),
            Column.float64("x", "1", "abscissa; NaN if it is not a point of a curve"),
            Column.text("unit", "unit of the value"),
            Column.float64("published", "1", "the reference value"),
            Column.float64("reading_uncertainty", "1", "half-width of the error with which it is known"),
            Column.int32("replicates", "1", "number of the pipeline's realisations"),
            Column.float64("computed", "1", "mean of the pipeline's realisations"),
            Column.float64("sd", "1", "their standard deviation"),
            Column.float64("ci_low", "1", "lower end of the confidence interval of the mean"),
            Column.float64("ci_high", "1", "upper end of it"),
            Column.float64("prediction_low", "1", "lower end of the interval that holds one more realisation"),
            Column.float64("prediction_high", "1", "upper end of it"),
            Column.text(
                    "verdict", "within, or on which side of prediction interval and reading uncertainty: above, below"),
            Column.float64("off_by", "1", "how far outside, with sign; 0 within"),
            Column.text("remark", "what is known of the reference value"));

    private static final TableSchema SUMMARY = TableSchema.of(
            "summary",
            "how many reference values lie within what the model gives",
            Column.text("reference", "where the values are from"),
            Column.text("panel", "panel of the figure, or protocol"),
            Column.int32("values", "1", "number of values"),
            Column.int32("within", "1", "how many lie within"),
            Column.float64(
                    "mean_deviation",
                    "1",
                    "mean of published - computed, in standard deviations of a realisation; where there is one"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "compare-published",
            "Reference values beside the pipeline's own, with a verdict",
            Parameters.class,
            List.of(
                    new InputPort("release", "rates of the scan of release probabilities"),
                    new InputPort("spontaneous", "rates without input"),
                    new InputPort("membrane", "membrane potentials without input"),
                    new InputPort("responses", "responses of the L4-L2/3 circuit to input events"),
                    new InputPort("responses-l23", "responses of the L2/3 circuit to input events"),
                    new InputPort("gains", "gains of the L4-L2/3 circuit"),
                    new InputPort("sttc", "STTC at the chosen level"),
                    new InputPort("dynamics", "STTC of the temporal dynamics as published")),
            List.<OutputPort>of(new TableOutput(COMPARISON, true), new TableOutput(SUMMARY, true)),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Map<Source, Table> tables = new EnumMap<>(Source.class);
        for (Reference reference : parameters.references()) {
            for (Counterpart counterpart : reference.counterparts().values()) {
                if (!tables.containsKey(counterpart.in())) {
                    tables.put(counterpart.in(), context.input(counterpart.in().port()));
                }
            }
        }
        for (Reference reference : parameters.references()) {
            compare(reference, tables, parameters.confidence(), context);
        }
    }

    private static void compare(Reference reference, Map<Source, Table> tables, double confidence, StageContext context)
            throws IOException {
        String file = reference.file().path().toString();
        Map<String, List<Comparison>> groups = new TreeMap<>();
        List<ReferenceValue> values = reference
                .file()
                .read(path -> ReferenceValue.read(Files.readAllBytes(path), file, reference.groupedBy()));
        for (ReferenceValue value : values) {
            Counterpart counterpart = reference.counterparts().get(value.group());
            if (counterpart == null) {
                throw new IllegalArgumentException(file + " has values of " + reference.groupedBy() + " '"
                        + value.group() + "', but 'counterparts' does not say what to compare them with");
            }
            Table table = Objects.requireNonNull(tables.get(counterpart.in()));
            Comparison comparison = Comparison.of(value, counterpart, table, confidence);
            write(reference.name(), comparison, context.table("comparison"));
            groups.computeIfAbsent(value.group(), any -> new ArrayList<>()).add(comparison);
        }
        for (Map.Entry<String, List<Comparison>> group : groups.entrySet()) {
            writeSummary(reference.name(), group.getKey(), group.getValue(), context.table("summary"));
        }
    }

    private static void write(String reference, Comparison comparison, TableWriter out) throws IOException {
        ReferenceValue value = comparison.reference();
        out.text(0, reference);
        out.text(1, value.group());
        out.text(2, value.quantity());
        out.text(3, value.population());
        out.text(4, value.condition());
        out.float64(5, value.x());
        out.text(6, value.unit());
        out.float64(7, value.value());
        out.float64(8, value.readingUncertainty());
        out.int32(9, comparison.computed().n());
        out.float64(10, comparison.computed().mean());
        out.float64(11, comparison.computed().standardDeviation());
        out.float64(12, comparison.computed().confidenceLow());
        out.float64(13, comparison.computed().confidenceHigh());
        out.float64(14, comparison.predictionLow());
        out.float64(15, comparison.predictionHigh());
        out.text(16, comparison.verdict().name().toLowerCase(Locale.ROOT));
        out.float64(17, comparison.offBy());
        out.text(18, value.remark());
        out.endRow();
    }

    private static void writeSummary(String reference, String group, List<Comparison> comparisons, TableWriter out)
            throws IOException {
        SummaryStatistics deviations = new SummaryStatistics();
        int within = 0;
        for (Comparison comparison : comparisons) {
            if (Double.isFinite(comparison.deviations())) {
                deviations.addValue(comparison.deviations());
            }
            within += comparison.verdict() == Comparison.Verdict.WITHIN ? 1 : 0;
        }
        out.text(0, reference);
        out.text(1, group);
        out.int32(2, comparisons.size());
        out.int32(3, within);
        out.float64(4, deviations.getMean());
        out.endRow();
    }
}

package org.cb1network.stages.science.published;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;

/** The parameters that the parametrization chose, beside the published ones. */
public final class CompareChoicesStage implements Stage<CompareChoicesStage.Parameters> {

    /**
     * A choice of a probability.
     *
     * @param computed what the pipeline chose
     * @param published what was published
     * @param confidence how sure the pipeline's choice is, if it says so
     */
    @Describe("a choice of a probability")
    public record Probability(
            @Describe("what the pipeline chose") @Range(min = 0, max = 1)
            double computed,

            @Describe("what was published") @Range(min = 0, max = 1)
            double published,

            @Describe("how sure the pipeline's choice is, if it says so")
            Optional<Double> confidence) {}

    /**
     * A choice of a rate.
     *
     * @param computedHz what the pipeline chose, in Hz
     * @param publishedHz what was published, in Hz
     * @param confidence how sure the pipeline's choice is, if it says so
     */
    @Describe("a choice of a rate")
    public record Rate(
            @Describe("what the pipeline chose") @Unit("Hz") @Range(min = 0)
            double computedHz,

            @Describe("what was published") @Unit("Hz") @Range(min = 0)
            double publishedHz,

            @Describe("how sure the pipeline's choice is, if it says so")
            Optional<Double> confidence) {}

    /**
     * The choices.
     *
     * @param probabilities by name
     * @param rates by name
     */
    public record Parameters(
            @Describe("choices of probabilities, by name") @Default("{}")
            Map<String, Probability> probabilities,

            @Describe("choices of rates, by name") @Default("{}")
            Map<String, Rate> rates) {

        public Parameters {
            probabilities = new TreeMap<>(probabilities);
            rates = new TreeMap<>(rates);
        }
    }

    private static final TableSchema CHOICES = TableSchema.of(
            "choices",
            "parameters that the parametrization chose, beside the published ones",
            Column.text("choice", "name of the parameter"),
            Column.text("unit", "its unit"),
            Column.float64("computed", "1", "what the pipeline chose, in that unit"),
            Column.float64("published", "1", "what was published"),
            Column.bool("agrees", "whether both are the same"),
            Column.float64("confidence", "1", "how sure the pipeline's choice is; NaN if it does not say"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "compare-choices",
            "Chosen parameters beside the published ones",
            Parameters.class,
            List.of(),
            List.<OutputPort>of(new TableOutput(CHOICES, true)),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        TableWriter out = context.table("choices");
        for (Map.Entry<String, Probability> choice : parameters.probabilities().entrySet()) {
            Probability value = choice.getValue();
            write(choice.getKey(), "1", value.computed(), value.published(), value.confidence(), out);
        }
        for (Map.Entry<String, Rate> choice : parameters.rates().entrySet()) {
            Rate value = choice.getValue();
            write(choice.getKey(), "Hz", value.computedHz(), value.publishedHz(), value.confidence(), out);
        }
    }

    private static void write(
            String name, String unit, double computed, double published, Optional<Double> confidence, TableWriter out)
            throws IOException {
        out.text(0, name);
        out.text(1, unit);
        out.float64(2, computed);
        out.float64(3, published);
        out.bool(4, computed == published);
        out.float64(5, confidence.orElse(Double.NaN));
        out.endRow();
    }
}

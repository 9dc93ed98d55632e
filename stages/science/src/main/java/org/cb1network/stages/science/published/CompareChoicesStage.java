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
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;

/** Compares the parameters chosen by the parametrization with the published ones. */
public final class CompareChoicesStage implements Stage<CompareChoicesStage.Parameters> {

    /**
     * A choice of a probability.
     *
     * @param computed the pipeline's choice
     * @param published the published choice
     * @param confidence confidence of the pipeline's choice, if available
     */
    @Describe("a choice of a probability")
    public record Probability(
            @Describe("the pipeline's choice") @Range(min = 0, max = 1)
            double computed,

            @Describe("the published choice") @Range(min = 0, max = 1)
            double published,

            @Describe("confidence of the pipeline's choice, if available")
            Optional<Double> confidence) {}

    /**
     * A choice of a rate.
     *
     * @param computedHz the pipeline's choice, in Hz
     * @param publishedHz the published choice, in Hz
     * @param confidence confidence of the pipeline's choice, if available
     */
    @Describe("a choice of a rate")
    public record Rate(
            @Describe("the pipeline's choice") @Unit("Hz") @Range(min = 0)
            double computedHz,

            @Describe("the published choice") @Unit("Hz") @Range(min = 0)
            double publishedHz,

            @Describe("confidence of the pipeline's choice, if available")
            Optional<Double> confidence) {}

    /**
     * The choices.
     *
     * @param probabilities choices of probabilities by name
     * @param rates choices of rates by name
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

    /** A chosen parameter with the published one. */
    private record ComparedChoice(
            @Cell("name of the parameter") String choice,
            @Cell("its unit") String unit,
            @Cell("what the pipeline chose, in that unit") double computed,
            @Cell("what was published") double published,
            @Cell("whether both are the same") boolean agrees,

            @Cell("how sure the pipeline's choice is; NaN if it does not say")
            double confidence) {}

    private static final RowType<ComparedChoice> CHOICES = RowType.of(
            "choices", "parameters that the parametrization chose, beside the published ones", ComparedChoice.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "compare-choices",
            "Chosen parameters beside the published ones",
            Parameters.class,
            List.of(),
            List.<OutputPort>of(CHOICES.output().asExact()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        RowWriter<ComparedChoice> out = context.rows(CHOICES);
        for (Map.Entry<String, Probability> choice : parameters.probabilities().entrySet()) {
            Probability value = choice.getValue();
            out.write(row(choice.getKey(), "1", value.computed(), value.published(), value.confidence()));
        }
        for (Map.Entry<String, Rate> choice : parameters.rates().entrySet()) {
            Rate value = choice.getValue();
            out.write(row(choice.getKey(), "Hz", value.computedHz(), value.publishedHz(), value.confidence()));
        }
    }

    private static ComparedChoice row(
            String name, String unit, double computed, double published, Optional<Double> confidence) {
        return new ComparedChoice(
                name, unit, computed, published, computed == published, confidence.orElse(Double.NaN));
    }
}

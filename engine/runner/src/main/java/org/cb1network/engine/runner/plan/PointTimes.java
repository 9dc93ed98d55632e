package org.cb1network.engine.runner.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.cb1network.engine.runner.spec.ChoiceSpec;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.PointResolver;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.Decimals;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.Value;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.jspecify.annotations.Nullable;

/**
 * The expected computing time of a point of each stage: as in earlier runs if there were any, otherwise as the pipeline
 * says, otherwise by the stage's estimate. It only orders the work and predicts the duration of a run; no result depends on it. Used by one thread.
 */
public final class PointTimes {

    /** Default for stages without an estimate, such as analyses and figures. Slower stages should have an estimate. */
    private static final double UNKNOWN_SECONDS = 0.05;

    /**
     * What an analysis of each point of another stage takes of that stage's time: in the paper 0.5 to 20 %, of which spike
     * time tiling 8 %.
     */
    private static final double SHARE_OF_ANALYSIS = 0.07;

    private final PipelineSpec pipeline;
    private final Map<Reference, Value> published = new TreeMap<>();
    private final Supplier<Map<String, Double>> measured;
    private final Map<String, Double> seconds = new HashMap<>();
    private final PointCosts costs = new PointCosts();

    /**
     * Creates the times.
     *
     * @param measured returns the seconds that a point took in earlier runs, by stage; called at most once
     */
    public PointTimes(PipelineSpec pipeline, Supplier<Map<String, Double>> measured) {
        this.pipeline = pipeline;
        this.measured = measured;
        for (ChoiceSpec choice : pipeline.choices().values()) {
            choice.computed()
                    .ifPresent(
                            reference -> value(choice.published()).ifPresent(value -> published.put(reference, value)));
        }
    }

    /** Returns the expected computing time of a stage's point in seconds. */
    public double ofPoint(StageSpec stage) {
        if (seconds.isEmpty()) {
            seconds.putAll(measured.get());
        }
        Double known = seconds.get(stage.name());
        if (known == null) {
            known = stage.expectedSeconds().orElseGet(() -> estimate(stage));
            seconds.put(stage.name(), known);
        }
        return known;
    }

    /** Returns the mean of the first and the last point, because an axis may set something that the time depends on. */
    private double estimate(StageSpec stage) {
        if (!costs.hasEstimate(stage.stage())) {
            return unknown(stage);
        }
        try {
            // Before stages have run, the values that they choose are taken to be the published ones.
            PointResolver parameters = stage.resolver().with(this::valueOrNone);
            List<Point> points = stage.points();
            OptionalDouble first = seconds(stage, parameters, points.get(0));
            OptionalDouble last = seconds(stage, parameters, points.get(points.size() - 1));
            return (first.orElse(UNKNOWN_SECONDS) + last.orElse(UNKNOWN_SECONDS)) / 2;
        } catch (PipelineException | IllegalStateException valuesUnknownSoFar) {
            return UNKNOWN_SECONDS;
        }
    }

    private double unknown(StageSpec stage) {
        return stage.sweep()
                .each()
                .map(each -> SHARE_OF_ANALYSIS * ofPoint(pipeline.stage(each.name())))
                .orElse(UNKNOWN_SECONDS);
    }

    private OptionalDouble seconds(StageSpec stage, PointResolver parameters, Point point) {
        return costs.seconds(stage.stage(), parameters.parameters(point));
    }

    private @Nullable Value valueOrNone(Reference reference) {
        return published.get(reference);
    }

    private static Optional<Value> value(String text) {
        String[] parts = text.strip().split("\\s+", 2);
        return Decimals.parse(parts[0])
                .map(number -> Value.of(number.doubleValue(), parts.length > 1 ? parts[1] : "1"));
    }
}

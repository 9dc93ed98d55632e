package org.cb1network.engine.runner.plan;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;
import org.cb1network.engine.stage.CostEstimate;
import org.cb1network.engine.stage.PointCost;
import org.cb1network.engine.stage.Stage;

/** The cost estimates of stages annotated with {@link PointCost}. Safe for use by several threads. */
public final class PointCosts {

    private final ConcurrentMap<Class<?>, Optional<CostEstimate<?>>> estimates = new ConcurrentHashMap<>();

    /** Returns whether the stage has an estimate. */
    public boolean hasEstimate(Stage<?> stage) {
        return of(stage).isPresent();
    }

    /** Returns the bytes of memory that a point needs; 0 if the stage has no estimate. */
    public long bytes(Stage<?> stage, Record parameters) {
        return (long) estimate(stage, cost -> bytes(cost, parameters)).orElse(0);
    }

    /** Returns the seconds that a point takes; empty if the stage has no estimate. */
    public OptionalDouble seconds(Stage<?> stage, Record parameters) {
        return estimate(stage, cost -> seconds(cost, parameters));
    }

    /** Returns nothing if the estimate fails: computing the point will report what is wrong with its parameters. */
    private OptionalDouble estimate(Stage<?> stage, ToDoubleFunction<CostEstimate<?>> quantity) {
        Optional<CostEstimate<?>> cost = of(stage);
        try {
            return cost.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.max(0, quantity.applyAsDouble(cost.get())));
        } catch (RuntimeException e) {
            return OptionalDouble.empty();
        }
    }

    private Optional<CostEstimate<?>> of(Stage<?> stage) {
        return estimates.computeIfAbsent(stage.getClass(), PointCosts::estimateOf);
    }

    private static Optional<CostEstimate<?>> estimateOf(Class<?> stage) {
        PointCost mark = stage.getAnnotation(PointCost.class);
        if (mark == null) {
            return Optional.empty();
        }
        try {
            var constructor = mark.value().getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(mark.value().getName() + " needs a constructor without arguments", e);
        }
    }

    /** Calls the estimate of the annotated stage, whose parameters these are. */
    @SuppressWarnings("unchecked")
    private static <P extends Record> long bytes(CostEstimate<P> estimate, Record parameters) {
        return estimate.bytes((P) parameters);
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> double seconds(CostEstimate<P> estimate, Record parameters) {
        return estimate.seconds((P) parameters);
    }
}

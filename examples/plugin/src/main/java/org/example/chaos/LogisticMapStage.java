package org.example.chaos;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.table.Cell;

/** Iterates the logistic map, x -> growth x (1 - x). */
public final class LogisticMapStage implements Stage<LogisticMapStage.Parameters> {

    /** The parameters, set under {@code with:}. */
    public record Parameters(
            @Describe("growth rate") @Range(min = 0, max = 4) double growth,
            @Describe("initial value") @Range(min = 0, max = 1) @Default("0.5") double start,
            @Describe("number of iterations") @Range(min = 1) int steps) {}

    /** A row of the output. */
    public record State(
            @Cell("number of the iteration") int step,
            @Cell("value after it") double value) {}

    private static final RowType<State> ORBIT = RowType.of("orbit", "values of the map", State.class);

    @Override
    public StageType<Parameters> type() {
        return new StageType<>(
                "logistic-map",
                "Iterates the logistic map",
                Parameters.class,
                List.of(),
                List.of(ORBIT.output()),
                false);
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        RowWriter<State> orbit = context.rows(ORBIT);
        double value = parameters.start();
        for (int step = 1; step <= parameters.steps(); step++) {
            value = parameters.growth() * value * (1 - value);
            orbit.write(new State(step, value));
        }
    }
}

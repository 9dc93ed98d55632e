package org.cb1network.engine.runner.toys;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;

/** A stage with behaviour defined by a test. It counts its computations. */
public final class Toy implements Stage<Toy.Parameters> {

    /** Parameters for the bodies of tests. */
    public record Parameters(
            @Describe("a number") @Range(max = 1_000_000) @Default("1")
            double x,

            @Describe("another") @Default("0") double y,

            @Describe("a time") @Unit("ms") @Range(min = 0) @Default("0 ms")
            double timeMs) {}

    /** The behaviour of a stage. */
    @FunctionalInterface
    public interface Body {
        void compute(Parameters parameters, StageContext context) throws Exception;
    }

    /** The table {@code out} of one number per row that most toys write, collected over the points of a sweep. */
    public static final TableOutput OUT = new TableOutput(
            TableSchema.of("out", "what the toy yields", Column.float64("value", "1", "a number")), true);

    private final StageType<Parameters> type;
    private final Body body;
    private final AtomicInteger calls = new AtomicInteger();

    private Toy(String name, boolean seeded, List<InputPort> inputs, List<OutputPort> outputs, Body body) {
        this.type = new StageType<>(name, "A toy.", Parameters.class, inputs, outputs, seeded);
        this.body = body;
    }

    /** Returns a stage without inputs that writes {@link #OUT}. */
    public static Toy source(String name, Body body) {
        return new Toy(name, false, List.of(), List.of(OUT), body);
    }

    /** Returns such a stage that depends on the seed. */
    public static Toy seeded(String name, Body body) {
        return new Toy(name, true, List.of(), List.of(OUT), body);
    }

    /** Returns a stage that reads a table, {@code in}, and writes {@link #OUT}. */
    public static Toy step(String name, Body body) {
        return new Toy(name, false, List.of(new InputPort("in", "a table")), List.of(OUT), body);
    }

    /** Returns a stage with any inputs and outputs. */
    public static Toy of(String name, List<InputPort> inputs, List<OutputPort> outputs, Body body) {
        return new Toy(name, false, inputs, outputs, body);
    }

    /** Computes {@code x + y}. */
    public static Toy add() {
        return source("add", (parameters, context) -> write(context, parameters.x() + parameters.y()));
    }

    /** Computes {@code x} times the sum of the input's column {@code value}. */
    public static Toy total() {
        return step("total", (parameters, context) -> {
            double sum = 0;
            for (double value : context.input("in").float64("value")) {
                sum += value;
            }
            write(context, parameters.x() * sum);
        });
    }

    /** Writes a row to {@link #OUT}. */
    public static void write(StageContext context, double value) throws Exception {
        context.table("out").float64(0, value).endRow();
    }

    /** Returns how often {@link #compute} was called. */
    public int calls() {
        return calls.get();
    }

    @Override
    public StageType<Parameters> type() {
        return type;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws Exception {
        calls.incrementAndGet();
        body.compute(parameters, context);
    }
}

package org.cb1network.engine.runner.fingerprint;

import java.util.List;

/** A small project with a stage, a simulator and an engine, shaped like the real one. */
final class Sample {

    static final String STAGE = "org.cb1network.stages.science.SimulateStage";
    static final LibraryTable NO_LIBRARIES = new LibraryTable(List.of());

    private Sample() {}

    static final String STAGE_SOURCE = """
            package org.cb1network.stages.science;
            import org.cb1network.engine.stage.*;
            import org.cb1network.stages.network.*;
            import java.util.*;
            public class SimulateStage implements Stage<SimulateStage.Parameters> {
                public record Parameters(@Describe("how long") double durationMs, Condition condition) {
                    public Parameters {
                        if (durationMs <= 0) throw new IllegalArgumentException("duration");
                    }
                }
                @Override public Class<Parameters> parameters() { return Parameters.class; }
                @Override public void compute(Parameters parameters, StageContext context) {
                    Simulation simulation = new Simulation(context.seed());
                    simulation.run(parameters.durationMs());
                    context.put("rates", summary(simulation));
                }
                private String summary(Simulation simulation) {
                    List<Integer> rates = new ArrayList<>(List.of(3, 1, 2));
                    rates.sort(new Descending());
                    rates.replaceAll(rate -> rate * 2);
                    return simulation.toString() + rates;
                }
                static final class Descending implements Comparator<Integer> {
                    @Override public int compare(Integer a, Integer b) { return b - a; }
                }
            }
            """;

    static final String SIMULATION = """
            package org.cb1network.stages.network;
            import java.util.function.*;
            public class Simulation {
                private static final double STEP = Double.parseDouble("0.1");
                private double stepMs = 0.5;
                private final Kernel[] kernels;
                public Simulation(long seed) {
                    kernels = new Kernel[] {new LeakyKernel(), new AdaptiveKernel()};
                }
                public void run(double durationMs) {
                    for (double t = 0; t < durationMs; t += stepMs * STEP) {
                        for (Kernel kernel : kernels) kernel.advance(3);
                    }
                    Supplier<Runnable> nested = () -> () -> weight("ampa");
                    nested.get().run();
                    Object probe = new Object() {
                        @Override public String toString() { return "probe " + phase(Phase.RISE); }
                    };
                    probe.toString();
                }
                int phase(Phase phase) {
                    return switch (phase) {
                        case RISE -> 10;
                        case DECAY -> 20;
                        default -> 30;
                    };
                }
                double weight(String receptor) {
                    switch (receptor) {
                        case "ampa": return 1.5;
                        case "nmda": return 2.5;
                        default: return 0;
                    }
                }
                void unusedHelper() { System.out.println("unused"); }
            }
            """;

    static final String KERNEL = """
            package org.cb1network.stages.network;
            public abstract class Kernel implements Named {
                protected double v = -70;
                public void advance(double t) {
                    try {
                        update(leak(t));
                    } catch (Diverged e) {
                        v = 0;
                    }
                }
                abstract void update(double t);
                double leak(double x) { return x * 0.9; }
            }
            """;

    static final String LEAKY = """
            package org.cb1network.stages.network;
            public class LeakyKernel extends Kernel {
                @Override void update(double t) { v = leak(v) + helper(t); label(); }
                static double helper(double x) { return deepHelper(x) + 1; }
                static double deepHelper(double x) { assert x >= 0; return x * 3; }
            }
            """;

    static final String ADAPTIVE = """
            package org.cb1network.stages.network;
            public class AdaptiveKernel extends Kernel {
                @Override void update(double t) { if (t < 0) throw new Diverged(); v += 7; }
                @Override double leak(double x) { return x * 0.8; }
            }
            """;

    static final String NOT_USED = """
            package org.cb1network.stages.network;
            public class NotUsedKernel extends Kernel {
                @Override void update(double t) { v += 100; }
            }
            """;

    static final String NAMED = """
            package org.cb1network.stages.network;
            public interface Named { default String label() { return "kernel"; } }
            """;

    static final String PHASE = """
            package org.cb1network.stages.network;
            public enum Phase { RISE, DECAY, REST }
            """;

    static final String DIVERGED = """
            package org.cb1network.stages.network;
            public class Diverged extends RuntimeException {}
            """;

    static final String CONDITION = """
            package org.cb1network.stages.science;
            public sealed interface Condition permits Condition.Wild, Condition.Knockout {
                record Wild() implements Condition {}
                record Knockout(double factor) implements Condition {
                    public Knockout { if (factor < 0) throw new IllegalArgumentException(); }
                }
            }
            """;

    static final String STAGE_INTERFACE = """
            package org.cb1network.engine.stage;
            @EngineBoundary public interface Stage<P extends Record> {
                Class<P> parameters();
                void compute(P parameters, StageContext context);
            }
            """;

    static final String CONTEXT = """
            package org.cb1network.engine.stage;
            @EngineBoundary public interface StageContext {
                long seed();
                void put(String name, String value);
            }
            """;

    static final String DESCRIBE = """
            package org.cb1network.engine.stage;
            import java.lang.annotation.*;
            @EngineBoundary @Retention(RetentionPolicy.RUNTIME) public @interface Describe { String value(); }
            """;

    static final String RUNNER = """
            package org.cb1network.engine.runner.run;
            import org.cb1network.engine.stage.*;
            public class Runner implements StageContext {
                @Override public long seed() { return 42; }
                @Override public void put(String name, String value) {}
            }
            """;

    static Sources sources() {
        return Sources.of(
                STAGE_SOURCE,
                SIMULATION,
                KERNEL,
                LEAKY,
                ADAPTIVE,
                NOT_USED,
                NAMED,
                PHASE,
                DIVERGED,
                CONDITION,
                STAGE_INTERFACE,
                CONTEXT,
                DESCRIBE,
                RUNNER);
    }

    static CodeFingerprint fingerprint(Sources sources) {
        return new CodeFingerprinter(ClassSource.of(sources.compile()), NO_LIBRARIES).of(STAGE);
    }
}

package org.cb1network.stages.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.cb1network.stages.network.kernel.Kernel;
import org.cb1network.stages.network.kernel.Overshoot;
import org.cb1network.stages.network.kernel.SharedWork;
import org.cb1network.stages.network.kernel.StepThreads;
import org.cb1network.stages.network.record.Recorder;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.TimeSteps;
import org.jspecify.annotations.Nullable;

/**
 * One simulation of one network. Its results depend only on the network and the seed, bit for bit.
 *
 * <p>Not for use by two threads at a time, but it may use several itself; any number of simulations may run side by side.
 */
public final class Simulation {
    /** Steps between two calls of the checkpoint. */
    private static final int STEPS_BETWEEN_CHECKPOINTS = 1000;

    private final Network network;
    private final long seed;
    private final Recorder[] recorders;
    private final RateGuard guard;
    private final Checkpoint checkpoint;
    private final IntSupplier threads;
    private final Kernel kernel;
    private boolean begun;
    /** Also after a step that failed. */
    private boolean inStep;

    private boolean finished;

    private Simulation(Builder builder) {
        this.network = builder.network.validated();
        this.seed = builder.seed;
        this.recorders = builder.recorders.toArray(Recorder[]::new);
        this.checkpoint = builder.checkpoint;
        this.threads = builder.threads;
        this.kernel = new Kernel(
                network,
                seed,
                builder.work,
                builder.recorders.stream().noneMatch(Recorder::looksAtState),
                builder.mostThreads,
                share -> checkpoint.reached("drawing connections", share));
        this.guard = new RateGuard(builder.guards, kernel);
    }

    /** Is told how far a simulation is, by the thread that runs it, and may throw to stop it. */
    @FunctionalInterface
    public interface Checkpoint {

        /**
         * Is called after the connections of each projection, or of several stored together, are drawn, and every 1000 steps.
         *
         * @param doing what the simulation is doing, in words
         * @param share of it that is done, from 0 to 1
         */
        void reached(String doing, double share);
    }

    /** A simulation of this network: seed 0, nothing recorded, {@linkplain Guards#standard() usual guards}. */
    public static Builder of(Network network) {
        return new Builder(network);
    }

    /**
     * Simulates on for a duration in ms. May be called again and again.
     *
     * @throws IllegalArgumentException if it is negative or not a whole number of steps
     */
    public void run(double durationMs) {
        if (!(durationMs >= 0)) {
            throw new IllegalArgumentException("a duration of " + durationMs + " ms");
        }
        runSteps(TimeSteps.exactly(durationMs, network.stepMs()));
    }

    /**
     * Simulates on for a number of steps.
     *
     * @throws SimulationException if a guard stops it
     * @throws IllegalStateException if the simulation is finished, or a step of it has failed
     */
    public void runSteps(int steps) {
        begin();
        if (inStep) {
            throw new IllegalStateException("the simulation has failed and cannot go on");
        }
        int start = kernel.step();
        int end = Math.addExact(start, steps);
        while (kernel.step() < end) {
            if (kernel.step() % STEPS_BETWEEN_CHECKPOINTS == 0) {
                checkpoint.reached("simulating", (kernel.step() - start) / (double) steps);
            }
            long next = kernel.step() - kernel.step() % STEPS_BETWEEN_CHECKPOINTS + (long) STEPS_BETWEEN_CHECKPOINTS;
            try (StepThreads team = new StepThreads(Math.min(kernel.parts(), threads.getAsInt()))) {
                kernel.use(team);
                while (kernel.step() < Math.min(next, end)) {
                    step();
                }
            }
        }
    }

    private void step() {
        inStep = true;
        sample();
        kernel.evolve();
        @Nullable String impossible = kernel.propagate();
        record();
        check(impossible);
        kernel.nextStep();
        inStep = false;
    }

    /** Tells the recorders that nothing more will come. After this the simulation cannot go on. */
    public void finish() {
        if (!finished) {
            begin();
            finished = true;
            for (Recorder recorder : recorders) {
                recorder.end(kernel);
            }
        }
    }

    /** Steps simulated so far. */
    public int steps() {
        return kernel.step();
    }

    /** Afferent events delivered so far. */
    public long afferentEvents() {
        return kernel.afferentEvents();
    }

    /** Synaptic events between populations delivered so far. */
    public long synapticEvents() {
        return kernel.synapticEvents();
    }

    /** Where forward Euler overshot so far, one place for each population in which it was found to. */
    public List<Overshoot> overshoots() {
        return kernel.overshoots();
    }

    private void begin() {
        if (finished) {
            throw new IllegalStateException("the simulation is finished");
        }
        if (!begun) {
            begun = true;
            for (Recorder recorder : recorders) {
                recorder.begin(kernel);
            }
        }
    }

    private void sample() {
        for (Recorder recorder : recorders) {
            recorder.beforeUpdate(kernel);
        }
    }

    private void record() {
        for (Recorder recorder : recorders) {
            recorder.afterDelivery(kernel);
        }
    }

    private void check(@Nullable String impossibleProjection) {
        int broken = kernel.brokenPopulation();
        if (broken >= 0) {
            throw failed(populationName(broken), "a membrane potential is not a number");
        }
        if (impossibleProjection != null) {
            throw failed(
                    impossibleProjection,
                    "its rate asks for more than one event per neuron and step; write statistics: poisson for its afferent");
        }
        int unstable = kernel.unstablePopulation();
        if (unstable >= 0 && guard.guards().rejectsOvershoot()) {
            throw failed(
                    populationName(unstable),
                    "a spike of neuron " + kernel.unstableNeuron(unstable)
                            + " comes from the integration, not from the neuron: time step * (leak + conductances) / capacitance"
                            + " was above 1; shorten the time step, or lower the weights");
        }
        int fast = guard.tooFast(kernel);
        if (fast >= 0) {
            throw failed(
                    populationName(fast),
                    "runaway activity, " + (float) guard.rateHz(kernel, fast) + " Hz over "
                            + guard.guards().windowMs() + " ms; at most "
                            + guard.guards().maximumRateHz()
                            + " Hz are allowed (maximum-rate, over the time rate-window)");
        }
    }

    private String populationName(int population) {
        return network.populations().get(population);
    }

    private SimulationException failed(String where, String problem) {
        return new SimulationException(seed, kernel.step() * network.stepMs(), where, problem);
    }

    /** Collects what a simulation needs. */
    public static final class Builder {
        private final Network network;
        private final List<Recorder> recorders = new ArrayList<>();
        private long seed;
        private Guards guards = Guards.standard();
        private Checkpoint checkpoint = (doing, share) -> {};
        private SharedWork work = SharedWork.none();
        private int mostThreads = 1;
        private IntSupplier threads = () -> 1;

        private Builder(Network network) {
            this.network = network;
        }

        /** Seed of all random streams; any value is valid. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Shares work with the simulations that were given the same. That changes nothing but the time they take. */
        public Builder sharing(SharedWork value) {
            work = value;
            return this;
        }

        /**
         * Lets several threads work on each step of a large network. That changes nothing but the time it takes.
         *
         * @param most threads, at least 1
         * @param now how many there may be for the next 1000 steps
         */
        public Builder threads(int most, IntSupplier now) {
            mostThreads = most;
            threads = now;
            return this;
        }

        /** Adds a recorder. It belongs to this simulation from now on. */
        public Builder record(Recorder recorder) {
            recorders.add(recorder);
            return this;
        }

        /** Other guards. */
        public Builder guards(Guards value) {
            guards = value;
            return this;
        }

        /** Tells somebody how far the simulation is. */
        public Builder checkpoint(Checkpoint check) {
            checkpoint = check;
            return this;
        }

        /**
         * Draws the connections and prepares the simulation.
         *
         * @throws org.cb1network.stages.network.spec.InvalidNetworkException with everything that is wrong with the network
         */
        public Simulation build() {
            return new Simulation(this);
        }

        /** Builds, simulates for a duration in ms, and finishes. */
        public Simulation run(double durationMs) {
            Simulation simulation = build();
            simulation.run(durationMs);
            simulation.finish();
            return simulation;
        }
    }
}

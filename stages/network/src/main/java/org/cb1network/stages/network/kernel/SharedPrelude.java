package org.cb1network.stages.network.kernel;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Stimulus;
import org.jspecify.annotations.Nullable;

/** Keeps the {@linkplain Prelude beginning} of the first simulation that records one without failing, for the others. */
final class SharedPrelude {
    /** A shorter one is not worth it. */
    private static final int LEAST_STEPS = 1000;

    private static final Stimulus NO_EVENTS = new GaussianEvents(List.of(), 1);

    private final int steps;
    private final long mostBytes;
    private final BoundedPool.Room<SharedPrelude> room;
    /** Weak, so that another simulation may record where one has been given up. */
    private @Nullable WeakReference<PreludeRecording> recording;

    private @Nullable Prelude prelude;

    /**
     * All that the beginning of a simulation depends on.
     *
     * @param network without its input
     * @param order of its parts, which equal networks need not share
     * @param steps before the input begins
     */
    record Key(Network network, List<Object> order, long seed, int steps) {

        /** The key of a simulation; null if there is nothing to share. */
        static @Nullable Key of(Network network, long seed) {
            if (!network.connections().isEmpty()) {
                // They may be large, so no key keeps them.
                return null;
            }
            Network rest = network;
            List<GaussianEvents> inputs = new ArrayList<>();
            for (Map.Entry<String, Stimulus> stimulus : network.stimuli().entrySet()) {
                if (stimulus.getValue() instanceof GaussianEvents input) {
                    inputs.add(input);
                    rest = rest.withStimulus(stimulus.getKey(), NO_EVENTS);
                } else if (!(stimulus.getValue() instanceof ConstantRate)) {
                    return null;
                }
            }
            int steps = silentSteps(inputs, network.stepMs());
            return steps < LEAST_STEPS ? null : new Key(rest, order(network), seed, steps);
        }

        private static List<Object> order(Network network) {
            return List.of(
                    network.receptors(),
                    network.populations(),
                    network.recurrentPathways(),
                    network.afferentPathways());
        }

        /** How many steps simulations of this network may take from each other; 0 if none. */
        static int steps(Network network, long seed) {
            Key key = of(network, seed);
            return key == null ? 0 : key.steps;
        }

        /** Number of steps before the first input event; 0 if there is no input, or if that is for ever. */
        private static int silentSteps(List<GaussianEvents> inputs, double stepMs) {
            double silentUntilMs = inputs.stream()
                    .mapToDouble(GaussianEvents::silentUntilMs)
                    .min()
                    .orElse(0);
            // One less, for rounding.
            double steps = Math.floor(silentUntilMs / stepMs) - 1;
            double lastMs = (steps - 1) * stepMs;
            boolean counts = steps >= 1 && steps < Integer.MAX_VALUE;
            return counts && inputs.stream().allMatch(input -> input.rateHz(lastMs) == 0) ? (int) steps : 0;
        }
    }

    /**
     * An empty place.
     *
     * @param steps before the input begins
     * @param mostBytes that there can be room for
     */
    SharedPrelude(int steps, long mostBytes, BoundedPool.Room<SharedPrelude> room) {
        this.steps = steps;
        this.mostBytes = mostBytes;
        this.room = room;
    }

    /** How many steps a prelude takes that is left here. */
    int steps() {
        return steps;
    }

    /** What has been left here; null as long as there is nothing. */
    synchronized @Nullable Prelude get() {
        return prelude;
    }

    /**
     * Begins a recording, to be left here; null if another simulation is at it.
     *
     * @param arrays of the state of the simulation
     */
    synchronized @Nullable PreludeRecording record(List<double[]> arrays, List<Synapses> synapses) {
        if (recording != null && recording.get() != null) {
            return null;
        }
        PreludeRecording begun = new PreludeRecording(arrays, synapses, mostBytes);
        recording = new WeakReference<>(begun);
        return begun;
    }

    /** Leaves what was recorded for others, if there is room. */
    synchronized void leave(PreludeRecording recorded) {
        if (prelude != null || !room.reserve(this, recorded.bytes())) {
            return;
        }
        try {
            prelude = recorded.finish();
        } catch (OutOfMemoryError e) {
            // Others compute for themselves, as if there had been no room.
        }
    }
}

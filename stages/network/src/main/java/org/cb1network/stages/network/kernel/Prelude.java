package org.cb1network.stages.network.kernel;

import java.util.List;

/**
 * The steps of a simulation before its input begins: what spiked, and the state that it came to. Any number of simulations that differ in
 * their input alone may begin with it.
 */
final class Prelude {
    private final int[] log;
    private final List<double[]> state;
    private final List<Synapses.Progress> progress;

    /**
     * As given.
     *
     * @param log step after step: for every population how many neurons spiked, and which; then how many synaptic events were delivered
     * @param state copies of the arrays of the state
     * @param progress of all synapses
     */
    Prelude(int[] log, List<double[]> state, List<Synapses.Progress> progress) {
        this.log = log;
        this.state = state;
        this.progress = progress;
    }

    /** Goes through it from the first step on. */
    Replay replay() {
        return new Replay();
    }

    /** One way through the prelude. */
    final class Replay {
        private int next;
        private long synapticEvents;

        private Replay() {}

        /** Goes on to this step, the one after the last: the same neurons spike. */
        void spike(NeuronGroup[] groups, int step) {
            for (NeuronGroup group : groups) {
                int count = log[next++];
                group.replay(log, next, count, step);
                next += count;
            }
            synapticEvents += log[next++];
        }

        /** Delivered up to the end of this step. */
        long synapticEvents() {
            return synapticEvents;
        }

        /** After the last step: brings arrays and synapses to where they were then. */
        void finish(List<double[]> arrays, List<Synapses> synapses) {
            for (int i = 0; i < arrays.size(); i++) {
                System.arraycopy(state.get(i), 0, arrays.get(i), 0, state.get(i).length);
            }
            for (int i = 0; i < synapses.size(); i++) {
                synapses.get(i).resume(progress.get(i));
            }
        }
    }
}

package org.cb1network.stages.network.record;

/** Watches a simulation from its first step on. Methods are called by the thread that simulates. */
public interface Recorder {

    /**
     * Whether it looks at membrane potentials or conductances. Where no recorder does, a simulation may show spikes of its beginning that
     * were computed by another one with the same beginning.
     */
    default boolean looksAtState() {
        return true;
    }

    /** Once, before the first step. */
    default void begin(NetworkView network) {}

    /** In every step before the neurons are updated: the place for membrane potentials and conductances. */
    default void beforeUpdate(NetworkView network) {}

    /** In every step after spikes are found and delivered: the place for spikes. */
    default void afterDelivery(NetworkView network) {}

    /** Once, after the last step; {@link NetworkView#step()} is then the number of steps that were simulated. */
    default void end(NetworkView network) {}
}

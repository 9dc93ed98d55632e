package org.cb1network.engine.runner.run;

/** Receives the events of a run. Called from one thread at a time. */
@FunctionalInterface
public interface RunListener {

    /** Receives an event. Called for every event, in order. Must return soon, because the runner waits for it. */
    void on(RunEvent event);
}

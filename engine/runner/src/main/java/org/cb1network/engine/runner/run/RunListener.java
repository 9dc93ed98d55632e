package org.cb1network.engine.runner.run;

/** Hears what happens during a run. Called from one thread at a time. */
@FunctionalInterface
public interface RunListener {

    /** Called for every event, in order. It must return soon: the runner waits for it. */
    void on(RunEvent event);
}

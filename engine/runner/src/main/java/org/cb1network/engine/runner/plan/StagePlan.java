package org.cb1network.engine.runner.plan;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cb1network.engine.runner.spec.StageSpec;

/**
 * The plan of one stage.
 *
 * @param stage the stage
 * @param state whether it runs
 * @param missing number of points to compute, as far as known; all of them while it waits
 * @param waitingFor the stages whose results are needed to decide; empty unless it waits
 * @param work its points with their keys; empty while it waits
 * @param results its results; empty unless they are cached
 */
public record StagePlan(
        StageSpec stage,
        State state,
        int missing,
        Set<String> waitingFor,
        Optional<StageWork> work,
        Optional<StageResults> results) {

    /** The state of a planned stage. */
    public enum State {
        /** Nothing to do: the store has all results. */
        CACHED,
        /** Points must be computed, or their results collected. */
        RUN,
        /** Earlier stages run first; their results decide whether this one runs. */
        WAITING
    }

    public StagePlan {
        waitingFor = Set.copyOf(waitingFor);
    }

    static StagePlan waiting(StageSpec stage, Set<String> open) {
        return new StagePlan(stage, State.WAITING, stage.sweep().size(), open, Optional.empty(), Optional.empty());
    }

    static StagePlan known(StageWork work, int missing, Optional<StageResults> results) {
        State state = results.isPresent() ? State.CACHED : State.RUN;
        return new StagePlan(work.stage(), state, missing, Set.of(), Optional.of(work), results);
    }

    /** Returns the name of the stage. */
    public String name() {
        return stage.name();
    }

    /** Returns the number of points. */
    public int points() {
        return stage.sweep().size();
    }

    /** Returns the stages it waits for as a list for people. */
    public String waitingList() {
        return String.join(", ", new TreeSet<>(waitingFor));
    }
}

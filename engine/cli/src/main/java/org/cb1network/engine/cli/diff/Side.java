package org.cb1network.engine.cli.diff;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of two sets of results.
 *
 * @param title what it is, for people
 * @param stages its stages; those that a run computed one after the other in that order
 * @param memory what is known of the origin of its results
 * @param parameters values of parameters by name, where they are known apart from keys: those of a lock
 */
public record Side(String title, List<SideStage> stages, Memory memory, SortedMap<String, String> parameters) {

    public Side {
        stages = List.copyOf(stages);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    Side(String title, List<SideStage> stages, Memory memory) {
        this(title, stages, memory, new TreeMap<>());
    }

    /** Whether it is a run, of which every stage is known; a folder has those alone that have files for the whole stage. */
    boolean isRun() {
        return stages.stream().anyMatch(SideStage::hasKeys);
    }

    Optional<SideStage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }
}

package org.cb1network.engine.cli.diff;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of two sets of results.
 *
 * @param title description for people
 * @param stages its stages, in the order of the run if a run computed them
 * @param memory information about the origin of its results
 * @param parameters values of parameters by name, if known independently of keys, as in a lock
 */
public record Side(String title, List<SideStage> stages, Memory memory, SortedMap<String, String> parameters) {

    public Side {
        stages = List.copyOf(stages);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    Side(String title, List<SideStage> stages, Memory memory) {
        this(title, stages, memory, new TreeMap<>());
    }

    /** Returns whether it is a run, which knows all stages. A folder only has stages with files for the whole stage. */
    boolean isRun() {
        return stages.stream().anyMatch(SideStage::hasKeys);
    }

    Optional<SideStage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }
}

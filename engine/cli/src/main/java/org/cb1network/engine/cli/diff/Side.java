package org.cb1network.engine.cli.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.compare.Contents;
import org.cb1network.engine.runner.provenance.RunSettings;

/**
 * One of two sets of results.
 *
 * @param title description for people
 * @param stages its stages, in the order of the run if a run computed them
 * @param contents the bytes of its results, as far as it has them
 * @param keys what is known about the keys of its results
 * @param parameters values of parameters by name, if known independently of keys, as in a lock
 * @param run the settings of the run, which knows all its stages; empty for a folder or a lock, which only have stages with outputs for
 *     the whole stage
 */
public record Side(
        String title,
        List<SideStage> stages,
        Contents contents,
        StoredKeys keys,
        SortedMap<String, String> parameters,
        Optional<RunSettings> run) {

    public Side {
        stages = List.copyOf(stages);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** Creates a side without keys, in which every stage only has outputs. */
    static Side of(
            String title,
            SortedMap<String, SortedMap<String, String>> outputs,
            Contents contents,
            SortedMap<String, String> parameters) {
        List<SideStage> stages = new ArrayList<>();
        outputs.forEach((stage, digests) -> stages.add(new SideStage(stage, List.of(), 0, Map.of(), digests)));
        return new Side(title, stages, contents, StoredKeys.none(), parameters, Optional.empty());
    }

    boolean isRun() {
        return run.isPresent();
    }

    Optional<SideStage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }
}

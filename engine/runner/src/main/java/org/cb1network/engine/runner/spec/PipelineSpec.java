package org.cb1network.engine.runner.spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.Digest;

/**
 * A valid and complete pipeline, after applying the profile and the overrides of the command line.
 *
 * @param file the file that it was read from
 * @param content digest of that file as it was read
 * @param dataFiles all user files that it names, including unused ones and plugins, each with its digest
 * @param name its name
 * @param description its description; may be empty
 * @param seed the root seed
 * @param executors where points are computed; no key depends on it
 * @param remotes places with results of others, by name, in the order in which they are searched; no key depends on
 *     them
 * @param profile name of the profile
 * @param overrides overrides of the command line, {@code path=value} each
 * @param circuits the named parts of the model, each with the names of the entries to keep
 * @param conditions the names of the conditions
 * @param choices results that become parameters, each with its published value
 * @param stages the stages by name, in the order of the file
 */
public record PipelineSpec(
        Path file,
        Digest content,
        SortedMap<Path, Digest> dataFiles,
        String name,
        String description,
        long seed,
        ExecutorSettings executors,
        Map<String, RemoteSettings> remotes,
        String profile,
        List<String> overrides,
        Map<String, List<String>> circuits,
        List<String> conditions,
        Map<String, ChoiceSpec> choices,
        Map<String, StageSpec> stages) {

    public PipelineSpec {
        overrides = List.copyOf(overrides);
        dataFiles = Collections.unmodifiableSortedMap(new TreeMap<>(dataFiles));
        remotes = Collections.unmodifiableMap(new LinkedHashMap<>(remotes));
        circuits = Collections.unmodifiableMap(new LinkedHashMap<>(circuits));
        conditions = List.copyOf(conditions);
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /**
     * Returns whether its file and {@link #dataFiles} determine it. The environment commands of other pipelines may print
     * something else the next time, and there may be new files in the folders that they name.
     */
    public boolean isDeterminedByFiles() {
        return stages.values().stream().noneMatch(stage -> stage.type().declaresPorts());
    }

    /**
     * Returns the stage with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public StageSpec stage(String stageName) {
        StageSpec stage = stages.get(stageName);
        if (stage == null) {
            throw new IllegalArgumentException("the pipeline has no stage '" + stageName + "'");
        }
        return stage;
    }
}

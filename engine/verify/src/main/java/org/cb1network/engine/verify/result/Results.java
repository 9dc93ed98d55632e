package org.cb1network.engine.verify.result;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.engine.verify.lock.LockedParameter;

/**
 * The results of one profile of a pipeline.
 *
 * @param profile name of the profile
 * @param version the program version that computed them
 * @param seed the root seed
 * @param stages the stages in topological order
 * @param parameters resolved parameters by stage type and name; empty if unknown
 * @param artifacts the tables, by {@code stage.output}
 * @param figures the files of each stage with file outputs, by stage name
 * @param drawnFrom the artifacts that each figure is drawn from, by stage name
 * @param choices results that become parameters, by {@code stage.output.column}
 */
public record Results(
        String profile,
        String version,
        long seed,
        List<String> stages,
        SortedMap<String, SortedMap<String, LockedParameter>> parameters,
        SortedMap<String, Artifact> artifacts,
        SortedMap<String, List<FigureFile>> figures,
        SortedMap<String, Set<String>> drawnFrom,
        SortedMap<String, String> choices) {

    public Results {
        stages = List.copyOf(stages);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        drawnFrom = Collections.unmodifiableSortedMap(new TreeMap<>(drawnFrom));
        choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    }

    /** Returns the artifacts that figures are drawn from. */
    public Set<String> shown() {
        Set<String> shown = new TreeSet<>();
        drawnFrom.values().forEach(shown::addAll);
        return shown;
    }

    /**
     * Returns a digest of all results that belong to a whole stage, which tells whether two states are the same; see
     * {@link StateDigest}.
     */
    public String state() {
        SortedMap<String, String> digests = new TreeMap<>();
        artifacts.values().stream()
                .filter(artifact -> !artifact.identity().isOfPoints())
                .forEach(artifact ->
                        digests.put(artifact.name(), artifact.identity().digest()));
        figures.forEach(
                (stage, files) -> files.forEach(file -> digests.put(stage + "." + file.output(), file.digest())));
        return StateDigest.of(digests);
    }
}

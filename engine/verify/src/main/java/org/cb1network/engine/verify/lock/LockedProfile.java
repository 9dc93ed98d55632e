package org.cb1network.engine.verify.lock;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The locked results of one profile.
 *
 * <p>Nothing in it varies between machines: it has no time, no path, no JVM, and no digest of code.
 *
 * @param version the program version that computed it
 * @param seed the root seed
 * @param parameters resolved parameters, by stage type and name
 * @param artifacts every table output of every stage, by {@code stage.output}
 * @param figures every stage with file outputs, by stage name
 * @param choices results that become parameters, by {@code stage.output.column}; as text
 * @param numbers estimates that figures show, by {@code stage.output.column}
 * @param published values compared with published ones, by {@code stage.output}
 * @param claims tested claims, by {@code stage.output}
 */
public record LockedProfile(
        String version,
        long seed,
        SortedMap<String, SortedMap<String, LockedParameter>> parameters,
        SortedMap<String, LockedArtifact> artifacts,
        SortedMap<String, LockedFigure> figures,
        SortedMap<String, String> choices,
        SortedMap<String, LockedNumbers> numbers,
        SortedMap<String, Map<String, LockedValue>> published,
        SortedMap<String, Map<String, LockedClaim>> claims) {

    public LockedProfile {
        SortedMap<String, SortedMap<String, LockedParameter>> copy = new TreeMap<>();
        parameters.forEach((type, values) -> copy.put(type, sorted(values)));
        parameters = Collections.unmodifiableSortedMap(copy);
        artifacts = sorted(artifacts);
        figures = sorted(figures);
        choices = sorted(choices);
        numbers = sorted(numbers);
        published = sortedMaps(published);
        claims = sortedMaps(claims);
    }

    /**
     * Returns the digest, in hexadecimal, of an output that is one table or file for its whole stage; empty if it is
     * not locked.
     */
    public Optional<String> digest(String stage, String output) {
        LockedFigure figure = figures.get(stage);
        if (figure != null && figure.files().containsKey(output)) {
            return Optional.of(figure.files().get(output));
        }
        return Optional.ofNullable(artifacts.get(stage + "." + output)).map(LockedArtifact::digest);
    }

    private static <T> SortedMap<String, T> sorted(SortedMap<String, T> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private static <T> SortedMap<String, Map<String, T>> sortedMaps(SortedMap<String, Map<String, T>> maps) {
        SortedMap<String, Map<String, T>> copy = new TreeMap<>();
        maps.forEach((name, rows) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(rows))));
        return Collections.unmodifiableSortedMap(copy);
    }
}

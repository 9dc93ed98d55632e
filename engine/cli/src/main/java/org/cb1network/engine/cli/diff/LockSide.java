package org.cb1network.engine.cli.diff;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.compare.Contents;
import org.cb1network.engine.verify.lock.Lock;
import org.cb1network.engine.verify.lock.LockReader;
import org.cb1network.engine.verify.lock.LockedProfile;

/** Reads one profile of a lock file as a side. It has digests, parameters and numbers, but no contents. */
final class LockSide {

    private LockSide() {}

    /**
     * Reads a lock file.
     *
     * @throws IllegalArgumentException if the lock has no such profile
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if the file is not a lock
     */
    static Side read(Path file, String profile) {
        Lock lock = LockReader.read(file);
        LockedProfile locked = lock.profiles().get(profile);
        if (locked == null) {
            throw new IllegalArgumentException(file + " has no profile '" + profile + "'; it has "
                    + String.join(", ", lock.profiles().keySet()));
        }
        SortedMap<String, SortedMap<String, String>> stages = new TreeMap<>();
        locked.artifacts().forEach((name, artifact) -> {
            if (!artifact.isOfPoints()) {
                int dot = name.indexOf('.');
                add(stages, name.substring(0, dot), name.substring(dot + 1), artifact.digest());
            }
        });
        locked.figures()
                .forEach((stage, figure) ->
                        figure.files().forEach((output, digest) -> add(stages, stage, output, digest)));
        return Side.of(file + " (profile " + profile + ")", stages, Contents.none(), parameters(locked));
    }

    private static void add(
            SortedMap<String, SortedMap<String, String>> stages, String stage, String output, String digest) {
        stages.computeIfAbsent(stage, name -> new TreeMap<>()).put(output, digest);
    }

    /** Returns values by stage type and name, or by stage if they are not the same everywhere. */
    private static SortedMap<String, String> parameters(LockedProfile locked) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("seed", Long.toString(locked.seed()));
        locked.parameters()
                .forEach((type, values) -> values.forEach((name, value) -> {
                    value.everywhere().ifPresent(text -> parameters.put(type + " " + name, text));
                    value.byStage()
                            .forEach((stage, text) -> parameters.put(type + " " + name + " (" + stage + ")", text));
                }));
        return parameters;
    }
}

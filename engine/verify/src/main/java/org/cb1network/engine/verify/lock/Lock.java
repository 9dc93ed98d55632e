package org.cb1network.engine.verify.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.WholeFile;

/**
 * The content of {@code pipeline.lock}: what a pipeline's results are, profile by profile.
 *
 * @param pipeline name of the pipeline
 * @param profiles what is locked, by the name of the profile
 */
public record Lock(String pipeline, SortedMap<String, LockedProfile> profiles) {

    /** What the file is called; it lies beside the pipeline file. */
    public static final String FILE_NAME = "pipeline.lock";

    public Lock {
        profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    }

    /** This lock with one profile added or replaced; the others stay. */
    public Lock with(String profile, LockedProfile locked) {
        SortedMap<String, LockedProfile> changed = new TreeMap<>(profiles);
        changed.put(profile, locked);
        return new Lock(pipeline, changed);
    }

    /**
     * Writes the file in one step: a concurrent reader sees the old one.
     *
     * @throws IOException if it cannot be written; then the old one is as it was
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, LockWriter.text(this).getBytes(StandardCharsets.UTF_8));
    }
}

package org.cb1network.engine.verify.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.WholeFile;

/**
 * The content of {@code pipeline.lock}: the expected results of a pipeline, profile by profile.
 *
 * @param pipeline name of the pipeline
 * @param profiles locked results by profile name
 */
public record Lock(String pipeline, SortedMap<String, LockedProfile> profiles) {

    /** Name of the file, which is next to the pipeline file. */
    public static final String FILE_NAME = "pipeline.lock";

    public Lock {
        profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    }

    /** Returns this lock with one profile added or replaced. */
    public Lock with(String profile, LockedProfile locked) {
        SortedMap<String, LockedProfile> changed = new TreeMap<>(profiles);
        changed.put(profile, locked);
        return new Lock(pipeline, changed);
    }

    /**
     * Writes the file atomically: a concurrent reader sees the old file.
     *
     * @throws IOException if it cannot be written; then the old file is unchanged
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, LockWriter.text(this).getBytes(StandardCharsets.UTF_8));
    }
}

package org.cb1network.engine.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of the user that a stage needs together, such as a script and the modules that it imports. In YAML it is a list
 * of paths relative to the pipeline's folder; a folder stands for all files in it and below. Names and contents are
 * part of the cache key.
 *
 * @param folder the pipeline's folder
 * @param files each file by its path in that folder, with slashes on every system
 */
public record SourceFiles(Path folder, SortedMap<String, DataFile> files) {

    /** Copies the mapping. */
    public SourceFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Copies the files into another folder, under the same names.
     *
     * @throws DataFileException if one cannot be read, or has changed since the pipeline was read
     * @throws IOException if a copy cannot be written
     */
    public void copyTo(Path target) throws IOException {
        for (Map.Entry<String, DataFile> file : files.entrySet()) {
            Path copy = target.resolve(file.getKey());
            Files.createDirectories(copy.resolveSibling(""));
            file.getValue().read(original -> Files.copy(original, copy));
        }
    }

    /** Returns the names and digests of the files. */
    @Override
    public String toString() {
        SortedMap<String, String> digests = new TreeMap<>();
        files.forEach((name, file) -> digests.put(name, file.sha256()));
        return digests.toString();
    }
}

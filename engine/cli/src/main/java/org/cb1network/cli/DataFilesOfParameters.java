package org.cb1network.cli;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.Digest;
import org.cb1network.engine.plan.StageWork;
import org.cb1network.engine.stage.DataFile;

/** Finds the user's files that stages read: they stand in the stages' parameter records, however deep. */
final class DataFilesOfParameters {

    private final SortedMap<Path, Digest> files = new TreeMap<>();

    /** Adds the files that a stage reads at its points. */
    void add(StageWork work) throws IOException {
        int before = files.size();
        collect(work.task(0, false).parameters());
        // A sweep can vary which file it is; a stage without files at its first point has none.
        for (int point = 1; point < work.size() && files.size() > before; point++) {
            collect(work.task(point, false).parameters());
        }
    }

    /** The files found so far, with the digests that they had when the pipeline was read. */
    SortedMap<Path, Digest> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    private void collect(Object value) {
        if (value instanceof DataFile file) {
            files.put(file.path().toAbsolutePath().normalize(), Digest.parse(file.sha256()));
        } else if (value instanceof Record parameters) {
            for (RecordComponent component : parameters.getClass().getRecordComponents()) {
                try {
                    collect(component.getAccessor().invoke(parameters));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("the record " + parameters.getClass() + " cannot be read", e);
                }
            }
        } else if (value instanceof Collection<?> values) {
            values.forEach(this::collect);
        } else if (value instanceof Map<?, ?> values) {
            values.values().forEach(this::collect);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::collect);
        }
    }
}

package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Counts the files of a store and their bytes. */
final class Census {

    private final StoreFiles files;
    private final StoreLayout layout;
    private final ObjectFolder objects;

    Census(StoreParts parts) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.objects = parts.objects();
    }

    StoreStatistics count(long entries) throws IOException {
        Sum segments = sum(layout.entries());
        Sum quarantine = sum(layout.quarantine());
        Sum all = new Sum();
        objects.visit((digest, file, attributes) -> all.add(attributes.size()));
        return new StoreStatistics(
                entries, segments.count, segments.bytes, all.count, all.bytes, quarantine.count, quarantine.bytes);
    }

    private Sum sum(Path folder) throws IOException {
        Sum sum = new Sum();
        for (String name : files.list(folder)) {
            BasicFileAttributes attributes = files.attributes(folder.resolve(name));
            if (attributes != null && attributes.isRegularFile()) {
                sum.add(attributes.size());
            }
        }
        return sum;
    }

    private static final class Sum {

        private long count;
        private long bytes;

        void add(long size) {
            count++;
            bytes += size;
        }
    }
}

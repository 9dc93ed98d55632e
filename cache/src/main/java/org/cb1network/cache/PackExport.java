package org.cb1network.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies entries into new packs in memory, in the order given, each followed by its outputs unless they precede it. Records are copied as
 * they are, so the same entries of a store make the same packs.
 */
final class PackExport {

    private final Catalog catalog;
    private final int packBytes;
    private final Store.PackReceiver receiver;
    private final List<byte[]> records = new ArrayList<>();
    private long bytes;

    PackExport(Catalog catalog, int packBytes, Store.PackReceiver receiver) {
        this.catalog = catalog;
        this.packBytes = packBytes;
        this.receiver = receiver;
    }

    /** Exports entries; those that are missing or damaged are left out. Returns how many there were. */
    int export(Collection<CacheKey> keys) throws IOException {
        int entries = 0;
        Set<Digest> done = new HashSet<>();
        SortedMap<Digest, StoredOutput> objects = new TreeMap<>();
        for (CacheKey key : keys) {
            Catalog.Found found = catalog.read(key);
            byte[] record = found == null ? null : catalog.readRecord(RecordHeader.ENTRY, key.digest());
            if (found == null || record == null) {
                continue;
            }
            add(record);
            entries++;
            for (StoredOutput output : found.record().separate()) {
                byte[] packed =
                        done.add(output.digest()) ? catalog.readRecord(RecordHeader.OUTPUT, output.digest()) : null;
                if (packed != null) {
                    add(packed);
                } else if (!catalog.hasOutput(output.digest())) {
                    objects.put(output.digest(), output);
                }
            }
        }
        finish();
        for (StoredOutput output : objects.values()) {
            receiver.object(output);
        }
        return entries;
    }

    private void add(byte[] record) throws IOException {
        if (bytes + record.length > packBytes) {
            finish();
        }
        records.add(record);
        bytes += record.length;
    }

    private void finish() throws IOException {
        if (records.isEmpty()) {
            return;
        }
        long salt = Merge.saltOf(records.stream().map(RecordHeader::of).toList());
        ByteArrayOutputStream pack = new ByteArrayOutputStream((int) bytes + Pack.HEAD_BYTES);
        try (PackWriter writer = PackWriter.inMemory(pack, salt)) {
            for (byte[] record : records) {
                writer.append(record);
            }
            long index = writer.position();
            String name = writer.seal(Step.FORCE_MERGED);
            records.clear();
            bytes = 0;
            receiver.pack(name, index, pack.toByteArray());
        }
    }
}

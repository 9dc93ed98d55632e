package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries and outputs, and checks them before they are used. What turns out to be damaged or incomplete is set aside, so
 * that its key counts as missing and can be published again.
 */
final class EntryReader {

    private final int packedBelow;
    private final StoreLayout layout;
    private final DistinctWarnings warnings;
    private final ObjectFolder objects;
    private final Catalog catalog;
    private final EntryLog log;

    /** Records whose outputs are missing. They are set aside when their key is published again. */
    private final Map<CacheKey, Catalog.RecordPlace> lost = new ConcurrentHashMap<>();

    /** Fetched entries, with the bytes of all outputs, of a store that cannot be written. */
    private final Map<CacheKey, EntryRecord> borrowed = new ConcurrentHashMap<>();

    EntryReader(StoreParts parts, EntryLog log) {
        this.packedBelow = parts.packedBelow();
        this.layout = parts.layout();
        this.warnings = parts.warnings();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.log = log;
    }

    /** Returns whether an entry of this key is known. Nothing is read, so it may turn out to be damaged. */
    boolean knows(CacheKey key) {
        return catalog.contains(key) || borrowed.containsKey(key);
    }

    /** From now on, reads this entry, whose outputs are all inline, from memory. */
    void keepInMemory(EntryRecord record) {
        borrowed.put(record.entry().key(), record);
    }

    /**
     * Returns the entry of a key if it is sound and its outputs exist, or null. Their content is checked when they are
     * read.
     */
    @Nullable
    EntryRecord findComplete(CacheKey key) {
        EntryRecord fetched = borrowed.get(key);
        if (fetched != null) {
            return fetched;
        }
        Catalog.Found found = read(key);
        while (found != null) {
            StoredOutput missing = firstMissing(found.record());
            if (missing == null) {
                return found.record();
            }
            warnings.warn(
                    StoreWarning.Kind.MISSING_OBJECT,
                    "The bytes " + missing.digest().shortHex() + ", output " + missing.name() + " of entry "
                            + key.digest().shortHex() + ", are missing. The entry counts as missing.");
            lose(key, found.place());
            found = read(key);
        }
        return null;
    }

    /** Returns the entry of a key if its record is sound, or null. Its outputs may be missing. */
    Catalog.@Nullable Found read(CacheKey key) {
        Catalog.Found found = catalog.read(key);
        tellOfDamage();
        return found;
    }

    private @Nullable StoredOutput firstMissing(EntryRecord record) {
        for (StoredOutput output : record.separate()) {
            if (!catalog.hasOutput(output.digest()) && !objects.isPresent(output.digest(), output.length())) {
                return output;
            }
        }
        return null;
    }

    private void lose(CacheKey key, Catalog.RecordPlace place) {
        lost.put(key, place);
        catalog.forget(place);
    }

    /** Returns the record of a key whose outputs turned out to be missing or damaged, and forgets it; null if there is none. */
    Catalog.@Nullable RecordPlace takeLost(CacheKey key) {
        return lost.remove(key);
    }

    /** Sets damaged records aside for all processes. */
    void tellOfDamage() {
        List<Catalog.RecordPlace> damaged = catalog.takeCondemned();
        if (!layout.writable()) {
            return;
        }
        for (Catalog.RecordPlace place : damaged) {
            try {
                if (log.isSettled(place)) {
                    log.setAside(place);
                }
            } catch (IOException e) {
                // Then every process detects the damage itself.
                return;
            }
        }
    }

    /**
     * Returns the bytes of an output, checked against its digest.
     *
     * @throws CorruptObjectException if they are damaged or missing; from now on the entry is a miss
     * @throws IllegalArgumentException if there are too many for an array
     */
    byte[] content(StoredOutput output) throws CorruptObjectException {
        byte[] content = packed(output);
        content = content == null ? object(output) : content;
        if (content == null) {
            throw corrupt(output);
        }
        return content;
    }

    /** Returns the bytes of an output if they are in a pack and sound, or null. */
    private byte @Nullable [] packed(StoredOutput output) {
        EntryRecord fetched = borrowed.get(output.entry());
        byte[] content = null;
        if (fetched != null) {
            content = fetched.inline().get(output.name());
        } else if (output.length() < EntryRecord.INLINE_BELOW_BYTES) {
            Catalog.Found found = read(output.entry());
            content = found == null ? null : found.record().inline().get(output.name());
        } else {
            content = catalog.readOutput(output.digest());
            tellOfDamage();
        }
        return content != null && Digest.of(content).equals(output.digest()) ? content : null;
    }

    /** Returns the bytes of an output if an object has them, or null. */
    private byte @Nullable [] object(StoredOutput output) {
        if (!objects.isPresent(output.digest(), output.length())) {
            return null;
        }
        try {
            byte[] content = objects.readAll(objects.path(output.digest()), output.length());
            return Digest.of(content).equals(output.digest()) ? content : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns a file with the bytes of an output, checked against its digest. An output in a pack is copied to a file.
     *
     * @throws CorruptObjectException if the bytes are damaged or missing; from now on the entry is a miss
     * @throws StoreException if the output is in a pack and cannot be written to a file
     */
    Path file(StoredOutput output) throws CorruptObjectException, StoreException {
        if (objects.isSound(output.digest(), output.length())) {
            return objects.path(output.digest());
        }
        byte[] content = packed(output);
        if (content == null) {
            throw corrupt(output);
        }
        layout.requireWritable();
        try {
            objects.install(objects.stage(content), output.digest());
            return objects.path(output.digest());
        } catch (IOException e) {
            throw StoreFailures.writing(layout.root(), "write output " + output.name(), e);
        }
    }

    /**
     * Returns whether every output of a record has the right content. If not, the output is set aside and the record is
     * lost.
     */
    boolean isSound(EntryRecord record) {
        for (StoredOutput output : record.separate()) {
            if (packed(output) == null && !objects.isSound(output)) {
                CorruptObjectException found = corrupt(output);
                warnings.warn(StoreWarning.Kind.CORRUPT_OBJECT, found.toString());
                return false;
            }
        }
        return true;
    }

    /** Sets a damaged output aside, so that its entry counts as missing. */
    private CorruptObjectException corrupt(StoredOutput output) {
        ObjectFolder.Condition condition = objects.condition(output.digest(), output.length());
        if (condition == ObjectFolder.Condition.DAMAGED) {
            objects.setAside(output.digest());
        }
        Catalog.Found found = read(output.entry());
        if (found != null && found.record().entry().outputs().containsValue(output)) {
            lose(output.entry(), found.place());
        }
        String what = switch (condition) {
            case SOUND -> "was damaged a moment ago";
            case MISSING -> output.length() < packedBelow ? "is damaged or missing" : "is missing";
            case DAMAGED -> "was damaged and has been set aside";
            case UNREADABLE -> "cannot be read";
        };
        return new CorruptObjectException(
                output,
                "Output " + output.name() + " of entry "
                        + output.entry().digest().shortHex() + " " + what + ". It has to be computed again.");
    }
}

package org.cb1network.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the records to be kept from some packs into new packs, and then removes the old packs. At any moment of
 * interruption, every record exists at least once.
 *
 * <p>The old packs are retired first. From then on their writers, if still running, continue in another log, and no
 * process relies on outputs in the retired packs. Records in the new packs are sorted, and their salt is derived from
 * their content, so the same records make the same files.
 */
final class Merge {

    /** Number of small packs that triggers a merge. */
    static final int MANY = 16;

    private static final long SMALL_BYTES = 8L << 20;

    private final StoreFiles files;
    private final StoreLayout layout;
    private final Session session;
    private final Catalog catalog;
    private final Neighbours neighbours;

    Merge(StoreParts parts, Neighbours neighbours) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.session = parts.session();
        this.catalog = parts.catalog();
        this.neighbours = neighbours;
    }

    /**
     * Returns packs that should be merged: damaged packs, packs that are no longer being written but incomplete, and
     * small packs if there are many.
     */
    static Set<String> untidy(List<Pack> packs) throws IOException {
        Set<String> untidy = new TreeSet<>();
        Set<String> small = new TreeSet<>();
        for (Pack pack : packs) {
            if (pack.damaged() || pack.isRetired() || Pack.isLog(pack.name())) {
                untidy.add(pack.name());
            } else if (pack.length() < SMALL_BYTES) {
                small.add(pack.name());
            }
        }
        if (small.size() >= MANY) {
            untidy.addAll(small);
        }
        return untidy;
    }

    /** Decides which entries and outputs to keep. */
    interface Filter {
        boolean keeps(RecordHeader header);
    }

    /**
     * Rewrites packs if no other process uses the store.
     *
     * @param names names of the packs
     * @param progress receives the number of bytes written so far
     * @return the names of the packs written; if empty, another process is at work, and the packs may have been renamed
     */
    Optional<Set<String>> rewrite(Collection<String> names, Filter filter, LongConsumer progress) throws IOException {
        if (names.isEmpty()) {
            return Optional.of(Set.of());
        }
        Set<String> retired = new HashSet<>();
        for (String name : names) {
            retire(name).ifPresent(retired::add);
        }
        if (!neighbours.areSilent()) {
            return Optional.empty();
        }
        catalog.refresh();
        List<Pack> sources = catalog.packs().stream()
                .filter(pack -> retired.contains(pack.name()))
                .toList();
        Set<String> damaged = new HashSet<>();
        sources.stream().filter(Pack::damaged).map(Pack::name).forEach(damaged::add);
        Set<String> written = write(select(sources, filter, damaged), progress);
        for (Pack source : sources) {
            remove(source.name(), damaged.contains(source.name()));
        }
        files.forceFolder(Step.DELETE_PACK, layout.packs());
        catalog.refresh();
        return Optional.of(written);
    }

    /** Retires a pack and returns its new name, or empty if another process has removed or renamed it. */
    private Optional<String> retire(String name) throws IOException {
        if (Pack.isRetired(name)) {
            return Optional.of(name);
        }
        String retired = Pack.retired(name);
        try {
            files.move(
                    Step.RETIRE_PACK,
                    layout.packs().resolve(name),
                    layout.packs().resolve(retired));
            return Optional.of(retired);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * A record to keep.
     *
     * @param pack the pack that holds it; null if it was made here
     * @param made its bytes if it was made here
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    private record Kept(RecordHeader header, @Nullable Pack pack, long position, byte @Nullable [] made) {

        byte[] record() throws IOException {
            byte[] record = pack == null ? made : pack.record(position, header);
            if (record == null) {
                throw new IOException("a pack became shorter while it was copied");
            }
            return record;
        }
    }

    /**
     * Selects one record for each key: the one that counts if it is among these packs, and otherwise any, because
     * another process may at the same time be removing the other one for the same reason. Records that set others aside
     * are kept forever; of uses, only the last are kept.
     */
    private Collection<Kept> select(List<Pack> sources, Filter filter, Set<String> damaged) throws IOException {
        Map<Object, Kept> kept = new HashMap<>();
        Map<Long, Integer> uses = new TreeMap<>();
        catalog.visit(sources, (pack, header, position, counts) -> {
            switch (header.type()) {
                case RecordHeader.ENTRY, RecordHeader.OUTPUT -> {
                    if (catalog.isRejected(header.checksum().first())) {
                        return;
                    }
                    if (pack.soundRecord(position, header) == null) {
                        damaged.add(pack.name());
                        return;
                    }
                    if (filter.keeps(header)) {
                        kept.merge(
                                List.of(header.type(), header.key()),
                                new Kept(header, pack, position, null),
                                (known, other) -> counts ? other : known);
                    }
                }
                case RecordHeader.SET_ASIDE -> {
                    if (pack.soundRecord(position, header) != null) {
                        kept.putIfAbsent(header.contents(), new Kept(header, pack, position, null));
                    }
                }
                case RecordHeader.USES -> {
                    byte[] record = pack.soundRecord(position, header);
                    if (record != null) {
                        UseRecord.decode(record, (prefix, minute) -> {
                            if (catalog.usedMinute(prefix) == minute) {
                                uses.put(prefix, minute);
                            }
                        });
                    }
                }
                default -> {
                    // No other type is written.
                }
            }
        });
        List<Kept> all = new ArrayList<>(kept.values());
        all.addAll(records(uses));
        all.sort(Comparator.<Kept>comparingInt(one -> "SUEO".indexOf(one.header.type()))
                .thenComparing(one -> one.header.key())
                .thenComparing(one -> one.header.checksum()));
        return all;
    }

    private static List<Kept> records(Map<Long, Integer> uses) {
        long[] prefixes = uses.keySet().stream().mapToLong(Long::longValue).toArray();
        int[] minutes = Arrays.stream(prefixes).mapToInt(uses::get).toArray();
        List<Kept> records = new ArrayList<>();
        for (int from = 0; from < prefixes.length; from += UseRecord.MOST_USES) {
            int count = Math.min(UseRecord.MOST_USES, prefixes.length - from);
            byte[] record = UseRecord.encode(prefixes, minutes, from, count);
            records.add(new Kept(RecordHeader.of(record), null, 0, record));
        }
        return records;
    }

    /** Writes packs as temporary files, renames them when all are complete, and returns their names. */
    private Set<String> write(Collection<Kept> kept, LongConsumer progress) throws IOException {
        Map<String, Path> packs = new TreeMap<>();
        List<Kept> next = new ArrayList<>();
        long bytes = 0;
        long written = 0;
        try {
            for (Kept one : kept) {
                if (bytes + one.header.length() > EntryLog.FULL_BYTES && !next.isEmpty()) {
                    write(next, packs);
                    written += bytes;
                    progress.accept(written);
                    next.clear();
                    bytes = 0;
                }
                next.add(one);
                bytes += one.header.length();
            }
            if (!next.isEmpty()) {
                write(next, packs);
            }
            for (var pack : packs.entrySet()) {
                files.move(Step.MOVE_MERGED, pack.getValue(), layout.packs().resolve(pack.getKey()));
                session.forget(pack.getValue());
            }
            files.forceFolder(Step.MOVE_MERGED, layout.packs());
            return packs.keySet();
        } finally {
            packs.values().forEach(session::discardIfOwned);
        }
    }

    private void write(List<Kept> records, Map<String, Path> packs) throws IOException {
        Path temporary = session.newName();
        long salt = saltOf(records.stream().map(Kept::header).toList());
        try (PackWriter writer =
                PackWriter.create(files, temporary, Step.WRITE_MERGED, Step.WRITE_MERGED, Step.WRITE_MERGED, salt)) {
            for (Kept one : records) {
                writer.append(one.record());
            }
            packs.put(writer.seal(Step.FORCE_MERGED), temporary);
        } catch (IOException e) {
            session.discard(temporary);
            throw e;
        }
    }

    /** Returns the salt of a pack of these records: the same records make the same file. */
    static long saltOf(List<RecordHeader> records) {
        ByteBuffer checksums = ByteBuffer.allocate(records.size() * Digest.BYTES);
        records.forEach(header -> header.checksum().write(checksums));
        return Digest.of(checksums.array()).first();
    }

    private void remove(String name, boolean damaged) throws IOException {
        Path file = layout.packs().resolve(name);
        if (damaged && files.attributes(file) != null) {
            Path aside = layout.quarantine().resolve(name);
            files.move(Step.SET_PACK_ASIDE, file, aside);
            files.touch(Step.SET_PACK_ASIDE, aside);
        } else {
            files.delete(Step.DELETE_PACK, file);
        }
    }
}

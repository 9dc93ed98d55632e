package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Keeps the store small and sound: merges packs, collects garbage, and examines and repairs everything. Whatever removes
 * files does so only while no other process uses the store.
 */
final class Maintenance {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StoreParts parts;
    private final StoreFiles files;
    private final StoreLayout layout;
    private final Lifetime lifetime;
    private final Catalog catalog;
    private final EntryLog log;
    private final Neighbours neighbours;
    private final Merge merge;

    Maintenance(StoreParts parts, EntryLog log) {
        this.parts = parts;
        this.files = parts.files();
        this.layout = parts.layout();
        this.lifetime = parts.lifetime();
        this.catalog = parts.catalog();
        this.log = log;
        this.neighbours = new Neighbours(parts);
        this.merge = new Merge(parts, neighbours);
    }

    /** Shows other processes that the store is in use, and repairs damaged packs. */
    void begin() {
        neighbours.join();
        for (Pack pack : catalog.packs()) {
            if (pack.damaged()) {
                // Repaired now, so that not every process finds and reports the same damage.
                tidy();
                return;
            }
        }
    }

    /** Merges packs if there is reason to and the store can be written. The log has been sealed. */
    void end() throws IOException {
        if (layout.writable() && !Merge.untidy(catalog.packs()).isEmpty()) {
            tidy();
        }
    }

    /** Merges packs if no other process uses the store. Otherwise another process will do it. */
    private void tidy() {
        try {
            neighbours.alone(Duration.ZERO, () -> {
                catalog.refresh();
                return merge.rewrite(Merge.untidy(catalog.packs()), header -> true, bytes -> {});
            });
        } catch (IOException e) {
            // Packs that cannot be merged are read as they are.
            return;
        }
    }

    /** Returns counts and sizes. This reads every file's length. */
    StoreStatistics statistics() throws StoreException {
        refresh();
        try {
            long[] packs = countAndBytes(layout.packs());
            long[] large = countAndBytes(layout.objects());
            long[] quarantine = countAndBytes(layout.quarantine());
            return new StoreStatistics(
                    catalog.size(), packs[0], packs[1], large[0], large[1], quarantine[0], quarantine[1]);
        } catch (IOException e) {
            throw StoreFailures.writing(layout.root(), "look at all files", e);
        }
    }

    private long[] countAndBytes(Path folder) throws IOException {
        long[] sum = new long[2];
        for (String name : files.list(folder)) {
            BasicFileAttributes attributes = files.attributes(folder.resolve(name));
            if (attributes != null && attributes.isRegularFile()) {
                sum[0]++;
                sum[1] += attributes.size();
            }
        }
        return sum;
    }

    /** Removes what the policy says, and leftovers of ended processes. */
    GcReport collectGarbage(GcPolicy policy, LongConsumer progress) throws StoreException {
        lifetime.requireOpen();
        try {
            refresh();
            GarbageCollector collector = new GarbageCollector(parts, merge, policy, progress);
            if (policy.dryRun()) {
                return collector.foresee();
            }
            layout.requireWritable();
            log.seal();
            return neighbours
                    .alone(PATIENCE, () -> {
                        refresh();
                        // A log that is known by now may still get entries that are not surveyed. One that
                        // begins later is not known, and then no object is removed.
                        return neighbours.areSilent() ? Optional.of(collector.collect()) : Optional.<GcReport>empty();
                    })
                    .flatMap(report -> report)
                    .orElseThrow(this::busy);
        } catch (IOException e) {
            throw StoreFailures.writing(layout.root(), "collect garbage", e);
        } finally {
            // Damaged records have not been copied.
            catalog.takeCondemned();
        }
    }

    private StoreException busy() {
        return new StoreException(
                StoreException.Reason.BUSY,
                "Another process uses the store " + layout.root()
                        + ", or a process on another machine used it within the last "
                        + Neighbours.SILENCE.toMinutes() + " minutes. Try again later.");
    }

    /** Reads and checks everything, and repairs what can be repaired if that is requested. */
    DoctorReport examine(boolean repair, LongConsumer progress) throws StoreException {
        lifetime.requireOpen();
        if (repair) {
            layout.requireWritable();
        }
        try {
            log.seal();
            refresh();
            return new Doctor(parts, log, this::rewrite, repair, progress).examine();
        } catch (IOException e) {
            throw StoreFailures.writing(layout.root(), "examine all files", e);
        }
    }

    private boolean rewrite(Set<String> packs) throws IOException {
        log.seal();
        return neighbours
                .alone(
                        PATIENCE,
                        () -> merge.rewrite(packs, header -> true, bytes -> {}).isPresent())
                .orElse(false);
    }

    private void refresh() {
        lifetime.requireOpen();
        catalog.refresh();
    }
}

package org.cb1network.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a store costs beside the work whose results it keeps: entries of two documents of 300 bytes and one output of
 * 600, as trivial points of a sweep have, in a store that holds 100,000 of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StoreBenchmark {

    private static final int ENTRIES = 100_000;

    private Path folder = Path.of("");
    private Store store;
    private int published = ENTRIES;
    private int asked;

    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory("store-benchmark");
        store = Store.open(folder.resolve("store"));
        for (int i = 0; i < ENTRIES; i++) {
            store.publish(key(i), draft(i));
        }
    }

    @TearDown
    public void remove() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static CacheKey key(int number) {
        return new CacheKey(Digest.of(ByteBuffer.allocate(4).putInt(number).array()));
    }

    private static EntryDraft draft(int number) {
        return EntryDraft.builder()
                .document("preimage", new byte[300])
                .document("provenance", new byte[300])
                .output("table", ByteBuffer.allocate(600).putInt(number).array())
                .build();
    }

    /** Publishing an entry. */
    @Benchmark
    public Entry publish() throws IOException {
        int number = published++;
        return store.publish(key(number), draft(number));
    }

    /** Asking whether there is an entry, the digest of its key included. */
    @Benchmark
    public boolean contains() {
        asked = (asked + 1) % (2 * ENTRIES);
        return store.contains(key(asked));
    }

    /** Finding an entry and reading its output. */
    @Benchmark
    public byte[] findAndRead() throws IOException {
        asked = (asked + 1) % ENTRIES;
        return store.read(store.find(key(asked)).orElseThrow().output("table"));
    }

    /** Leasing a key and giving it back. */
    @Benchmark
    public CacheKey lease() throws IOException {
        try (Lease lease = store.tryLease(key(--asked)).orElseThrow()) {
            return lease.key();
        }
    }

    /** Opening the store. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public boolean open() throws IOException {
        try (Store another = Store.open(folder.resolve("store"))) {
            return another.contains(key(0));
        }
    }
}

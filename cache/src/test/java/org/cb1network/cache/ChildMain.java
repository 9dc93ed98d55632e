package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.cb1network.engine.testing.ChildJvm;

/** The actions of other processes in tests. */
final class ChildMain {

    /** Starts it in another process. */
    static ChildJvm start(String... arguments) throws IOException {
        return ChildJvm.start(ChildJvm.STARTS_FAST, ChildMain.class, arguments);
    }

    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "protocol" -> protocol(root, Step.valueOf(arguments[2]), FaultyFiles.Moment.valueOf(arguments[3]));
            case "halt" -> halt(root, Integer.parseInt(arguments[2]));
            case "compute" -> compute(root, Integer.parseInt(arguments[2]));
            case "hold" -> hold(root, arguments[2]);
            case "scratch" -> scratch(root);
            case "collect" -> collect(root, Integer.parseInt(arguments[2]));
            case "node" -> work(root, Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
            case "maintain" -> maintain(root, Long.parseLong(arguments[2]));
            case "publish" -> publish(root, Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Makes a scratch folder, prints its path, and keeps it until it is killed. */
    private static void scratch(Path place) throws IOException, InterruptedException {
        try (ScratchFolder folder = ScratchFolder.create(List.of(place))) {
            say("made " + folder.path());
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Runs the protocol and exits in the middle of it, after printing what it had published. */
    private static void protocol(Path root, Step where, FaultyFiles.Moment when) throws IOException {
        protocol(root, (step, moment) -> step == where && moment == when);
    }

    /** Runs the protocol and exits at the moment with this number. */
    private static void halt(Path root, int at) throws IOException {
        int[] moments = {0};
        protocol(root, (step, moment) -> ++moments[0] == at);
    }

    private interface End {
        boolean isAt(Step step, FaultyFiles.Moment moment);
    }

    private static void protocol(Path root, End end) throws IOException {
        Protocol[] protocol = new Protocol[1];
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {
            if (end.isAt(step, moment)) {
                if (!protocol[0].promised().isEmpty()) {
                    say(String.join(",", protocol[0].promised()));
                }
                Runtime.getRuntime().halt(137);
            }
        });
        protocol[0] = new Protocol(root, files);
        protocol[0].run();
    }

    /** Computes missing entries among the given number of keys, as a runner does, and prints those that it computed. */
    private static void compute(Path root, int count) throws IOException, InterruptedException {
        try (Store store = Samples.open(root)) {
            for (int i = 0; i < count; i++) {
                String name = (i % 10 == 0 ? "large " : "point ") + i;
                String lease = publishOnce(store, name, Duration.ofSeconds(30));
                if (!lease.isEmpty()) {
                    say(lease + " " + name);
                }
            }
        }
    }

    /**
     * Publishes an entry if no other process does. It waits for the lease of another one, but not for longer than this.
     *
     * @return {@code HELD} or {@code TIMED_OUT} if it published the entry, otherwise an empty text
     */
    private static String publishOnce(Store store, String name, Duration patience)
            throws IOException, InterruptedException {
        CacheKey key = Samples.key(name);
        long start = System.nanoTime();
        Optional<Lease> lease = store.tryLease(key);
        while (lease.isEmpty() && System.nanoTime() - start < patience.toNanos()) {
            Thread.sleep(1);
            lease = store.tryLease(key);
        }
        try {
            store.refresh();
            if (store.contains(key)) {
                return "";
            }
            Samples.publish(store, name);
            return lease.isPresent() ? "HELD" : "TIMED_OUT";
        } finally {
            lease.ifPresent(Lease::close);
        }
    }

    /** Holds a lease until it is killed, or publishes if it continues after a signal. */
    private static void hold(Path root, String name) throws IOException, InterruptedException {
        try (Store store = Samples.open(root)) {
            Lease lease = store.tryLease(Samples.key(name)).orElseThrow();
            say("HELD");
            Thread.sleep(100);
            while (!store.root().resolve("../go").toFile().exists()) {
                Thread.sleep(5);
            }
            Samples.publish(store, name);
            lease.close();
            say("published");
        }
    }

    /** Collects garbage repeatedly, keeping only keys with even numbers. */
    private static void collect(Path root, int times) throws IOException {
        Set<CacheKey> keep = new HashSet<>();
        for (int i = 0; i < 1000; i += 2) {
            keep.add(Samples.key("point " + i));
            keep.add(Samples.key("large " + i));
            keep.add(Samples.key("medium " + i));
        }
        try (Store store = Samples.open(root)) {
            for (int done = 0; done < times; ) {
                try {
                    GcReport report = Samples.collectAllBut(store, keep);
                    say("removed " + report.entriesRemoved() + " " + report.objectsRemoved());
                    done++;
                } catch (StoreException e) {
                    if (e.reason() != StoreException.Reason.BUSY) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Publishes the given number of entries, printing each one when it is published, and then waits to be killed. */
    private static void publish(Path root, int count) throws IOException, InterruptedException {
        try (Store store = Samples.open(root)) {
            for (int i = 0; i < count; i++) {
                Samples.publish(store, "point " + i);
                say("point " + i);
            }
            Thread.sleep(60_000);
        }
    }

    /**
     * Publishes the given number of entries as a process of this node, starting at a random key, and prints those that
     * are on disk.
     */
    private static void work(Path root, long node, int count) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(ProcessHandle.current().pid());
        int first = random.nextInt(count);
        for (int done = 0; done < count; ) {
            try (Store store = Samples.open(root, StoreListener.silent(), new NodeFiles(node))) {
                for (int end = Math.min(count, done + 1 + random.nextInt(30)); done < end; done++) {
                    String name = TwoNodesTest.name((first + done) % count);
                    if (!publishOnce(store, name, Duration.ofSeconds(1)).isEmpty()) {
                        store.flush();
                        say(name);
                    }
                    Thread.sleep(random.nextInt(random.nextInt(20) == 0 ? 600 : 10));
                }
            }
        }
    }

    /** Collects garbage and repairs as a process of this node until it is killed. */
    private static void maintain(Path root, long node) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(node);
        while (true) {
            try (Store store = Samples.open(root, StoreListener.silent(), new NodeFiles(node))) {
                if (random.nextInt(3) == 0) {
                    Samples.examine(store, random.nextBoolean());
                } else {
                    Samples.collectGarbage(
                            store, GcPolicy.builder().grace(Duration.ZERO).build());
                    say("collected");
                }
            } catch (StoreException e) {
                if (e.reason() != StoreException.Reason.BUSY) {
                    throw e;
                }
            }
            Thread.sleep(random.nextInt(50));
        }
    }
}

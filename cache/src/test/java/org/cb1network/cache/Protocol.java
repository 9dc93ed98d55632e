package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Uses a store such that every {@link Step} is taken at least once. It reports its progress, so that tests can check
 * afterwards that nothing reported was lost, at whatever moment it was stopped.
 */
final class Protocol {

    /** All keys that it publishes; those that begin with "old" are garbage at the end. */
    static final List<String> KEYS =
            List.of("a", "b", "large c", "large d", "large e", "old f", "large old g", "h", "i", "medium j");

    private final Path root;
    private final StoreFiles files;
    private final Samples.Ear ear = new Samples.Ear();
    private final Set<String> promised = new TreeSet<>();

    Protocol(Path root, StoreFiles files) {
        this.root = root;
        this.files = files;
    }

    /** Keys that were published and neither damaged nor collected. */
    Set<String> promised() {
        return promised;
    }

    List<StoreWarning> warnings() {
        return ear.heard();
    }

    void run() throws IOException {
        try (Store store = open()) {
            fill(store);
        }
        damage();
        try (Store store = open()) {
            heal(store);
        }
        cutOff();
        try (Store store = open()) {
            Samples.publish(store, "i");
            promised.add("i");
        }
        leaveThingsBehind();
        try (Store store = open()) {
            collect(store);
        }
        unprotect();
        try (Store store = open()) {
            assertTrue(Samples.examine(store, true).healthy());
        }
    }

    private Store open() throws IOException {
        return Samples.open(root, ear, files);
    }

    private void fill(Store store) throws IOException {
        for (String name : List.of("a", "large c", "old f", "large old g", "b", "medium j")) {
            Samples.publish(store, name);
            promised.add(name);
        }
        Path temporary = store.newTemporaryFile();
        Files.write(temporary, Samples.content("large d"));
        store.publish(Samples.key("large d"), draftWithFile("large d", temporary));
        promised.add("large d");
        // Another key with an existing output.
        store.publish(
                Samples.key("twin"),
                EntryDraft.builder()
                        .output("table", Samples.content("large c"))
                        .output("log", Samples.content("medium j"))
                        .build());
        store.flush();
        Entry a = store.find(Samples.key("a")).orElseThrow();
        assertArrayEquals(Samples.content("a"), Files.readAllBytes(store.file(a.output("table"))));
    }

    private static EntryDraft draftWithFile(String name, Path file) {
        return EntryDraft.builder()
                .document("preimage", Samples.utf8("preimage of " + name))
                .output("table", file)
                .output("log", Samples.utf8("log of " + name))
                .build();
    }

    /** Damages one object, one record's body and one record's header, as a disk may. */
    private void damage() throws IOException {
        promised.removeAll(Set.of("large d", "b", "old f"));
        Samples.flipBit(Samples.object(root, "large d"), 100);
        Path pack = packOf("b");
        Samples.flipBit(pack, Samples.recordOf(pack, "b") + RecordHeader.BYTES + 50);
        Samples.flipBit(pack, Samples.recordOf(pack, "old f") + 50);
    }

    private Path packOf(String name) throws IOException {
        for (Path pack : Samples.packs(root)) {
            if (contains(pack, name)) {
                return pack;
            }
        }
        throw new AssertionError("no pack has " + name);
    }

    private static boolean contains(Path pack, String name) throws IOException {
        byte[] key = Samples.key(name).digest().bytes();
        byte[] content = Files.readAllBytes(pack);
        for (int i = 0; i + key.length <= content.length; i++) {
            if (Arrays.equals(content, i, i + key.length, key, 0, key.length)) {
                return true;
            }
        }
        return false;
    }

    private void heal(Store store) throws IOException {
        for (String name : List.of("large d", "b", "old f", "large e", "h")) {
            if (!Samples.isReadable(store, name)) {
                Samples.publish(store, name);
            }
            promised.add(name);
        }
        promised.removeAll(Set.of("b"));
        damageAgain(store);
    }

    /** Damages a record of an open store, so that it cannot be repaired before it is read. */
    private void damageAgain(Store store) throws IOException {
        Path pack = packOf("b");
        Samples.flipBit(pack, Samples.recordOf(pack, "b") + RecordHeader.BYTES + 50);
        if (!Samples.isReadable(store, "b")) {
            Samples.publish(store, "b");
        }
        promised.add("b");
        store.flush();
        store.recordUse(List.of(Samples.key("a")));
    }

    /** Creates the leftovers of a process that ended while appending, and a pack with extra bytes at its end. */
    private void cutOff() throws IOException {
        Samples.leaveLog(root, "a");
        Path pack = Samples.packs(root).get(0);
        byte[] content = Files.readAllBytes(pack);
        byte[] torn = Arrays.copyOf(content, content.length + 60);
        Samples.overwrite(pack, torn);
    }

    private void leaveThingsBehind() throws IOException {
        Files.write(Samples.litter(root, 1), new byte[10]);
        for (Path file : Samples.files(root.resolve("quarantine"))) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
    }

    private void collect(Store store) throws IOException {
        promised.removeAll(Set.of("old f", "large old g"));
        Set<CacheKey> keep = new TreeSet<>();
        KEYS.stream().filter(name -> !name.contains("old")).map(Samples::key).forEach(keep::add);
        Samples.collectAllBut(store, keep);
    }

    private void unprotect() throws IOException {
        if (!Samples.object(root, "large c").toFile().setWritable(true)) {
            throw new IOException("cannot change rights");
        }
    }
}

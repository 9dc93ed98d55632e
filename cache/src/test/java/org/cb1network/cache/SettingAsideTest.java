package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries whose bytes are sound but whose content is wrong. */
class SettingAsideTest {

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = folder.resolve("store");
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
            Samples.publish(store, "large");
            Samples.publish(store, "other");
        }
    }

    @Test
    void anEntrySetAsideIsAMissHereAndForEveryProcessThatOpensTheStoreLater() throws IOException {
        try (Store store = Samples.open(root)) {
            assertTrue(store.setAside(Samples.key("a")));
            assertFalse(store.contains(Samples.key("a")));
            assertTrue(store.find(Samples.key("a")).isEmpty());
        }
        try (Store store = Samples.open(root)) {
            assertFalse(store.contains(Samples.key("a")));
            assertTrue(Samples.isReadable(store, "large"));
            assertTrue(Samples.isReadable(store, "other"));
        }
    }

    @Test
    void aStoreOpenedBeforeDoesNotFindItAfterRefreshing() throws IOException {
        try (Store before = Samples.open(root);
                Store store = Samples.open(root)) {
            assertTrue(before.contains(Samples.key("large")));
            store.setAside(Samples.key("large"));
            before.refresh();
            assertTrue(before.find(Samples.key("large")).isEmpty());
            assertFalse(before.contains(Samples.key("large")));
        }
    }

    @Test
    void noSourceBringsBackWhatWasSetAsideEvenAfterPacksWereMerged() throws IOException {
        EntrySource source = new EntrySource() {
            @Override
            public Optional<String> placeOf(CacheKey key) {
                return Optional.of("elsewhere");
            }

            @Override
            public void fetch(Collection<CacheKey> keys, Receiver receiver) {
                EntryDraft draft =
                        EntryDraft.builder().output("table", new byte[] {1}).build();
                keys.forEach(key -> receiver.entry(key, draft));
            }
        };
        try (Store store = Samples.open(root)) {
            store.attach(source);
            assertTrue(store.find(Samples.key("b")).isPresent());
            store.setAside(Samples.key("a"));
            assertTrue(store.find(Samples.key("a")).isEmpty());
        }
        try (Store store = Samples.open(root)) {
            Samples.collectGarbage(store, GcPolicy.builder().build());
            store.attach(source);
            assertEquals(Optional.empty(), store.placeOf(Samples.key("a")));
            store.fetch(List.of(Samples.key("a")));
            assertFalse(store.contains(Samples.key("a")));
        }
    }

    @Test
    void itsKeyCanBePublishedWithAnotherContentWhichThenCounts() throws IOException {
        byte[] right = Samples.utf8("right");
        try (Store store = Samples.open(root)) {
            EntryDraft draft = EntryDraft.builder().output("table", right).build();
            assertThrows(NondeterminismException.class, () -> store.publish(Samples.key("a"), draft));
            store.setAside(Samples.key("a"));
            store.publish(Samples.key("a"), draft);
        }
        try (Store store = Samples.open(root)) {
            Entry entry = store.find(Samples.key("a")).orElseThrow();
            assertArrayEquals(right, store.read(entry.output("table")));
            assertTrue(Samples.examine(store, false).healthy());
        }
    }

    @Test
    void everyRecordOfTheKeyIsSetAsideNotOnlyTheFirst() throws IOException {
        // Two processes that did not see each other: the same entry in a pack of each.
        Path elsewhere = folder.resolve("elsewhere");
        try (Store store = Samples.open(elsewhere)) {
            Samples.publish(store, "a");
        }
        for (Path pack : Samples.files(elsewhere.resolve("packs"))) {
            Files.copy(pack, root.resolve("packs").resolve(pack.getFileName()));
        }
        try (Store store = Samples.open(root)) {
            assertTrue(store.setAside(Samples.key("a")));
            assertFalse(store.contains(Samples.key("a")));
        }
        try (Store store = Samples.open(root)) {
            assertFalse(store.contains(Samples.key("a")));
            assertEquals(2, store.keys().size());
        }
    }

    @Test
    void aMissingEntryCannotBeSetAside() throws IOException {
        try (Store store = Samples.open(root)) {
            assertFalse(store.setAside(Samples.key("unheard of")));
            store.setAside(Samples.key("a"));
            assertFalse(store.setAside(Samples.key("a")));
        }
    }

    @Test
    void garbageCollectionRemovesItCompletelyAndLeavesTheRestUnchanged() throws IOException {
        try (Store store = Samples.open(root)) {
            store.setAside(Samples.key("large"));
            Samples.collectAllBut(store, Set.copyOf(store.keys()));
            assertFalse(store.contains(Samples.key("large")));
            assertEquals(0, store.statistics().objects());
            assertTrue(Samples.isReadable(store, "a"));
            assertTrue(Samples.examine(store, false).healthy());
        }
    }
}

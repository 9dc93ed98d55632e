package org.cb1network.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.provenance.Imported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTest {

    private static final TransferProgress UNSEEN = (done, all) -> {};

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private Path place() throws IOException {
        return Files.createDirectories(folder.resolve("remote"));
    }

    private Remote remote(String... keys) throws IOException {
        return new Remote("lab", "there", new FolderFiles(place()), Set.of(keys), warnings::add);
    }

    private Store store(String name) throws IOException {
        return Store.open(folder.resolve(name));
    }

    private static Push.Report push(Remote remote, Store store, List<CacheKey> keys, Optional<SigningKey> key)
            throws IOException {
        return new Push(remote, store, key, NOON, false, UNSEEN).push(keys, Set.of(), "1.0", "test");
    }

    @Test
    void aPushTellsItsBytesAndAPullItsEntriesUpToAllOfThem() throws IOException {
        try (Store authors = store("authors");
                Store reader = store("reader")) {
            List<CacheKey> keys = Results.publish(authors, 10);
            List<Long> left = new ArrayList<>();
            new Push(remote(), authors, Optional.empty(), NOON, false, (done, all) -> left.add(all - done))
                    .push(keys, Set.of(keys.get(0)), "1.0", "test");
            assertTrue(left.size() > 1 && left.get(0) > 0, left.toString());
            assertEquals(0, Iterables.getLast(left));
            List<Long> fetched = new ArrayList<>();
            reader.attach(new RemoteSource(List.of(remote()), (done, all) -> {
                assertEquals(keys.size(), all);
                fetched.add(done);
            }));
            reader.fetch(keys);
            assertEquals(LongStream.rangeClosed(1, keys.size()).boxed().toList(), fetched);
        }
    }

    @Test
    void whatEveryReaderNeedsIsInAPackOfItsOwn() throws IOException {
        try (Store authors = store("authors");
                Store reader = store("reader")) {
            List<CacheKey> keys = Results.publishSmall(authors, 40);
            List<CacheKey> wholes = List.of(keys.get(3), keys.get(17), keys.get(39));
            new Push(remote(), authors, Optional.empty(), NOON, false, UNSEEN)
                    .push(keys, Set.copyOf(wholes), "1.0", "test");
            assertEquals(
                    2,
                    files().keySet().stream()
                            .filter(name -> name.startsWith("packs"))
                            .count());
            Remote remote = remote();
            assertEquals(Set.copyOf(wholes), remote.packedWith(wholes.subList(1, 2)));
            assertEquals(Set.copyOf(keys), remote.pushedWith(wholes.subList(1, 2)));
            reader.attach(new RemoteSource(List.of(remote)));
            reader.fetch(wholes);
            assertTrue(
                    remote.traffic().toString().startsWith("4 requests,"),
                    "list, manifest, indexes, one part of a pack: " + remote.traffic());
            assertEquals(Results.contentOf(authors, wholes.get(2)), Results.contentOf(reader, wholes.get(2)));
        }
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(place())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(place().relativize(path).toString(), Files.size(path));
            }
        }
        return files;
    }

    @Test
    void whatOneStorePushesAnotherGetsByteForByteAndKnowsWhereItIsFrom() throws IOException {
        try (Store authors = store("authors");
                Store reader = store("reader")) {
            List<CacheKey> keys = Results.publish(authors, 10);
            assertEquals(new Push.Report(10, 0), push(remote(), authors, keys, Optional.empty()));
            reader.attach(new RemoteSource(List.of(remote())));
            assertTrue(reader.contains(keys.get(3)));
            assertEquals(Optional.of("lab"), reader.placeOf(keys.get(3)));
            reader.fetch(keys);
            for (CacheKey key : keys) {
                assertEquals(Optional.empty(), reader.placeOf(key));
                assertEquals(Results.contentOf(authors, key), Results.contentOf(reader, key));
                Imported origin = Imported.of(reader.find(key).orElseThrow()).orElseThrow();
                assertEquals("imported from lab, unsigned", origin.toString());
            }
            assertEquals(List.of(), warnings);
        }
    }

    @Test
    void theOriginIsKeptWhenTheStoreIsOpenedAgainAndItsPacksAreMerged() throws IOException {
        CacheKey key;
        try (Store authors = store("authors");
                Store reader = store("reader")) {
            key = Results.publish(authors, 3).get(2);
            push(remote(), authors, List.of(key), Optional.empty());
            reader.attach(new RemoteSource(List.of(remote())));
            assertTrue(reader.find(key).isPresent());
        }
        for (int i = 0; i < 20; i++) {
            try (Store reader = store("reader")) {
                Results.publish(reader, 100 + i, i);
            }
        }
        try (Store reader = store("reader")) {
            assertTrue(Imported.of(reader.find(key).orElseThrow()).isPresent());
        }
    }

    @Test
    void aStoreThatCannotBeWrittenReadsThroughWithoutKeeping() throws IOException {
        store("reader").close();
        try (Store authors = store("authors");
                Store reader = Store.openForReading(folder.resolve("reader"), warning -> {})) {
            List<CacheKey> keys = Results.publish(authors, 2);
            push(remote(), authors, keys, Optional.empty());
            reader.attach(new RemoteSource(List.of(remote())));
            assertEquals(Results.contentOf(authors, keys.get(0)), Results.contentOf(reader, keys.get(0)));
        }
        try (Store reader = store("reader")) {
            assertEquals(List.of(), reader.keys());
        }
    }

    @Test
    void onlyWhatIsNewIsPushedAndAnInterruptedPushGoesOnWhereItWas() throws IOException {
        try (Store authors = store("authors")) {
            List<CacheKey> keys = Results.publish(authors, 6);
            push(remote(), authors, keys.subList(0, 4), Optional.empty());
            assertEquals(new Push.Report(2, 4), push(remote(), authors, keys, Optional.empty()));
            Map<String, Long> complete = files();
            try (Stream<Path> manifests = Files.list(place().resolve("manifests"))) {
                for (Path manifest : manifests.toList()) {
                    Files.delete(manifest);
                }
            }
            Remote again = remote();
            push(again, authors, keys.subList(0, 4), Optional.empty());
            assertFalse(again.traffic().toString().contains("5.3 MB sent"), "objects and packs are there already");
            assertTrue(complete.keySet()
                    .containsAll(files().keySet().stream()
                            .filter(name -> name.startsWith("packs"))
                            .toList()));
        }
    }

    @Test
    void theSameEntriesMakeTheSameFiles() throws IOException {
        try (Store authors = store("authors")) {
            List<CacheKey> keys = Results.publish(authors, 6);
            push(remote(), authors, keys, Optional.empty());
            Map<String, Long> first = files();
            List<CacheKey> reversed = new ArrayList<>(keys);
            Collections.reverse(reversed);
            for (String name : first.keySet()) {
                Files.delete(place().resolve(name));
            }
            push(remote(), authors, reversed, Optional.empty());
            assertEquals(first, files());
        }
    }

    @Test
    void twoContentsForOneKeyAreNamedAndTheOwnOneStays() throws IOException {
        try (Store authors = store("authors");
                Store reader = store("reader")) {
            CacheKey key = Results.publish(authors, 1, 1);
            Results.publish(reader, 1, 2);
            push(remote(), authors, List.of(key), Optional.empty());
            Map<String, String> own = Results.contentOf(reader, key);
            remote().compare(List.of(key), reader);
            assertEquals(1, warnings.size());
            assertTrue(
                    warnings.get(0)
                            .contains("another content for the key "
                                    + key.digest().shortHex()),
                    warnings.get(0));
            assertEquals(own, Results.contentOf(reader, key));
        }
    }

    @Test
    void withKeysOnlyWhatOneOfThemSignsCounts() throws IOException {
        SigningKey ours = SigningKey.generate();
        SigningKey theirs = SigningKey.generate();
        try (Store authors = store("authors");
                Store reader = store("reader")) {
            List<CacheKey> keys = Results.publish(authors, 3);
            push(remote(), authors, List.of(keys.get(0)), Optional.of(ours));
            push(remote(), authors, List.of(keys.get(1)), Optional.of(theirs));
            push(remote(), authors, List.of(keys.get(2)), Optional.empty());
            reader.attach(new RemoteSource(List.of(remote(ours.publicText()))));
            reader.fetch(keys);
            assertEquals(
                    "imported from lab, signed by " + ours.publicText(),
                    Imported.of(reader.find(keys.get(0)).orElseThrow())
                            .orElseThrow()
                            .toString());
            assertFalse(reader.contains(keys.get(1)));
            assertFalse(reader.contains(keys.get(2)));
            assertEquals(2, warnings.size());
            assertTrue(
                    warnings.stream().anyMatch(text -> text.contains("is signed by " + theirs.publicText())),
                    warnings::toString);
            assertTrue(warnings.stream().anyMatch(text -> text.contains("is not signed")), warnings::toString);
        }
    }

    @Test
    void aKeyFileIsReadAsItWasWrittenAndNeverReplaced() throws IOException {
        SigningKey key = SigningKey.generate();
        Path file = folder.resolve("signing.key");
        key.write(file);
        assertEquals(key.publicText(), SigningKey.read(file).publicText());
        byte[] content = Results.bytes(100, 1);
        assertEquals(
                Optional.of(key.publicText()),
                SigningKey.signer(SigningKey.read(file).sign(content), content));
        assertEquals(Optional.empty(), SigningKey.signer(key.sign(content), Results.bytes(100, 2)));
        assertThrows(IOException.class, () -> SigningKey.generate().write(file));
    }

    @Test
    void entriesThatAreNotTheResultOfTheirKeyAreNotPushed() throws IOException {
        try (Store authors = store("authors")) {
            CacheKey odd = new CacheKey(org.cb1network.cache.Digest.of(new byte[] {1}));
            authors.publish(
                    odd,
                    org.cb1network.cache.EntryDraft.builder()
                            .output("page", new byte[] {1})
                            .build());
            assertEquals(new Push.Report(0, 0), push(remote(), authors, List.of(odd), Optional.empty()));
        }
    }

    @Test
    void oldPushesGoFirstAndTheirPacksAWeekLater() throws IOException {
        try (Store authors = store("authors")) {
            List<CacheKey> keys = Results.publish(authors, 4);
            push(remote(), authors, keys, Optional.empty());
            long packs = files().keySet().stream()
                    .filter(name -> name.endsWith(".pack"))
                    .count();
            Optional<Duration> aMonth = Optional.of(Duration.ofDays(30));
            assertEquals(0, collect(NOON, aMonth).manifests());
            Clock later = Clock.offset(NOON, Duration.ofDays(31));
            assertEquals(new RemoteGarbage.Report(1, 0, 0), collect(later, aMonth));
            assertEquals(0, remote().size());
            assertEquals(
                    packs,
                    files().keySet().stream()
                            .filter(name -> name.endsWith(".pack"))
                            .count());
            try (Stream<Path> all = Files.walk(place())) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(NOON.instant()));
                }
            }
            assertEquals(
                    2,
                    collect(Clock.offset(NOON, Duration.ofDays(8)), Optional.empty())
                            .files());
            assertEquals(Set.of("manifests/index.json"), files().keySet());
        }
    }

    private RemoteGarbage.Report collect(Clock clock, Optional<Duration> age) throws IOException {
        return new RemoteGarbage(remote(), false, clock).collect(age);
    }

    @Test
    void aSourceThatIsClosedClosesTheConnectionsOfItsRemotes() {
        List<String> closed = new ArrayList<>();
        List<Remote> remotes = Stream.of("lab", "public")
                .map(name -> new Remote(name, "there", whenClosed(() -> closed.add(name)), Set.of(), warnings::add))
                .toList();
        new RemoteSource(remotes).close();
        assertEquals(List.of("lab", "public"), closed);
    }

    private static RemoteFiles whenClosed(Runnable action) {
        return (RemoteFiles) Proxy.newProxyInstance(
                RemoteFiles.class.getClassLoader(), new Class<?>[] {RemoteFiles.class}, (proxy, method, arguments) -> {
                    assertEquals("close", method.getName());
                    action.run();
                    return null;
                });
    }
}

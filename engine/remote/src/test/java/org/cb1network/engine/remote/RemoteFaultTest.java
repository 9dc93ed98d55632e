package org.cb1network.engine.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.remote.FaultyServer.Fault;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong with a remote, a result is right or missing, and everything ends. */
@Timeout(120)
class RemoteFaultTest {

    private static final int FOREVER = Integer.MAX_VALUE;
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    private static final boolean WHOLE_SUITE = "all".equals(System.getProperty("cache.faults"));

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private Store authors;
    private List<CacheKey> keys;
    private Map<CacheKey, Map<String, String>> right;

    @BeforeEach
    void compute() throws IOException {
        authors = Store.open(folder.resolve("authors"));
        Store.open(folder.resolve("empty")).close();
        expect(Results.publishSmall(authors, 3));
    }

    private void expect(List<CacheKey> results) throws IOException {
        keys = results;
        right = new TreeMap<>();
        for (CacheKey key : keys) {
            right.put(key, Results.contentOf(authors, key));
        }
    }

    @AfterEach
    void close() throws IOException {
        authors.close();
    }

    private Remote remote(RemoteFiles files) {
        return new Remote("lab", "there", files, Set.of(), warnings::add, Duration.ofMillis(1));
    }

    private void push(RemoteFiles files) throws IOException {
        push(files, false);
    }

    private void push(RemoteFiles files, boolean check) throws IOException {
        new Push(remote(files), authors, Optional.empty(), NOON, check, (done, all) -> {})
                .push(keys, Set.of(), "1.0", "test");
    }

    /** Fetches everything into the memory of an empty store that cannot be written, and returns how much came. */
    private int fetch(RemoteFiles files) throws IOException {
        int found = 0;
        try (Store reader = Store.openForReading(folder.resolve("empty"), warning -> {})) {
            reader.attach(new RemoteSource(List.of(remote(files))));
            reader.fetch(keys);
            for (CacheKey key : keys) {
                Map<String, String> content = Results.contentOf(reader, key);
                assertTrue(content.isEmpty() || content.equals(right.get(key)), "a wrong result: " + content);
                found += content.isEmpty() ? 0 : 1;
            }
        }
        return found;
    }

    // --- faults of a server, at each request ---

    /** How a client uses the server. */
    private enum Protocol {
        WEB,
        WEB_DAV,
        S3;

        RemoteFiles files(FaultyServer server) throws RemoteException {
            return switch (this) {
                case WEB -> server.web();
                case WEB_DAV -> server.webDav();
                case S3 -> server.s3();
            };
        }
    }

    private static Stream<Arguments> pulls() {
        return Stream.of(Fault.values())
                .filter(fault -> fault != Fault.NONE)
                .flatMap(fault -> Stream.of(Protocol.values()).map(protocol -> Arguments.of(fault, protocol)));
    }

    private static Stream<Arguments> pushes() {
        return pulls().filter(arguments -> arguments.get()[1] != Protocol.WEB);
    }

    /** For S3; the server does not check them. */
    @BeforeAll
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", "identity");
        System.setProperty("aws.secretAccessKey", "credential");
    }

    @AfterAll
    static void clearCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void aPushThatFailsAtAnyRequestDoesNoHarmAndTheNextOneCompletesIt(Fault fault, Protocol protocol)
            throws IOException {
        try (FaultyServer server = new FaultyServer()) {
            push(protocol.files(server));
            int requests = server.requests();
            assertTrue(requests >= 8, () -> "a push lists and writes: " + requests);
            // Each fault that is waited for takes a second or two; the whole suite has it at every request.
            int stride = fault.isWaitedFor() && !WHOLE_SUITE ? 6 : 1;
            for (int number = 0; number < requests; number += stride) {
                String where = fault + " at request " + number + ": ";
                server.files.clear();
                warnings.clear();
                server.misbehave(fault, number, number);
                try {
                    push(protocol.files(server));
                } catch (RemoteException problem) {
                    assertFalse(fault.passes(), where + "was not tried again: " + problem.getMessage());
                    assertFalse(String.valueOf(problem.getMessage()).contains("Exception"), problem.getMessage());
                }
                server.misbehave(Fault.NONE, 0, -1);
                int before = fetch(protocol.files(server));
                assertTrue(fault == Fault.FLIPPED_BIT || before == 0 || before == 3, where + "half a push is taken");
                push(protocol.files(server), fault == Fault.FLIPPED_BIT);
                assertEquals(3, fetch(protocol.files(server)), () -> where + warnings);
                assertEquals(3, fetch(server.web()), () -> where + warnings);
                assertTrue(
                        server.files.keySet().stream().allMatch(path -> path.startsWith("/lab/")),
                        () -> where + "something was written elsewhere: " + server.files.keySet());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pulls")
    void aPullThatFailsAtAnyRequestGetsRightResultsOrNone(Fault fault, Protocol protocol) throws IOException {
        try (FaultyServer server = new FaultyServer()) {
            push(server.webDav());
            server.misbehave(Fault.NONE, 0, -1);
            assertEquals(3, fetch(protocol.files(server)));
            int requests = server.requests();
            assertEquals(4, requests, "list, manifest, indexes, pack");
            for (int number = 0; number < requests; number++) {
                warnings.clear();
                server.misbehave(fault, number, number);
                int found = fetch(protocol.files(server));
                String where = fault + " at request " + number + ": " + warnings;
                assertTrue(found == 3 || !fault.passes(), where);
                assertTrue(found == 3 || !warnings.isEmpty() || fault == Fault.NOT_FOUND, where);
                assertFalse(warnings.toString().contains("Exception"), where);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "FLIPPED_BIT"})
    void aRemoteThatFailsFromSomeRequestOnIsNotAskedAgainAndSaysSoOnce(Fault fault) throws IOException {
        try (FaultyServer server = new FaultyServer()) {
            push(server.webDav());
            for (int number = 0; number < 4; number++) {
                warnings.clear();
                server.misbehave(fault, number, FOREVER);
                assertEquals(0, fetch(server.webDav()));
                assertTrue(
                        warnings.size() == 1 || (fault == Fault.NOT_FOUND && warnings.isEmpty()),
                        () -> fault + " is told once: " + warnings);
                assertTrue(server.requests() < 10, () -> "asked again and again: " + server.requests());
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        FaultyServer gone = new FaultyServer();
        gone.close();
        RemoteException problem = assertThrows(RemoteException.class, () -> push(gone.webDav()));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("http://127.0.0.1:"), problem.getMessage());
    }

    @Test
    void aBucketWhoseListHasNoEndIsRefused() throws IOException {
        try (FaultyServer server = new FaultyServer()) {
            server.listForEver();
            RemoteException problem = assertThrows(RemoteException.class, () -> push(server.s3()));
            assertTrue(
                    String.valueOf(problem.getMessage()).endsWith("the server's list has no end"),
                    problem.getMessage());
        }
    }

    // --- wrong files ---

    @Test
    void aDamagedPackOrObjectIsMendedByAPushThatChecks() throws IOException {
        expect(Results.publish(authors, 3));
        for (String damaged : List.of("packs", "objects")) {
            push(new FolderFiles(place()));
            Path file = only(damaged);
            byte[] content = Files.readAllBytes(file);
            content[content.length / 2] ^= 1;
            Files.write(file, content);
            push(new FolderFiles(place()));
            assertEquals(2, fetch(new FolderFiles(place())), "a push does not read what is there");
            push(new FolderFiles(place()), true);
            warnings.clear();
            assertEquals(3, fetch(new FolderFiles(place())), warnings::toString);
            assertEquals(List.of(), warnings);
        }
    }

    @Test
    void aFlippedBitAnywhereInAListingIsSaid() throws IOException {
        try (FaultyServer server = new FaultyServer()) {
            push(server.webDav());
            byte[] sound = server.files.get("/lab/manifests/index.json");
            for (int position = 0; position < sound.length; position++) {
                byte[] damaged = sound.clone();
                damaged[position] ^= 1;
                server.files.put("/lab/manifests/index.json", damaged);
                warnings.clear();
                assertTrue(
                        fetch(server.web()) == 3 || !warnings.isEmpty(), new String(damaged, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aListingThatAnInterruptedPushLeftOldIsRenewedByTheNextPush() throws IOException {
        push(new FolderFiles(place()));
        Path listing = place().resolve("manifests/index.json");
        byte[] complete = Files.readAllBytes(listing);
        Files.writeString(listing, "[]");
        push(new FolderFiles(place()));
        assertArrayEquals(complete, Files.readAllBytes(listing));
    }

    private Path place() throws IOException {
        return Files.createDirectories(folder.resolve("place"));
    }

    private Path only(String name) throws IOException {
        try (var files = Files.list(place().resolve(name))) {
            return files.filter(file -> !file.endsWith("index.json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Test
    void aPackThatIsGoneIsNamedOnceAndItsResultsAreMissing() throws IOException {
        push(new FolderFiles(place()));
        Files.delete(only("packs"));
        assertEquals(0, fetch(new FolderFiles(place())));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("packs"), warnings::toString);
    }

    @Test
    void anObjectThatIsGoneOrDamagedMakesOneResultMissing() throws IOException {
        expect(Results.publish(authors, 3));
        push(new FolderFiles(place()));
        byte[] object = Files.readAllBytes(only("objects"));
        object[7] ^= 1;
        Files.write(only("objects"), object);
        assertEquals(2, fetch(new FolderFiles(place())));
        Files.delete(only("objects"));
        assertEquals(2, fetch(new FolderFiles(place())));
    }

    @Test
    void aFlippedBitAnywhereInAPackMakesAtMostOneResultMissing() throws IOException {
        push(new FolderFiles(place()));
        Path pack = only("packs");
        byte[] sound = Files.readAllBytes(pack);
        for (int position = 30; position < sound.length; position += sound.length / 20) {
            byte[] damaged = sound.clone();
            damaged[position] ^= 16;
            Files.write(pack, damaged);
            assertTrue(fetch(new FolderFiles(place())) >= 2);
        }
    }

    @Test
    void aTruncatedPackGivesWhatItStillHas() throws IOException {
        push(new FolderFiles(place()));
        Path pack = only("packs");
        byte[] sound = Files.readAllBytes(pack);
        for (int length : new int[] {0, 1, 100, sound.length / 2, sound.length - 1}) {
            Files.write(pack, Arrays.copyOf(sound, length));
            fetch(new FolderFiles(place()));
        }
    }

    @Test
    void aDamagedIndexMakesThePackMissing() throws IOException {
        push(new FolderFiles(place()));
        Path manifest = only("manifests");
        Path index =
                manifest.resolveSibling(Manifest.sibling(manifest.getFileName().toString(), ".idx"));
        byte[] sound = Files.readAllBytes(index);
        for (int position = 0; position < sound.length; position += 23) {
            byte[] damaged = sound.clone();
            damaged[position] ^= 1;
            Files.write(index, damaged);
            assertEquals(0, fetch(new FolderFiles(place())), "bit of byte " + position);
        }
        Files.write(index, Arrays.copyOf(sound, sound.length / 2));
        assertEquals(0, fetch(new FolderFiles(place())));
        Files.write(index, Results.bytes(sound.length + 1, 1));
        assertEquals(0, fetch(new FolderFiles(place())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nothing of the kind",
                "{\"cb1-remote\": 2}",
                "{\"cb1-remote\": 1}",
                "{\"cb1-remote\": 1, PACK \"name\": \"../../../etc/passwd\", \"length\": 10, \"index\": 1}]}",
                "{\"cb1-remote\": 1, PACK \"name\": \"NAME\", \"length\": 4611686018427387904, \"index\": 1}]}",
                "{\"cb1-remote\": 1, PACK \"name\": \"NAME\", \"length\": 99999999999999999999999, \"index\": 1}]}",
                "{\"cb1-remote\": 1, PACK \"name\": \"NAME\", \"length\": 100, \"index\": 100}]}",
                "{\"cb1-remote\": 1, PACK \"name\": \"NAME\", \"length\": 100, \"index\": -1}]}",
                "{\"cb1-remote\": 1, PACK \"name\": \"NAME\", \"length\": 1073741824, \"index\": 0}]}",
                "{\"cb1-remote\": 1, PACK \"name\": \"NAME\", \"length\": 60000000, \"index\": 0}]}",
                "{\"cb1-remote\": 1, PACK \"name\": \"NAME\", \"length\": \"many\", \"index\": {}}]}",
                "{\"cb1-remote\": 1, PACK 7]}",
                "{\"cb1-remote\": 1, \"created\": \"yesterday\", \"version\": \"1\", \"subject\": \"\"}",
                "{\"cb1-remote\": 1, HEAD \"objects\": [{\"sha256\": \"../../passwd\", \"length\": 3}]}",
                "{\"cb1-remote\": 1, HEAD \"objects\": [{\"sha256\": \"zz\", \"length\": -3}]}"
            })
    void aHostileManifestCountsAsMissing(String form) throws IOException {
        push(new FolderFiles(place()));
        String head = "\"created\": \"2026-11-28T12:00:00Z\", \"version\": \"1\", \"subject\": \"\",";
        String json = form.replace("PACK", head + " \"packs\": [{")
                .replace("HEAD", head)
                .replace("NAME", "ab".repeat(32) + ".pack");
        write(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(3, fetch(new FolderFiles(place())), "the other manifest counts");
        assertFalse(warnings.isEmpty());
        assertTrue(warnings.get(0).startsWith("remote lab: "), warnings::toString);
    }

    private String write(byte[] json) throws IOException {
        String name = "20270101T000000Z-" + Digest.of(json).hex() + ".json";
        Files.write(place().resolve("manifests").resolve(name), json);
        Files.write(place().resolve("manifests").resolve(Manifest.sibling(name, ".idx")), Results.bytes(1000, 1));
        return name;
    }

    @Test
    void aManifestWithAnotherContentThanItsNameCountsAsMissing() throws IOException {
        push(new FolderFiles(place()));
        Path manifest;
        try (Stream<Path> files = Files.list(place().resolve("manifests"))) {
            manifest = files.filter(file -> Manifest.isName(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(manifest, Files.readString(manifest).replace("\"test\"", "\"best\""));
        assertEquals(0, fetch(new FolderFiles(place())));
        assertTrue(warnings.get(0).contains("not what its name promises"), warnings::toString);
    }

    @Test
    void anEntryWhoseKeyIsNotThatOfItsPreimageIsRefused() throws IOException {
        CacheKey wanted = Results.preimage(7).key();
        keys = List.of(wanted);
        right.put(wanted, Map.of());
        try (Store liar = Store.open(folder.resolve("liar"))) {
            liar.publish(
                    wanted,
                    EntryDraft.builder()
                            .document(KeyPreimage.DOCUMENT, Results.preimage(8).toBytes())
                            .output("small", new byte[] {1})
                            .build());
            pushUnchecked(liar, wanted);
        }
        assertEquals(0, fetch(new FolderFiles(place())));
        assertTrue(warnings.get(0).contains("is not what its key says"), warnings::toString);
    }

    private void pushUnchecked(Store store, CacheKey key) throws IOException {
        RemoteFiles files = new FolderFiles(place());
        store.pack(List.of(key), 1 << 20, new Store.PackReceiver() {
            @Override
            public void pack(String name, long index, byte[] content) throws IOException {
                files.write("packs/" + name, content);
                Manifest manifest = new Manifest(
                        NOON.instant(),
                        "1.0",
                        "lies",
                        1,
                        List.of(new Manifest.PackPart(name, content.length, index)),
                        new TreeMap<>());
                byte[] json = manifest.toJson();
                String file = "manifests/" + manifest.fileName(json);
                files.write(Manifest.sibling(file, ".idx"), Arrays.copyOfRange(content, (int) index, content.length));
                files.write(file, json);
            }

            @Override
            public void object(StoredOutput output) {
                throw new AssertionError("too small for an object");
            }
        });
    }

    @Test
    void whatIsNotARemoteIsSaidSo() throws IOException {
        RemoteException none =
                assertThrows(RemoteException.class, () -> push(new FolderFiles(folder.resolve("nowhere"))));
        assertTrue(String.valueOf(none.getMessage()).contains("there is no folder"), none.getMessage());
    }
}

package org.cb1network.engine.verify.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cb1network.cache.Digest;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.testing.ResultTables;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Samples;
import org.cb1network.engine.verify.Verification;
import org.cb1network.engine.verify.lock.Lock;
import org.cb1network.engine.verify.lock.LockWriter;
import org.cb1network.engine.verify.result.Artifact;
import org.cb1network.engine.verify.result.Results;
import org.cb1network.engine.verify.result.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    @TempDir
    private Path folder;

    private Lock lock;
    private Path bundle;

    @BeforeEach
    void lockTheSamples() throws IOException {
        lock = lockOf(new Samples());
        bundle = folder.resolve("bundle.zip");
    }

    private static Lock lockOf(Samples samples) throws IOException {
        return new Lock("sample", new TreeMap<>(Map.of("paper", Snapshot.of(samples.results()))));
    }

    private BundleContent content(Samples samples) throws IOException {
        Results results = samples.results();
        List<BundleFile> files = new ArrayList<>();
        byte[] text = LockWriter.text(lock).getBytes(StandardCharsets.UTF_8);
        files.add(new BundleFile("pipeline.yaml", "The pipeline", BundleFile.Role.WORKFLOW, () -> new byte[] {'p'}));
        files.add(new BundleFile(Lock.FILE_NAME, "The lock", BundleFile.Role.ABOUT, () -> text));
        files.add(new BundleFile("LICENSE", "The licence", BundleFile.Role.ABOUT, () -> new byte[] {'l'}));
        files.add(new BundleFile("data/some values.csv", "Data", BundleFile.Role.INPUT, () -> new byte[] {'d'}));
        for (Artifact artifact : results.artifacts().values()) {
            if (!artifact.identity().isOfPoints()) {
                files.add(new BundleFile(
                        Bundle.TABLES + artifact.name() + ".arrow",
                        "A table",
                        BundleFile.Role.RESULT,
                        artifact.pieces().get(0).content()));
            }
        }
        results.figures()
                .values()
                .forEach(all -> all.forEach(file -> files.add(new BundleFile(
                        Bundle.FIGURES + file.name(), "A \"figure\"", BundleFile.Role.FIGURE, file.content()))));
        return new BundleContent(
                "sample",
                "A sample",
                "paper",
                "1.0",
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:05:05Z",
                "2026-01-02",
                files);
    }

    private Verification verify(Optional<Lock> own) throws IOException {
        try (Bundle opened = Bundle.open(bundle)) {
            return opened.verify(own, Samples.NOTHING_KNOWN, (done, all, next) -> {});
        }
    }

    private void assertFound(Verification verification, String subject, String message) {
        assertEquals(Verdict.CHANGED, verification.verdict());
        assertTrue(
                verification.checks().stream()
                        .anyMatch(check -> check.verdict() == Verdict.CHANGED
                                && check.subject().equals(subject)
                                && check.message().contains(message)),
                () -> String.join(
                        "\n",
                        verification.checks().stream()
                                .filter(check -> check.verdict() != Verdict.REPRODUCED)
                                .map(Check::toString)
                                .toList()));
    }

    /** Repacks the bundle with files changed, added, or removed (null), and optionally with a matching description. */
    private void repack(Map<String, byte[]> changes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipArchive archive = ZipArchive.open(bundle)) {
            for (String name : archive.names()) {
                files.put(name, archive.read(name));
            }
        }
        changes.forEach((name, bytes) -> {
            if (bytes == null) {
                files.remove(name);
            } else {
                files.put(name, bytes);
            }
        });
        try (var zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
    }

    private static Map<String, byte[]> change(String name, byte[] bytes) {
        Map<String, byte[]> change = new HashMap<>();
        change.put(name, bytes);
        return change;
    }

    private static void write(BundleContent content, Path bundle) throws IOException {
        BundleWriter.write(content, bundle, share -> {});
    }

    @Test
    void aBundleOfTheLockedResultsIsReproducedAndNamesWhatItLacks() throws IOException {
        write(content(new Samples()), bundle);
        Verification verification = verify(Optional.of(lock));
        assertEquals(
                Verdict.REPRODUCED,
                verification.verdict(),
                verification.checks().toString());
        assertTrue(
                verification.notes().get(0).startsWith("1 output with one table per point"),
                verification.notes().toString());
        assertTrue(verify(Optional.empty()).notes().get(0).contains("compared with its own lock"));
    }

    @Test
    void theFilesThatAreReadAndTheResultsThatAreComparedAreTold() throws IOException {
        write(content(new Samples()), bundle);
        List<String> files = new ArrayList<>();
        List<String> results = new ArrayList<>();
        try (Bundle opened = Bundle.open(bundle, (done, all, next) -> files.add(next))) {
            opened.verify(Optional.of(lock), Samples.NOTHING_KNOWN, (done, all, next) -> results.add(next));
        }
        assertTrue(files.containsAll(List.of("pipeline.yaml", "results/tables/rates.summary.arrow")), files.toString());
        assertTrue(results.contains("rates.summary"), results.toString());
    }

    @Test
    void equalContentGivesEqualBytesAtAnyTimeInAnyTimeZone() throws IOException {
        write(content(new Samples()), bundle);
        byte[] first = Files.readAllBytes(bundle);
        TimeZone usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            write(content(new Samples()), bundle);
        } finally {
            TimeZone.setDefault(usual);
        }
        assertArrayEquals(first, Files.readAllBytes(bundle));
    }

    @Test
    void resultsOfAnotherRunAreNamedWithTheirNumbers() throws IOException {
        write(
                content(new Samples()
                        .with("rates.summary", ResultTables.summary(20, 4.7, 0.05))
                        .with("compare.comparison", ResultTables.comparison(12.5, "above", "above"))),
                bundle);
        Verification verification = verify(Optional.of(lock));
        assertFound(verification, "rates.summary", "sha-256 was");
        assertFound(verification, "compare.comparison", "published value of b, E was 1.25, is 12.5");
    }

    @Test
    void aPictureWithoutABarIsNamedWithItsPanel() throws IOException {
        write(content(new Samples().withPicture(Samples.picture(false))), bundle);
        assertFound(verify(Optional.of(lock)), "figure", "panel b: the pixels differ");
    }

    @Test
    void aReplacedAddedOrRemovedFileIsNamed() throws IOException {
        write(content(new Samples()), bundle);
        repack(change("pipeline.yaml", new byte[] {'q'}));
        assertFound(verify(Optional.of(lock)), "pipeline.yaml", "not the file that the bundle lists");
        write(content(new Samples()), bundle);
        repack(change("extra.txt", new byte[] {'q'}));
        assertFound(verify(Optional.of(lock)), "extra.txt", "does not list it");
        write(content(new Samples()), bundle);
        repack(change(Bundle.TABLES + "rates.summary.arrow", null));
        Verification verification = verify(Optional.of(lock));
        assertFound(verification, Bundle.TABLES + "rates.summary.arrow", "it is missing");
        assertFound(verification, "rates.summary", "it is missing");
    }

    @Test
    void aBundleWithAForgedLockDiffersFromTheLockOfThisRepository() throws IOException {
        Lock own = lock;
        Samples forged = new Samples().with("rates.summary", ResultTables.summary(20, 4.7, 0.05));
        lock = lockOf(forged);
        write(content(forged), bundle);
        assertEquals(Verdict.REPRODUCED, verify(Optional.empty()).verdict());
        assertFound(verify(Optional.of(own)), "lock of this repository", "rates.summary");
    }

    @Test
    void anythingButABundleIsRejectedWithAReason() throws IOException {
        write(content(new Samples()), bundle);
        repack(change(Lock.FILE_NAME, null));
        assertRefused("there is no pipeline.lock in it");
        write(content(new Samples()), bundle);
        repack(change(RoCrate.FILE_NAME, new byte[] {'{'}));
        assertRefused("ro-crate-metadata.json is not JSON");
        write(content(new Samples()), bundle);
        repack(change(Bundle.TABLES + "rates.summary.arrow", new byte[] {'x'}));
        assertRefused("a table in it cannot be read");
    }

    private void assertRefused(String reason) {
        BundleException refusal = assertThrows(BundleException.class, () -> verify(Optional.of(lock)));
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }

    @Test
    void theCrateIsAWorkflowRunCrateWithoutDanglingReferences() throws IOException {
        write(content(new Samples()), bundle);
        JsonNode crate;
        Set<String> names;
        try (ZipArchive archive = ZipArchive.open(bundle)) {
            crate = new ObjectMapper().readTree(archive.read(RoCrate.FILE_NAME));
            names = new HashSet<>(archive.names());
            for (JsonNode entity : crate.get("@graph")) {
                if (entity.has("sha256")) {
                    String path = entity.get("@id").asText().replace("%20", " ");
                    byte[] content = archive.read(path);
                    assertEquals(Digest.of(content).hex(), entity.get("sha256").asText());
                    assertEquals(content.length, entity.get("contentSize").asInt());
                    names.remove(path);
                }
            }
        }
        assertEquals(Set.of(RoCrate.FILE_NAME), names);
        Map<String, JsonNode> entities = new HashMap<>();
        for (JsonNode entity : crate.get("@graph")) {
            assertFalse(entities.containsKey(entity.get("@id").asText()), "an @id is there twice");
            entities.put(entity.get("@id").asText(), entity);
        }
        JsonNode root = entities.get("./");
        assertEquals(
                "https://w3id.org/ro/wfrun/workflow/0.5",
                root.at("/conformsTo/1/@id").asText());
        assertEquals("pipeline.yaml", root.at("/mainEntity/@id").asText());
        JsonNode run = entities.get(root.at("/mentions/0/@id").asText());
        assertEquals("CreateAction", run.get("@type").asText());
        assertEquals("pipeline.yaml", run.at("/instrument/@id").asText());
        assertEquals(
                "ComputationalWorkflow",
                entities.get("pipeline.yaml").at("/@type/2").asText());
        assertEquals("./", entities.get(RoCrate.FILE_NAME).at("/about/@id").asText());
        for (JsonNode entity : entities.values()) {
            for (JsonNode value : entity) {
                for (JsonNode reference : value.isArray() ? value : List.of(value)) {
                    String id = reference.path("@id").asText();
                    boolean known = entities.containsKey(id) || id.startsWith("http");
                    assertTrue(!reference.isObject() || known, id + " leads nowhere");
                }
            }
        }
        assertFalse(root.has("author"), "nobody's name is known here");
    }

    @Test
    void theCodecheckFileListsTheFigures() throws IOException {
        write(content(new Samples()), bundle);
        try (ZipArchive archive = ZipArchive.open(bundle)) {
            byte[] text = archive.read("codecheck.yml");
            assertTrue(new String(text, StandardCharsets.UTF_8).startsWith("---\n"));
            JsonNode codecheck = new YAMLMapper().readTree(text);
            assertEquals("A sample", codecheck.at("/paper/title").asText());
            assertEquals(1, codecheck.get("manifest").size());
            assertEquals("A \"figure\"", codecheck.at("/manifest/0/comment").asText());
            assertTrue(archive.names().contains(codecheck.at("/manifest/0/file").asText()));
        }
    }
}

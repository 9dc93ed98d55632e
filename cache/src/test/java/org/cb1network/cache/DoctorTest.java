package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final List<String> NAMES = List.of("a", "b", "large c", "large d", "e");

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = folder.resolve("store");
        try (Store store = Samples.open(root)) {
            for (String name : NAMES) {
                Samples.publish(store, name);
            }
        }
    }

    /** Examines, repairs and examines again, which must find nothing. */
    private DoctorReport treat(int findings) throws IOException {
        try (Store store = Samples.open(root)) {
            DoctorReport seen = Samples.examine(store, false);
            DoctorReport repaired = Samples.examine(store, true);
            assertEquals(findings, seen.findings().size(), seen.toString());
            assertEquals(findings, repaired.findings().size(), repaired.toString());
            assertTrue(repaired.healthy(), repaired.toString());
            assertTrue(
                    Samples.examine(store, false).healthy(),
                    Samples.examine(store, false).toString());
            return seen;
        }
    }

    @Test
    void aSoundStoreHasNoFindings() throws IOException {
        DoctorReport report = treat(0);
        assertTrue(report.healthy());
        assertEquals(5, report.entries());
        assertEquals(2, report.objects());
        assertEquals(1, report.packs());
        assertTrue(report.bytesRead() > 2 * Samples.LARGE);
    }

    @Test
    void aDamagedObjectIsFoundWithTheEntryThatNeedsIt() throws IOException {
        Samples.flipBit(Samples.object(root, "large c"), 7);
        Samples.object(root, "large c").toFile().setReadOnly();
        DoctorReport report = treat(2);
        assertFalse(report.healthy());
        assertEquals(4, report.entries());
        assertTrue(report.findings().get(0).where().startsWith("objects/"));
        assertTrue(report.findings()
                .get(1)
                .message()
                .contains(Samples.key("large c").digest().shortHex()));
        try (Store store = Samples.open(root)) {
            assertFalse(store.contains(Samples.key("large c")));
        }
    }

    @Test
    void aMissingObjectIsFound() throws IOException {
        Files.delete(Samples.object(root, "large d"));
        assertFalse(treat(1).healthy());
    }

    @Test
    void aDamagedRecordIsFound() throws IOException {
        Path pack = Samples.packs(root).get(0);
        Samples.flipBit(pack, Samples.recordOf(pack, "b") + RecordHeader.BYTES + 1);
        DoctorReport report = treat(1);
        assertEquals(4, report.entries());
        assertTrue(report.findings().get(0).message().contains("byte"));
    }

    @Test
    void notesAreNotDamage() throws IOException {
        Samples.object(root, "large c").toFile().setWritable(true);
        Files.write(Samples.litter(root, 3), new byte[3]);
        Files.write(root.resolve("FORMAT.0123456789abcdef"), new byte[3]);
        Files.writeString(root.resolve("CACHEDIR.TAG"), "nonsense");
        assertTrue(treat(4).healthy());
        assertEquals(List.of(), Samples.files(root.resolve("tmp")));
    }

    @Test
    void foreignFilesAreReportedAndLeftAlone() throws IOException {
        List<String> places = List.of("README", "objects/x", "packs/z.txt", "tmp/w");
        for (String place : places) {
            Files.writeString(root.resolve(place), "mine");
        }
        DoctorReport report = treat(4);
        for (String place : places) {
            assertTrue(Files.exists(root.resolve(place)), place);
            assertTrue(report.findings().stream().anyMatch(f -> f.where().equals(place)), place);
        }
    }

    @Test
    void damageThatAppearsWhileTheStoreIsOpenIsRepaired() throws IOException {
        try (Store store = Samples.open(root)) {
            Path pack = Samples.packs(root).get(0);
            Samples.flipBit(pack, Samples.recordOf(pack, "b") + RecordHeader.BYTES + 1);
            Samples.flipBit(pack, Samples.recordOf(pack, "e") + RecordHeader.BYTES + 1);
            assertEquals(2, Samples.examine(store, true).findings().size());
            for (String name : NAMES) {
                if (!Samples.isReadable(store, name)) {
                    Samples.publish(store, name);
                }
            }
            DoctorReport after = Samples.examine(store, false);
            assertTrue(after.healthy(), after.toString());
            assertEquals(5, after.entries());
        }
    }
}

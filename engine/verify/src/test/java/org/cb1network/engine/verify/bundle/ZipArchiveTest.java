package org.cb1network.engine.verify.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Untrusted files: archives of other programs are read, harmful ones are rejected. */
class ZipArchiveTest {

    @TempDir
    private Path folder;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(utf8(namesAndContents[i + 1]));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("bundle.zip"), content);
    }

    private void assertRefused(byte[] content, String reason) throws IOException {
        Path file = file(content);
        BundleException refusal = assertThrows(BundleException.class, () -> readAll(file));
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    private static int readAll(Path file) throws IOException {
        try (ZipArchive archive = ZipArchive.open(file)) {
            int sum = 0;
            for (String name : archive.names()) {
                sum += archive.read(name).length;
            }
            return sum;
        }
    }

    /** Returns the position of the n-th directory record in the file. */
    private static int record(byte[] zip, int n) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.getInt(zip.length - 22 + 16);
        for (int i = 0; i < n; i++) {
            at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        return at;
    }

    private static byte[] patched(byte[] zip, int offset, int value, int bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes == 2) {
            buffer.putShort(offset, (short) value);
        } else {
            buffer.putInt(offset, value);
        }
        return zip;
    }

    @Test
    void filesWrittenByTheJdkAreReadCompressedOrNot() throws IOException {
        byte[] stored = utf8("stored");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a/deflated"));
            zip.write(utf8("x".repeat(100_000)));
            ZipEntry entry = new ZipEntry("a/stored");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(stored.length);
            CRC32 check = new CRC32();
            check.update(stored);
            entry.setCrc(check.getValue());
            zip.putNextEntry(entry);
            zip.write(stored);
            zip.setComment("a comment");
        }
        try (ZipArchive archive = ZipArchive.open(file(bytes.toByteArray()))) {
            assertEquals(List.of("a/deflated", "a/stored"), List.copyOf(archive.names()));
            assertArrayEquals(stored, archive.read("a/stored"));
            assertEquals(100_000, archive.read("a/deflated").length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "/etc/passwd",
                "C:/evil",
                "a\\..\\evil",
                "a//b",
                "./a",
                "a/",
                "",
                "a\u0007b"
            })
    void namesThatLeadElsewhereAreRejected(String name) throws IOException {
        assertRefused(zip(name, "x"), "is not allowed in a bundle");
    }

    @Test
    void aLinkIsRejected() throws IOException {
        byte[] zip = zip("link", "/etc/passwd");
        int at = record(zip, 0);
        patched(zip, at + 4, 3 << 8 | 20, 2);
        patched(zip, at + 38, 0120777 << 16, 4);
        assertRefused(zip, "'link' is a link");
    }

    @Test
    void duplicateNamesAreRejectedIgnoringCase() throws IOException {
        assertRefused(zip("pipeline.lock", "x", "Pipeline.Lock", "y"), "two files named");
        byte[] zip = zip("name1", "x", "name2", "y");
        byte[] same = new String(zip, StandardCharsets.ISO_8859_1)
                .replace("name2", "name1")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(same, "two files named 'name1'");
    }

    @Test
    void anImpossibleSizeIsRejectedBeforeMemoryIsAllocated() throws IOException {
        byte[] zip = zip("bomb", "x".repeat(2_000_000));
        int at = record(zip, 0);
        assertRefused(patched(zip.clone(), at + 24, 0x7fffffff, 4), "'bomb' declares 2147483647 bytes");
        byte[] packed = zip("bomb", "x".repeat(1_500_000));
        assertRefused(patched(packed, record(packed, 0) + 24, 0x20000001, 4), "'bomb' declares");
    }

    @Test
    void aFileOfAnotherSizeThanDeclaredIsRejected() throws IOException {
        byte[] zip = zip("a", "x".repeat(1000));
        int at = record(zip, 0);
        assertRefused(patched(zip.clone(), at + 24, 999, 4), "'a' has more bytes than it declares");
        assertRefused(patched(zip.clone(), at + 24, 1001, 4), "'a' has fewer bytes than it declares");
        assertRefused(patched(zip.clone(), at + 16, 1, 4), "its checksum is wrong");
    }

    @Test
    void overlappingFilesAreRejected() throws IOException {
        byte[] zip = zip("a", "x".repeat(500), "b", "y".repeat(500));
        assertRefused(patched(zip, record(zip, 1) + 42, 0, 4), "overlaps another file");
    }

    @Test
    void aFileWithADifferentNameInItsLocalHeaderIsRejected() throws IOException {
        byte[] zip = zip("name1", "x");
        zip[30 + 4] = '2';
        assertRefused(zip, "has a different name in its local header");
    }

    @Test
    void encryptedOrSplitArchivesAndOtherFilesAreRejected() throws IOException {
        byte[] zip = zip("a", "x");
        assertRefused(patched(zip.clone(), record(zip, 0) + 8, 1, 2), "'a' is encrypted");
        assertRefused(patched(zip.clone(), record(zip, 0) + 10, 12, 2), "'a' is compressed by method 12");
        assertRefused(patched(zip.clone(), zip.length - 22 + 4, 1, 2), "several files");
        assertRefused(patched(zip.clone(), zip.length - 22 + 16, -1, 4), "zip64");
        assertRefused(utf8("no zip at all, but longer than the record at the end"), "this is not a zip file");
        assertRefused(new byte[0], "this is not a zip file");
    }

    @Test
    void damagedFilesAreEitherRejectedOrRead() throws IOException {
        byte[] zip = zip("a/one", "x".repeat(300), "b/two", "content of two", "c", "");
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 800; i++) {
            byte[] damaged = zip.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(zip.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = file(random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(zip.length)) : damaged);
            try {
                assertTrue(readAll(file) <= 314, "seed " + seed + ", file " + i);
            } catch (BundleException expected) {
                assertTrue(expected.getMessage().startsWith(file.toString()), "seed " + seed + ", file " + i);
            }
        }
    }
}

package org.cb1network.engine.verify.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cb1network.cache.Digest;
import org.cb1network.cache.WholeFile;

/**
 * Writes a bundle. Equal content gives equal bytes: files are sorted by name, have no times, and are stored
 * uncompressed, because the output of zlib differs between machines (tables and pictures are already compressed).
 */
public final class BundleWriter {

    /**
     * The time of all entries. It is not 1 January, the earliest possible, because the JDK treats that as unknown and
     * adds a field that depends on the time zone.
     */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** The comment at the end of the zip file, which identifies it as a bundle. */
    public static final String MARK = "written by pipeline export";

    private BundleWriter() {}

    /**
     * Writes a bundle atomically, and reports the progress.
     *
     * @param progress receives, after each file, the share of the work that is done, from 0 to 1
     * @throws IOException if a file cannot be read or the bundle cannot be written
     */
    public static void write(BundleContent content, Path bundle, DoubleConsumer progress) throws IOException {
        WholeFile.write(bundle, temporary -> {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(temporary))) {
                zip.setComment(MARK);
                write(content, zip, progress);
            }
        });
    }

    private static void write(BundleContent content, ZipOutputStream zip, DoubleConsumer progress) throws IOException {
        SortedMap<String, RoCrate.Described> files = new TreeMap<>();
        int read = 0;
        double reads = 2.0 * content.files().size();
        for (BundleFile file : content.files()) {
            byte[] bytes = file.content().read();
            describe(file, bytes, files);
            progress.accept(++read / reads);
        }
        byte[] codecheck = Codecheck.text(content, files);
        describe(
                new BundleFile(
                        Codecheck.FILE_NAME,
                        "What a codechecker is to reproduce",
                        BundleFile.Role.ABOUT,
                        () -> codecheck),
                codecheck,
                files);
        SortedMap<String, BundleFile> all = new TreeMap<>();
        files.forEach((path, described) -> all.put(path, described.file()));
        byte[] crate = RoCrate.text(content, files);
        all.put(
                RoCrate.FILE_NAME,
                new BundleFile(RoCrate.FILE_NAME, "What is in the bundle", BundleFile.Role.ABOUT, () -> crate));
        for (BundleFile file : all.values()) {
            put(file.path(), file.content().read(), zip);
            progress.accept(Math.min(1, ++read / reads));
        }
    }

    private static void describe(BundleFile file, byte[] bytes, SortedMap<String, RoCrate.Described> files) {
        files.put(
                file.path(),
                new RoCrate.Described(file, bytes.length, Digest.of(bytes).hex()));
    }

    private static void put(String path, byte[] bytes, ZipOutputStream zip) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 check = new CRC32();
        check.update(bytes);
        entry.setCrc(check.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}

package org.cb1network.engine.verify.bundle;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An untrusted zip file, read by the JDK without unpacking, so nothing can be written anywhere. Files that would harm a
 * program that unpacks them are rejected on opening: names that lead out of the folder, links, duplicate names (also if
 * they differ only in case), overlapping parts, and sizes that no bundle has. An entry yields exactly its declared
 * number of bytes, or an error.
 */
public final class ZipArchive implements Closeable {

    private static final int MOST_ENTRIES = 10_000;
    private static final long LARGEST_ENTRY = 128L << 20;
    private static final long LARGEST_CONTENT = 1L << 30;

    /** Deflate expands a byte to at most about a thousand. */
    private static final int MOST_PER_BYTE = 1100;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String name;
    private final ZipFile zip;
    private final SortedMap<String, ZipEntry> entries = new TreeMap<>();

    private ZipArchive(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
    }

    /**
     * Opens a file and checks its directory.
     *
     * @throws BundleException if it is not a zip file, or is rejected; the message says why
     * @throws IOException if it cannot be read
     */
    public static ZipArchive open(Path file) throws IOException {
        ZipDirectory.check(file);
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new BundleException(file.toString(), "this is not a zip file that can be read: " + e.getMessage());
        }
        ZipArchive archive = new ZipArchive(file.toString(), zip);
        boolean sound = false;
        try {
            archive.check();
            sound = true;
            return archive;
        } finally {
            if (!sound) {
                zip.close();
            }
        }
    }

    private void check() {
        if (zip.size() > MOST_ENTRIES) {
            throw refuse("it declares " + zip.size() + " files, more than " + MOST_ENTRIES);
        }
        Set<String> folded = new TreeSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            requireHarmless(entry.getName());
            requireModest(entry);
            if (!folded.add(entry.getName().toLowerCase(Locale.ROOT))) {
                throw refuse("it has two files named '" + shown(entry.getName()) + "'");
            }
            entries.put(entry.getName(), entry);
        }
        long sum = entries.values().stream().mapToLong(ZipEntry::getSize).sum();
        if (sum > LARGEST_CONTENT) {
            throw refuse("its files declare " + (sum >> 20) + " MiB together, more than " + (LARGEST_CONTENT >> 20));
        }
    }

    private void requireHarmless(String file) {
        boolean outside = file.startsWith("/")
                || file.contains("\\")
                || file.contains(":")
                || Arrays.stream(file.split("/", -1))
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (outside || CONTROL.matcher(file).find()) {
            throw refuse("the name '" + shown(file)
                    + "' is not allowed in a bundle: it is empty, absolute, or leads out of the folder");
        }
    }

    private void requireModest(ZipEntry entry) {
        boolean lies = entry.getMethod() == ZipEntry.STORED
                ? entry.getSize() != entry.getCompressedSize()
                : entry.getSize() / MOST_PER_BYTE > entry.getCompressedSize();
        if (lies || entry.getSize() < 0) {
            throw refuse("'" + shown(entry.getName()) + "' declares " + entry.getSize() + " bytes, which its "
                    + entry.getCompressedSize() + " compressed bytes cannot contain");
        }
        if (entry.getSize() > LARGEST_ENTRY) {
            throw refuse("'" + shown(entry.getName()) + "' declares " + (entry.getSize() >> 20) + " MiB, more than "
                    + (LARGEST_ENTRY >> 20));
        }
    }

    /** Returns the names of its files. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
    }

    /**
     * Returns the content of a file.
     *
     * @throws BundleException if there is no file of that name, or its size or checksum is wrong
     * @throws IOException if it cannot be read
     */
    public byte[] read(String file) throws IOException {
        ZipEntry entry = entries.get(file);
        if (entry == null) {
            throw refuse("there is no '" + file + "' in it");
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readNBytes((int) entry.getSize() + 1);
        } catch (ZipException | EOFException e) {
            throw refuse("'" + shown(file) + "' is damaged: " + e.getMessage());
        }
        if (content.length != entry.getSize()) {
            String than = content.length > entry.getSize() ? "more bytes" : "fewer bytes";
            throw refuse("'" + shown(file) + "' has " + than + " than it declares");
        }
        CRC32 check = new CRC32();
        check.update(content);
        if (check.getValue() != entry.getCrc()) {
            throw refuse("'" + shown(file) + "' is damaged: its checksum is wrong");
        }
        return content;
    }

    /** Returns a name for a message: short, and without control characters. */
    static String shown(String file) {
        String plain = CONTROL.matcher(file).replaceAll("?");
        return plain.length() <= 80 ? plain : plain.substring(0, 77) + "...";
    }

    private BundleException refuse(String problem) {
        return new BundleException(name, problem);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

package org.cb1network.engine.verify.bundle;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new BundleException(file.toString(), "this is not a zip file that can be read: " + e.getMessage());
        }
        ZipArchive archive = new ZipArchive(file.toString(), zip);
        boolean sound = false;
        try {
            archive.check(file);
            sound = true;
            return archive;
        } finally {
            if (!sound) {
                zip.close();
            }
        }
    }

    private void check(Path file) throws IOException {
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
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new Layout(channel).check();
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

    /**
     * Checks details that the JDK ignores in a directory that it accepts: the kind of a file, the position of its
     * content, and its name there. Section 4.3 of PKWARE's APPNOTE.TXT.
     */
    private final class Layout {

        private static final int END_LENGTH = 22;
        private static final int END_SIGNATURE = 0x06054b50;
        private static final int LONGEST_COMMENT = 0xffff;
        private static final int ENTRY_LENGTH = 46;
        private static final int LOCAL_LENGTH = 30;
        private static final int UNIX = 3;
        private static final int FILE_TYPE = 0170000;
        private static final int REGULAR_FILE = 0100000;

        private final FileChannel channel;

        /** The position of an entry, and the length of its name there. */
        private record Place(ZipEntry entry, long offset, int name) {}

        Layout(FileChannel channel) {
            this.channel = channel;
        }

        void check() throws IOException {
            ByteBuffer end = end();
            long size = Integer.toUnsignedLong(end.getInt(12));
            long offset = Integer.toUnsignedLong(end.getInt(16));
            if (end.getShort(4) != 0) {
                throw refuse("it is a part of an archive in several files");
            }
            if (size == 0xffffffffL || offset == 0xffffffffL) {
                throw refuse("it is larger than a bundle can be (zip64)");
            }
            long commented = END_LENGTH + (long) Short.toUnsignedInt(end.getShort(20));
            if (offset + size != channel.size() - commented) {
                throw refuse("its directory is not at the declared position");
            }
            List<Place> places = places(bytes(offset, Math.toIntExact(size)));
            requireApart(places, offset);
            requireSameNames(places);
        }

        /** Returns the end record, before the comment. */
        private ByteBuffer end() throws IOException {
            int tail = (int) Math.min(channel.size(), END_LENGTH + LONGEST_COMMENT);
            ByteBuffer bytes = bytes(channel.size() - tail, tail);
            for (int at = tail - END_LENGTH; at >= 0; at--) {
                if (bytes.getInt(at) == END_SIGNATURE
                        && Short.toUnsignedInt(bytes.getShort(at + 20)) == tail - END_LENGTH - at) {
                    return bytes.slice(at, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
                }
            }
            throw refuse("this is not a zip file");
        }

        private List<Place> places(ByteBuffer directory) {
            List<Place> places = new ArrayList<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                int at = directory.position();
                int more = Short.toUnsignedInt(directory.getShort(at + 28))
                        + Short.toUnsignedInt(directory.getShort(at + 30))
                        + Short.toUnsignedInt(directory.getShort(at + 32));
                int type = directory.getInt(at + 38) >>> 16 & FILE_TYPE;
                if (directory.get(at + 5) == UNIX && type != 0 && type != REGULAR_FILE) {
                    throw refuse("'" + shown(entry.getName()) + "' is a link or otherwise not a regular file");
                }
                long offset = Integer.toUnsignedLong(directory.getInt(at + 42));
                places.add(new Place(entry, offset, Short.toUnsignedInt(directory.getShort(at + 28))));
                directory.position(at + ENTRY_LENGTH + more);
            }
            return places;
        }

        /**
         * Rejects entries that share bytes, because a small file could then expand to a large content many times over.
         */
        private void requireApart(List<Place> places, long directory) {
            long end = 0;
            for (Place place : places.stream()
                    .sorted(Comparator.comparingLong(Place::offset))
                    .toList()) {
                if (place.offset() < end) {
                    throw refuse("'" + shown(place.entry().getName()) + "' overlaps another file");
                }
                end = place.offset()
                        + LOCAL_LENGTH
                        + place.name()
                        + place.entry().getCompressedSize();
            }
            if (end > directory) {
                throw refuse("a file in it overlaps its directory");
            }
        }

        private void requireSameNames(List<Place> places) throws IOException {
            for (Place place : places) {
                String file = place.entry().getName();
                byte[] called =
                        bytes(place.offset() + LOCAL_LENGTH, place.name()).array();
                if (!new String(called, StandardCharsets.UTF_8).equals(file)) {
                    throw refuse("'" + shown(file) + "' has a different name in its local header");
                }
            }
        }

        private ByteBuffer bytes(long offset, int length) throws IOException {
            if (offset < 0 || offset + length > channel.size()) {
                throw refuse("it ends too early");
            }
            ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, offset + bytes.position());
            }
            return bytes.flip();
        }
    }

    private static String shown(String file) {
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

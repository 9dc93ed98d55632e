package org.cb1network.engine.verify.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip file from whoever, read in place. Nothing is unpacked, so nothing can be written anywhere; and what a program that unpacks it
 * would stumble over is refused when it is opened: names that lead out of a folder, links, names given twice (also with other capital
 * letters), parts that overlap, encryption, and sizes that no bundle has. An entry gives as many bytes as it has announced, or an
 * error.
 */
public final class ZipArchive implements AutoCloseable {

    private static final int MOST_ENTRIES = 10_000;
    private static final long LARGEST_ENTRY = 128L << 20;
    private static final long LARGEST_CONTENT = 1L << 30;

    /** Deflate makes at most about a thousand bytes of one. */
    private static final int MOST_PER_BYTE = 1100;

    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED_FLAG = 1;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR_FILE = 0100000;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String name;
    private final FileChannel channel;
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    private record Entry(String name, int method, long compressed, long size, int crc, long offset) {}

    private ZipArchive(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /**
     * Opens a file and checks its directory.
     *
     * @throws BundleException if it is no zip file, or one that is refused; the message says why
     * @throws IOException if it cannot be read
     */
    public static ZipArchive open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        ZipArchive archive = new ZipArchive(file.toString(), channel);
        boolean sound = false;
        try {
            archive.readDirectory();
            sound = true;
            return archive;
        } finally {
            if (!sound) {
                channel.close();
            }
        }
    }

    /** The names of its files. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
    }

    /**
     * The content of a file.
     *
     * @throws BundleException if there is none of that name, or what is there is not what was announced
     * @throws IOException if it cannot be read
     */
    public byte[] read(String file) throws IOException {
        Entry entry =
                Optional.ofNullable(entries.get(file)).orElseThrow(() -> refuse("there is no '" + file + "' in it"));
        byte[] content = inflated(entry, bytes(dataOffset(entry), (int) entry.compressed()));
        CRC32 check = new CRC32();
        check.update(content);
        if ((int) check.getValue() != entry.crc()) {
            throw refuse("'" + file + "' is damaged: its checksum is wrong");
        }
        return content;
    }

    private byte[] inflated(Entry entry, byte[] data) {
        if (entry.method() == STORED) {
            return data;
        }
        byte[] content = new byte[(int) entry.size()];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(data);
            int filled = 0;
            while (filled < content.length) {
                int count = inflater.inflate(content, filled, content.length - filled);
                if (count == 0) {
                    throw refuse("'" + entry.name() + "' holds less than it announces");
                }
                filled += count;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw refuse("'" + entry.name() + "' holds more than it announces");
            }
            return content;
        } catch (DataFormatException e) {
            throw refuse("'" + entry.name() + "' is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private void readDirectory() throws IOException {
        ByteBuffer end = end();
        int count = unsigned(end.getShort(10));
        long size = unsigned(end.getInt(12));
        long offset = unsigned(end.getInt(16));
        if (unsigned(end.getShort(4)) != 0 || unsigned(end.getShort(8)) != count) {
            throw refuse("it is a part of an archive in several files");
        }
        if (count == 0xffff || size == 0xffffffffL || offset == 0xffffffffL) {
            throw refuse("it is larger than a bundle can be (zip64)");
        }
        if (count > MOST_ENTRIES) {
            throw refuse("it announces " + count + " files, more than " + MOST_ENTRIES);
        }
        if (size > (long) count * (ENTRY_LENGTH + 3 * 0xffffL) || offset + size > channel.size()) {
            throw refuse("its directory is damaged");
        }
        ByteBuffer directory = little(bytes(offset, (int) size));
        Set<String> folded = new TreeSet<>();
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Entry entry = entry(directory);
            if (!folded.add(entry.name().toLowerCase(Locale.ROOT))) {
                throw refuse("it has two files named '" + shown(entry.name()) + "'");
            }
            all.add(entry);
        }
        requireModest(all);
        requireApart(all, offset);
        all.forEach(entry -> entries.put(entry.name(), entry));
    }

    /** The record at the end of the file that says where the directory is. */
    private ByteBuffer end() throws IOException {
        long length = channel.size();
        if (length < END_LENGTH) {
            throw refuse("this is not a zip file");
        }
        int tail = (int) Math.min(length, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer bytes = little(bytes(length - tail, tail));
        for (int at = tail - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE && unsigned(bytes.getShort(at + 20)) == tail - END_LENGTH - at) {
                return little(bytes.slice(at, END_LENGTH));
            }
        }
        throw refuse("this is not a zip file");
    }

    private Entry entry(ByteBuffer directory) {
        if (directory.remaining() < ENTRY_LENGTH || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
            throw refuse("its directory is damaged");
        }
        int start = directory.position();
        int madeBy = unsigned(directory.getShort(start + 4)) >> 8;
        int flags = unsigned(directory.getShort(start + 8));
        int method = unsigned(directory.getShort(start + 10));
        int crc = directory.getInt(start + 16);
        long compressed = unsigned(directory.getInt(start + 20));
        long size = unsigned(directory.getInt(start + 24));
        int nameLength = unsigned(directory.getShort(start + 28));
        int more = unsigned(directory.getShort(start + 30)) + unsigned(directory.getShort(start + 32));
        int mode = directory.getInt(start + 38) >>> 16;
        long offset = unsigned(directory.getInt(start + 42));
        if (directory.remaining() < ENTRY_LENGTH + nameLength + more) {
            throw refuse("its directory is damaged");
        }
        byte[] utf8 = new byte[nameLength];
        directory.get(start + ENTRY_LENGTH, utf8);
        directory.position(start + ENTRY_LENGTH + nameLength + more);
        String file = decoded(utf8);
        requireHarmless(file);
        int type = mode & FILE_TYPE;
        if (madeBy == UNIX && type != 0 && type != REGULAR_FILE) {
            throw refuse("'" + shown(file) + "' is a link or something else than a file");
        }
        if ((flags & ENCRYPTED_FLAG) != 0) {
            throw refuse("'" + shown(file) + "' is encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw refuse("'" + shown(file) + "' is compressed by a method that this program does not know");
        }
        return new Entry(file, method, compressed, size, crc, offset);
    }

    private String decoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refuse("a name in it is not UTF-8 text");
        }
    }

    private void requireHarmless(String file) {
        boolean outside = file.startsWith("/")
                || file.contains("\\")
                || file.contains(":")
                || List.of(file.split("/", -1)).stream()
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (outside || CONTROL.matcher(file).find()) {
            throw refuse("the name '" + shown(file)
                    + "' is not one of a file in a bundle: it is empty, absolute, or leads elsewhere");
        }
    }

    private void requireModest(List<Entry> all) {
        long sum = 0;
        for (Entry entry : all) {
            boolean lies = entry.method() == STORED
                    ? entry.size() != entry.compressed()
                    : entry.size() / MOST_PER_BYTE > entry.compressed();
            if (lies) {
                throw refuse("'" + shown(entry.name()) + "' announces " + entry.size() + " bytes, which its "
                        + entry.compressed() + " cannot be");
            }
            if (entry.size() > LARGEST_ENTRY) {
                throw refuse("'" + shown(entry.name()) + "' announces " + (entry.size() >> 20) + " MiB, more than "
                        + (LARGEST_ENTRY >> 20));
            }
            sum += entry.size();
        }
        if (sum > LARGEST_CONTENT) {
            throw refuse("its files announce " + (sum >> 20) + " MiB together, more than " + (LARGEST_CONTENT >> 20));
        }
    }

    /** Entries that share their bytes make a small file hold a large content many times over. */
    private void requireApart(List<Entry> all, long directory) {
        List<Entry> inOrder =
                all.stream().sorted(Comparator.comparingLong(Entry::offset)).toList();
        long end = 0;
        for (Entry entry : inOrder) {
            if (entry.offset() < end) {
                throw refuse("'" + shown(entry.name()) + "' overlaps another file");
            }
            end = entry.offset() + LOCAL_LENGTH + entry.compressed();
        }
        if (end > directory) {
            throw refuse("a file in it overlaps its directory");
        }
    }

    private long dataOffset(Entry entry) throws IOException {
        ByteBuffer local = little(bytes(entry.offset(), LOCAL_LENGTH));
        if (local.getInt(0) != LOCAL_SIGNATURE || unsigned(local.getShort(8)) != entry.method()) {
            throw refuse("'" + entry.name() + "' is not where the directory says");
        }
        int nameLength = unsigned(local.getShort(26));
        byte[] utf8 = bytes(entry.offset() + LOCAL_LENGTH, nameLength);
        if (!decoded(utf8).equals(entry.name())) {
            throw refuse("'" + entry.name() + "' has another name where its content is");
        }
        return entry.offset() + LOCAL_LENGTH + nameLength + unsigned(local.getShort(28));
    }

    private byte[] bytes(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset + length > channel.size()) {
            throw refuse("it ends too early");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw refuse("it ends too early");
            }
        }
        return bytes.array();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer little(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
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
        channel.close();
    }
}

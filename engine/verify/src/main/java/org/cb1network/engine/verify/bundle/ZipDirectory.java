package org.cb1network.engine.verify.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;

/**
 * Checks details of the directory of a zip file that the JDK ignores or rejects without a reason: the format of the archive, the kind
 * of each file, the position of its content, and its name there. Section 4.3 of PKWARE's APPNOTE.TXT.
 */
final class ZipDirectory {

    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY_LENGTH = 46;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int ENCRYPTED = 1;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR_FILE = 0100000;

    private final String archive;
    private final FileChannel channel;

    /**
     * A file as the directory describes it.
     *
     * @param called the name of the file
     * @param length length of the name in bytes
     * @param offset position of its local header
     * @param compressed size of its content in the archive
     */
    private record ZipHeader(String called, int length, long offset, long compressed) {

        String shown() {
            return "'" + ZipArchive.shown(called) + "'";
        }

        long end() {
            return offset + LOCAL_LENGTH + length + compressed;
        }
    }

    private ZipDirectory(String archive, FileChannel channel) {
        this.archive = archive;
        this.channel = channel;
    }

    /**
     * Checks the directory of a file.
     *
     * @throws BundleException if the file is not a zip file, or is rejected; the message says why
     * @throws IOException if it cannot be read
     */
    static void check(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new ZipDirectory(file.toString(), channel).check();
        }
    }

    private void check() throws IOException {
        ByteBuffer end = end();
        long size = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        if (end.getShort(4) != 0) {
            throw refuse("it is a part of an archive in several files");
        }
        if (size == 0xffffffffL || offset == 0xffffffffL) {
            throw refuse("it is in zip64 format, for archives larger than a bundle can be");
        }
        long commented = END_LENGTH + (long) Short.toUnsignedInt(end.getShort(20));
        if (offset + size != channel.size() - commented) {
            throw refuse("its directory is not at the declared position");
        }
        List<ZipHeader> places = places(bytes(offset, Math.toIntExact(size)));
        requireApart(places, offset);
        for (ZipHeader place : places) {
            byte[] there = bytes(place.offset() + LOCAL_LENGTH, place.length()).array();
            if (!new String(there, StandardCharsets.UTF_8).equals(place.called())) {
                throw refuse(place.shown() + " has a different name in its local header");
            }
        }
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

    private List<ZipHeader> places(ByteBuffer directory) {
        List<ZipHeader> places = new ArrayList<>();
        while (directory.hasRemaining()) {
            int at = directory.position();
            if (directory.remaining() < ENTRY_LENGTH || directory.getInt(at) != ENTRY_SIGNATURE) {
                throw refuse("its directory is damaged");
            }
            byte[] called = new byte[Short.toUnsignedInt(directory.getShort(at + 28))];
            int more =
                    Short.toUnsignedInt(directory.getShort(at + 30)) + Short.toUnsignedInt(directory.getShort(at + 32));
            if (directory.remaining() < ENTRY_LENGTH + called.length + more) {
                throw refuse("its directory is damaged");
            }
            directory.get(at + ENTRY_LENGTH, called);
            ZipHeader place = new ZipHeader(
                    new String(called, StandardCharsets.UTF_8),
                    called.length,
                    Integer.toUnsignedLong(directory.getInt(at + 42)),
                    Integer.toUnsignedLong(directory.getInt(at + 20)));
            requireReadable(place, directory, at);
            places.add(place);
            directory.position(at + ENTRY_LENGTH + called.length + more);
        }
        return places;
    }

    private void requireReadable(ZipHeader place, ByteBuffer directory, int at) {
        if ((directory.getShort(at + 8) & ENCRYPTED) != 0) {
            throw refuse(place.shown() + " is encrypted");
        }
        int method = Short.toUnsignedInt(directory.getShort(at + 10));
        if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED) {
            throw refuse(place.shown() + " is compressed by method " + method + "; only deflate (8) is read");
        }
        int type = directory.getInt(at + 38) >>> 16 & FILE_TYPE;
        if (directory.get(at + 5) == UNIX && type != 0 && type != REGULAR_FILE) {
            throw refuse(place.shown() + " is a link or otherwise not a regular file");
        }
    }

    /** Rejects entries that share bytes, because a small file could then expand to a large content many times over. */
    private void requireApart(List<ZipHeader> places, long directory) {
        long end = 0;
        for (ZipHeader place : places.stream()
                .sorted(Comparator.comparingLong(ZipHeader::offset))
                .toList()) {
            if (place.offset() < end) {
                throw refuse(place.shown() + " overlaps another file");
            }
            end = place.end();
        }
        if (end > directory) {
            throw refuse("a file in it overlaps its directory");
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

    private BundleException refuse(String problem) {
        return new BundleException(archive, problem);
    }
}

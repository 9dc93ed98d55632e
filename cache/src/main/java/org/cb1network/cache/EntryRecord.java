package org.cb1network.cache;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An entry as encoded in a record: the entry and the bytes of those outputs that are small enough to be stored inline.
 *
 * <p>The body is: number of documents (4 bytes); for each its name (length in 1 byte, ASCII), 1 if deflated or 0, full
 * length (4), stored length (4), bytes; number of outputs (4); for each its name, digest (32), length (8), 1 if inline
 * or 0, and if inline the bytes. Numbers are big-endian.
 */
record EntryRecord(Entry entry, SortedMap<String, byte[]> inline) {

    /** Outputs of fewer bytes are inline. */
    static final int INLINE_BELOW_BYTES = 32 << 10;

    /** Documents of at least this size are deflated. */
    static final int DEFLATE_FROM_BYTES = 512;

    static final int LONGEST_DOCUMENT_BYTES = 1 << 26;

    /**
     * Limit for all inflated documents of an entry together, so that a short record cannot demand an arbitrary amount
     * of memory.
     */
    static final int LONGEST_DOCUMENTS_BYTES = 1 << 27;

    private static final int MOST_ITEMS = 1 << 16;

    /** Largest number of bytes that one deflated byte can expand to. */
    private static final int MOST_DEFLATED = 1040;

    /** Returns the outputs that are not stored inline. */
    List<StoredOutput> separate() {
        List<StoredOutput> separate = new ArrayList<>();
        for (StoredOutput output : entry.outputs().values()) {
            if (!inline.containsKey(output.name())) {
                separate.add(output);
            }
        }
        return separate;
    }

    /** Returns whether the inline bytes match the digests of their outputs. */
    boolean inlineIsSound() {
        return inline.entrySet().stream()
                .allMatch(output -> Digest.of(output.getValue())
                        .equals(entry.output(output.getKey()).digest()));
    }

    /** Returns the same entry with another storage time. */
    EntryRecord storedAt(Instant time) {
        return new EntryRecord(new Entry(entry.key(), time, entry.documents(), entry.outputs()), inline);
    }

    /** Encodes the whole record except for its place. */
    byte[] encode() {
        return RecordHeader.record(
                RecordHeader.ENTRY,
                entry.key().digest(),
                entry.storedAt().toEpochMilli(),
                contents(entry.outputs()),
                body());
    }

    /**
     * Returns a number that is equal for outputs of the same names and bytes, and different otherwise except by chance.
     */
    static long contents(SortedMap<String, StoredOutput> outputs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (StoredOutput output : outputs.values()) {
                writeName(out, output.name());
                out.write(output.digest().bytes());
                out.writeLong(output.length());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(bytes.toByteArray()).first();
    }

    private byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(entry.documents().size());
            for (var document : entry.documents().entrySet()) {
                writeName(out, document.getKey());
                writeDocument(out, document.getValue());
            }
            out.writeInt(entry.outputs().size());
            for (StoredOutput output : entry.outputs().values()) {
                writeName(out, output.name());
                out.write(output.digest().bytes());
                out.writeLong(output.length());
                byte[] content = inline.get(output.name());
                out.writeBoolean(content != null);
                out.write(content == null ? new byte[0] : content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeName(DataOutputStream out, String name) throws IOException {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        out.writeByte(ascii.length);
        out.write(ascii);
    }

    private static void writeDocument(DataOutputStream out, byte[] content) throws IOException {
        byte[] deflated = content.length < DEFLATE_FROM_BYTES ? content : deflate(content);
        boolean pays = deflated.length < content.length;
        byte[] stored = pays ? deflated : content;
        out.writeBoolean(pays);
        out.writeInt(content.length);
        out.writeInt(stored.length);
        out.write(stored);
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] out = new byte[content.length];
            int n = deflater.deflate(out);
            return deflater.finished() ? Arrays.copyOf(out, n) : content;
        } finally {
            deflater.end();
        }
    }

    /**
     * Decodes the entry of a record whose checksums are right. Returns null if the body is nevertheless not an entry.
     */
    static @Nullable EntryRecord decode(RecordHeader header, byte[] record) {
        try {
            return decode(header, ByteBuffer.wrap(record, RecordHeader.BYTES, header.bodyLength()));
        } catch (BufferUnderflowException | IllegalArgumentException | DataFormatException e) {
            return null;
        }
    }

    private static EntryRecord decode(RecordHeader header, ByteBuffer in) throws DataFormatException {
        CacheKey key = new CacheKey(header.key());
        SortedMap<String, byte[]> documents = new TreeMap<>();
        int room = LONGEST_DOCUMENTS_BYTES;
        for (int left = readCount(in); left > 0; left--) {
            String name = readName(in);
            byte[] document = readDocument(in, room);
            room -= document.length;
            documents.put(name, document);
        }
        SortedMap<String, StoredOutput> outputs = new TreeMap<>();
        SortedMap<String, byte[]> inline = new TreeMap<>();
        for (int left = readCount(in); left > 0; left--) {
            StoredOutput output = new StoredOutput(key, readName(in), Digest.read(in), in.getLong());
            outputs.put(output.name(), output);
            if (in.get() != 0) {
                inline.put(output.name(), readBytes(in, output.length()));
            }
        }
        if (in.hasRemaining()) {
            throw new DataFormatException("bytes left over");
        }
        Instant storedAt = Instant.ofEpochMilli(header.storedAt());
        return new EntryRecord(new Entry(key, storedAt, documents, outputs), inline);
    }

    private static int readCount(ByteBuffer in) throws DataFormatException {
        int count = in.getInt();
        if (count < 0 || count > MOST_ITEMS) {
            throw new DataFormatException("impossible count");
        }
        return count;
    }

    private static String readName(ByteBuffer in) throws DataFormatException {
        byte[] ascii = readBytes(in, in.get());
        String name = new String(ascii, StandardCharsets.US_ASCII);
        if (!Names.allowed(name)) {
            throw new DataFormatException("name not allowed");
        }
        return name;
    }

    private static byte[] readBytes(ByteBuffer in, long length) throws DataFormatException {
        if (length < 0 || length > in.remaining()) {
            throw new DataFormatException("impossible length");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] readDocument(ByteBuffer in, int room) throws DataFormatException {
        boolean deflated = in.get() != 0;
        int length = in.getInt();
        byte[] stored = readBytes(in, in.getInt());
        if (length < 0 || length > Math.min(room, LONGEST_DOCUMENT_BYTES)) {
            throw new DataFormatException("impossible length");
        }
        if (!deflated) {
            return stored;
        }
        if (length > (long) stored.length * MOST_DEFLATED) {
            throw new DataFormatException("impossible length");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            byte[] content = new byte[length];
            if (inflater.inflate(content) != length) {
                throw new DataFormatException("document too short");
            }
            return content;
        } finally {
            inflater.end();
        }
    }
}

package org.cb1network.engine.cli.settled;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.StoredOutput;
import org.cb1network.cache.WholeFile;

/** The file that has the last settled run: a heading, its fields, and the SHA-256 of all that. */
final class SettledRunFile {

    /** To be changed with the fields. */
    private static final String HEADING = "settled run 2\n";

    /** None that was written is as large; a larger one is not worth the memory. */
    private static final long MOST_BYTES = 64 << 20;

    private final Path file;

    SettledRunFile(Path file) {
        this.file = file;
    }

    /** The run; empty if there is no file, or it is damaged or of another version. */
    Optional<SettledRun> read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(file);
            int end = all.length - Digest.BYTES;
            if (end < 0 || !Digest.of(all, 0, end).equals(Digest.fromBytes(Arrays.copyOfRange(all, end, all.length)))) {
                return Optional.empty();
            }
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all, 0, end))) {
                return readText(in).equals(HEADING) ? Optional.of(read(in)) : Optional.empty();
            }
        } catch (IOException | RuntimeException damaged) {
            // It can only save time.
            return Optional.empty();
        }
    }

    /** Replaces the file in one step; but not if it could not be read again. */
    void write(SettledRun run) throws IOException {
        if (!isPlain(run.shown())) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeText(HEADING, out);
            write(run, out);
        }
        bytes.write(Digest.of(bytes.toByteArray()).bytes());
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.write(file, bytes.toByteArray());
    }

    private static SettledRun read(DataInputStream in) throws IOException {
        Digest request = readDigest(in);
        SortedMap<Path, InputFile> inputs = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Path input = Path.of(readText(in));
            Optional<Digest> content = in.readBoolean() ? Optional.of(readDigest(in)) : Optional.empty();
            inputs.put(input, new InputFile(content, readText(in)));
        }
        List<CacheKey> keys = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            keys.add(new CacheKey(readDigest(in)));
        }
        List<StoredOutput> used = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            used.add(new StoredOutput(new CacheKey(readDigest(in)), readText(in), readDigest(in), in.readLong()));
        }
        SortedMap<Path, FileState> copies = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            copies.put(Path.of(readText(in)), new FileState(in.readLong(), in.readLong()));
        }
        String history = readText(in);
        int points = in.readInt();
        int stages = in.readInt();
        String shown = readText(in);
        if (!isPlain(shown)) {
            throw new IOException("what was shown has control characters, which a terminal would obey");
        }
        return new SettledRun(request, inputs, keys, used, copies, history, points, stages, shown);
    }

    private static void write(SettledRun run, DataOutputStream out) throws IOException {
        out.write(run.request().bytes());
        out.writeInt(run.inputs().size());
        for (Map.Entry<Path, InputFile> input : run.inputs().entrySet()) {
            writeText(input.getKey().toString(), out);
            Optional<Digest> content = input.getValue().content();
            out.writeBoolean(content.isPresent());
            if (content.isPresent()) {
                out.write(content.get().bytes());
            }
            writeText(input.getValue().place(), out);
        }
        out.writeInt(run.keys().size());
        for (CacheKey key : run.keys()) {
            out.write(key.digest().bytes());
        }
        out.writeInt(run.used().size());
        for (StoredOutput output : run.used()) {
            out.write(output.entry().digest().bytes());
            writeText(output.name(), out);
            out.write(output.digest().bytes());
            out.writeLong(output.length());
        }
        out.writeInt(run.copies().size());
        for (Map.Entry<Path, FileState> copy : run.copies().entrySet()) {
            writeText(copy.getKey().toString(), out);
            out.writeLong(copy.getValue().size());
            out.writeLong(copy.getValue().modifiedNanos());
        }
        writeText(run.history(), out);
        out.writeInt(run.points());
        out.writeInt(run.stages());
        writeText(run.shown(), out);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r');
    }

    private static Digest readDigest(DataInputStream in) throws IOException {
        return new Digest(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}

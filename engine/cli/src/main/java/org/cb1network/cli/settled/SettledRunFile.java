package org.cb1network.cli.settled;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

/** The file that has the last settled run: a heading, its fields, and the SHA-256 of all that. */
final class SettledRunFile {

    /** To be changed with the fields, or with what a run leaves behind. */
    private static final String HEADING = "settled run 1\n";

    private final Path file;

    SettledRunFile(Path file) {
        this.file = file;
    }

    /** The run; empty if there is no file, or it is damaged or of another version. */
    Optional<SettledRun> read() {
        try {
            if (!Files.isRegularFile(file)) {
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

    /** Replaces the file in one step. */
    void write(SettledRun run) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeText(HEADING, out);
            write(run, out);
        }
        bytes.write(Digest.of(bytes.toByteArray()).bytes());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.write(temporary, bytes.toByteArray());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static SettledRun read(DataInputStream in) throws IOException {
        Digest request = readDigest(in);
        SortedMap<Path, Digest> dataFiles = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            dataFiles.put(Path.of(readText(in)), readDigest(in));
        }
        List<CacheKey> keys = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            keys.add(new CacheKey(readDigest(in)));
        }
        List<StoredOutput> artifacts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            artifacts.add(new StoredOutput(new CacheKey(readDigest(in)), readText(in), readDigest(in), in.readLong()));
        }
        SortedMap<Path, FileState> files = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.put(Path.of(readText(in)), new FileState(in.readLong(), in.readLong()));
        }
        String history = readText(in);
        int points = in.readInt();
        int stages = in.readInt();
        Optional<String> shown = in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
        return new SettledRun(request, dataFiles, keys, artifacts, files, history, points, stages, shown);
    }

    private static void write(SettledRun run, DataOutputStream out) throws IOException {
        out.write(run.request().bytes());
        out.writeInt(run.dataFiles().size());
        for (Map.Entry<Path, Digest> dataFile : run.dataFiles().entrySet()) {
            writeText(dataFile.getKey().toString(), out);
            out.write(dataFile.getValue().bytes());
        }
        out.writeInt(run.keys().size());
        for (CacheKey key : run.keys()) {
            out.write(key.digest().bytes());
        }
        out.writeInt(run.artifacts().size());
        for (StoredOutput artifact : run.artifacts()) {
            out.write(artifact.entry().digest().bytes());
            writeText(artifact.name(), out);
            out.write(artifact.digest().bytes());
            out.writeLong(artifact.length());
        }
        out.writeInt(run.files().size());
        for (Map.Entry<Path, FileState> left : run.files().entrySet()) {
            writeText(left.getKey().toString(), out);
            out.writeLong(left.getValue().size());
            out.writeLong(left.getValue().modifiedNanos());
        }
        writeText(run.history(), out);
        out.writeInt(run.points());
        out.writeInt(run.stages());
        out.writeBoolean(run.shown().isPresent());
        if (run.shown().isPresent()) {
            writeText(run.shown().get(), out);
        }
    }

    private static Digest readDigest(DataInputStream in) throws IOException {
        return new Digest(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}

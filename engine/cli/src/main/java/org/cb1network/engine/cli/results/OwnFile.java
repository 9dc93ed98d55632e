package org.cb1network.engine.cli.results;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cb1network.cache.Store;

/** Protects existing files and stores from commands that write files: a typo in a name must not destroy another file. */
public final class OwnFile {

    /** Bytes to read at the end of a file; marks are shorter. */
    private static final int LONGEST_END = 256;

    private OwnFile() {}

    /**
     * Checks that only a file written earlier by this program is replaced.
     *
     * @param mark text at the end of such files and no others
     * @param kind kind of file, for the message
     * @throws IllegalArgumentException if there is another file
     */
    public static void requireReplaceable(Path file, String mark, String kind) throws IOException {
        requireOutsideStores(file);
        if (Files.exists(file) && !(Files.isRegularFile(file) && end(file).contains(mark))) {
            throw new IllegalArgumentException(file + " already exists and is not " + kind
                    + " written by this program; name another file, or remove it first");
        }
    }

    /**
     * Checks that a file or folder, which may not exist yet, is not in a store.
     *
     * @throws IllegalArgumentException if it is
     */
    public static void requireOutsideStores(Path place) {
        Optional<Path> store = Store.around(place);
        if (store.isPresent()) {
            throw new IllegalArgumentException(place + " is in the store " + store.get()
                    + ", which holds only its own files; name a place outside it");
        }
    }

    /** Makes the folder of a file that the user names, with those above it. */
    public static void makeFolderOf(Path file) throws IOException {
        Files.createDirectories(parent(file));
    }

    /** Checks, before any work, that a file can be written, and that {@link #makeFolderOf} can make its folder. */
    public static void requireWritable(Path file) {
        FileFailure.requireWritable(parent(file));
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    }

    /** Returns whether a file may be replaced without loss: it does not exist, is empty, or ends with the mark. */
    public static boolean isReplaceable(Path file, String mark) throws IOException {
        return !Files.exists(file)
                || Files.size(file) == 0
                || (Files.isRegularFile(file) && end(file).contains(mark));
    }

    private static String end(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - LONGEST_END));
            return new String(Channels.newInputStream(channel).readNBytes(LONGEST_END), StandardCharsets.ISO_8859_1);
        }
    }
}

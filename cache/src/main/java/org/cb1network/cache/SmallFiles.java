package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Helpers on top of {@link StoreFiles}. */
final class SmallFiles {

    private SmallFiles() {}

    /** Returns at most the given number of first bytes of a file. */
    static byte[] read(StoreFiles files, Path file, int most) throws IOException {
        try (StoreFiles.Input in = files.open(file)) {
            byte[] bytes = new byte[(int) Math.min(most, in.length())];
            int length = in.read(0, bytes, 0, bytes.length);
            return Arrays.copyOf(bytes, length);
        }
    }

    /** Deletes a file if possible. The doctor finds files that cannot be deleted. */
    static void deleteQuietly(StoreFiles files, Step step, Path file) {
        try {
            files.delete(step, file);
        } catch (IOException e) {
            return;
        }
    }
}

package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Helpers on top of {@link StoreFiles}. */
final class SmallFiles {

    private SmallFiles() {}

    /** The first bytes of a file, at most so many. */
    static byte[] read(StoreFiles files, Path file, int most) throws IOException {
        try (StoreFiles.Input in = files.open(file)) {
            byte[] bytes = new byte[(int) Math.min(most, in.length())];
            int length = in.read(0, bytes, 0, bytes.length);
            return Arrays.copyOf(bytes, length);
        }
    }

    /** Deletes a file if that is possible; what cannot be deleted is found again by the doctor. */
    static void deleteQuietly(StoreFiles files, Step step, Path file) {
        try {
            files.delete(step, file);
        } catch (IOException e) {
            return;
        }
    }
}

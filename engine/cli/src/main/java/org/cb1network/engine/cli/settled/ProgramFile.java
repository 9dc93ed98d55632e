package org.cb1network.engine.cli.settled;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.cb1network.cache.Digest;

/** The one file that the program consists of. Its digest is worked out on a thread of its own, while others read other files. */
public final class ProgramFile {

    private final Path file;
    private final FutureTask<Digest> digest;

    /** What the file looked like before its digest was taken. */
    private final FileState before;

    private ProgramFile(Path file) throws IOException {
        this.file = file;
        this.before = FileState.of(file);
        this.digest = new FutureTask<>(() -> Digest.of(file));
        Thread thread = new Thread(digest, "digest of the program");
        thread.setDaemon(true);
        thread.start();
    }

    /** The file that the class path names, if it names one file and nothing else. */
    public static Optional<ProgramFile> ofClassPath() {
        try {
            String classPath = System.getProperty("java.class.path", "");
            return classPath.isEmpty() ? Optional.empty() : of(Path.of(classPath));
        } catch (InvalidPathException e) {
            // Several files, with a separator that no path can have.
            return Optional.empty();
        }
    }

    /** Takes a file for the program; empty if it is none. */
    public static Optional<ProgramFile> of(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(new ProgramFile(file.toRealPath())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Digest of the file; empty if it cannot be read. */
    Optional<Digest> digest() {
        try {
            return Optional.of(digest.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Whether the digest is that of the code that runs: the file is as it was at first, and older than this process, which opens it
     * a moment after what Java calls its start. (Another old file that is moved into its place meanwhile is noticed where code is
     * read for fingerprints.)
     */
    boolean isWhatRuns() throws IOException {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return before.size() != FileState.NONE
                && FileState.of(file).equals(before)
                && TimeUnit.NANOSECONDS.toMillis(before.modifiedNanos()) < started;
    }
}

package org.cb1network.engine.cli.results;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time write a folder of results. */
public final class ResultsLock implements AutoCloseable {

    private static final String FILE_NAME = ".lock";
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final @Nullable FileChannel channel;

    private ResultsLock(Path folder, @Nullable FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Waits until no other process writes the folder. If locking is not possible or the folder is not writable, there
     * is no lock; a later write reports the problem.
     *
     * @throws IOException if another process does not finish in time
     */
    public static ResultsLock take(Path folder) throws IOException {
        @Nullable FileChannel channel = open(folder);
        if (channel == null) {
            return new ResultsLock(folder, null);
        }
        long start = System.nanoTime();
        while (!isLocked(channel)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                channel.close();
                throw new IOException("another process has been writing " + folder + " for " + PATIENCE.toSeconds()
                        + " s; start again when it has ended");
            }
            Uninterruptibles.sleepUninterruptibly(PAUSE);
        }
        return new ResultsLock(folder, channel);
    }

    /** Returns the locked folder. */
    public Path folder() {
        return folder;
    }

    private static @Nullable FileChannel open(Path folder) {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(
                    folder.resolve(FILE_NAME),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException anotherThread) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}

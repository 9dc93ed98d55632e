package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the store asks of the file system and its surroundings. There is one real implementation, {@link SystemFiles}; the interface
 * is the seam at which tests let any {@link Step} fail, stop half-way or end the process.
 *
 * <p>No method follows a symbolic link in the last part of a path.
 */
interface StoreFiles {

    /** Creates a folder; one that is there already is fine. */
    void createFolder(Step step, Path folder) throws IOException;

    /** Creates a file that must not exist yet, for writing. */
    Output create(Step step, Path file) throws IOException;

    /** Opens a regular file that exists, for writing at its end. */
    Output append(Step step, Path file) throws IOException;

    /** Opens a regular file for reading. */
    Input open(Path file) throws IOException;

    /** Cuts a file to this length. */
    void truncate(Step step, Path file, long length) throws IOException;

    /** Moves a file on the same device atomically, replacing what is there. */
    void move(Step step, Path from, Path to) throws IOException;

    /** Deletes a file; one that is gone already is fine. */
    void delete(Step step, Path file) throws IOException;

    /** Takes away all rights to write a file. */
    void makeReadOnly(Step step, Path file) throws IOException;

    /** Sets the time of last change to now. */
    void touch(Step step, Path file) throws IOException;

    /** Makes the names in a folder durable, as far as the platform can. */
    void forceFolder(Step step, Path folder);

    /** Names in a folder, in no order; none if there is no such folder. */
    List<String> list(Path folder) throws IOException;

    /** Attributes of a file or link itself; null if there is nothing of that name. */
    @Nullable
    BasicFileAttributes attributes(Path file) throws IOException;

    /** 16 hexadecimal digits that nobody else has. */
    String newName();

    /**
     * Identifies what shares the locks of a store with this process: this machine, since it was started, and this mount of the
     * folder.
     */
    long node(Path root);

    /** A log of another node to which nothing was added for so long counts as left behind. */
    default Duration silence() {
        return Neighbours.SILENCE;
    }

    /** The time by the machine's clock, in milliseconds since 1970. */
    long nowMillis();

    /** Whether files can be created in a folder. */
    boolean isWritable(Path folder);

    /** Opens the file that carries the locks, creating it where missing. */
    FileChannel openLocks(Path file) throws IOException;

    /** Locks one byte of the lock file, or returns null if another process holds it. */
    @Nullable
    FileLock tryLock(FileChannel locks, long position, boolean shared) throws IOException;

    /** A file being written. */
    interface Output extends Closeable {

        void write(Step step, byte[] bytes, int offset, int length) throws IOException;

        /** Makes what was written durable. */
        void force(Step step) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A file being read at any position; many threads may do so at once. */
    interface Input extends Closeable {

        /** Reads up to {@code length} bytes; fewer only at the end of the file. */
        int read(long position, byte[] bytes, int offset, int length) throws IOException;

        long length() throws IOException;

        @Override
        void close();
    }
}

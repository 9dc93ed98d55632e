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
 * Everything that the store needs from the file system and the machine. {@link SystemFiles} is the only real
 * implementation; tests use the interface to make any {@link Step} fail, stop half-way or end the process.
 *
 * <p>No method follows a symbolic link in the last part of a path.
 */
interface StoreFiles {

    /** Creates a folder, unless it exists. */
    void createFolder(Step step, Path folder) throws IOException;

    /** Creates a file for writing, which must not exist yet. */
    Output create(Step step, Path file) throws IOException;

    /** Opens an existing regular file for appending. */
    Output append(Step step, Path file) throws IOException;

    /** Opens a regular file for reading. */
    Input open(Path file) throws IOException;

    /** Truncates a file to this length. */
    void truncate(Step step, Path file, long length) throws IOException;

    /** Moves a file on the same device atomically, and replaces an existing one. */
    void move(Step step, Path from, Path to) throws IOException;

    /** Deletes a file, if it exists. */
    void delete(Step step, Path file) throws IOException;

    /** Removes all write permissions of a file. */
    void makeReadOnly(Step step, Path file) throws IOException;

    /** Sets the modification time to now. */
    void touch(Step step, Path file) throws IOException;

    /** Makes the names in a folder durable, as far as the platform allows. */
    void forceFolder(Step step, Path folder);

    /** Returns the names in a folder in no particular order; none if there is no such folder. */
    List<String> list(Path folder) throws IOException;

    /** Returns the attributes of a file or of a link itself, or null if the path does not exist. */
    @Nullable
    BasicFileAttributes attributes(Path file) throws IOException;

    /** Returns 16 hexadecimal digits that are unique. */
    String newName();

    /**
     * Identifies the processes that share the store's locks with this one: this machine since its last boot, and this
     * mount of the folder.
     */
    long node(Path root);

    /** Returns the time after which a log of another node that has not grown counts as abandoned. */
    default Duration silence() {
        return Neighbours.SILENCE;
    }

    /** Returns the time by the machine's clock in milliseconds since 1970. */
    long nowMillis();

    /** Returns whether files can be created in a folder. */
    boolean isWritable(Path folder);

    /** Opens the file that carries the locks, and creates it if missing. */
    FileChannel openLocks(Path file) throws IOException;

    /** Locks one byte of the lock file, or returns null if another process holds it. */
    @Nullable
    FileLock tryLock(FileChannel locks, long position, boolean shared) throws IOException;

    /** A file open for writing. */
    interface Output extends Closeable {

        void write(Step step, byte[] bytes, int offset, int length) throws IOException;

        /** Makes the written bytes durable. */
        void force(Step step) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A file that many threads can read at any position at the same time. */
    interface Input extends Closeable {

        /** Reads up to {@code length} bytes; fewer only at the end of the file. */
        int read(long position, byte[] bytes, int offset, int length) throws IOException;

        long length() throws IOException;

        @Override
        void close();
    }
}

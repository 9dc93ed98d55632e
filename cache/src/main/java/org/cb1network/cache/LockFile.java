package org.cb1network.cache;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locks that threads and processes share. Each lock is one byte of the store's file {@code leases}, which stays
 * empty.
 *
 * <p>A file lock belongs to the process. Within a process Java throws an exception for a second lock on the same byte,
 * and POSIX drops all of a process's locks on a file as soon as any descriptor of that file is closed. Therefore all
 * stores that a process opens on one folder share one open {@code leases} file and one table of held locks. That table
 * is the only static mutable state in this module; the locks themselves belong to the process, too.
 */
final class LockFile implements AutoCloseable {

    private static final Map<Object, Shared> OPEN = new HashMap<>();

    private final Shared shared;
    private final Set<Held> mine = new HashSet<>();

    private LockFile(Shared shared) {
        this.shared = shared;
    }

    /** Opens the locks of a store. If the file system has no locks, they work within this process only. */
    static LockFile open(StoreFiles files, Path file) {
        synchronized (OPEN) {
            try {
                Shared known = OPEN.get(identity(files, file));
                if (known == null) {
                    FileChannel channel = files.openLocks(file);
                    known = new Shared(files, identity(files, file), channel);
                    OPEN.put(known.identity, known);
                    known.probe();
                }
                known.users++;
                return new LockFile(known);
            } catch (IOException e) {
                Shared alone = OPEN.computeIfAbsent(file, f -> new Shared(files, f, null));
                alone.problem = FileProblem.describe(e);
                alone.users++;
                return new LockFile(alone);
            }
        }
    }

    /** Returns locks for a store that is opened for reading. They work within one store object only. */
    static LockFile none() {
        Shared alone = new Shared(new SystemFiles(), new Object(), null);
        alone.problem = "the store is open for reading only";
        alone.users = 1;
        return new LockFile(alone);
    }

    private static Object identity(StoreFiles files, Path file) throws IOException {
        BasicFileAttributes attributes = files.attributes(file);
        Object key = attributes == null ? null : attributes.fileKey();
        return key == null ? file : key;
    }

    /** Returns why the locks do not work between processes, or empty if they do. */
    Optional<String> problem() {
        synchronized (shared) {
            return Optional.ofNullable(shared.problem);
        }
    }

    /** Returns whether the locks work between processes. */
    boolean betweenProcesses() {
        return problem().isEmpty();
    }

    /** Takes a lock, or returns empty if it is held by this process or another. */
    Optional<Held> tryExclusive(LockPosition position) {
        return tryLock(position, false);
    }

    /** Takes a shared lock, or returns empty if it is held exclusively. */
    Optional<Held> tryShared(LockPosition position) {
        return tryLock(position, true);
    }

    private Optional<Held> tryLock(LockPosition position, boolean share) {
        synchronized (shared) {
            Holding holding = shared.held.get(position.position());
            if (holding == null) {
                holding = shared.lock(position.position(), share);
                if (holding == null) {
                    return Optional.empty();
                }
                shared.held.put(position.position(), holding);
            } else if (!share || !holding.share) {
                return Optional.empty();
            }
            holding.holders++;
            Held lock = new Held(position.position());
            mine.add(lock);
            return Optional.of(lock);
        }
    }

    /** Releases every lock taken through this object. */
    @Override
    public void close() {
        synchronized (OPEN) {
            synchronized (shared) {
                for (Held lock : Set.copyOf(mine)) {
                    lock.close();
                }
            }
            shared.users--;
            if (shared.users == 0) {
                OPEN.remove(shared.identity);
                shared.close();
            }
        }
    }

    /** A held lock. */
    final class Held implements AutoCloseable {

        private final long position;

        private Held(long position) {
            this.position = position;
        }

        @Override
        public void close() {
            synchronized (shared) {
                if (mine.remove(this)) {
                    shared.release(position);
                }
            }
        }
    }

    private static final class Holding {

        private final @Nullable FileLock lock;
        private final boolean share;
        private int holders;

        private Holding(@Nullable FileLock lock, boolean share) {
            this.lock = lock;
            this.share = share;
        }
    }

    /** The state of one lock file in this process, guarded by itself; {@code users} is guarded by {@link #OPEN}. */
    private static final class Shared {

        private final StoreFiles files;
        private final Object identity;
        private final @Nullable FileChannel channel;
        private final Map<Long, Holding> held = new HashMap<>();
        private @Nullable String problem;
        private int users;

        private Shared(StoreFiles files, Object identity, @Nullable FileChannel channel) {
            this.files = files;
            this.identity = identity;
            this.channel = channel;
        }

        private synchronized void probe() {
            long position = LockPosition.PROBE.position();
            Holding probe = lock(position, true);
            if (probe != null) {
                unlock(probe);
            }
        }

        /** Returns null if another process holds the lock. */
        private @Nullable Holding lock(long position, boolean share) {
            if (channel == null || problem != null) {
                return new Holding(null, share);
            }
            try {
                FileLock lock = files.tryLock(channel, position, share);
                return lock == null ? null : new Holding(lock, share);
            } catch (IOException e) {
                problem = FileProblem.describe(e);
                return new Holding(null, share);
            }
        }

        private void release(long position) {
            Holding holding = held.get(position);
            if (holding != null && --holding.holders == 0) {
                held.remove(position);
                unlock(holding);
            }
        }

        private static void unlock(Holding holding) {
            if (holding.lock == null) {
                return;
            }
            try {
                holding.lock.release();
            } catch (ClosedChannelException e) {
                // Closing the channel has released the lock.
                return;
            } catch (IOException e) {
                // The operating system releases the lock when the process ends, at the latest.
                return;
            }
        }

        private synchronized void close() {
            if (channel == null) {
                return;
            }
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing was written through it.
                return;
            }
        }
    }
}

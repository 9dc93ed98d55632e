package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether other processes use the store: processes on the same node by their locks, others by the logs that
 * they write. A log of another node that has not grown for three minutes counts as abandoned. By then its writer, if
 * still running, no longer has an outdated view of the folder.
 */
final class Neighbours {

    static final Duration SILENCE = Duration.ofMinutes(3);

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Session session;

    /** Shared with others while this store is open for writing; exclusive while it removes things. */
    private LockFile.@Nullable Held presence;

    Neighbours(StoreParts parts) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.session = parts.session();
    }

    /** Shows that this store is in use. If another process is just removing things, continues anyway. */
    void join() {
        presence = locks.tryShared(LockPosition.USERS).orElse(null);
    }

    /** An action. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Performs an action if no other process uses the store, and keeps others from joining meanwhile.
     *
     * @return empty if another process uses the store
     */
    <T> Optional<T> alone(Duration patience, Work<T> work) throws IOException {
        LockFile.Held before = presence;
        if (before != null) {
            before.close();
        }
        Optional<LockFile.Held> alone = Patience.forLock(patience, () -> locks.tryExclusive(LockPosition.USERS));
        try {
            return alone.isPresent() && areSilent() ? Optional.of(work.run()) : Optional.empty();
        } finally {
            alone.ifPresent(LockFile.Held::close);
            join();
        }
    }

    /** Returns whether no log belongs to a running process. The caller has sealed its own log. */
    boolean areSilent() throws IOException {
        for (String name : layout.packNames()) {
            if (Pack.isLog(name) && !isLeftBehind(name)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLeftBehind(String log) throws IOException {
        Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.log(Pack.saltOf(log)));
        held.ifPresent(LockFile.Held::close);
        if (held.isEmpty()) {
            return false;
        }
        if (locks.betweenProcesses() && Pack.nodeOf(log) == layout.node()) {
            return true;
        }
        BasicFileAttributes attributes = files.attributes(layout.packs().resolve(log));
        return attributes == null
                || !attributes.isRegularFile()
                || serverMillis() - attributes.lastModifiedTime().toMillis()
                        >= files.silence().toMillis();
    }

    /** Returns the time by the clock of the file system. */
    private long serverMillis() throws IOException {
        Path probe = session.newName();
        try {
            files.create(Step.CREATE_TEMPORARY, probe).close();
            BasicFileAttributes attributes = files.attributes(probe);
            return attributes == null ? 0 : attributes.lastModifiedTime().toMillis();
        } finally {
            session.discard(probe);
        }
    }
}

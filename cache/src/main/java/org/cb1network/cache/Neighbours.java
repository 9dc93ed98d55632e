package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether other processes work with the store, as far as that can be known: those of the same node by their locks, others by
 * the logs that they write. A log of another node to which nothing was added for three minutes counts as left behind; by then
 * its writer, if it lives all the same, has no old view of the folder any more.
 */
final class Neighbours {

    static final Duration SILENCE = Duration.ofMinutes(3);

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Session session;

    /** Held with others while this store is open for writing, alone while it removes things. */
    private LockFile.@Nullable Held presence;

    Neighbours(StoreParts parts) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.session = parts.session();
    }

    /** Shows that this store is in use. If another one removes things just now, one works all the same. */
    void join() {
        presence = locks.tryShared(LockPosition.USERS).orElse(null);
    }

    /** Something that is done. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does something if nobody else works, who would otherwise be kept from joining.
     *
     * @return empty if somebody else works
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

    /** Whether no log belongs to a process that seems to live; the caller has sealed its own. */
    boolean areSilent() throws IOException {
        List<String> logs = new ArrayList<>();
        for (String name : files.list(layout.packs())) {
            if (Pack.isPack(name) && Pack.isLog(name)) {
                logs.add(name);
            }
        }
        for (String name : logs) {
            if (!isLeftBehind(name)) {
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

    /** The time by the clock that gives files their times. */
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

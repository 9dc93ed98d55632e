package org.cb1network.engine.remote;

import java.io.Closeable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.EntrySource;

/**
 * The entries of some remotes. The first remote that has an entry provides it. Remotes are not contacted until the
 * store lacks something. A remote that fails is not contacted again, so that it fails no run and delays it only once.
 */
public final class RemoteSource implements EntrySource, Closeable {

    private final List<Remote> remotes;
    private final TransferProgress progress;

    /** Creates a source; no remote is contacted yet. */
    public RemoteSource(List<Remote> remotes) {
        this(remotes, (done, all) -> {});
    }

    /**
     * Creates a source; no remote is contacted yet.
     *
     * @param progress receives the entries of each fetch from a remote
     */
    public RemoteSource(List<Remote> remotes, TransferProgress progress) {
        this.remotes = List.copyOf(remotes);
        this.progress = progress;
    }

    @Override
    public synchronized Optional<String> placeOf(CacheKey key) {
        return remotes.stream()
                .filter(remote -> has(remote, key))
                .map(Remote::name)
                .findFirst();
    }

    private static boolean has(Remote remote, CacheKey key) {
        if (remote.failure().isPresent()) {
            return false;
        }
        try {
            return remote.contents().has(key);
        } catch (RemoteException e) {
            remote.switchOff(e);
            return false;
        }
    }

    @Override
    public synchronized void fetch(Collection<CacheKey> keys, Receiver receiver) {
        Set<CacheKey> left = new LinkedHashSet<>(keys);
        for (Remote remote : remotes) {
            List<CacheKey> here = left.stream().filter(key -> has(remote, key)).toList();
            if (here.isEmpty()) {
                continue;
            }
            int before = left.size();
            try {
                remote.contents().fetch(here, (key, draft) -> {
                    left.remove(key);
                    receiver.entry(key, draft);
                    progress.at(before - left.size(), here.size());
                });
            } catch (RemoteException e) {
                remote.switchOff(e);
            }
        }
    }

    /** Closes all remotes. */
    @Override
    public synchronized void close() {
        remotes.forEach(Remote::close);
    }
}

package org.cb1network.engine.remote;

import java.io.Closeable;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.jspecify.annotations.Nullable;

/**
 * A place with results of others, named in the pipeline file. {@link Push} writes to it, {@link RemoteSource} reads
 * from it, and {@link RemoteGarbage} removes old pushes.
 */
public final class Remote implements Closeable {

    static final String PACKS = "packs";
    static final String OBJECTS = "objects";
    static final String MANIFESTS = "manifests";
    static final String REMOVED = "removed";
    static final String INDEXES = ".idx";
    static final String SIGNATURE = ".sig";
    static final String LISTING = MANIFESTS + "/index.json";

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String name;
    private final String place;
    private final RemoteFiles files;
    private final Set<String> keys;
    private final Consumer<String> warnings;
    private final RemoteTraffic traffic = new RemoteTraffic();
    private @Nullable RemoteContents contents;
    private @Nullable RemoteException failure;

    /**
     * Creates a remote; nothing is sent yet.
     *
     * @param name its name
     * @param place its address, without credentials
     * @param keys public keys that are trusted; if there are any, only pushes signed by one of them are used
     * @param warnings receives what is wrong with it, in sentences
     */
    public Remote(String name, String place, RemoteFiles files, Set<String> keys, Consumer<String> warnings) {
        this(name, place, files, keys, warnings, PAUSE);
    }

    Remote(String name, String place, RemoteFiles files, Set<String> keys, Consumer<String> warnings, Duration pause) {
        this.name = name;
        this.place = place;
        this.files = new RetryingFiles(files, pause, traffic);
        this.keys = Set.copyOf(keys);
        this.warnings = warnings;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its address. */
    public String place() {
        return place;
    }

    /** Returns what went to and came from it. */
    public RemoteTraffic traffic() {
        return traffic;
    }

    /** Returns the number of entries that it has. */
    public int size() throws RemoteException {
        return contents().size();
    }

    /** Returns why it is not used any more. */
    public Optional<RemoteException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Warns of entries whose content differs from that in a store. The store keeps its own. */
    public void compare(Collection<CacheKey> keys, Store store) throws RemoteException {
        for (CacheKey key : keys) {
            OptionalLong there = contents().contentsOf(key);
            OptionalLong here = there.isPresent() ? store.contentsOf(key) : there;
            if (here.isPresent() && !here.equals(there)) {
                warn(
                        "the remote " + name + " has another content for the key "
                                + key.digest().shortHex() + " (manifest "
                                + contents().originOf(key)
                                + ") than the store, whose own stays. One of the two is wrong: 'run --audit all' tells whether it is the store's");
            }
        }
    }

    /** Returns the keys of all entries that were pushed together with one of these. */
    public Set<CacheKey> pushedWith(Collection<CacheKey> some) throws RemoteException {
        return contents().pushedWith(some);
    }

    /** Returns the keys of all entries in the packs that have one of these. */
    public Set<CacheKey> packedWith(Collection<CacheKey> some) throws RemoteException {
        return contents().packedWith(some);
    }

    RemoteFiles files() {
        return files;
    }

    void warn(String sentence) {
        warnings.accept(sentence);
    }

    /** Returns what it has, which is read once. */
    RemoteContents contents() throws RemoteException {
        if (contents == null) {
            contents = RemoteContents.read(name, files, keys, warnings);
        }
        return contents;
    }

    /** Stops using the remote, and warns once. */
    void switchOff(RemoteException why) {
        if (failure == null) {
            failure = why;
            warn("the remote " + name + " is not used any more: " + why.getMessage());
        }
    }

    @Override
    public void close() {
        files.close();
    }
}

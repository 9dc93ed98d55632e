package org.cb1network.engine.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.remote.RemoteException.Reason;
import org.cb1network.engine.runner.plan.KeyPreimage;

/**
 * Pushes entries of a store that a remote does not have yet: first objects and packs, unless an interrupted push has
 * already written them, then indexes and signature, and finally the manifest.
 */
public final class Push {

    private static final int PACK_BYTES = 32 << 20;

    /**
     * A file that no manifest names yet is reused for this long. After that it is written again, before
     * {@link RemoteGarbage} removes it.
     */
    private static final Duration RELIABLE = Duration.ofDays(2);

    private final Remote remote;
    private final Store store;
    private final Optional<SigningKey> signingKey;
    private final Clock clock;
    private final boolean check;
    private final TransferProgress progress;

    private final Map<String, RemoteFiles.Listed> present = new HashMap<>();
    private final List<Manifest.PackPart> packs = new ArrayList<>();
    private final ByteArrayOutputStream indexes = new ByteArrayOutputStream();
    private final SortedMap<Digest, Long> objects = new TreeMap<>();
    private long allBytes;
    private long doneBytes;

    /**
     * Creates a push.
     *
     * @param signingKey signs the manifest
     * @param check whether to read back what the remote has; damaged content then counts as missing and is written
     *     again
     * @param progress receives the bytes of outputs
     */
    public Push(
            Remote remote,
            Store store,
            Optional<SigningKey> signingKey,
            Clock clock,
            boolean check,
            TransferProgress progress) {
        this.remote = remote;
        this.store = store;
        this.signingKey = signingKey;
        this.clock = clock;
        this.check = check;
        this.progress = progress;
    }

    /**
     * The outcome of a push.
     *
     * @param pushed number of pushed entries
     * @param there number of entries that the remote already had
     */
    public record Report(int pushed, int there) {}

    /**
     * Pushes those of these entries that are results, and that the remote does not have.
     *
     * @param wholes those that every reader needs, such as collected tables and figures; they get packs of their own, so that the others
     *     need not be read with them
     * @param version version of this program
     * @param subject what is pushed, in words
     * @throws IOException if the remote cannot be used, or the store cannot be read; nothing that was pushed before is lost
     */
    public Report push(Collection<CacheKey> keys, Set<CacheKey> wholes, String version, String subject)
            throws IOException {
        if (check) {
            // What cannot be fetched is missing afterwards.
            remote.contents().fetch(keys, (key, draft) -> {});
        }
        List<CacheKey> wanted = new ArrayList<>();
        int there = 0;
        for (CacheKey key : keys) {
            if (remote.contents().has(key)) {
                there++;
            } else {
                wanted.add(key);
            }
        }
        remote.compare(keys, store);
        List<CacheKey> order = inOrder(wanted);
        if (!order.isEmpty()) {
            if (!check) {
                look(Remote.PACKS);
                look(Remote.OBJECTS);
            }
            int entries = 0;
            for (boolean whole : new boolean[] {true, false}) {
                List<CacheKey> ofKind = order.stream()
                        .filter(key -> wholes.contains(key) == whole)
                        .toList();
                entries += store.pack(ofKind, PACK_BYTES, new Receiver());
            }
            finish(new Manifest(created(), version, subject, entries, packs, objects));
        } else if (remote.contents().size() > 0) {
            // The push that brought these results may have been interrupted just before this.
            writeListing(remote.files(), List.of());
        }
        return new Report(order.size(), there);
    }

    /**
     * Returns the results among these keys, that is, the entries with the preimage of their key. The results of a stage
     * type are adjacent, because they are read together.
     */
    private List<CacheKey> inOrder(Collection<CacheKey> keys) {
        record Group(String type, CacheKey key) {}
        List<Group> groups = new ArrayList<>();
        Map<Digest, Long> lengths = new HashMap<>();
        for (CacheKey key : new TreeSet<>(keys)) {
            Optional<Entry> entry = store.placeOf(key).isPresent() ? Optional.empty() : store.find(key);
            byte[] preimage = entry.map(found -> found.documents().get(KeyPreimage.DOCUMENT))
                    .orElse(null);
            if (preimage != null && Digest.of(preimage).equals(key.digest())) {
                groups.add(new Group(KeyPreimage.parse(preimage).pointsOf().orElse(""), key));
                entry.get().outputs().values().forEach(output -> lengths.put(output.digest(), output.length()));
            }
        }
        allBytes = lengths.values().stream().mapToLong(Long::longValue).sum();
        groups.sort(Comparator.comparing(Group::type).thenComparing(Group::key));
        return groups.stream().map(Group::key).toList();
    }

    private void look(String folder) throws RemoteException {
        Instant newest = clock.instant().minus(RELIABLE);
        for (RemoteFiles.Listed file : remote.files().list(folder)) {
            if (file.modified().isAfter(newest)) {
                present.put(folder + "/" + file.name(), file);
            }
        }
    }

    private void write(String name, byte[] content) throws RemoteException {
        RemoteFiles.Listed known = present.get(name);
        if (known == null || known.length() != content.length) {
            remote.files().write(name, content);
        }
    }

    private final class Receiver implements Store.PackReceiver {

        @Override
        public void pack(String name, long index, byte[] content) throws IOException {
            write(Remote.PACKS + "/" + name, content);
            packs.add(new Manifest.PackPart(name, content.length, index));
            indexes.write(Arrays.copyOfRange(content, (int) index, content.length));
            done(content.length);
        }

        @Override
        public void object(StoredOutput output) throws IOException {
            if (objects.put(output.digest(), output.length()) == null) {
                write(Remote.OBJECTS + "/" + output.digest().hex(), store.read(output));
                done(output.length());
            }
        }

        private void done(long bytes) {
            // A pack has records beside the outputs, and an output of two packs is in both.
            doneBytes = Math.min(doneBytes + bytes, allBytes);
            progress.at(doneBytes, allBytes);
        }
    }

    /** Returns a time after all other pushes, even if the clocks differ: readers prefer what was pushed last, which may mend damage. */
    private Instant created() throws RemoteException {
        Instant next = remote.contents().newest().plusSeconds(1);
        return clock.instant().isAfter(next) ? clock.instant() : next;
    }

    private void finish(Manifest manifest) throws RemoteException {
        byte[] json = manifest.toJson();
        String name = manifest.fileName(json);
        RemoteFiles files = remote.files();
        files.write(Remote.MANIFESTS + "/" + Manifest.sibling(name, Remote.INDEXES), indexes.toByteArray());
        if (signingKey.isPresent()) {
            files.write(
                    Remote.MANIFESTS + "/" + Manifest.sibling(name, Remote.SIGNATURE),
                    signingKey.get().sign(json).getBytes(StandardCharsets.US_ASCII));
        }
        files.write(Remote.MANIFESTS + "/" + name, json);
        writeListing(files, List.of(name));
    }

    /**
     * Names the manifests for servers that cannot list, unless that has been done.
     *
     * @param written manifests that must be there
     */
    static void writeListing(RemoteFiles files, List<String> written) throws RemoteException {
        List<String> names = files.list(Remote.MANIFESTS).stream()
                .map(RemoteFiles.Listed::name)
                .filter(Manifest::isName)
                .sorted()
                .toList();
        if (!names.containsAll(written)) {
            throw new RemoteException(
                    Reason.UNAVAILABLE, "the server does not list a manifest that was just written; push again");
        }
        byte[] listing = Manifest.listing(names);
        if (!Arrays.equals(listing, listingOf(files))) {
            files.write(Remote.LISTING, listing);
        }
    }

    private static byte[] listingOf(RemoteFiles files) throws RemoteException {
        try {
            return files.read(Remote.LISTING, Manifest.LONGEST_BYTES);
        } catch (RemoteException e) {
            if (e.isOfTheRemote()) {
                throw e;
            }
            return new byte[0];
        }
    }
}

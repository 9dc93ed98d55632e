package org.cb1network.engine.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.EntrySource;
import org.cb1network.cache.ForeignPack;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.remote.RemoteException.Reason;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.provenance.Imported;
import org.jspecify.annotations.Nullable;

/**
 * The entries and outputs that the manifests of a remote name. It fetches them and checks everything before passing it
 * on; damaged or wrong content counts as missing.
 */
final class RemoteContents {

    /**
     * A gap of up to this many bytes between two wanted entries is fetched too: that takes about as long as another
     * request.
     */
    private static final long GAP_BYTES = 1 << 20;

    private static final long MOST_BYTES = 32 << 20;
    private static final long LONGEST_INDEXES_BYTES = 1 << 28;

    private final String remote;
    private final RemoteFiles files;
    private final Set<String> keys;
    private final Consumer<String> warnings;
    private final Map<CacheKey, Place> entries = new HashMap<>();
    private final Map<Digest, Place> outputs = new HashMap<>();
    private final Map<Digest, Long> objects = new HashMap<>();
    private final PackBlocks blocks;
    private final Set<String> told = new HashSet<>();
    private Instant newest = Instant.EPOCH;

    /** A pack that a manifest names. */
    private record PackAt(Imported origin, Manifest.PackPart part, ForeignPack index) {}

    /**
     * An entry or output.
     *
     * @param end for an entry, the end of its outputs, which follow it
     */
    private record Place(PackAt pack, ForeignPack.Item item, long end) {}

    private RemoteContents(String remote, RemoteFiles files, Set<String> keys, Consumer<String> warnings) {
        this.remote = remote;
        this.files = files;
        this.keys = keys;
        this.warnings = warnings;
        this.blocks = new PackBlocks(files);
    }

    /**
     * Reads the manifests and their indexes.
     *
     * @param keys public keys; unless empty, only manifests that are signed by one of them count
     * @param warnings receives what is wrong with single manifests, which then do not count
     * @throws RemoteException if the remote cannot be read
     */
    static RemoteContents read(String remote, RemoteFiles files, Set<String> keys, Consumer<String> warnings)
            throws RemoteException {
        RemoteContents contents = new RemoteContents(remote, files, keys, warnings);
        List<String> names = files.list(Remote.MANIFESTS).stream()
                .map(RemoteFiles.Listed::name)
                .filter(Manifest::isName)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (String name : names) {
            contents.unlessWrong(() -> contents.readManifest(name));
        }
        return contents;
    }

    private interface Step {
        void run() throws RemoteException;
    }

    /** Ignores a file with wrong content. A remote that does not answer remains an error. */
    private void unlessWrong(Step step) throws RemoteException {
        try {
            step.run();
        } catch (RemoteException e) {
            if (e.isOfTheRemote()) {
                throw e;
            }
            tell(e.getMessage() + ". Its results count as missing");
        }
    }

    private void tell(String problem) {
        if (told.add(problem)) {
            warnings.accept("remote " + remote + ": " + problem + ".");
        }
    }

    // --- the index ---

    private void readManifest(String name) throws RemoteException {
        byte[] json = files.read(Remote.MANIFESTS + "/" + name, Manifest.LONGEST_BYTES);
        Manifest manifest = Manifest.parse(name, json);
        newest = manifest.created().isAfter(newest) ? manifest.created() : newest;
        String signer = keys.isEmpty() ? "" : signer(name, json);
        long indexBytes = manifest.packs().stream()
                .mapToLong(Manifest.PackPart::indexBytes)
                .sum();
        if (indexBytes > LONGEST_INDEXES_BYTES) {
            throw new RemoteException(Reason.UNUSABLE, "manifests/" + name + ": its indexes are too long");
        }
        byte[] indexes = files.read(Remote.MANIFESTS + "/" + Manifest.sibling(name, Remote.INDEXES), (int) indexBytes);
        Imported origin = new Imported(remote, name, signer);
        int from = 0;
        for (Manifest.PackPart part : manifest.packs()) {
            int to = from + part.indexBytes();
            byte[] index = to <= indexes.length ? Arrays.copyOfRange(indexes, from, to) : new byte[0];
            unlessWrong(() -> add(origin, part, index));
            from = to;
        }
        manifest.objects().forEach(objects::putIfAbsent);
    }

    private String signer(String name, byte[] json) throws RemoteException {
        String text;
        try {
            text = new String(
                    files.read(Remote.MANIFESTS + "/" + Manifest.sibling(name, Remote.SIGNATURE), 1 << 10),
                    StandardCharsets.US_ASCII);
        } catch (RemoteException e) {
            if (e.reason() != Reason.MISSING) {
                throw e;
            }
            throw new RemoteException(
                    Reason.UNUSABLE, "manifests/" + name + " is not signed, but only signed ones are trusted here", e);
        }
        Optional<String> signer = SigningKey.signer(text, json);
        if (signer.isEmpty()) {
            throw new RemoteException(Reason.UNUSABLE, "the signature of manifests/" + name + " is wrong");
        }
        return signer.filter(keys::contains)
                .orElseThrow(() -> new RemoteException(
                        Reason.UNUSABLE,
                        "manifests/" + name + " is signed by " + signer.get()
                                + ", which is not among the keys of this remote"));
    }

    private void add(Imported origin, Manifest.PackPart part, byte[] index) throws RemoteException {
        PackAt pack;
        try {
            pack = new PackAt(origin, part, ForeignPack.open(part.name(), part.length(), index));
        } catch (IOException e) {
            throw new RemoteException(Reason.UNUSABLE, "packs/" + part.name() + ": " + e.getMessage(), e);
        }
        List<ForeignPack.Item> items = pack.index().items();
        long end = part.index();
        for (int i = items.size() - 1; i >= 0; i--) {
            ForeignPack.Item item = items.get(i);
            if (item.isEntry()) {
                add(new Place(pack, item, end));
                end = item.position();
            } else {
                outputs.putIfAbsent(item.key(), new Place(pack, item, item.position() + item.length()));
            }
        }
    }

    private void add(Place entry) {
        Place known = entries.putIfAbsent(new CacheKey(entry.item().key()), entry);
        if (known != null && known.item().contents() != entry.item().contents()) {
            tell("it has two contents for the key " + entry.item().key().shortHex() + ", by "
                    + known.pack().origin().manifest() + " and by "
                    + entry.pack().origin().manifest() + ". The first is used");
        }
    }

    /** Returns whether there is an entry of this key. */
    boolean has(CacheKey key) {
        return entries.containsKey(key);
    }

    /** Returns the time of the newest push, by the clock of the machine that pushed. */
    Instant newest() {
        return newest;
    }

    /** Returns the number of entries. */
    int size() {
        return entries.size();
    }

    /**
     * Returns a number that distinguishes contents, as {@link org.cb1network.cache.Store#contentsOf} does; empty if
     * there is no such entry.
     */
    OptionalLong contentsOf(CacheKey key) {
        Place place = entries.get(key);
        return place == null
                ? OptionalLong.empty()
                : OptionalLong.of(place.item().contents());
    }

    /** Returns what brought an entry, in words. */
    String originOf(CacheKey key) {
        Place place = entries.get(key);
        return place == null ? "" : place.pack().origin().manifest();
    }

    /** Returns the keys of all entries of the pushes that brought one of these. */
    Set<CacheKey> pushedWith(Collection<CacheKey> some) {
        return together(some, pack -> pack.origin().manifest());
    }

    /** Returns the keys of all entries in the packs that have one of these. */
    Set<CacheKey> packedWith(Collection<CacheKey> some) {
        return together(some, pack -> pack.part().name());
    }

    private Set<CacheKey> together(Collection<CacheKey> some, Function<PackAt, String> group) {
        Set<String> groups = some.stream()
                .map(entries::get)
                .filter(Objects::nonNull)
                .map(place -> group.apply(place.pack()))
                .collect(Collectors.toSet());
        return entries.entrySet().stream()
                .filter(entry -> groups.contains(group.apply(entry.getValue().pack())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    // --- fetching ---

    /** Fetches entries; see {@link EntrySource#fetch}. */
    void fetch(Collection<CacheKey> wanted, EntrySource.Receiver receiver) throws RemoteException {
        Map<PackAt, List<Place>> byPack = new HashMap<>();
        for (CacheKey key : wanted) {
            Place place = entries.get(key);
            if (place != null) {
                byPack.computeIfAbsent(place.pack(), pack -> new ArrayList<>()).add(place);
            }
        }
        for (var pack : byPack.entrySet()) {
            List<Place> places = pack.getValue();
            places.sort(Comparator.comparingLong(place -> place.item().position()));
            fetch(pack.getKey(), places, receiver);
        }
    }

    private void fetch(PackAt pack, List<Place> places, EntrySource.Receiver receiver) throws RemoteException {
        int next = 0;
        while (next < places.size()) {
            long start = places.get(next).item().position();
            long end = places.get(next).end();
            int stop = next + 1;
            while (stop < places.size()
                    && places.get(stop).item().position() - end <= GAP_BYTES
                    && places.get(stop).end() - start <= MOST_BYTES) {
                end = places.get(stop).end();
                stop++;
            }
            boolean loaded = load(pack, start, end);
            for (Place place : places.subList(next, stop)) {
                CacheKey key = new CacheKey(place.item().key());
                EntryDraft draft = loaded ? draft(key, place) : null;
                if (draft == null) {
                    entries.remove(key);
                } else {
                    receiver.entry(key, draft);
                }
            }
            next = stop;
        }
    }

    /** Returns whether the file exists; if not, everything in it counts as missing from now on. */
    private boolean load(PackAt pack, long start, long end) throws RemoteException {
        boolean[] loaded = new boolean[1];
        unlessWrong(() -> {
            blocks.load(pack.part(), start, end);
            loaded[0] = true;
        });
        if (!loaded[0]) {
            entries.values().removeIf(place -> place.pack().equals(pack));
        }
        return loaded[0];
    }

    private byte[] record(Place place) throws RemoteException {
        return blocks.read(
                place.pack().part(), place.item().position(), place.item().length());
    }

    private @Nullable EntryDraft draft(CacheKey key, Place place) throws RemoteException {
        ForeignPack.FoundEntry found =
                place.pack().index().entry(place.item(), record(place)).orElse(null);
        if (found == null) {
            return damaged(place, "the record of the entry " + key.digest().shortHex() + " is damaged");
        }
        Entry entry = found.entry();
        byte[] preimage = entry.documents().get(KeyPreimage.DOCUMENT);
        if (preimage == null || !Digest.of(preimage).equals(key.digest())) {
            return damaged(place, "the entry " + key.digest().shortHex() + " is not what its key says");
        }
        EntryDraft.Builder draft = EntryDraft.builder();
        entry.documents().forEach((name, content) -> {
            if (!name.equals(Imported.DOCUMENT)) {
                draft.document(name, content);
            }
        });
        draft.document(Imported.DOCUMENT, place.pack().origin().toBytes());
        for (StoredOutput output : entry.outputs().values()) {
            byte[] inline = found.inline().get(output.name());
            byte[] content = inline == null ? content(output) : inline;
            if (content == null || content.length != output.length()) {
                return damaged(
                        place,
                        "output " + output.name() + " of the entry "
                                + key.digest().shortHex() + " is damaged or missing");
            }
            draft.output(output.name(), content);
        }
        return draft.build();
    }

    private @Nullable EntryDraft damaged(Place place, String what) {
        // Warns once per pack, because thousands of records usually have the same problem.
        if (told.add(place.pack().part().name())) {
            tell(what + " (packs/" + place.pack().part().name() + "). It counts as missing, and so does what else is"
                    + " damaged there");
        }
        return null;
    }

    private byte @Nullable [] content(StoredOutput output) throws RemoteException {
        Place place = outputs.get(output.digest());
        byte[][] content = new byte[1][];
        if (place != null) {
            unlessWrong(() -> content[0] =
                    place.pack().index().output(place.item(), record(place)).orElse(null));
        } else if (objects.containsKey(output.digest())) {
            unlessWrong(() -> {
                byte[] object =
                        files.read(Remote.OBJECTS + "/" + output.digest().hex(), Math.toIntExact(output.length()));
                content[0] = Digest.of(object).equals(output.digest()) ? object : null;
            });
        }
        return content[0];
    }
}

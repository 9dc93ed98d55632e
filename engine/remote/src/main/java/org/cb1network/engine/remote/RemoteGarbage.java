package org.cb1network.engine.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cb1network.cache.Digest;
import org.cb1network.engine.remote.RemoteFiles.Listed;

/**
 * Removes old pushes from a remote: first their manifests, and packs and objects only when no manifest has named them
 * for a week, so that someone who has just read a manifest can still fetch what it names. It does not consider what one
 * pipeline needs, because others may use the remote, too.
 */
public final class RemoteGarbage {

    private static final Duration GRACE = Duration.ofDays(7);
    private static final int STAMP_CHARS = "20261128T090000Z".length();

    private final RemoteFiles files;
    private final boolean dryRun;
    private final Instant graceEnd;
    private final Clock clock;

    /**
     * Creates a collector.
     *
     * @param dryRun whether to change nothing
     */
    public RemoteGarbage(Remote remote, boolean dryRun, Clock clock) {
        this.files = remote.files();
        this.dryRun = dryRun;
        this.clock = clock;
        this.graceEnd = clock.instant().minus(GRACE);
    }

    /**
     * What was removed or, in a dry run, would be removed.
     *
     * @param manifests number of manifests
     * @param files number of packs and objects
     * @param bytes length of these packs and objects
     */
    public record Report(int manifests, int files, long bytes) {}

    /**
     * Removes pushes that are older than an age, and files without a manifest.
     *
     * @param age age of the pushes to remove; empty to remove none
     * @throws RemoteException if the remote cannot be used, or a manifest cannot be read; then no pack is removed
     */
    public Report collect(Optional<Duration> age) throws RemoteException {
        String oldest =
                age.map(limit -> Manifest.stamp(clock.instant().minus(limit))).orElse("");
        Set<String> named = new HashSet<>();
        List<String> old = new ArrayList<>();
        for (Listed file : files.list(Remote.MANIFESTS)) {
            if (Manifest.isName(file.name())) {
                // Names have whole seconds: a push of the last one that counts goes, too.
                boolean goes = file.name().substring(0, STAMP_CHARS).compareTo(oldest) <= 0;
                if (goes) {
                    old.add(file.name());
                }
                addNamed(Remote.MANIFESTS, file.name(), named);
            }
        }
        for (Listed file : files.list(Remote.REMOVED)) {
            if (Manifest.isName(file.name()) && file.modified().isAfter(graceEnd)) {
                addNamed(Remote.REMOVED, file.name(), named);
            }
        }
        if (!dryRun) {
            for (String name : old) {
                removeManifest(name);
            }
            if (!old.isEmpty()) {
                Push.writeListing(files, List.of());
            }
        }
        return removeUnnamed(old.size(), named);
    }

    private void addNamed(String folder, String name, Set<String> named) throws RemoteException {
        Manifest manifest = Manifest.parse(name, files.read(folder + "/" + name, Manifest.LONGEST_BYTES));
        manifest.packs().forEach(pack -> named.add(pack.name()));
        manifest.objects().keySet().forEach(object -> named.add(object.hex()));
    }

    /** Moves a manifest to another folder. Its age there determines how long the packs are kept. */
    private void removeManifest(String name) throws RemoteException {
        String file = Remote.MANIFESTS + "/" + name;
        files.write(Remote.REMOVED + "/" + name, files.read(file, Manifest.LONGEST_BYTES));
        files.delete(file);
        files.delete(Manifest.sibling(file, Remote.SIGNATURE));
        files.delete(Manifest.sibling(file, Remote.INDEXES));
    }

    private Report removeUnnamed(int manifests, Set<String> named) throws RemoteException {
        int count = 0;
        long bytes = 0;
        for (String folder : List.of(Remote.PACKS, Remote.OBJECTS, Remote.MANIFESTS)) {
            for (Listed file : files.list(folder)) {
                if (!named.contains(file.name())
                        && (isPackOrObject(file.name()) || file.name().startsWith(RemoteFiles.PART))
                        && file.modified().isBefore(graceEnd)) {
                    count++;
                    bytes += file.length();
                    delete(folder, file);
                }
            }
        }
        for (Listed file : files.list(Remote.REMOVED)) {
            if (Manifest.isName(file.name()) && file.modified().isBefore(graceEnd)) {
                delete(Remote.REMOVED, file);
            }
        }
        return new Report(manifests, count, bytes);
    }

    private void delete(String folder, Listed file) throws RemoteException {
        if (!dryRun) {
            files.delete(folder + "/" + file.name());
        }
    }

    /** Files that others have put there are none of our business. */
    private static boolean isPackOrObject(String name) {
        String digest = name.endsWith(".pack") ? name.substring(0, name.length() - ".pack".length()) : name;
        try {
            return Digest.parse(digest).hex().equals(digest);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

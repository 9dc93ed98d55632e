package org.cb1network.engine.runner.fingerprint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.engine.runner.fingerprint.CodeChange.Kind;

/**
 * All the code a stage can reach, each member with its hash.
 *
 * <p>{@link #digest()} goes into the keys of the stage's results; the rest is stored beside them ({@link #toBytes()}), so
 * that {@link #changesSince} can say what made a stage run again.
 *
 * @param root dotted name of the stage class
 * @param members what is reached inside the project
 * @param libraries SHA-256 by coordinates of the third-party libraries reached; two with the same coordinates are joined by a comma
 * @param reasons why more is counted than can be shown to be reached, if so; see {@link CodeFingerprinter}
 */
public record CodeFingerprint(
        String root,
        SortedMap<MemberId, Reached> members,
        SortedMap<String, String> libraries,
        SortedSet<String> reasons) {

    /** Copies the collections. */
    public CodeFingerprint {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
    }

    /** Whether code uses reflection or the like, so that the coarser fingerprint was taken. */
    public boolean coarse() {
        return !reasons.isEmpty();
    }

    /**
     * SHA-256 in hexadecimal over stage, members with their hashes, libraries and reasons. How members were reached is
     * not in it.
     */
    public String digest() {
        return FingerprintText.digest(this);
    }

    /** The stored form: text in UTF-8, one line per member, sorted. */
    public byte[] toBytes() {
        return FingerprintText.print(this);
    }

    /**
     * Reads the stored form.
     *
     * @throws FingerprintFormatException if it is damaged, or of another version
     */
    public static CodeFingerprint parse(byte[] stored) {
        return FingerprintText.parse(stored);
    }

    /** What differs from an older fingerprint; empty if and only if the digests agree (or only the stage's name differs). */
    public List<CodeChange> changesSince(CodeFingerprint old) {
        List<CodeChange> changes = new ArrayList<>();
        members.forEach((id, now) -> {
            Reached before = old.members.get(id);
            if (before != null && !before.hash().equals(now.hash())) {
                changes.add(new CodeChange(Kind.CHANGED, id.toString(), pathTo(id)));
            }
        });
        members.keySet().stream()
                .filter(id -> !old.members.containsKey(id))
                .forEach(id -> changes.add(new CodeChange(Kind.ADDED, id.toString(), pathTo(id))));
        old.members.keySet().stream()
                .filter(id -> !members.containsKey(id))
                .forEach(id -> changes.add(new CodeChange(Kind.REMOVED, id.toString(), old.pathTo(id))));
        libraries.entrySet().stream()
                .filter(library -> !old.libraries.entrySet().contains(library))
                .forEach(library -> changes.add(change(Kind.LIBRARY_ADDED, library)));
        old.libraries.entrySet().stream()
                .filter(library -> !libraries.entrySet().contains(library))
                .forEach(library -> changes.add(change(Kind.LIBRARY_REMOVED, library)));
        reasons.stream()
                .filter(reason -> !old.reasons.contains(reason))
                .forEach(reason -> changes.add(new CodeChange(Kind.COARSER, "\"" + reason + "\"", List.of())));
        old.reasons.stream()
                .filter(reason -> !reasons.contains(reason))
                .forEach(reason -> changes.add(new CodeChange(Kind.FINER, "\"" + reason + "\"", List.of())));
        return changes;
    }

    private static CodeChange change(Kind kind, Map.Entry<String, String> library) {
        String digest = library.getValue();
        String start = digest.substring(0, Math.min(8, digest.length()));
        return new CodeChange(kind, "library " + library.getKey() + " (" + start + ")", List.of());
    }

    /** How a member is reached: from a member of the stage class to the member itself. */
    public List<MemberId> pathTo(MemberId member) {
        Deque<MemberId> path = new ArrayDeque<>();
        path.add(member);
        Reached reached = members.get(member);
        while (reached != null && reached.from().isPresent() && path.size() <= members.size()) {
            MemberId from = reached.from().get();
            path.addFirst(from);
            reached = members.get(from);
        }
        return List.copyOf(path);
    }
}

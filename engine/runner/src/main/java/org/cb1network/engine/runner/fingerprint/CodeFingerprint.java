package org.cb1network.engine.runner.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All the code that counts for a stage.
 *
 * <p>{@link #digest()} goes into the keys of the stage's results. The rest is stored beside them ({@link #toBytes()}), so
 * that {@link #changesSince} can say what made a stage run again. The stored form is lines of fields separated by tabs:
 *
 * <pre>
 * cb1-code-fingerprint  2
 * digest   3f0a...
 * root     org.cb1network.stages.science.simulation.SimulateStage
 * library  org.apache.commons:commons-math3:3.6.1  6268...
 * reason   class org... uses Class.forName ...
 * reached  class org.cb1network.stages.network.Kernel  class org.cb1network.stages.network.Simulation
 * member   method update(double[], int)  9be1...
 * </pre>
 *
 * <p>A line {@code reached} ends with the class that names this one; for the stage's own class, with an empty field.
 * The lines {@code member} below it belong to it.
 *
 * @param root dotted name of the stage class
 * @param reached what counts by its name: {@code class org.cb1network.stages.network.Kernel}, {@code resource a/table.bin}
 * @param libraries SHA-256 by coordinates of third-party libraries; two with the same coordinates are joined by a comma
 * @param reasons why more counts than class files name, if so; see {@link CodeFingerprinter}
 */
public record CodeFingerprint(
        String root,
        SortedMap<String, Reached> reached,
        SortedMap<String, String> libraries,
        SortedSet<String> reasons) {

    private static final String HEAD = "cb1-code-fingerprint\t2";
    private static final int MOST_MEMBERS = 6;

    /** Prefixes of the names of classes and of resources. */
    static final String CLASS = "class ";

    static final String RESOURCE = "resource ";

    /**
     * A top-level class with its nested classes, or a resource.
     *
     * @param from the class that names it, as a key of {@link #reached()}; empty for the stage's own class. It is an
     *     explanation and not part of the digest
     * @param members hash of each part, by its name for the user
     */
    public record Reached(Optional<String> from, SortedMap<String, String> members) {

        /** Copies the members. */
        public Reached {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }
    }

    /** Copies the collections. */
    public CodeFingerprint {
        reached = Collections.unmodifiableSortedMap(new TreeMap<>(reached));
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
    }

    /** Returns the names of the included resources. */
    List<String> resources() {
        return reached.keySet().stream()
                .filter(name -> name.startsWith(RESOURCE))
                .map(name -> name.substring(RESOURCE.length()))
                .toList();
    }

    /** Returns the SHA-256 in hexadecimal over everything except how classes were reached. */
    public String digest() {
        byte[] content = content(false).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(ClassCodeReader.sha256().digest(content));
    }

    /** Returns the stored form: text in UTF-8. */
    public byte[] toBytes() {
        return (HEAD + "\ndigest\t" + digest() + "\n" + content(true)).getBytes(StandardCharsets.UTF_8);
    }

    private String content(boolean withPaths) {
        StringBuilder text = new StringBuilder(1 << 14);
        line(text, "root", root);
        libraries.forEach((coordinates, digest) -> line(text, "library", coordinates, digest));
        reasons.forEach(reason -> line(text, "reason", reason));
        reached.forEach((name, code) -> {
            line(text, "reached", name, withPaths ? code.from().orElse("") : "");
            code.members().forEach((member, hash) -> line(text, "member", member, hash));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String... fields) {
        text.append(String.join("\t", fields)).append('\n');
    }

    /**
     * Reads the stored form.
     *
     * @throws IllegalArgumentException if it is damaged, or of another version
     */
    public static CodeFingerprint parse(byte[] stored) {
        String root = "";
        String digest = "";
        SortedMap<String, String> libraries = new TreeMap<>();
        SortedSet<String> reasons = new TreeSet<>();
        Map<String, String> from = new HashMap<>();
        Map<String, SortedMap<String, String>> members = new HashMap<>();
        SortedMap<String, String> current = new TreeMap<>();
        String[] lines = new String(stored, StandardCharsets.UTF_8).split("\n", -1);
        for (String line : lines) {
            String[] fields = (line + "\t\t").split("\t", -1);
            switch (fields[0]) {
                case "root" -> root = fields[1];
                case "digest" -> digest = fields[1];
                case "library" -> libraries.put(fields[1], fields[2]);
                case "reason" -> reasons.add(fields[1]);
                case "member" -> current.put(fields[1], fields[2]);
                case "reached" -> {
                    from.put(fields[1], fields[2]);
                    current = members.computeIfAbsent(fields[1], name -> new TreeMap<>());
                }
                default -> {} // the head, and the end
            }
        }
        SortedMap<String, Reached> reached = new TreeMap<>();
        members.forEach((name, parts) -> reached.put(
                name, new Reached(Optional.ofNullable(from.get(name)).filter(user -> !user.isEmpty()), parts)));
        CodeFingerprint result = new CodeFingerprint(root, reached, libraries, reasons);
        if (!lines[0].equals(HEAD) || !result.digest().equals(digest)) {
            throw new IllegalArgumentException("the stored code fingerprint is damaged, or of another version");
        }
        return result;
    }

    // Differences ----------------------------------------------------------------------------------------------------

    /**
     * Describes the differences from an older fingerprint; empty if and only if the digests agree (or only the stage's
     * name differs). Changed classes come first, because they were edited and the rest often follows from them.
     */
    public List<String> changesSince(CodeFingerprint old) {
        List<String> changes = new ArrayList<>();
        reached.forEach((name, code) -> {
            Reached before = old.reached.get(name);
            if (before != null && !before.members().equals(code.members())) {
                changes.add(name + " changed: " + difference(before.members(), code.members())
                        + path(name, ", reached by "));
            }
        });
        only(reached, old.reached).forEach(name -> changes.add(name + " is reached now" + path(name, " by ")));
        only(old.reached, reached)
                .forEach(name -> changes.add(name + " is no longer reached" + old.path(name, "; it was by ")));
        changed(libraries, old.libraries).forEach(library -> changes.add("library " + library + " is used now"));
        changed(old.libraries, libraries).forEach(library -> changes.add("library " + library + " is no longer used"));
        only(reasons, old.reasons).forEach(reason -> changes.add("more counts now: " + reason));
        only(old.reasons, reasons).forEach(reason -> changes.add("no longer holds: " + reason));
        return changes;
    }

    private static String difference(SortedMap<String, String> before, SortedMap<String, String> now) {
        List<String> members = new ArrayList<>();
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (String member : all) {
            if (!Objects.equals(before.get(member), now.get(member))) {
                boolean isNew = !before.containsKey(member);
                members.add(member + (isNew ? " (new)" : now.containsKey(member) ? "" : " (gone)"));
            }
        }
        int more = members.size() - MOST_MEMBERS;
        return members.stream().limit(MOST_MEMBERS).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static List<String> only(SortedMap<String, ?> one, SortedMap<String, ?> other) {
        return only(new TreeSet<>(one.keySet()), new TreeSet<>(other.keySet()));
    }

    private static List<String> only(SortedSet<String> one, SortedSet<String> other) {
        return one.stream().filter(element -> !other.contains(element)).toList();
    }

    /** Returns the libraries that the other lacks or has with other content. */
    private static List<String> changed(SortedMap<String, String> one, SortedMap<String, String> other) {
        return one.entrySet().stream()
                .filter(library -> !library.getValue().equals(other.get(library.getKey())))
                .map(library -> library.getKey() + " ("
                        + library.getValue()
                                .substring(0, Math.min(8, library.getValue().length())) + ")")
                .toList();
    }

    /** Returns the classes from the stage to a reached class; empty for the stage's own class. */
    private String path(String name, String intro) {
        Deque<String> path = new ArrayDeque<>();
        String at = name;
        while (at != null && path.size() <= reached.size()) {
            path.addFirst(
                    at.startsWith(CLASS) ? at.substring(at.lastIndexOf('.') + 1) : at.substring(RESOURCE.length()));
            at = Optional.ofNullable(reached.get(at)).flatMap(Reached::from).orElse(null);
        }
        return path.size() < 2 ? "" : intro + String.join(" -> ", path);
    }
}

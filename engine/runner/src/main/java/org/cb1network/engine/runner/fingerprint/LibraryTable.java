package org.cb1network.engine.runner.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A list of libraries with their packages, as it is stored in a program that no longer has them as separate jars.
 *
 * <p>Lines of fields separated by tabs; {@code needs} and {@code package} belong to the library above them:
 *
 * <pre>
 * cb1-libraries  1
 * library  org.apache.arrow:arrow-vector:19.0.0  sha-256 of the jar
 * needs    org.apache.arrow:arrow-memory-core:19.0.0
 * package  org.apache.arrow.vector
 * </pre>
 */
public final class LibraryTable implements LibraryIndex {

    private static final String HEAD = "cb1-libraries\t1";

    /**
     * One library of the table.
     *
     * @param library coordinates and digest
     * @param needs coordinates of the libraries it uses directly, sorted
     * @param packages its packages, sorted
     */
    record Row(Library library, Set<String> needs, Set<String> packages) {}

    private final List<Row> rows;
    private final Map<String, Set<String>> coordinatesByPackage = new HashMap<>();
    private final Map<String, List<Row>> rowsByCoordinates = new HashMap<>();

    LibraryTable(Collection<Row> rows) {
        SortedMap<Library, Row> sorted = new TreeMap<>();
        rows.forEach(row -> sorted.put(row.library(), row));
        this.rows = List.copyOf(sorted.values());
        for (Row row : this.rows) {
            String coordinates = row.library().coordinates();
            rowsByCoordinates
                    .computeIfAbsent(coordinates, c -> new ArrayList<>())
                    .add(row);
            for (String name : row.packages()) {
                coordinatesByPackage.computeIfAbsent(name, n -> new TreeSet<>()).add(coordinates);
            }
        }
    }

    @Override
    public Set<Library> librariesOf(String packageName) {
        SortedSet<Library> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(coordinatesByPackage.getOrDefault(packageName, Set.of()));
        while (!open.isEmpty()) {
            for (Row row : rowsByCoordinates.getOrDefault(open.pop(), List.of())) {
                if (found.add(row.library())) {
                    open.addAll(row.needs());
                }
            }
        }
        return found;
    }

    /** Reads the stored form. */
    static LibraryTable parse(byte[] stored) {
        String[] lines = new String(stored, StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(HEAD) || !lines[lines.length - 1].isEmpty()) {
            throw damaged(1);
        }
        Deque<Row> rows = new ArrayDeque<>();
        for (int i = 1; i < lines.length - 1; i++) {
            String[] fields = lines[i].split("\t", -1);
            if (fields[0].equals("library") && fields.length == 3) {
                rows.add(new Row(new Library(fields[1], fields[2]), new TreeSet<>(), new TreeSet<>()));
            } else if (fields[0].equals("needs") && fields.length == 2 && !rows.isEmpty()) {
                rows.getLast().needs().add(fields[1]);
            } else if (fields[0].equals("package") && fields.length == 2 && !rows.isEmpty()) {
                rows.getLast().packages().add(fields[1]);
            } else {
                throw damaged(i + 1);
            }
        }
        return new LibraryTable(rows);
    }

    private static FingerprintFormatException damaged(int line) {
        return new FingerprintFormatException(
                "the list of libraries in the program is damaged in line " + line + "; build the program anew");
    }

    /** The stored form; the same for the same libraries wherever they lie. */
    byte[] toBytes() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Row row : rows) {
            Library library = row.library();
            text.append("library\t")
                    .append(library.coordinates())
                    .append('\t')
                    .append(library.digest())
                    .append('\n');
            row.needs()
                    .forEach(coordinates ->
                            text.append("needs\t").append(coordinates).append('\n'));
            row.packages().forEach(name -> text.append("package\t").append(name).append('\n'));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

package org.cb1network.engine.runner.fingerprint;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The third-party libraries of a program: which one a class comes from. Written while the program is built, because in the
 * finished program the libraries are merged into one jar and can no longer be told apart.
 *
 * <p>Lines of fields separated by tabs; {@code needs} and {@code package} belong to the library above them:
 *
 * <pre>
 * cb1-libraries  1
 * library  org.apache.commons:commons-math3:3.6.1  sha-256 of the jar
 * needs    org.example:other:1.0
 * package  org.apache.commons.math3.special
 * </pre>
 */
public final class LibraryTable {

    /** Name of the resource that stores a table. */
    static final String RESOURCE = "META-INF/cb1/libraries.tsv";

    private static final String HEAD = "cb1-libraries\t1";
    private static final String OWN_PACKAGES = "org.cb1network.";

    private final List<Library> libraries;
    private final Map<String, Set<Library>> byPackage = new HashMap<>();
    private final Map<String, Set<Library>> byCoordinates = new HashMap<>();

    LibraryTable(Collection<Library> libraries) {
        this.libraries = libraries.stream()
                .sorted(Comparator.comparing(Library::coordinates).thenComparing(Library::digest))
                .toList();
        for (Library library : this.libraries) {
            put(byCoordinates, library.coordinates(), library);
            library.packages().forEach(name -> put(byPackage, name, library));
        }
    }

    private static void put(Map<String, Set<Library>> map, String key, Library library) {
        map.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(library);
    }

    /**
     * Returns the table of a program: the one in its jar or, if there are many jars, as in tests, one computed from the
     * class path of this JVM.
     */
    static LibraryTable of(ClassLoader loader) {
        ClassSource source = ClassSource.of(loader);
        // In a folder it may be older than the class path; in a jar both were made together.
        return source.stamp(RESOURCE) >= 0
                ? parse(source.bytes(RESOURCE).orElseThrow())
                : read(Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList());
    }

    /** Reads the jars of a class path. Those of this project are not libraries. */
    static LibraryTable read(List<Path> classPath) {
        List<LibraryJar> jars = classPath.stream()
                .filter(Files::isRegularFile)
                .map(LibraryJar::open)
                .filter(jar -> jar.packages().stream().noneMatch(name -> (name + ".").startsWith(OWN_PACKAGES)))
                .toList();
        return new LibraryTable(
                jars.stream().map(jar -> jar.library(neededBy(jar, jars))).toList());
    }

    /**
     * Returns the coordinates of the jars whose classes a jar refers to, and of those that provide services which it
     * uses.
     */
    private static Set<String> neededBy(LibraryJar jar, List<LibraryJar> jars) {
        Set<String> used = jar.usedPackages();
        Set<String> needed = new TreeSet<>();
        for (LibraryJar other : jars) {
            boolean isUsed = other.packages().stream().anyMatch(used::contains);
            boolean provides = other.providedPackages().stream().anyMatch(jar.packages()::contains);
            if (other != jar && (isUsed || provides)) {
                needed.add(other.coordinates());
            }
        }
        return needed;
    }

    /**
     * Returns the libraries whose code may run when a class is used: its own library and all that this one needs.
     *
     * @param packageName dotted name of the class's package
     * @return the libraries; empty if the package is in no library
     */
    Set<Library> librariesOf(String packageName) {
        Set<Library> found = new LinkedHashSet<>();
        Deque<Library> open = new ArrayDeque<>(byPackage.getOrDefault(packageName, Set.of()));
        while (!open.isEmpty()) {
            Library library = open.pop();
            if (found.add(library)) {
                library.needs().forEach(needed -> open.addAll(byCoordinates.getOrDefault(needed, Set.of())));
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
        List<Library> libraries = new ArrayList<>();
        for (int i = 1; i < lines.length - 1; i++) {
            String[] fields = lines[i].split("\t", -1);
            if (fields[0].equals("library") && fields.length == 3) {
                libraries.add(new Library(fields[1], fields[2], new TreeSet<>(), new TreeSet<>()));
            } else if (fields.length == 2 && !libraries.isEmpty() && fields[0].matches("needs|package")) {
                Library last = libraries.get(libraries.size() - 1);
                (fields[0].equals("needs") ? last.needs() : last.packages()).add(fields[1]);
            } else {
                throw damaged(i + 1);
            }
        }
        return new LibraryTable(libraries);
    }

    private static IllegalArgumentException damaged(int line) {
        return new IllegalArgumentException(
                "the list of libraries in the program is damaged in line " + line + "; rebuild the program");
    }

    /** Returns the stored form, which depends only on the libraries and not on their paths. */
    byte[] toBytes() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Library library : libraries) {
            text.append("library\t" + library.coordinates() + "\t" + library.digest() + "\n");
            library.needs().forEach(needed -> text.append("needs\t" + needed + "\n"));
            library.packages().forEach(name -> text.append("package\t" + name + "\n"));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

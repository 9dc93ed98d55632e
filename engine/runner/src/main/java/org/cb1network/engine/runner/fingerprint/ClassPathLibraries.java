package org.cb1network.engine.runner.fingerprint;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The libraries of a class path of separate jars, as in tests, in an IDE and while the program is built.
 *
 * <p>A jar is read when a class of its is first asked for, and with it the jars it needs.
 */
final class ClassPathLibraries implements LibraryIndex {

    private final List<Path> classPath;
    private final ProjectScope scope;

    /** Jars by package; filled at the first question. */
    private final Map<String, Set<LibraryJar>> jarsByPackage = new HashMap<>();

    private final Map<LibraryJar, LibraryTable.Row> rows = new LinkedHashMap<>();
    private boolean opened;

    ClassPathLibraries(List<Path> classPath, ProjectScope scope) {
        this.classPath = List.copyOf(classPath);
        this.scope = scope;
    }

    /** The jars a class loader reads from, and those of the class path of this JVM. */
    static ClassPathLibraries of(ClassLoader loader, ProjectScope scope) {
        Set<Path> entries = new LinkedHashSet<>();
        if (loader instanceof URLClassLoader urls) {
            for (URL url : urls.getURLs()) {
                addEntry(URI.create(url.toString()), entries);
            }
        }
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                addEntry(Path.of(entry).toUri(), entries);
            }
        }
        return new ClassPathLibraries(new ArrayList<>(entries), scope);
    }

    /** Adds a jar or a folder and what the jar's manifest adds to the class path. */
    private static void addEntry(URI uri, Set<Path> entries) {
        if (!"file".equals(uri.getScheme())) {
            return;
        }
        Path path = Path.of(uri);
        if (!Files.isRegularFile(path) || !entries.add(path)) {
            return;
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            String more = jar.getManifest() == null
                    ? null
                    : jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null) {
                for (String entry : more.trim().split("\\s+", -1)) {
                    addEntry(uri.resolve(new URI(entry)), entries);
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read " + path + " on the class path", e);
        }
    }

    @Override
    public synchronized Set<Library> librariesOf(String packageName) {
        open();
        Set<LibraryJar> jars = new LinkedHashSet<>();
        List<LibraryJar> todo = new ArrayList<>(jarsByPackage.getOrDefault(packageName, Set.of()));
        while (!todo.isEmpty()) {
            LibraryJar jar = todo.remove(todo.size() - 1);
            if (jars.add(jar)) {
                todo.addAll(neededBy(jar));
            }
        }
        SortedSet<Library> libraries = new TreeSet<>();
        jars.forEach(jar -> libraries.add(row(jar).library()));
        return libraries;
    }

    /** All libraries, read now. */
    synchronized LibraryTable table() {
        open();
        Set<LibraryJar> all = new LinkedHashSet<>();
        jarsByPackage.values().forEach(all::addAll);
        return new LibraryTable(all.stream().map(this::row).toList());
    }

    private void open() {
        if (opened) {
            return;
        }
        for (Path path : classPath) {
            if (Files.isRegularFile(path)) {
                LibraryJar jar = LibraryJar.open(path);
                // A jar of the project itself is no library.
                if (jar.packages().stream().noneMatch(name -> (name + ".").startsWith(scope.prefix()))) {
                    jar.packages()
                            .forEach(name -> jarsByPackage
                                    .computeIfAbsent(name, n -> new LinkedHashSet<>())
                                    .add(jar));
                }
            }
        }
        opened = true;
    }

    private LibraryTable.Row row(LibraryJar jar) {
        LibraryTable.Row known = rows.get(jar);
        if (known == null) {
            SortedSet<String> needs = new TreeSet<>();
            neededBy(jar).forEach(needed -> needs.add(needed.coordinates()));
            known = new LibraryTable.Row(new Library(jar.coordinates(), digest(jar.path())), needs, jar.packages());
            rows.put(jar, known);
        }
        return known;
    }

    /** Jars whose classes a jar refers to, and jars that provide services which it declares. */
    private Set<LibraryJar> neededBy(LibraryJar jar) {
        Set<LibraryJar> needed = new LinkedHashSet<>();
        for (String packageName : jar.usedPackages()) {
            needed.addAll(jarsByPackage.getOrDefault(packageName, Set.of()));
        }
        for (Set<LibraryJar> others : jarsByPackage.values()) {
            for (LibraryJar other : others) {
                if (other.providedPackages().stream().anyMatch(jar.packages()::contains)) {
                    needed.add(other);
                }
            }
        }
        needed.remove(jar);
        return needed;
    }

    private static String digest(Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            MessageDigest sha256 = MemberHasher.sha256();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the library " + jar.getFileName(), e);
        }
    }
}

package org.cb1network.engine.runner.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files through a class loader.
 *
 * <p>The class loader is only asked for the location of the first class; further ones are looked up directly in the
 * jars and folders known by then. This is several times faster than opening a URL for each, and correct unless the
 * class path has the same class twice.
 */
final class ClassLoaderSource implements ClassSource {

    private final ClassLoader loader;
    private final Map<String, ClassPathEntry> places = new LinkedHashMap<>();
    private final Set<String> missing = new HashSet<>();

    ClassLoaderSource(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public synchronized Optional<byte[]> bytes(String resource) {
        try {
            ClassPathEntry place = find(resource);
            return place == null ? Optional.empty() : Optional.of(place.bytes(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read class file " + resource + " to fingerprint it: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized long stamp(String resource) {
        try {
            for (ClassPathEntry known : places.values()) {
                long stamp = known.stamp(resource);
                if (stamp >= 0) {
                    return stamp;
                }
            }
            ClassPathEntry place = find(resource);
            return place == null ? -1 : place.stamp(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for class file " + resource + ": " + e.getMessage(), e);
        }
    }

    /** Returns the jar or folder that has a resource; null if there is none. */
    private @Nullable ClassPathEntry find(String resource) throws IOException {
        for (ClassPathEntry known : places.values()) {
            if (known.has(resource)) {
                return known;
            }
        }
        if (missing.contains(resource)) {
            return null;
        }
        URL url = loader.getResource(resource);
        ClassPathEntry place = url == null ? null : placeOf(url, resource);
        if (place == null) {
            missing.add(resource);
        }
        return place;
    }

    @Override
    public synchronized SortedSet<String> list(String folder) {
        try {
            for (URL url : Collections.list(loader.getResources(folder))) {
                placeOf(url, folder);
            }
            SortedSet<String> names = new TreeSet<>();
            for (ClassPathEntry place : places.values()) {
                place.list(folder, names);
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot list the classes in " + folder + " to fingerprint them: " + e.getMessage(), e);
        }
    }

    /** Returns the jar or folder that a URL points into; null for other protocols. */
    private @Nullable ClassPathEntry placeOf(URL url, String resource) throws IOException {
        String address = url.toString();
        String root = address.substring(0, address.length() - resource.length());
        ClassPathEntry known = places.get(root);
        if (known == null && root.startsWith("file:")) {
            known = new Folder(Path.of(URI.create(root)));
        } else if (known == null && root.startsWith("jar:file:") && root.endsWith("!/")) {
            String jar = root.substring("jar:".length(), root.length() - "!/".length());
            known = new Jar(open(Path.of(URI.create(jar))));
        }
        if (known != null) {
            places.put(root, known);
        }
        return known;
    }

    /** Opens a jar that the class loader has open. */
    private ZipFile open(Path jar) throws IOException {
        ZipFile zip = new ZipFile(jar.toFile());
        // Checked after opening: a later replacement has no effect.
        if (loader == ClassLoader.getSystemClassLoader() && FileAge.mayBeYoungerThanThisProcess(jar)) {
            zip.close();
            throw new IOException(jar.getFileName()
                    + " was replaced while the program started, so results could be attributed to the wrong code;"
                    + " start it again");
        }
        return zip;
    }

    /** A jar or a folder on the class path. */
    private interface ClassPathEntry {
        boolean has(String resource);

        byte[] bytes(String resource) throws IOException;

        /** Returns the stamp; see {@link ClassSource#stamp}. */
        long stamp(String resource);

        void list(String folder, Set<String> into) throws IOException;
    }

    private record Folder(Path root) implements ClassPathEntry {
        @Override
        public boolean has(String resource) {
            return Files.isRegularFile(root.resolve(resource));
        }

        @Override
        public byte[] bytes(String resource) throws IOException {
            return Files.readAllBytes(root.resolve(resource));
        }

        @Override
        public long stamp(String resource) {
            return -1;
        }

        @Override
        public void list(String folder, Set<String> into) throws IOException {
            Path start = root.resolve(folder);
            if (Files.isDirectory(start)) {
                try (Stream<Path> files = Files.walk(start)) {
                    files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString().replace('\\', '/'))
                            .forEach(into::add);
                }
            }
        }
    }

    /** A jar. It stays open for the life of the process, as it does in the class loader. */
    private record Jar(ZipFile zip) implements ClassPathEntry {
        @Override
        public boolean has(String resource) {
            ZipEntry entry = zip.getEntry(resource);
            return entry != null && !entry.isDirectory();
        }

        @Override
        public byte[] bytes(String resource) throws IOException {
            try (InputStream in = zip.getInputStream(zip.getEntry(resource))) {
                return in.readAllBytes();
            }
        }

        @Override
        public long stamp(String resource) {
            ZipEntry entry = zip.getEntry(resource);
            return entry == null ? -1 : ClassSource.stampOf(entry.getSize(), entry.getCrc());
        }

        @Override
        public void list(String folder, Set<String> into) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && entry.getName().startsWith(folder)) {
                    into.add(entry.getName());
                }
            }
        }
    }
}

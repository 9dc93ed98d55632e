package org.cb1network.engine.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Class files as a class loader finds them.
 *
 * <p>The class loader is asked where the first class stands; later ones are looked for directly in the jars and folders
 * known by then. That is several times faster than opening each through a URL, and right as long as no class of the
 * project stands in two places of one class path.
 */
final class ClassLoaderSource implements ClassSource {

    private final ClassLoader loader;
    private final Map<String, Place> places = new LinkedHashMap<>();

    ClassLoaderSource(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public synchronized Optional<byte[]> bytes(String resource) {
        try {
            for (Place known : places.values()) {
                Optional<byte[]> found = known.bytes(resource);
                if (found.isPresent()) {
                    return found;
                }
            }
            URL url = loader.getResource(resource);
            if (url == null) {
                return Optional.empty();
            }
            Optional<Place> place = placeOf(url, resource);
            if (place.isPresent()) {
                return place.get().bytes(resource);
            }
            try (InputStream in = url.openStream()) {
                return Optional.of(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read class file " + resource + " to fingerprint it", e);
        }
    }

    @Override
    public synchronized SortedSet<String> list(String folder) {
        try {
            for (URL url : Collections.list(loader.getResources(folder))) {
                placeOf(url, folder);
            }
            SortedSet<String> names = new TreeSet<>();
            for (Place place : places.values()) {
                place.list(folder, names);
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the classes in " + folder + " to fingerprint them", e);
        }
    }

    /** The jar or folder that a URL points into; empty for other protocols. */
    private Optional<Place> placeOf(URL url, String resource) throws IOException {
        if (url.getProtocol().equals("file")) {
            String root = url.toString();
            root = root.substring(0, root.length() - resource.length());
            return Optional.of(places.computeIfAbsent(root, r -> new Folder(Path.of(URI.create(r)))));
        }
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            String root = jar.getJarFileURL().toString();
            Place known = places.get(root);
            if (known == null) {
                known = new Jar(new ZipFile(Path.of(URI.create(root)).toFile()));
                places.put(root, known);
            }
            return Optional.of(known);
        }
        return Optional.empty();
    }

    /** A jar or a folder on the class path. */
    private interface Place {
        Optional<byte[]> bytes(String resource) throws IOException;

        void list(String folder, Set<String> into) throws IOException;
    }

    private record Folder(Path root) implements Place {
        @Override
        public Optional<byte[]> bytes(String resource) throws IOException {
            Path file = root.resolve(resource);
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        }

        @Override
        public void list(String folder, Set<String> into) throws IOException {
            Path start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                return;
            }
            try (Stream<Path> files = Files.walk(start)) {
                files.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString().replace('\\', '/'))
                        .forEach(into::add);
            }
        }
    }

    /** The jar stays open as long as the process lives: the class loader holds it open as well. */
    private record Jar(ZipFile zip) implements Place {
        @Override
        public Optional<byte[]> bytes(String resource) throws IOException {
            ZipEntry entry = zip.getEntry(resource);
            if (entry == null || entry.isDirectory()) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(in.readAllBytes());
            }
        }

        @Override
        public void list(String folder, Set<String> into) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
                    .forEach(entry -> into.add(entry.getName()));
        }
    }
}

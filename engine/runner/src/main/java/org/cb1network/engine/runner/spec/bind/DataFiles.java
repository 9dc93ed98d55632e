package org.cb1network.engine.runner.spec.bind;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.SourceFiles;
import org.jspecify.annotations.Nullable;

/**
 * The user's data files. They must be in the folder of the pipeline or below, so that a pipeline can be moved as a
 * whole and reads no other files.
 */
final class DataFiles {

    private static final int MOST_FILES = 10_000;
    private static final String PYTHON_CACHE = "__pycache__";

    private final Path folder;
    private final Map<Path, DataFile> digested = new HashMap<>();

    DataFiles(Path folder) {
        this.folder = folder;
    }

    /** Returns the folder of the pipeline. */
    Path folder() {
        return folder;
    }

    /** Returns the file at a path; null if an error was reported. */
    @Nullable
    DataFile find(Node.Scalar node, Problems problems) {
        try {
            Path relative = Path.of(node.text());
            if (relative.isAbsolute()
                    || !relative.equals(relative.normalize())
                    || relative.startsWith("..")
                    || node.text().isBlank()) {
                problems.add(
                        node.position(),
                        node.describe() + " is not in the folder of the pipeline",
                        "write its path relative to the pipeline file, without '.' and '..'");
                return null;
            }
            Path file = folder.resolve(relative);
            if (!Files.isRegularFile(file)) {
                problems.add(
                        node.position(),
                        Files.exists(file) ? node.describe() + " is not a file" : "there is no file " + node.describe(),
                        node.text().contains("*")
                                ? "patterns are not supported; name the files, or their folder"
                                : "paths are relative to the pipeline file");
                return null;
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                problems.add(
                        node.position(),
                        node.describe() + " is a link to a file outside the folder of the pipeline",
                        "copy the file into the folder");
                return null;
            }
            return digest(file);
        } catch (InvalidPathException e) {
            boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(node.text());
            problems.add(
                    node.position(),
                    node.describe() + " is not a path" + (ascii ? "" : " that Java can read in this locale"),
                    ascii ? "" : "set the locale to UTF-8, for example LC_ALL=C.UTF-8");
        } catch (IOException e) {
            problems.add(node.position(), node.describe() + " cannot be read: " + e.getMessage());
        }
        return null;
    }

    /**
     * Returns the files at a list of paths, and all files in and below folders among them; null if an error was
     * reported.
     */
    @Nullable
    SourceFiles findAll(Node.Sequence list, Problems problems) {
        SortedMap<String, DataFile> found = new TreeMap<>();
        long before = problems.count();
        for (Node item : list.items()) {
            if (!(item instanceof Node.Scalar path) || path.isNull()) {
                problems.add(item.position(), item.describe() + " is not the path of a file or folder");
                continue;
            }
            for (Node.Scalar file : filesAt(path, problems)) {
                DataFile known = find(file, problems);
                if (known != null) {
                    found.put(pathInFolder(known), known);
                }
            }
        }
        return problems.count() > before ? null : new SourceFiles(folder, found);
    }

    /** Returns the paths of the files in and below a folder, or the path itself if it does not lead to one. */
    private List<Node.Scalar> filesAt(Node.Scalar path, Problems problems) {
        try {
            Path place = folder.resolve(path.text()).normalize();
            if (place.equals(folder.normalize())) {
                problems.add(
                        path.position(),
                        path.describe() + " is the folder of the pipeline, which also has its results",
                        "move the files into a folder of their own, or list them");
                return List.of();
            }
            if (!Files.isDirectory(place) || !place.toRealPath().startsWith(folder.toRealPath())) {
                return List.of(path);
            }
            try (Stream<Path> all = Files.walk(place)) {
                List<Path> files = all.filter(file -> Files.isRegularFile(file) && isSource(place.relativize(file)))
                        .limit(MOST_FILES + 1)
                        .toList();
                if (files.size() > MOST_FILES) {
                    problems.add(path.position(), path.describe() + " has more than " + MOST_FILES + " files");
                    return List.of();
                }
                if (files.isEmpty()) {
                    problems.add(
                            path.position(),
                            path.describe() + " has no files; hidden ones and " + PYTHON_CACHE + " do not count",
                            "remove it from the list");
                }
                return files.stream()
                        .map(file -> new Node.Scalar(path.position(), pathInFolder(file), Node.Scalar.Kind.TEXT))
                        .toList();
            }
        } catch (InvalidPathException e) {
            return List.of(path);
        } catch (IOException | UncheckedIOException e) {
            problems.add(path.position(), path.describe() + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /** Returns whether a file of a folder counts: hidden files and the caches of interpreters do not. */
    private static boolean isSource(Path path) {
        for (Path name : path) {
            if (name.toString().startsWith(".") || name.toString().equals(PYTHON_CACHE)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the files found, each with the digest of its content. */
    SortedMap<Path, Digest> digests() {
        SortedMap<Path, Digest> digests = new TreeMap<>();
        digested.forEach((path, file) -> digests.put(path, Digest.parse(file.sha256())));
        return digests;
    }

    /** Returns the path of a file relative to the folder of the pipeline, with slashes on every system. */
    String pathInFolder(DataFile file) {
        return pathInFolder(file.path());
    }

    private String pathInFolder(Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private DataFile digest(Path file) throws IOException {
        DataFile known = digested.get(file);
        if (known == null) {
            known = DataFile.of(file);
            digested.put(file, known);
        }
        return known;
    }
}

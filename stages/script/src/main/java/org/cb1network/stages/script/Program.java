package org.cb1network.stages.script;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.SourceFiles;

/**
 * Finds the program of a command. One without a folder in its name is searched in the {@code PATH}; one among the user's
 * files is that file; any other path is relative to the pipeline's folder, such as {@code .venv/bin/python}.
 */
final class Program {

    private final SourceFiles files;

    Program(SourceFiles files) {
        this.files = files;
    }

    /**
     * Returns a command with the absolute path of its program.
     *
     * @param folder where the command will run, with copies of the files
     * @throws IOException if there is no such program; the message says so
     */
    List<String> in(Path folder, List<String> command) throws IOException {
        List<String> found = new ArrayList<>(command);
        found.set(0, path(command.get(0), folder).toString());
        return found;
    }

    private Path path(String name, Path folder) throws IOException {
        if (files.files().containsKey(name)) {
            return executable(folder.resolve(name), name, "make it executable, or put its interpreter before it");
        }
        if (name.contains("/") || name.contains(File.separator)) {
            return executable(
                    files.folder().resolve(name), name, "paths of programs are relative to the pipeline's folder");
        }
        return onPath(name)
                .orElseThrow(() -> new IOException("there is no program '" + name
                        + "' on this machine; install it, or write the path of one (the PATH is "
                        + System.getenv("PATH")
                        + ")"));
    }

    private static Path executable(Path file, String name, String advice) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new IOException(
                    "'" + name + "' " + (Files.exists(file) ? "cannot be executed" : "does not exist") + "; " + advice);
        }
        return file;
    }

    /** Returns a program of the {@code PATH}; on Windows its name has an extension that the user may leave out. */
    static Optional<Path> onPath(String name) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        List<String> names = File.separatorChar == '\\' ? List.of(name, name + ".exe", name + ".bat") : List.of(name);
        for (String folder : path.split(File.pathSeparator, -1)) {
            for (String candidate : names) {
                Path file = Path.of(folder.isEmpty() ? "." : folder)
                        .toAbsolutePath()
                        .resolve(candidate);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}

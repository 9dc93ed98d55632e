package org.cb1network.stages.script;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.stage.ChildProcess;
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
        return ChildProcess.onPath(name)
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
}

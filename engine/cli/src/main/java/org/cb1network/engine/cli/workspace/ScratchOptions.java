package org.cb1network.engine.cli.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.cli.results.OwnFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses the place of scratch folders, for commands that compute in them or remove them. */
public final class ScratchOptions {

    private static final String SCRATCH = "PIPELINE_SCRATCH_DIR";

    @Option(
            names = "--scratch-dir",
            paramLabel = "DIR",
            description =
                    "Folder for temporary results that are compared and then removed (default: the environment variable "
                            + SCRATCH + ", otherwise beside the store).")
    @Nullable
    Path scratchDir;

    /**
     * Returns the folders for scratch folders; the first writable one is used.
     *
     * @param store the folder of the store
     */
    public List<Path> places(Path store) {
        @Nullable Path chosen = chosen();
        return chosen != null
                ? List.of(chosen)
                : List.of(
                        store.toAbsolutePath().resolve("..").normalize(),
                        Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Checks, before any work, that the chosen folder can be used.
     *
     * @throws IllegalArgumentException if it does not exist, or scratch folders would mix with the files of a store
     */
    public void requirePlace() {
        @Nullable Path chosen = chosen();
        if (chosen == null) {
            return;
        }
        if (!Files.isDirectory(chosen)) {
            throw new IllegalArgumentException(
                    "there is no folder " + chosen + " for scratch folders; create it, or name another one");
        }
        OwnFile.requireOutsideStores(chosen);
    }

    private @Nullable Path chosen() {
        String ofEnvironment = System.getenv(SCRATCH);
        return scratchDir != null || ofEnvironment == null || ofEnvironment.isBlank()
                ? scratchDir
                : Path.of(ofEnvironment);
    }
}

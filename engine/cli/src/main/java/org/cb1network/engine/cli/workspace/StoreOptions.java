package org.cb1network.engine.cli.workspace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses the store. */
public final class StoreOptions {

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "The store (default: .pipeline/store beside the pipeline).")
    @Nullable
    public Path cacheDir;

    /** Returns the folder of the store. */
    public Path folder(PipelineFile pipeline) {
        return cacheDir == null ? pipeline.hiddenFolder().resolve("store") : cacheDir;
    }
}

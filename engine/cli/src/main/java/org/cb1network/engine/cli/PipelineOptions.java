package org.cb1network.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.verify.lock.Lock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which pipeline and which store; the same for every command. */
final class PipelineOptions {

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "pipeline.yaml",
            description = "The pipeline (default: ${DEFAULT-VALUE}).")
    Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "paper",
            description = "The profile of the pipeline (default: ${DEFAULT-VALUE}).")
    String profile;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "PATH=VALUE",
            description =
                    "Set a value of the pipeline, such as \"stages.spontaneous.with.duration=1 s\". May be repeated.")
    List<String> overrides = List.of();

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "The store (default: .pipeline/store beside the pipeline).")
    @Nullable
    Path cacheDir;

    /** The folder of the pipeline file. */
    Path folder() {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElseThrow(() -> new IllegalArgumentException("--file must name a file, not '" + file + "'"));
    }

    /** What the program keeps beside the pipeline. */
    Path hiddenFolder() {
        return folder().resolve(".pipeline");
    }

    Path storeFolder() {
        return cacheDir == null ? hiddenFolder().resolve("store") : cacheDir;
    }

    Path historyFolder() {
        return hiddenFolder().resolve("history");
    }

    Path lockFile() {
        return folder().resolve(Lock.FILE_NAME);
    }

    Path resultsFolder() {
        return folder().resolve("results");
    }
}

package org.cb1network.engine.cli.workspace;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the pipeline, and the folders beside it. */
public class PipelineFile {

    static final String USUAL_FILE = "pipeline.yaml";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = USUAL_FILE,
            description = "The pipeline (default: ${DEFAULT-VALUE}).")
    public Path file = Path.of(USUAL_FILE);

    /** Returns the folder of the pipeline file. */
    public final Path folder() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("--file must name a file, not '" + file + "'");
        }
        return folder;
    }

    /** Returns the folder in which the program keeps its data, beside the pipeline. */
    final Path hiddenFolder() {
        return folder().resolve(".pipeline");
    }

    public final Path historyFolder() {
        return hiddenFolder().resolve("history");
    }

    /** Returns the folder for data of runs with several processes. */
    public final Path jobsFolder() {
        return hiddenFolder().resolve("jobs");
    }
}

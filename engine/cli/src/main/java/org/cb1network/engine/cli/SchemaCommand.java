package org.cb1network.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.schema.PipelineSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schema}: prints the schema of pipeline files. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of pipeline files, for editors and other tools.")
final class SchemaCommand implements Callable<Integer> {

    private static final Path USUAL_FILE = Path.of("pipeline.yaml");

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "The schema includes the stage types of this pipeline's plugins (default: pipeline.yaml, if it exists).")
    @Nullable
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(PipelineSchema.json(catalog()));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private StageCatalog catalog() {
        StageCatalog own = StageCatalog.ofThisProgram();
        if (file == null && !Files.exists(USUAL_FILE)) {
            return own;
        }
        return PipelineReader.catalog(file == null ? USUAL_FILE : file, own);
    }
}

package org.cb1network.engine.cli;

import java.util.concurrent.Callable;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.schema.PipelineSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schema}: what a pipeline file may hold. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of pipeline files, for editors and other tools.")
final class SchemaCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(PipelineSchema.json(StageCatalog.ofThisProgram()));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}

package org.cb1network.engine.cli.workspace;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import picocli.CommandLine.Option;

/** The options that choose the pipeline, its profile and overrides. */
public class PipelineChoice extends PipelineFile {

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = PipelineReader.DEFAULT_PROFILE,
            description = "The profile of the pipeline (default: ${DEFAULT-VALUE}).")
    public String profile = PipelineReader.DEFAULT_PROFILE;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "PATH=VALUE",
            description =
                    "Set a value of the pipeline, such as \"stages.spontaneous.with.duration=1 s\". May be repeated.")
    public List<String> overrides = List.of();

    /** Returns the settings known from the command line; the name of the pipeline is in the file. */
    public final RunSettings settings() {
        return new RunSettings(String.valueOf(file.getFileName()), "", profile, overrides);
    }

    /** Returns the options with which another command, in whatever folder, has the same pipeline, profile and overrides. */
    public final List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--file", file.toAbsolutePath().toString(), "--profile", profile));
        overrides.forEach(override -> arguments.addAll(List.of("-p", override)));
        return arguments;
    }

    /**
     * Reads the pipeline, for a command that needs neither store nor results.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if the pipeline is not valid
     */
    public final PipelineSpec read() {
        return PipelineReader.read(file, profile, overrides, StageCatalog.ofThisProgram());
    }
}

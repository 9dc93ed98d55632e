package org.cb1network.engine.cli.workspace;

import java.util.Map;
import org.cb1network.engine.runner.spec.RemoteSettings;
import picocli.CommandLine.Option;

/** The options that choose from which remotes a command takes results that the store lacks. */
public final class RemoteOptions extends RemoteChoice {

    @Option(names = "--no-remote", description = "Use no remote.")
    boolean noRemote;

    /**
     * Returns whether there are remotes to use.
     *
     * @param pipeline names the file in messages
     * @param remotes the remotes of the pipeline
     * @throws IllegalArgumentException if the options exclude each other, or there is no such remote
     */
    boolean areUsed(PipelineFile pipeline, Map<String, RemoteSettings> remotes) {
        Exclusive.require("--remote", remote != null, "--no-remote", noRemote);
        named(pipeline.file, remotes);
        return !remotes.isEmpty() && !noRemote;
    }
}

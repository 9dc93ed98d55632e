package org.cb1network.engine.cli.workspace;

import java.nio.file.Path;
import java.util.Map;
import org.cb1network.engine.runner.spec.RemoteSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses a remote, for commands that use one. */
public class RemoteChoice {

    @Option(names = "--remote", paramLabel = "NAME", description = "Use this remote of the pipeline and no other.")
    @Nullable
    public String remote;

    /** Returns the choice of a remote by name. */
    public static RemoteChoice of(String name) {
        RemoteChoice choice = new RemoteChoice();
        choice.remote = name;
        return choice;
    }

    /**
     * Returns the settings of the remote that the user names; null if none is named.
     *
     * @param file the pipeline file, for the message
     * @param remotes the remotes of the pipeline
     * @throws IllegalArgumentException if there is no such remote
     */
    @Nullable
    public RemoteSettings named(Path file, Map<String, RemoteSettings> remotes) {
        if (remote == null) {
            return null;
        }
        RemoteSettings settings = remotes.get(remote);
        if (settings == null) {
            throw new IllegalArgumentException("there is no remote '" + remote + "' in " + file
                    + (remotes.isEmpty() ? "" : "; there is " + String.join(", ", remotes.keySet())));
        }
        return settings;
    }
}

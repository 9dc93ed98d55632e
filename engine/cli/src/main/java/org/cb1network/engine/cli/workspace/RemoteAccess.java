package org.cb1network.engine.cli.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cb1network.engine.remote.Remote;
import org.cb1network.engine.remote.RemoteException;
import org.cb1network.engine.remote.RemoteSource;
import org.cb1network.engine.remote.Remotes;
import org.cb1network.engine.runner.spec.RemoteSettings;
import org.cb1network.engine.runner.spec.RemoteSettings.Use;

/** Opens the remotes of a pipeline. This class is loaded only if there are any. */
public final class RemoteAccess {

    private RemoteAccess() {}

    /**
     * Returns the source of results for commands: the remote that the user names, or all remotes that allow pulling.
     */
    static RemoteSource source(
            PipelineFile pipeline,
            RemoteChoice chosen,
            Map<String, RemoteSettings> remotes,
            Consumer<String> warnings) {
        List<Remote> opened = new ArrayList<>();
        remotes.forEach((name, settings) -> {
            if (chosen.remote == null ? settings.use() != Use.PUSH : name.equals(chosen.remote)) {
                try {
                    opened.add(Remotes.open(name, settings, pipeline.folder(), warnings));
                } catch (RemoteException e) {
                    warnings.accept(e.getMessage());
                }
            }
        });
        return new RemoteSource(opened);
    }

    /**
     * Checks that the pipeline has a remote.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static void requireAny(PipelineFile pipeline, Map<String, RemoteSettings> remotes) {
        if (remotes.isEmpty()) {
            throw new IllegalArgumentException(
                    pipeline.file + " has no remotes; write for example\nremotes:\n  lab: {url: /shared/results}");
        }
    }

    /**
     * Opens the only remote that a command uses.
     *
     * @param purpose the use that the remote must allow
     * @throws IllegalArgumentException if there is none, or several and the user names none
     */
    public static Remote one(
            PipelineFile pipeline,
            RemoteChoice chosen,
            Map<String, RemoteSettings> remotes,
            Use purpose,
            Consumer<String> warnings)
            throws IOException {
        List<String> names = remotes.entrySet().stream()
                .filter(remote ->
                        remote.getValue().use() == Use.BOTH || remote.getValue().use() == purpose)
                .map(Map.Entry::getKey)
                .toList();
        RemoteSettings named = chosen.named(pipeline.file, remotes);
        String name = chosen.remote;
        requireAny(pipeline, remotes);
        if (name == null) {
            if (names.size() != 1) {
                throw new IllegalArgumentException(
                        names.isEmpty()
                                ? "no remote allows this; see 'use' in " + pipeline.file
                                : "say which remote: --remote " + String.join(" or ", names));
            }
            name = names.get(0);
        }
        RemoteSettings settings = named == null ? remotes.get(name) : named;
        if (settings == null || !names.contains(name)) {
            throw new IllegalArgumentException("the remote " + name + " does not allow this: it has 'use: "
                    + (purpose == Use.PUSH ? "pull'" : "push'"));
        }
        return Remotes.open(name, settings, pipeline.folder(), warnings);
    }
}

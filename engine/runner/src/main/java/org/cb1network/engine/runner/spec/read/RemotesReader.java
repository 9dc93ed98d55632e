package org.cb1network.engine.runner.spec.read;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.spec.RemoteSettings;
import org.cb1network.engine.runner.spec.SettingMistake;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;

/** Reads {@code remotes:} of a pipeline and its site: settings by name. */
final class RemotesReader {

    /** The key of the section. */
    static final String KEY = "remotes";

    private static final Structure SETTINGS = ParameterTypes.of(RemoteSettings.class);
    private static final Pattern SECRET =
            Pattern.compile(".*(password|passwd|secret|token|credential|access-?key|login|user).*");

    private final Binder binder;
    private final Problems problems;

    RemotesReader(Binder binder, Problems problems) {
        this.binder = binder;
        this.problems = problems;
    }

    /**
     * Reads the remotes, in the order in which they are searched.
     *
     * @param document the pipeline
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if they are not valid
     */
    Map<String, RemoteSettings> read(Node.Mapping document, SiteFile site) {
        Node section = site.section(document, KEY);
        Map<String, RemoteSettings> remotes = new LinkedHashMap<>();
        if (section != null) {
            for (Node.Entry entry : Mappings.entries(section, "a mapping of remotes", problems)) {
                Mappings.requireName(entry, problems);
                refuseSecrets(entry.value());
                Draft draft =
                        binder.literals().structure(entry.value(), entry.value().position(), SETTINGS, Map.of());
                problems.throwIfAny();
                RemoteSettings settings = (RemoteSettings) draft.build();
                settings.mistakes().forEach(mistake -> report(mistake, entry.value()));
                remotes.put(entry.key(), settings);
            }
        }
        problems.throwIfAny();
        return remotes;
    }

    private void report(SettingMistake mistake, Node remote) {
        Node wrong = remote instanceof Node.Mapping mapping ? mapping.get(mistake.key()) : null;
        problems.add(wrong == null ? remote.position() : wrong.position(), mistake.message(), mistake.hint());
    }

    /** Reports keys with secrets before the check for unknown keys, whose message would not help. */
    private void refuseSecrets(Node remote) {
        if (remote instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries().values()) {
                if (SECRET.matcher(entry.key().toLowerCase(Locale.ROOT)).matches()) {
                    problems.add(
                            entry.keyPosition(),
                            "'" + Spelling.shorten(entry.key()) + "' does not belong here, where everybody can read it",
                            "remove it, and change it if others have seen it; logins belong into ~/.netrc or, for S3,"
                                    + " into the environment or ~/.aws/credentials");
                }
            }
            problems.throwIfAny();
        }
    }
}

package org.cb1network.engine.runner.spec.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.cb1network.engine.runner.spec.SlurmSettings;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code executors:} of a pipeline, and of the file {@code pipeline.site.yaml} beside it, which holds what is true of one site only
 * and goes before.
 */
final class ExecutorsReader {

    /** The key of the section. */
    static final String KEY = "executors";

    private static final String SLURM = "slurm";
    private static final Structure SETTINGS = ParameterTypes.of(ExecutorSettings.class);

    private final Binder binder;
    private final Problems problems;

    ExecutorsReader(Binder binder, Problems problems) {
        this.binder = binder;
        this.problems = problems;
    }

    /**
     * The settings.
     *
     * @param document the pipeline
     * @param file the pipeline file, as the user names it
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if they are not valid
     */
    ExecutorSettings read(Node.Mapping document, Path file) {
        Node section = merged(document.get(KEY), site(file));
        Draft draft = binder.structure(section, document.position(), SETTINGS, Map.of());
        draft.forEachHole(hole -> problems.add(hole.position(), "a reference has no meaning here", "write a value"));
        problems.throwIfAny();
        ExecutorSettings settings = (ExecutorSettings) draft.build();
        for (SlurmSettings.Mistake mistake : settings.slurm().mistakes()) {
            Node slurm = section instanceof Node.Mapping mapping ? mapping.get(SLURM) : null;
            Node wrong = slurm instanceof Node.Mapping mapping ? mapping.get(mistake.key()) : null;
            problems.add(wrong == null ? document.position() : wrong.position(), mistake.message(), mistake.hint());
        }
        problems.throwIfAny();
        return settings;
    }

    /** The section of the site file, or null. */
    private @Nullable Node site(Path file) {
        Path site = file.resolveSibling(PipelineReader.SITE_FILE);
        if (!Files.exists(site)) {
            return null;
        }
        if (!(YamlReader.read(site, site.toString(), problems) instanceof Node.Mapping document)) {
            return null;
        }
        Mappings.requireKeys(document, List.of(KEY), "in " + PipelineReader.SITE_FILE, problems);
        return document.get(KEY);
    }

    /** The first with the keys of the second laid over it. */
    private static @Nullable Node merged(@Nullable Node first, @Nullable Node second) {
        if (!(first instanceof Node.Mapping below && second instanceof Node.Mapping above)) {
            return second == null ? first : second;
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>(below.entries());
        for (Node.Entry entry : above.entries().values()) {
            Node value = merged(below.get(entry.key()), entry.value());
            entries.put(
                    entry.key(),
                    new Node.Entry(entry.keyPosition(), entry.key(), value == null ? entry.value() : value));
        }
        return new Node.Mapping(above.position(), entries);
    }
}

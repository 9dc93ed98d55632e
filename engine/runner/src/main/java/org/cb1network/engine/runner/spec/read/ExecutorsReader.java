package org.cb1network.engine.runner.spec.read;

import java.util.Map;
import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.cb1network.engine.runner.spec.SettingMistake;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;

/** Reads {@code executors:} of a pipeline and its site. */
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
     * Reads the settings.
     *
     * @param document the pipeline
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if they are not valid
     */
    ExecutorSettings read(Node.Mapping document, SiteFile site) {
        Node section = site.section(document, KEY);
        Draft draft = binder.literals().structure(section, document.position(), SETTINGS, Map.of());
        problems.throwIfAny();
        ExecutorSettings settings = (ExecutorSettings) draft.build();
        for (SettingMistake mistake : settings.slurm().mistakes()) {
            Node slurm = section instanceof Node.Mapping mapping ? mapping.get(SLURM) : null;
            Node wrong = slurm instanceof Node.Mapping mapping ? mapping.get(mistake.key()) : null;
            problems.add(wrong == null ? document.position() : wrong.position(), mistake.message(), mistake.hint());
        }
        problems.throwIfAny();
        return settings;
    }
}

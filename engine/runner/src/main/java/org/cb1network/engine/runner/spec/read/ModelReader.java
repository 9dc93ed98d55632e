package org.cb1network.engine.runner.spec.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.bind.Replacement;
import org.cb1network.engine.runner.spec.model.NetworkModel;
import org.cb1network.engine.runner.spec.model.Pathway;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.jspecify.annotations.Nullable;

/** The network model of the document, its circuits and its conditions. */
final class ModelReader {

    /** What a network model consists of. */
    static final Structure STRUCTURE = ParameterTypes.of(NetworkModel.class);

    private final Reading reading;
    private final Binder binder;
    private final Problems problems;
    private final Structure structure = STRUCTURE;
    private final @Nullable Draft base;
    private final boolean sound;
    private final Map<String, List<String>> circuits = new LinkedHashMap<>();
    private final Map<String, Draft> conditions = new LinkedHashMap<>();

    ModelReader(Node.Mapping document, Reading reading) {
        this.reading = reading;
        this.binder = reading.binder();
        this.problems = reading.problems();
        Node model = document.get("model");
        long before = problems.count();
        this.base = model == null ? null : binder.bind(model, structure);
        if (base != null) {
            reportMissing(base, problems);
            if (problems.count() == before) {
                build(base, problems);
            }
        }
        this.sound = base != null && problems.count() == before;
        entries(document, "circuits").forEach(this::readCircuit);
        entries(document, "conditions").forEach(this::readCondition);
    }

    private List<Node.Entry> entries(Node.Mapping document, String key) {
        Node.Entry section = document.entries().get(key);
        if (section == null) {
            return List.of();
        }
        if (base == null) {
            problems.add(section.keyPosition(), "there is no model that " + key + " could be about", "add 'model:'");
            return List.of();
        }
        return Mappings.entries(section.value(), "a mapping of names", problems);
    }

    /** Whether the document has a model at all. */
    boolean exists() {
        return base != null;
    }

    /** Whether the model of the document is valid by itself, so that what stages make of it can be checked. */
    boolean isSound() {
        return sound;
    }

    Structure structure() {
        return structure;
    }

    Map<String, List<String>> circuits() {
        return circuits;
    }

    Set<String> conditions() {
        return conditions.keySet();
    }

    /** The whole model under a condition; the model itself if the condition is null. */
    Draft model(@Nullable String condition) {
        Draft draft = condition == null ? base : conditions.get(condition);
        if (draft == null) {
            throw new IllegalArgumentException("there is no condition '" + condition + "'");
        }
        return draft;
    }

    /** What a circuit keeps of a model: its populations and afferents, and the projections between them. */
    Draft restrict(Draft model, String circuit) {
        Set<String> kept = Set.copyOf(circuits.getOrDefault(circuit, List.of()));
        Draft restricted = model;
        restricted = filter(restricted, "populations", kept::contains);
        restricted = filter(restricted, "afferents", kept::contains);
        return filter(restricted, "projections", name -> {
            Pathway pathway = Pathway.parse(name);
            return kept.contains(pathway.pre()) && kept.contains(pathway.post());
        });
    }

    private Draft filter(Draft model, String key, Predicate<String> names) {
        Draft part = part(model, key);
        return part instanceof Draft.Entries entries ? model.replace(List.of(key), entries.filter(names)) : model;
    }

    private @Nullable Draft part(Draft model, String key) {
        return model instanceof Draft.Struct struct ? struct.field(structure.indexOf(key)) : null;
    }

    /** How many populations, afferents and projections the model has. */
    int size() {
        int size = 1;
        for (String key : List.of("populations", "afferents", "projections")) {
            if (base != null && part(base, key) instanceof Draft.Entries entries) {
                size += entries.names().size();
            }
        }
        return size;
    }

    private Set<String> names(Draft model) {
        Set<String> names = new LinkedHashSet<>();
        for (String key : List.of("populations", "afferents")) {
            if (part(model, key) instanceof Draft.Entries entries) {
                names.addAll(entries.names());
            }
        }
        return names;
    }

    private void readCircuit(Node.Entry entry) {
        Mappings.requireName(entry, problems);
        if (base == null || !(entry.value() instanceof Node.Sequence list)) {
            problems.add(
                    entry.value().position(),
                    entry.value().describe() + " stands where a list of populations and afferents is due",
                    "write [NAME, NAME]");
            circuits.put(entry.key(), List.of());
            return;
        }
        Set<String> known = names(base);
        Set<String> kept = new LinkedHashSet<>();
        for (Node item : list.items()) {
            binder.text(item).ifPresent(name -> {
                if (!known.contains(name)) {
                    problems.add(
                            item.position(),
                            "there is no population or afferent '" + Spelling.shorten(name) + "'",
                            problems.advice(name, known));
                } else if (!kept.add(name)) {
                    problems.add(item.position(), "'" + name + "' is twice in this circuit", "remove one of them");
                }
            });
        }
        if (list.items().isEmpty()) {
            problems.add(list.position(), "this circuit keeps nothing", "name its populations and afferents");
        }
        circuits.put(entry.key(), List.copyOf(kept));
    }

    private void readCondition(Node.Entry entry) {
        Mappings.requireName(entry, problems);
        if (reading.budget().takeModel(size())) {
            Draft draft = Objects.requireNonNull(base);
            conditions.put(entry.key(), override(draft, entry.value()));
        } else {
            problems.add(entry.keyPosition(), "the model is too large for so many conditions", "remove some");
        }
    }

    /** A model with the overrides of a condition or of a stage's {@code set:}. */
    Draft override(Draft model, Node overrides) {
        Draft draft = model;
        Set<String> seen = new TreeSet<>();
        for (Node.Entry entry : Mappings.entries(overrides, "a mapping of paths in the model to values", problems)) {
            for (Replacement replacement : replacements(draft, entry)) {
                if (!seen.add(replacement.path().name())) {
                    problems.add(
                            entry.keyPosition(),
                            "'" + replacement.path().name() + "' is set twice",
                            "remove one of them");
                }
                draft = replacement.applyTo(draft);
            }
        }
        return draft;
    }

    private List<Replacement> replacements(Draft model, Node.Entry entry) {
        if (entry.key().startsWith("model.")) {
            problems.add(
                    entry.keyPosition(),
                    "these paths begin within the model",
                    "write '" + Spelling.shorten(entry.key().substring("model.".length())) + "'");
            return List.of();
        }
        if (entry.key().startsWith(SweepReader.WITH)) {
            problems.add(entry.keyPosition(), "parameters of the stage are not set here", "put it under 'with'");
            return List.of();
        }
        return model instanceof Draft.Broken
                ? List.of()
                : new ArrayList<>(Replacement.read(ParameterPath.root(structure), model, entry, binder, problems));
    }

    /** Reports what is due and not there. */
    static void reportMissing(Draft draft, Problems problems) {
        draft.forEachMissing(missing -> problems.add(
                missing.position(),
                "the key '" + missing.key() + "' is missing",
                "it is " + missing.type().describe()));
    }

    /**
     * Reports what does not agree. References do not matter to that: names, which do, cannot be results of other stages.
     */
    static void build(Draft model, Problems problems) {
        Draft filled = model.fill(hole -> sample((Draft.Hole) hole));
        if (filled.isComplete()) {
            try {
                filled.build();
            } catch (PipelineException e) {
                problems.addAll(e);
            }
        }
    }

    private static Draft sample(Draft.Hole hole) {
        return hole.type() instanceof ParameterType.Quantity quantity
                ? new Draft.Leaf(hole.position(), sample(quantity))
                : hole;
    }

    private static Object sample(ParameterType.Quantity type) {
        double value = 0;
        for (double candidate :
                new double[] {0, 1, type.min(), type.max(), (type.min() + type.max()) / 2, type.min() + 1}) {
            if (Double.isFinite(candidate) && type.contains(candidate)) {
                value = candidate;
                break;
            }
        }
        return switch (type.kind()) {
            case DOUBLE -> value;
            case INT -> (int) value;
            case LONG -> (long) value;
        };
    }
}

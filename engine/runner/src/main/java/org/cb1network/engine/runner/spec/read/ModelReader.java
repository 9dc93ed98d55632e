package org.cb1network.engine.runner.spec.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.Replacement;
import org.cb1network.engine.runner.spec.read.Precedence.Assignment;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.CompositeKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the model of the document, which all stages share, with its circuits and conditions. Stage types define its
 * structure; see {@link org.cb1network.engine.stage.SharedDocument}.
 */
final class ModelReader {

    private final ReaderContext reading;
    private final Binder binder;
    private final Problems problems;
    private final @Nullable Structure structure;
    private final @Nullable Draft base;
    private final boolean sound;
    private final Map<String, List<String>> circuits = new LinkedHashMap<>();
    private final Map<String, ModelVersion> conditions = new LinkedHashMap<>();

    /**
     * Creates a reader.
     *
     * @param catalog the stage types, which define the model's structure
     */
    ModelReader(Node.Mapping document, StageCatalog catalog, ReaderContext reading) {
        this.reading = reading;
        this.structure = structure(document, catalog).orElse(null);
        this.binder = reading.binder();
        this.problems = reading.problems();
        Node.Entry model = document.entries().get(StageSpec.MODEL);
        long before = problems.count();
        if (model != null && structure == null) {
            problems.add(model.keyPosition(), "there is no stage type that takes a model", "remove 'model:'");
        }
        this.base = model == null || structure == null ? null : binder.bind(model.value(), structure);
        if (base != null) {
            reportMissing(base, problems);
            if (problems.count() == before) {
                build(base, problems);
            }
        }
        this.sound = base != null && problems.count() == before;
        if (base != null) {
            reading.precedence().requireEffect(base, "no stage uses it", "");
        }
        entries(document, "circuits").forEach(this::readCircuit);
        entries(document, "conditions").forEach(this::readCondition);
    }

    /** Returns the structure of a document's model, as defined by the stages that it runs. */
    static Optional<Structure> structure(Node.Mapping document, StageCatalog catalog) {
        List<String> used = new ArrayList<>();
        if (document.get("stages") instanceof Node.Mapping stages) {
            for (Node.Entry stage : stages.entries().values()) {
                if (stage.value() instanceof Node.Mapping body && body.get("run") instanceof Node.Scalar run) {
                    used.add(run.text());
                }
            }
        }
        return catalog.document(StageSpec.MODEL, used);
    }

    private List<Node.Entry> entries(Node.Mapping document, String key) {
        Node.Entry section = document.entries().get(key);
        if (section == null) {
            return List.of();
        }
        if (base == null && structure == null && document.get(StageSpec.MODEL) != null) {
            return List.of();
        }
        if (base == null) {
            problems.add(section.keyPosition(), "'" + key + "' needs a model", "add 'model:'");
            return List.of();
        }
        return Mappings.entries(section.value(), "a mapping of names", problems);
    }

    /** Returns whether the document has a model. */
    boolean exists() {
        return base != null;
    }

    /** Returns whether the model is valid by itself, so that the models derived for stages can be checked. */
    boolean isSound() {
        return sound;
    }

    Structure structure() {
        return Objects.requireNonNull(structure, "the model was asked for");
    }

    Map<String, List<String>> circuits() {
        return circuits;
    }

    Set<String> conditions() {
        return conditions.keySet();
    }

    /** Returns the whole model under a condition, or the model itself if the condition is null. */
    ModelVersion model(@Nullable String condition) {
        ModelVersion version = condition == null ? original() : conditions.get(condition);
        if (version == null) {
            throw new IllegalArgumentException("there is no condition '" + condition + "'");
        }
        return version;
    }

    private ModelVersion original() {
        return new ModelVersion(Objects.requireNonNull(base, "the model was asked for"), List.of());
    }

    /** Restricts a model to a circuit: the named entries, and the entries between them. */
    ModelVersion restrict(ModelVersion version, String circuit) {
        Set<String> kept = Set.copyOf(circuits.getOrDefault(circuit, List.of()));
        Draft model = version.draft();
        Draft restricted = model;
        for (Field field : structure().fields()) {
            if (part(model, field) instanceof Draft.Entries entries) {
                restricted = restricted.replace(
                        List.of(field.key()), entries.filter(key -> isKept(key, kept, isSelectable(field))));
            }
        }
        return version.restrictedTo(restricted);
    }

    private static boolean isKept(Object key, Set<String> kept, boolean selectable) {
        return key instanceof CompositeKey composite
                ? kept.containsAll(composite.names())
                : !selectable || kept.contains(key.toString());
    }

    private static boolean isSelectable(Field field) {
        return !field.selectable().isEmpty();
    }

    private @Nullable Draft part(Draft model, Field field) {
        return model instanceof Draft.Struct struct ? struct.field(structure().indexOf(field.key())) : null;
    }

    /** Returns the number of entries in the model's maps. */
    int size() {
        int size = 1;
        for (Field field : structure().fields()) {
            if (base != null && part(base, field) instanceof Draft.Entries entries) {
                size += entries.names().size();
            }
        }
        return size;
    }

    /** Returns the names that a circuit can select. */
    private Set<String> names(Draft model) {
        Set<String> names = new LinkedHashSet<>();
        for (Field field : structure().fields()) {
            if (isSelectable(field) && part(model, field) instanceof Draft.Entries entries) {
                names.addAll(entries.names());
            }
        }
        return names;
    }

    /** Describes what a circuit can select. */
    private String selectable(Function<Field, String> word, String conjunction) {
        return structure().fields().stream()
                .filter(ModelReader::isSelectable)
                .map(word)
                .collect(Collectors.joining(conjunction));
    }

    private void readCircuit(Node.Entry entry) {
        Mappings.requireName(entry, problems);
        if (base == null || !(entry.value() instanceof Node.Sequence list)) {
            problems.add(
                    entry.value().position(),
                    entry.value().describe() + " was found where a list of " + selectable(Field::key, " and ")
                            + " is expected",
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
                            "there is no " + selectable(Field::selectable, " or ") + " '" + Spelling.shorten(name)
                                    + "'",
                            problems.advice(name, known));
                } else if (!kept.add(name)) {
                    problems.add(item.position(), "'" + name + "' is twice in this circuit", "remove one of them");
                }
            });
        }
        if (list.items().isEmpty()) {
            problems.add(list.position(), "this circuit keeps nothing", "name its " + selectable(Field::key, " and "));
        }
        circuits.put(entry.key(), List.copyOf(kept));
    }

    private void readCondition(Node.Entry entry) {
        Mappings.requireName(entry, problems);
        if (reading.budget().takeModel(size())) {
            String source = "the condition '" + Spelling.shorten(entry.key()) + "'";
            conditions.put(entry.key(), override(original(), entry.value(), source));
        } else {
            problems.add(entry.keyPosition(), "the model is too large for so many conditions", "remove some");
        }
    }

    /**
     * Returns a model with the overrides of a condition or of a stage's {@code set:}.
     *
     * @param source which of the two it is, for messages
     */
    ModelVersion override(ModelVersion version, Node overrides, String source) {
        Draft draft = version.draft();
        List<Assignment> changes = new ArrayList<>(version.changes());
        for (Node.Entry entry : Mappings.entries(overrides, "a mapping of paths in the model to values", problems)) {
            for (Replacement replacement : replacements(draft, entry)) {
                Assignment change = new Assignment(replacement.path(), source, entry.keyPosition());
                reading.precedence().assign(draft, changes, change);
                reading.precedence().requireEffect(replacement.value(), "no stage uses " + source + " with it", "");
                changes.add(change);
                draft = replacement.applyTo(draft);
            }
        }
        return new ModelVersion(draft, changes);
    }

    private List<Replacement> replacements(Draft model, Node.Entry entry) {
        if (entry.key().startsWith("model.")) {
            problems.add(
                    entry.keyPosition(),
                    "these paths are relative to the model",
                    "write '" + Spelling.shorten(entry.key().substring("model.".length())) + "'");
            return List.of();
        }
        if (entry.key().startsWith(SweepReader.WITH)) {
            problems.add(entry.keyPosition(), "parameters of the stage cannot be set here", "put it under 'with'");
            return List.of();
        }
        return model instanceof Draft.Broken
                ? List.of()
                : new ArrayList<>(Replacement.read(ParameterPath.root(structure()), model, entry, binder, problems));
    }

    /** Reports missing required values. */
    static void reportMissing(Draft draft, Problems problems) {
        draft.forEachMissing(missing -> problems.add(
                missing.position(),
                "the key '" + missing.key() + "' is missing",
                "it is " + missing.type().describe()));
    }

    /**
     * Reports contradictions. Unresolved references do not matter, because names, which could contradict, cannot be
     * results of other stages.
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

package org.cb1network.engine.runner.spec.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.StageResolver;
import org.cb1network.engine.runner.spec.StageResolver.AxisTarget;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.Sweep;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ReferenceText;
import org.cb1network.engine.runner.spec.bind.UnitOfMeasure;
import org.cb1network.engine.runner.spec.read.Precedence.Assignment;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.NamesInputs;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.jspecify.annotations.Nullable;

/** Reads one stage. */
public final class StageReader {

    /** The key of the expected computing time of a point. */
    public static final String POINT_TIME = "point-time";

    /** Its type. */
    public static final ParameterType TIME = new ParameterType.Quantity(
            NumberKind.DOUBLE, UnitOfMeasure.of("s").orElseThrow(), 0, Double.POSITIVE_INFINITY, true, false);

    /**
     * Maximum number of values tried per dimension of a sweep, besides the last; of several parameters together, fewer. The others are only checked when their points are
     * resolved.
     */
    private static final int TRIED_VALUES = 1000;

    private final StageHeader header;
    private final Stage<?> stage;
    private final StageType<?> type;
    private final Structure structure;
    private final ModelReader model;
    private final ReaderContext reading;
    private final Binder binder;
    private final Problems problems;
    private final @Nullable Field modelField;

    /**
     * Creates a reader.
     *
     * @param stage the stage of the header
     */
    StageReader(StageHeader header, Stage<?> stage, Structure structure, ModelReader model, ReaderContext reading) {
        this.header = header;
        this.stage = stage;
        this.type = header.type().orElseThrow();
        this.structure = structure;
        this.model = model;
        this.reading = reading;
        this.binder = reading.binder();
        this.problems = reading.problems();
        this.modelField = structure.taking(StageSpec.MODEL).orElse(null);
    }

    /**
     * Reads the stage.
     *
     * @param each the stage for each of whose points this one runs; null if there is none
     * @return empty if the stage or what it depends on has errors, which are reported
     */
    Optional<StageSpec> read(Sweep.@Nullable Each each) {
        List<InputSpec> inputs = inputs();
        String description = Optional.ofNullable(header.body().get("describe"))
                .flatMap(binder::text)
                .orElse("");
        if (!modelIsUsable()) {
            return Optional.empty();
        }
        Map<String, SourcePosition> positions = conditions();
        List<String> conditions = List.copyOf(positions.keySet());
        Node axis = axis(SweepReader.CONDITION);
        long parts = modelField == null ? 0 : (long) model.size() * Math.max(1, conditions.size());
        if (!reading.budget().takeModel(parts)) {
            problems.add(
                    header.position(),
                    "the model is too large for so many stages and conditions",
                    "use smaller circuits or fewer conditions");
            return Optional.empty();
        }
        List<ModelVersion> models = models(positions);
        List<Draft> drafts = modelField == null
                ? List.of(draft(Map.of()))
                : models.stream()
                        .map(version -> draft(Map.of(modelField.key(), version.draft())))
                        .toList();
        Optional<SweepReader.Result> sweep = new SweepReader(
                        reading,
                        new AxisPaths(
                                reading,
                                drafts.get(0),
                                ParameterPath.root(structure),
                                modelPart(drafts.get(0), models, conditions)))
                .read(header.body().get("sweep"), axis == null ? List.of() : conditions, each);
        if (sweep.isEmpty()) {
            return Optional.empty();
        }
        requireDistinctColumns(sweep.get().sweep());
        check(drafts, sweep.get());
        StageResolver resolver = new StageResolver(
                sweep.get().sweep(), structure, drafts, sweep.get().targets());
        return Optional.of(new StageSpec(
                header.name(),
                description,
                stage,
                type,
                circuit(),
                inputs,
                sweep.get().sweep(),
                outputs(drafts.get(0)),
                resolver,
                expectedSeconds(),
                header.position()));
    }

    private OptionalDouble expectedSeconds() {
        Node time = header.body().get(POINT_TIME);
        if (time == null) {
            return OptionalDouble.empty();
        }
        return binder.literals().bind(time, TIME) instanceof Draft.Leaf seconds
                ? OptionalDouble.of((Double) seconds.build())
                : OptionalDouble.empty();
    }

    private Node.@Nullable Entry key(String key) {
        return header.body().entries().get(key);
    }

    private @Nullable Node axis(String name) {
        return header.body().get("sweep") instanceof Node.Mapping sweep ? sweep.get(name) : null;
    }

    private boolean modelIsUsable() {
        if (modelField == null) {
            for (String key : List.of("circuit", "condition", "set")) {
                Node.Entry entry = key(key);
                if (entry != null) {
                    problems.add(
                            entry.keyPosition(),
                            "stages of type '" + type.name() + "' have no model and thus no " + key,
                            "remove it");
                }
            }
            Node condition = axis(SweepReader.CONDITION);
            if (condition != null) {
                problems.add(
                        condition.position(),
                        "stages of type '" + type.name() + "' have no model and thus no conditions",
                        "remove this axis");
            }
            return true;
        }
        if (!model.exists()) {
            problems.add(
                    header.position(),
                    "stages of type '" + type.name() + "' need a model, but the document has none",
                    "add 'model:'");
        }
        return model.exists() && takesThisModel(modelField);
    }

    private boolean takesThisModel(Field field) {
        Class<?> taken = ((Structure) field.type()).type();
        Class<?> given = model.structure().type();
        if (taken != given) {
            problems.add(
                    header.position(),
                    "stages of type '" + type.name() + "' take another kind of model (" + taken.getName()
                            + ") than the stages before (" + given.getName() + ")",
                    "use stage types that take the same model");
        }
        return taken == given;
    }

    private Optional<String> circuit() {
        Node.Entry entry = key("circuit");
        return entry == null || modelField == null ? Optional.empty() : binder.text(entry.value());
    }

    /** Returns the conditions that the stage runs in, and where it names them; empty if it names none. */
    private Map<String, SourcePosition> conditions() {
        Node.Entry fixed = key("condition");
        Node axis = axis(SweepReader.CONDITION);
        if (modelField == null) {
            return Map.of();
        }
        if (fixed != null && axis != null) {
            problems.add(fixed.keyPosition(), "the condition is an axis of the sweep, too", "remove one of them");
        }
        Map<String, SourcePosition> found = new LinkedHashMap<>();
        if (axis instanceof Node.Sequence list) {
            list.items().forEach(item -> condition(item, found));
            if (list.items().isEmpty()) {
                problems.add(axis.position(), "this axis has no values", "name at least one condition");
            }
        } else if (axis != null) {
            problems.add(
                    axis.position(),
                    axis.describe() + " was found where a list of conditions is expected",
                    "write [NAME, NAME]");
        } else if (fixed != null) {
            condition(fixed.value(), found);
        }
        return found;
    }

    private void condition(Node node, Map<String, SourcePosition> found) {
        binder.text(node).ifPresent(name -> {
            if (!model.conditions().contains(name)) {
                problems.add(
                        node.position(),
                        "there is no condition " + node.describe(),
                        problems.advice(name, model.conditions()));
            } else if (found.putIfAbsent(name, node.position()) != null) {
                problems.add(node.position(), node.describe() + " is twice on this axis", "remove one of them");
            }
        });
    }

    /** Returns the parameters before any axis, given the model. */
    private Draft draft(Map<String, Draft> given) {
        Node.Entry with = key("with");
        return binder.structure(
                with == null ? null : with.value(),
                with == null ? header.position() : with.keyPosition(),
                structure,
                given);
    }

    /** Returns the models before any axis: one for each condition, or a single one. */
    private List<ModelVersion> models(Map<String, SourcePosition> conditions) {
        if (modelField == null) {
            return List.of();
        }
        if (conditions.isEmpty()) {
            return List.of(withSet(restricted(model.model(null))));
        }
        List<ModelVersion> models = new ArrayList<>();
        conditions.forEach((name, position) -> {
            ModelVersion whole = model.model(name);
            ModelVersion part = restricted(whole);
            if (part.changes().isEmpty() && !whole.changes().isEmpty()) {
                problems.add(
                        position,
                        "the condition '" + name + "' changes nothing here: the circuit leaves out all that it sets",
                        "remove it, or use another circuit");
            }
            models.add(withSet(part));
        });
        return models;
    }

    private ModelVersion restricted(ModelVersion version) {
        Optional<String> circuit = circuit();
        if (circuit.isPresent()) {
            if (!model.circuits().containsKey(circuit.get())) {
                problems.add(
                        Objects.requireNonNull(key("circuit")).value().position(),
                        "there is no circuit '" + Spelling.shorten(circuit.get()) + "'",
                        problems.advice(circuit.get(), model.circuits().keySet()));
                return version;
            }
            return model.restrict(version, circuit.get());
        }
        return version;
    }

    private ModelVersion withSet(ModelVersion version) {
        Node.Entry set = key("set");
        return set == null
                ? version
                : model.override(version, set.value(), "'set' of the stage '" + header.name() + "'");
    }

    private Optional<AxisPaths.ModelPart> modelPart(Draft draft, List<ModelVersion> models, List<String> conditions) {
        if (modelField == null) {
            return Optional.empty();
        }
        Draft part = ((Draft.Struct) draft).field(structure.indexOf(modelField.key()));
        Draft whole =
                model.model(conditions.isEmpty() ? null : conditions.get(0)).draft();
        List<Assignment> changes = models.stream()
                .flatMap(version -> version.changes().stream())
                .map(change ->
                        new Assignment(change.path().below(modelField.key()), change.source(), change.position()))
                .toList();
        return Optional.of(
                new AxisPaths.ModelPart(modelField.key(), part, whole, ParameterPath.root(model.structure()), changes));
    }

    private List<InputSpec> inputs() {
        List<InputPort> ports = type.inputs();
        List<String> names = ports.stream().map(InputPort::name).toList();
        Node.Entry section = key("inputs");
        List<Node.Entry> entries = section == null
                ? List.of()
                : Mappings.entries(section.value(), "a mapping of inputs to outputs of other stages", problems);
        Map<String, InputSpec> found = new LinkedHashMap<>();
        for (Node.Entry entry : entries) {
            if (!names.contains(entry.key())) {
                problems.add(
                        entry.keyPosition(),
                        "stages of type '" + type.name() + "' have no input '" + Spelling.shorten(entry.key()) + "'",
                        names.isEmpty() ? "they have no inputs" : problems.advice(entry.key(), names));
            } else {
                input(entry).ifPresent(input -> found.put(entry.key(), input));
            }
        }
        SourcePosition position = section == null ? header.position() : section.keyPosition();
        List<InputSpec> ordered = new ArrayList<>();
        for (InputPort port : ports) {
            String name = port.name();
            InputSpec input = found.get(name);
            if (input != null) {
                ordered.add(input);
            } else if (!port.optional()
                    && entries.stream().noneMatch(entry -> entry.key().equals(name))) {
                problems.add(
                        position,
                        "the input '" + name + "' is not connected",
                        "add " + name + ": ${stage.output} to 'inputs'");
            }
        }
        return ordered;
    }

    private Optional<InputSpec> input(Node.Entry entry) {
        ReferenceText reference =
                entry.value() instanceof Node.Scalar scalar && ReferenceText.isReference(scalar.text())
                        ? ReferenceText.parse(scalar, problems)
                        : null;
        if (reference == null
                || reference.isChoice()
                || reference.value().column().isPresent()) {
            problems.add(
                    entry.value().position(),
                    entry.value().describe() + " is not an output of a stage",
                    "write ${stage.output}");
            return Optional.empty();
        }
        boolean own = header.each() != null
                && header.each().text().equals(reference.value().stage());
        return Optional.of(
                new InputSpec(entry.key(), reference.value(), own, entry.value().position()));
    }

    /**
     * Returns the requested outputs. Neither a condition nor an axis can empty a list or mapping, or fill an empty one.
     */
    private List<OutputPort> outputs(Draft draft) {
        List<OutputPort> yielded = new ArrayList<>(type.outputs());
        yielded.removeIf(output -> output instanceof TableOutput table
                && table.askedBy()
                        .filter(parameter -> draft.isEmptyAt(List.of(parameter.split("\\."))))
                        .isPresent());
        return yielded;
    }

    private void requireDistinctColumns(Sweep sweep) {
        for (OutputPort output : type.outputs()) {
            if (output instanceof TableOutput table && table.collected()) {
                List<String> columns =
                        table.schema().columns().stream().map(Column::name).toList();
                for (Axis axis : sweep.axes()) {
                    if (columns.contains(axis.name())) {
                        Node.Entry entry = header.body().get("sweep") instanceof Node.Mapping axes
                                ? axes.entries().get(axis.name())
                                : null;
                        problems.add(
                                entry == null ? header.position() : entry.keyPosition(),
                                "the axis '" + axis.name() + "' has the name of a column of the output '"
                                        + output.name() + "'",
                                "rename the axis");
                    }
                }
            }
        }
    }

    /** Tries what can be checked before anything runs: each value of each dimension of the sweep, with the first values
     * of the others. */
    private void check(List<Draft> drafts, SweepReader.Result sweep) {
        Set<String> dimensions = new LinkedHashSet<>();
        sweep.targets().forEach(target -> dimensions.add(dimension(sweep, target)));
        for (Draft draft : drafts) {
            Draft first = withValue(draft, sweep.targets(), 0);
            ModelReader.reportMissing(first, problems);
            if (modelField != null && !model.isSound()) {
                return;
            }
            tryToBuild(first);
            for (String dimension : dimensions) {
                Map<Boolean, List<AxisTarget>> targets = sweep.targets().stream()
                        .collect(Collectors.partitioningBy(
                                target -> dimension(sweep, target).equals(dimension)));
                Draft others = withValue(draft, Objects.requireNonNull(targets.get(false)), 0);
                tryDimension(others, Objects.requireNonNull(targets.get(true)));
            }
        }
    }

    private static String dimension(SweepReader.Result sweep, AxisTarget target) {
        return sweep.sweep().axes().get(target.axis()).dimension();
    }

    private void tryDimension(Draft draft, List<AxisTarget> targets) {
        int size = targets.stream()
                .mapToInt(target -> target.values().size())
                .max()
                .orElse(0);
        long before = problems.count();
        for (int i = 1; i < size && problems.count() == before; i++) {
            if (i <= TRIED_VALUES / targets.size() || i == size - 1) {
                tryToBuild(withValue(draft, targets, i));
            }
        }
    }

    private Draft withValue(Draft draft, List<AxisTarget> targets, int number) {
        Draft changed = draft;
        for (AxisTarget target : targets) {
            try {
                changed = changed.replace(target.path().steps(), target.values().get(number));
            } catch (PipelineException e) {
                problems.addAll(e);
            }
        }
        return changed;
    }

    private void tryToBuild(Draft draft) {
        if (!draft.isComplete()) {
            if (draft instanceof Draft.Struct struct && modelField != null) {
                ModelReader.build(struct.field(structure.indexOf(modelField.key())), problems);
            }
            return;
        }
        try {
            Object built = draft.build();
            if (draft instanceof Draft.Struct struct && built instanceof NamesInputs naming) {
                List<String> inputs =
                        type.inputs().stream().map(InputPort::name).toList();
                struct.check(report -> naming.checkInputs(inputs, report));
            }
        } catch (PipelineException e) {
            problems.addAll(e);
        }
    }
}

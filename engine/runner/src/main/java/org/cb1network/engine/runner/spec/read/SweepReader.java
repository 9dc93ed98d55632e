package org.cb1network.engine.runner.spec.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.Axis.Kind;
import org.cb1network.engine.runner.spec.StageResolver.AxisTarget;
import org.cb1network.engine.runner.spec.Sweep;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.runner.spec.bind.SettingText;
import org.cb1network.engine.runner.spec.bind.UnitOfMeasure;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.NearestName;
import org.jspecify.annotations.Nullable;

/** Reads the {@code sweep:} of a stage. */
final class SweepReader {

    static final String CONDITION = "condition";
    static final String REPLICATE = "replicate";
    static final String EACH = "each";
    static final String SET = "set";

    /** Prefix of paths to the stage's own parameters, in contrast to those of the model. */
    static final String WITH = "with.";

    /** Maximum number of axes of a stage, including those of the {@code each:} stage. */
    private static final int MAX_AXES = 30;

    private static final Quantity REPLICATES =
            new Quantity(NumberKind.INT, UnitOfMeasure.NONE, 1, Integer.MAX_VALUE, false, false);
    private static final Column REPLICATE_COLUMN = Column.int32(REPLICATE, "1", "number of the replicate");
    private static final Column CONDITION_COLUMN = Column.text(CONDITION, "condition of the network model");

    private final Reading reading;
    private final Binder binder;
    private final Problems problems;
    private final Draft draft;
    private final ParameterPath root;
    private final Optional<ModelPart> model;
    private final Map<String, Axis> axes = new LinkedHashMap<>();
    private final Map<String, List<Target>> targets = new LinkedHashMap<>();
    private final Set<List<Object>> taken = new HashSet<>();
    private boolean complete = true;

    /**
     * The model among the parameters of a stage.
     *
     * @param key its key
     * @param draft the model after applying circuit and condition
     * @param root the path of the whole model
     */
    record ModelPart(String key, Draft draft, ParameterPath root) {}

    /** The result of reading. */
    record Result(Sweep sweep, List<AxisTarget> targets) {}

    private record Target(ParameterPath path, List<Draft> values) {}

    /**
     * Creates a reader.
     *
     * @param draft the parameters of the stage before any axis
     * @param root the path of all of them
     * @param model empty if the stage has no model
     */
    SweepReader(Reading reading, Draft draft, ParameterPath root, Optional<ModelPart> model) {
        this.reading = reading;
        this.binder = reading.binder();
        this.problems = reading.problems();
        this.draft = draft;
        this.root = root;
        this.model = model;
    }

    /**
     * Reads a sweep.
     *
     * @param sweep null if the stage has none
     * @param conditions the values of the axis of conditions, if there is one
     * @param each the stage for each of whose points this one runs; null if there is none
     * @return empty if there are errors, which are reported
     */
    Optional<Result> read(@Nullable Node sweep, List<String> conditions, Sweep.@Nullable Each each) {
        List<Node.Entry> entries =
                sweep == null ? List.of() : Mappings.entries(sweep, "a mapping of axes to values", problems);
        for (Node.Entry entry : entries) {
            readAxis(entry, conditions);
            if (each != null
                    && each.sweep().axes().stream().anyMatch(axis -> axis.name().equals(entry.key()))) {
                problems.add(
                        entry.keyPosition(),
                        "the stage '" + each.name() + "' has an axis '" + entry.key() + "', too",
                        "rename this one");
                complete = false;
            }
        }
        int inherited = each == null ? 0 : each.sweep().axes().size();
        if (sweep != null && axes.size() + inherited > MAX_AXES) {
            problems.add(
                    sweep.position(),
                    "this sweep has more than " + MAX_AXES + " axes",
                    "combine axes: one can set several paths");
            complete = false;
        }
        return complete ? result(sweep, each) : Optional.empty();
    }

    private Optional<Result> result(@Nullable Node node, Sweep.@Nullable Each each) {
        List<Axis> own = List.copyOf(axes.values());
        double size = each == null ? 1 : each.sweep().size();
        for (Axis axis : own) {
            size *= axis.size();
        }
        if (size > Sweep.MAX_POINTS) {
            problems.add(
                    Objects.requireNonNull(node).position(),
                    String.format(Locale.ROOT, "this sweep has %.4g points, more than %d", size, Sweep.MAX_POINTS),
                    "make it smaller");
            return Optional.empty();
        }
        Sweep sweep = new Sweep(each, own);
        List<AxisTarget> axisTargets = new ArrayList<>();
        for (int axis = 0; axis < sweep.axes().size(); axis++) {
            for (Target target : targets.getOrDefault(sweep.axes().get(axis).name(), List.of())) {
                axisTargets.add(new AxisTarget(axis, target.path(), target.values()));
            }
        }
        return Optional.of(new Result(sweep, axisTargets));
    }

    private void readAxis(Node.Entry entry, List<String> conditions) {
        String name = entry.key();
        switch (name) {
            case EACH -> {}
            case CONDITION -> {
                complete &= !conditions.isEmpty();
                axes.put(name, new Axis(CONDITION_COLUMN, Kind.CONDITION, List.of(), List.copyOf(conditions)));
            }
            case REPLICATE -> readReplicates(entry.value());
            default -> readParameterAxis(entry);
        }
    }

    private void readReplicates(Node node) {
        AxisValues reader = new AxisValues(reading, REPLICATES);
        List<Draft> values;
        if (node instanceof Node.Scalar scalar && !scalar.text().contains("..")) {
            Draft count = binder.bind(node, REPLICATES);
            values = count instanceof Draft.Leaf ? reader.range(1, (Integer) count.build(), node) : List.of();
        } else {
            values = reader.read(node);
        }
        complete &= !values.isEmpty();
        axes.put(
                REPLICATE,
                new Axis(
                        REPLICATE_COLUMN,
                        Kind.REPLICATE,
                        List.of(),
                        values.stream().map(Draft::build).toList()));
    }

    private void readParameterAxis(Node.Entry entry) {
        if (!StageHeader.isName(entry.key())) {
            problems.add(
                    entry.keyPosition(),
                    "'" + Spelling.shorten(entry.key()) + "' is not a name for an axis",
                    "begin with a lower-case letter, followed by lower-case letters, digits and -");
            complete = false;
            return;
        }
        List<ParameterPath> paths = paths(entry);
        List<Target> found = new ArrayList<>();
        Column column = null;
        for (ParameterPath path : paths) {
            Optional<Target> target = target(entry, path);
            if (target.isPresent()) {
                Column next = column(entry.key(), target.get().path());
                if (column != null
                        && !(column.type() == next.type() && column.unit().equals(next.unit()))) {
                    problems.add(
                            entry.keyPosition(),
                            "the parameters that this axis sets have different types or units",
                            "use a separate axis for each");
                    complete = false;
                }
                column = column == null ? next : column;
                found.add(target.get());
            }
        }
        if (column == null || found.size() < paths.size()) {
            complete = false;
            return;
        }
        targets.put(entry.key(), found);
        axes.put(entry.key(), axis(column, paths, found.get(0)));
    }

    private Axis axis(Column column, List<ParameterPath> paths, Target first) {
        List<Object> values = first.values().stream()
                .map(value -> columnValue(first.path().type(), value.build()))
                .toList();
        return new Axis(
                column, Kind.PARAMETER, paths.stream().map(ParameterPath::name).toList(), values);
    }

    /** Returns the parameters that an axis sets: those it names, or the one with its name. */
    private List<ParameterPath> paths(Node.Entry entry) {
        Node set = entry.value() instanceof Node.Mapping mapping ? mapping.get(SET) : null;
        List<ParameterPath> paths = new ArrayList<>();
        if (set == null) {
            List<String> keys = ((Draft.Struct) draft).structure().keys();
            if (keys.contains(entry.key())) {
                root.find(draft, entry.key(), entry.keyPosition(), problems)
                        .ifPresent(found -> addPath(found, entry.keyPosition(), paths));
            } else {
                problems.add(
                        entry.keyPosition(),
                        "the stage has no parameter '" + entry.key() + "' for this axis to set",
                        NearestName.near(entry.key(), keys)
                                .map(key -> "did you mean '" + key + "'?")
                                .orElse("name the path that it sets: {set: PATH, values: [ ... ]}"));
            }
            return paths;
        }
        if (set instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.add(set.position(), "an axis must set something", "name the path that it sets");
        }
        for (Node path : set instanceof Node.Sequence list ? list.items() : List.of(set)) {
            binder.text(path)
                    .flatMap(text -> find(text, path))
                    .ifPresent(found -> addPath(found, path.position(), paths));
        }
        return paths;
    }

    private void addPath(ParameterPath path, SourcePosition position, List<ParameterPath> paths) {
        if (taken.add(path.steps())) {
            paths.add(path);
        } else {
            problems.add(position, "'" + path.name() + "' is set by two axes, or twice by one", "remove one");
        }
    }

    private Optional<ParameterPath> find(String path, Node at) {
        if (path.startsWith(WITH)) {
            return root.find(draft, path.substring(WITH.length()), at.position(), problems);
        }
        if (model.isEmpty()) {
            problems.add(
                    at.position(),
                    "stages of this type have no model, so there is no path '" + Spelling.shorten(path) + "'",
                    "paths of the stage's own parameters begin with 'with.'");
            return Optional.empty();
        }
        ModelPart part = model.get();
        return part.root().find(part.draft(), path, at.position(), problems).map(found -> found.below(part.key()));
    }

    private Optional<Target> target(Node.Entry entry, ParameterPath path) {
        ParameterType type = path.type() instanceof ParameterType.Maybe maybe ? maybe.value() : path.type();
        if (type instanceof ParameterType.Anything) {
            return targetOfAnyType(entry, path);
        }
        if (!(type instanceof ParameterType.Scalar scalar)) {
            problems.add(
                    entry.keyPosition(),
                    "an axis sets single values, but '" + path.name() + "' is " + type.describe(),
                    "name one of its parts");
            return Optional.empty();
        }
        List<Draft> values = new AxisValues(reading, scalar).read(entry.value());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Target(
                path,
                type == path.type()
                        ? values
                        : values.stream().map(binder::present).toList()));
    }

    /** The values of such an axis have the type and unit of the value that the stage has without it. */
    private Optional<Target> targetOfAnyType(Node.Entry entry, ParameterPath path) {
        ParameterType.Scalar type =
                path.in(draft) instanceof Draft.Leaf leaf ? SettingText.typeOf((Setting) leaf.build()) : null;
        if (type == null) {
            problems.add(
                    entry.keyPosition(),
                    "an axis sets single values, but '" + path.name() + "' is a list or a reference",
                    "write one of the values of the axis for it");
            return Optional.empty();
        }
        List<Draft> values = new AxisValues(reading, type).read(entry.value());
        ParameterPath typed = new ParameterPath(path.steps(), path.name(), type, path.description());
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Target(
                        typed,
                        values.stream()
                                .map(value -> SettingText.onAxis(value, type))
                                .toList()));
    }

    private static Column column(String name, ParameterPath path) {
        ParameterType type = path.type() instanceof ParameterType.Maybe maybe ? maybe.value() : path.type();
        String description = path.description().isEmpty() ? path.name() : path.description();
        if (type instanceof Quantity quantity) {
            String unit = quantity.unit().symbol();
            return switch (quantity.kind()) {
                case DOUBLE -> Column.float64(name, unit, description);
                case INT -> Column.int32(name, unit, description);
                case LONG -> Column.int64(name, unit, description);
            };
        }
        return type instanceof ParameterType.Flag ? Column.bool(name, description) : Column.text(name, description);
    }

    /** Returns the content of the axis's column in a table. */
    private Object columnValue(ParameterType type, Object value) {
        if (type instanceof ParameterType.Maybe maybe) {
            return columnValue(maybe.value(), ((Optional<?>) value).orElseThrow());
        }
        if (type instanceof ParameterType.Choice choice) {
            return choice.nameOf(value);
        }
        if (value instanceof Setting setting) {
            return setting.value() instanceof BigDecimal number ? (Object) number.doubleValue() : setting.value();
        }
        return value instanceof DataFile file ? binder.pathInFolder(file) : value;
    }
}

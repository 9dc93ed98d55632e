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
import java.util.stream.Stream;
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
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.table.Column;
import org.jspecify.annotations.Nullable;

/** Reads the {@code sweep:} of a stage. */
final class SweepReader {

    static final String CONDITION = "condition";
    static final String REPLICATE = "replicate";
    static final String EACH = "each";
    static final String SET = "set";

    /** Prefix of paths to the stage's own parameters, in contrast to those of the model. */
    static final String WITH = "with.";

    /** Axes that are not named by the user. */
    private static final Set<String> OWN_AXES =
            Set.of(CONDITION, REPLICATE, EACH, SampleReader.SAMPLE, SampleReader.WITHIN);

    /** Maximum number of axes of a stage, including those of the {@code each:} stage. */
    private static final int MAX_AXES = 30;

    private static final Quantity REPLICATES =
            new Quantity(NumberKind.INT, UnitOfMeasure.NONE, 1, Integer.MAX_VALUE, false, false);
    private static final Column REPLICATE_COLUMN = Column.int32(REPLICATE, "1", "number of the replicate");
    private static final Column CONDITION_COLUMN = Column.text(CONDITION, "condition of the network model");

    private final ReaderContext reading;
    private final Binder binder;
    private final Problems problems;
    private final AxisPaths paths;
    private final Map<String, Axis> axes = new LinkedHashMap<>();
    private final Map<String, List<Target>> targets = new LinkedHashMap<>();
    private boolean complete = true;

    /** The result of reading. */
    record Result(Sweep sweep, List<AxisTarget> targets) {}

    /** A parameter that an axis sets, and the values to set. */
    record Target(ParameterPath path, List<Draft> values) {}

    /**
     * Creates a reader.
     *
     * @param paths finds the parameters of axes
     */
    SweepReader(ReaderContext reading, AxisPaths paths) {
        this.reading = reading;
        this.binder = reading.binder();
        this.problems = reading.problems();
        this.paths = paths;
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
        // The factors of a sample are the first columns of tables, wherever it is written.
        for (Node.Entry entry : entries) {
            if (entry.key().equals(SampleReader.SAMPLE)) {
                complete &= new SampleReader(reading, paths, axes, targets).read(entry);
            }
        }
        for (Node.Entry entry : entries) {
            readAxis(entry, conditions);
        }
        if (sweep != null) {
            checkAxes(sweep, each);
        }
        return complete ? result(sweep, each) : Optional.empty();
    }

    private void checkAxes(Node sweep, Sweep.@Nullable Each each) {
        List<Axis> inherited = each == null ? List.of() : each.sweep().axes();
        for (Axis axis : inherited) {
            if (axes.containsKey(axis.name())) {
                problems.add(
                        position(axis.name(), sweep),
                        "the stage '" + Objects.requireNonNull(each).name() + "' has an axis '" + axis.name()
                                + "', too",
                        "rename this one");
                complete = false;
            }
        }
        if (Stream.concat(axes.values().stream(), inherited.stream())
                        .map(Axis::dimension)
                        .distinct()
                        .count()
                > MAX_AXES) {
            problems.add(
                    sweep.position(),
                    "this sweep has more than " + MAX_AXES + " axes",
                    "combine axes: one can set several paths");
            complete = false;
        }
    }

    private static SourcePosition position(String axis, Node sweep) {
        Node.Entry entry =
                sweep instanceof Node.Mapping mapping ? mapping.entries().get(axis) : null;
        return entry == null ? sweep.position() : entry.keyPosition();
    }

    private Optional<Result> result(@Nullable Node node, Sweep.@Nullable Each each) {
        List<Axis> own = List.copyOf(axes.values());
        double size = each == null ? 1 : each.sweep().size();
        Set<String> dimensions = new HashSet<>();
        for (Axis axis : own) {
            size *= dimensions.add(axis.dimension()) ? axis.size() : 1;
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
            case EACH, SampleReader.SAMPLE -> {}
            case CONDITION -> {
                complete &= !conditions.isEmpty();
                axes.put(name, new Axis(CONDITION_COLUMN, Kind.CONDITION, List.of(), List.copyOf(conditions)));
            }
            case REPLICATE -> readReplicates(entry.value());
            default -> {
                if (entry.value() instanceof Node.Mapping mapping && mapping.get(SampleReader.PAIRED) != null) {
                    readPair(entry, mapping);
                } else {
                    readParameterAxis(entry, entry.key());
                }
            }
        }
    }

    /** Reads axes whose values are in step. */
    private void readPair(Node.Entry entry, Node.Mapping pair) {
        complete &= requireAxisName(entry, problems);
        Mappings.requireKeys(pair, List.of(SampleReader.PAIRED), "in paired axes", problems);
        int size = -1;
        for (Node.Entry axis : Mappings.entries(
                Objects.requireNonNull(pair.get(SampleReader.PAIRED)), "a mapping of axes to values", problems)) {
            readParameterAxis(axis, entry.key());
            Axis read = axes.get(axis.key());
            if (read != null && size >= 0 && read.size() != size) {
                problems.add(
                        axis.keyPosition(),
                        "this axis has " + read.size() + " values, but the one in step with it has " + size,
                        "give both as many");
                complete = false;
            }
            size = read == null ? size : read.size();
        }
        if (size < 0) {
            complete = false;
        }
    }

    /** Reports a name that is not valid for an axis. */
    static boolean requireAxisName(Node.Entry entry, Problems problems) {
        String name = entry.key();
        boolean valid = StageHeader.isName(name);
        if (!valid) {
            problems.add(
                    entry.keyPosition(),
                    "'" + Spelling.shorten(name) + "' is not a name for an axis",
                    "begin with a lower-case letter, followed by lower-case letters, digits and -");
        } else if (OWN_AXES.contains(name)) {
            problems.add(
                    entry.keyPosition(), "'" + name + "' has a meaning of its own in a sweep", "choose another name");
        }
        return valid && !OWN_AXES.contains(name);
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

    private void readParameterAxis(Node.Entry entry, String dimension) {
        if (!requireAxisName(entry, problems)) {
            complete = false;
            return;
        }
        if (axes.containsKey(entry.key())) {
            problems.add(entry.keyPosition(), "there are two axes '" + entry.key() + "'", "rename one");
            complete = false;
            return;
        }
        List<ParameterPath> found = paths.of(entry);
        List<Target> set = new ArrayList<>();
        Column column = null;
        for (ParameterPath path : found) {
            Optional<Target> target = target(entry, path, !dimension.equals(entry.key()));
            if (target.isPresent()) {
                Column next = AxisPaths.column(entry.key(), target.get().path());
                if (column != null
                        && !(column.type() == next.type() && column.unit().equals(next.unit()))) {
                    problems.add(
                            entry.keyPosition(),
                            "the parameters that this axis sets have different types or units",
                            "use a separate axis for each");
                    complete = false;
                }
                column = column == null ? next : column;
                set.add(target.get());
            }
        }
        if (column == null || set.size() < found.size()) {
            complete = false;
            return;
        }
        targets.put(entry.key(), set);
        axes.put(entry.key(), axis(column, found, set.get(0), dimension));
    }

    private Axis axis(Column column, List<ParameterPath> set, Target first, String dimension) {
        List<Object> values = first.values().stream()
                .map(value -> columnValue(first.path().type(), value.build()))
                .toList();
        return new Axis(
                column, Kind.PARAMETER, set.stream().map(ParameterPath::name).toList(), values, dimension);
    }

    private Optional<Target> target(Node.Entry entry, ParameterPath path, boolean inStep) {
        Optional<ParameterType.Scalar> scalar = paths.scalar(path, entry.keyPosition());
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        if (scalar.get() instanceof ParameterType.Anything) {
            return targetOfAnyType(entry, path, inStep);
        }
        List<Draft> values = new AxisValues(reading, scalar.get(), inStep).read(entry.value());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Target(
                path,
                scalar.get() == path.type()
                        ? values
                        : values.stream().map(binder::present).toList()));
    }

    /** The values of such an axis have the type and unit of the value that the stage has without it. */
    private Optional<Target> targetOfAnyType(Node.Entry entry, ParameterPath path, boolean inStep) {
        ParameterType.Scalar type =
                paths.valueOf(path) instanceof Draft.Leaf leaf ? SettingText.typeOf((Setting) leaf.build()) : null;
        if (type == null) {
            problems.add(
                    entry.keyPosition(),
                    "an axis sets single values, but '" + path.name() + "' is a list or a reference",
                    "write one of the values of the axis for it");
            return Optional.empty();
        }
        List<Draft> values = new AxisValues(reading, type, inStep).read(entry.value());
        ParameterPath typed = new ParameterPath(path.steps(), path.name(), type, path.description());
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Target(
                        typed,
                        values.stream()
                                .map(value -> SettingText.onAxis(value, type))
                                .toList()));
    }

    /** Returns the content of the axis's column in a table. */
    private Object columnValue(ParameterType type, Object value) {
        if (type instanceof ParameterType.Maybe maybe) {
            return columnValue(maybe.value(), ((Optional<?>) value).orElseThrow());
        }
        if (type instanceof ParameterType.Enumeration choice) {
            return choice.nameOf(value);
        }
        if (value instanceof Setting setting) {
            return setting.value() instanceof BigDecimal number ? (Object) number.doubleValue() : setting.value();
        }
        if (value instanceof Indices indices) {
            return indices.toString();
        }
        return value instanceof DataFile file ? binder.pathInFolder(file) : value;
    }
}

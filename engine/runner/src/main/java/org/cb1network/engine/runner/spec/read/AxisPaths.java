package org.cb1network.engine.runner.spec.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.runner.spec.read.Precedence.Assignment;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.NearestName;

/** Finds the parameters that the axes of a sweep set: those that an axis names, or the one with its name. */
final class AxisPaths {

    private final ReaderContext reading;
    private final Problems problems;
    private final Draft draft;
    private final ParameterPath root;
    private final Optional<ModelPart> model;
    private final Map<List<Object>, SourcePosition> taken = new HashMap<>();

    /**
     * The model among the parameters of a stage.
     *
     * @param key its key
     * @param draft the model after applying circuit and condition
     * @param whole the model before it is restricted to the circuit
     * @param root the path of the whole model
     * @param changes what the conditions and the {@code set:} of the stage changed in it, with paths in the stage's parameters
     */
    record ModelPart(String key, Draft draft, Draft whole, ParameterPath root, List<Assignment> changes) {}

    /**
     * A parameter that an axis names.
     *
     * @param path its path
     * @param used false if the circuit leaves it out, so that it has no effect
     */
    record Found(ParameterPath path, boolean used) {}

    /**
     * Creates a finder.
     *
     * @param draft the parameters of the stage before any axis
     * @param root the path of all of them
     * @param model empty if the stage has no model
     */
    AxisPaths(ReaderContext reading, Draft draft, ParameterPath root, Optional<ModelPart> model) {
        this.reading = reading;
        this.problems = reading.problems();
        this.draft = draft;
        this.root = root;
        this.model = model;
    }

    /** Returns the parameters of an axis; errors are reported. */
    List<ParameterPath> of(Node.Entry axis) {
        List<Found> found = find(axis, false);
        found.forEach(each -> replace(axis, each));
        return found.stream().map(Found::path).toList();
    }

    /**
     * Returns the parameters of a factor of a sample, which stages with different circuits may share.
     *
     * @param relative whether the factor changes values, instead of replacing them
     */
    List<Found> ofFactor(Node.Entry factor, boolean relative) {
        List<Found> found = find(factor, true);
        if (!relative) {
            found.stream().filter(Found::used).forEach(each -> replace(factor, each));
        }
        return found;
    }

    private void replace(Node.Entry axis, Found found) {
        reading.precedence()
                .assign(
                        draft,
                        model.map(ModelPart::changes).orElse(List.of()),
                        new Assignment(found.path(), "the axis '" + axis.key() + "'", axis.keyPosition()));
    }

    /** Returns the value of a parameter before any axis. */
    Draft valueOf(ParameterPath path) {
        return path.in(draft);
    }

    private List<Found> find(Node.Entry axis, boolean mayBeLeftOut) {
        Node set = axis.value() instanceof Node.Mapping mapping ? mapping.get(SweepReader.SET) : null;
        List<Found> paths = new ArrayList<>();
        if (set == null) {
            List<String> keys = ((Draft.Struct) draft).structure().keys();
            if (keys.contains(axis.key())) {
                root.find(draft, axis.key(), axis.keyPosition(), problems)
                        .ifPresent(found -> add(new Found(found, true), axis.keyPosition(), paths));
            } else {
                problems.add(
                        axis.keyPosition(),
                        "the stage has no parameter '" + axis.key() + "' for this axis to set",
                        NearestName.near(axis.key(), keys)
                                .map(key -> "did you mean '" + key + "'?")
                                .orElse("name the path that it sets: {set: PATH, values: [ ... ]}"));
            }
            return paths;
        }
        if (set instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.add(set.position(), "an axis must set something", "name the path that it sets");
        }
        for (Node path : set instanceof Node.Sequence list ? list.items() : List.of(set)) {
            reading.binder()
                    .text(path)
                    .flatMap(text -> find(text, path, mayBeLeftOut))
                    .ifPresent(found -> add(found, path.position(), paths));
        }
        return paths;
    }

    private void add(Found found, SourcePosition position, List<Found> paths) {
        SourcePosition earlier = taken.putIfAbsent(found.path().steps(), position);
        if (earlier == null) {
            paths.add(found);
        } else {
            problems.add(
                    position,
                    "'" + found.path().name() + "' is set by two axes, or twice by one",
                    "the first place is " + earlier);
        }
    }

    private Optional<Found> find(String path, Node at, boolean mayBeLeftOut) {
        if (path.startsWith(SweepReader.WITH)) {
            return root.find(draft, path.substring(SweepReader.WITH.length()), at.position(), problems)
                    .map(found -> new Found(found, true));
        }
        if (model.isEmpty()) {
            problems.add(
                    at.position(),
                    "stages of this type have no model, so there is no path '" + Spelling.shorten(path) + "'",
                    "paths of the stage's own parameters begin with 'with.'");
            return Optional.empty();
        }
        ModelPart part = model.get();
        if (mayBeLeftOut
                && part.root()
                        .find(part.draft(), path, at.position(), new Problems())
                        .isEmpty()) {
            Optional<ParameterPath> leftOut = part.root().find(part.whole(), path, at.position(), new Problems());
            if (leftOut.isPresent()) {
                return leftOut.map(found -> new Found(found.below(part.key()), false));
            }
        }
        return part.root()
                .find(part.draft(), path, at.position(), problems)
                .map(found -> new Found(found.below(part.key()), true));
    }

    /** Returns the type of a parameter that an axis can set; empty if it is not a single value, which is reported. */
    Optional<ParameterType.Scalar> scalar(ParameterPath path, SourcePosition position) {
        ParameterType type = required(path.type());
        if (type instanceof ParameterType.Scalar scalar) {
            return Optional.of(scalar);
        }
        problems.add(
                position,
                "an axis sets single values, but '" + path.name() + "' is " + type.describe(),
                "name one of its parts");
        return Optional.empty();
    }

    /** Returns the type of a present value. */
    static ParameterType required(ParameterType type) {
        return type instanceof ParameterType.Maybe maybe ? maybe.value() : type;
    }

    /** Returns the column with the values of an axis that sets a parameter. */
    static Column column(String name, ParameterPath path) {
        ParameterType type = required(path.type());
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
}

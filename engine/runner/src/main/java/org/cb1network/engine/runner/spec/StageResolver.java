package org.cb1network.engine.runner.spec;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.Axis.Kind;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.CanonicalParameters;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.Value;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problem;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.stage.ProblemReport;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the parameters of a stage point by point: the shared document restricted to the circuit, then the condition,
 * the stage's own overrides, the axes of the sweep, and finally the values of references. What the points share is
 * resolved once. Immutable.
 */
public final class StageResolver {

    /** Memory must not grow with the points, so further parameters are resolved for each point. */
    private static final int MOST_KEPT = 4096;

    private final Sweep sweep;
    private final Structure structure;
    private final List<Draft> drafts;
    private final List<AxisTarget> targets;
    private final int conditionAxis;
    private final int[] actingAxes;
    private final Set<Reference> references;
    private final @Nullable Filled complete;

    /**
     * The effect of an axis on the parameters.
     *
     * @param axis number of the axis in {@link Sweep#axes()}
     * @param path the parameter that it sets
     * @param values the values to set, one for each value of the axis
     */
    public record AxisTarget(int axis, ParameterPath path, List<Draft> values) {}

    /**
     * Creates a resolver.
     *
     * @param sweep the points
     * @param structure the parameters of the stage type
     * @param drafts the parameters before the axes: one for each condition if the sweep's own axes include conditions,
     *     otherwise a single one
     * @param targets the effects of the axes
     */
    public StageResolver(Sweep sweep, Structure structure, List<Draft> drafts, List<AxisTarget> targets) {
        this.sweep = sweep;
        this.structure = structure;
        this.drafts = List.copyOf(drafts);
        this.targets = List.copyOf(targets);
        int inherited = sweep.axes().size() - sweep.ownAxes().size();
        int own = sweep.ownAxes().stream().map(Axis::kind).toList().indexOf(Kind.CONDITION);
        this.conditionAxis = own < 0 ? -1 : inherited + own;
        this.actingAxes = IntStream.concat(
                        own < 0 ? IntStream.empty() : IntStream.of(conditionAxis),
                        targets.stream().mapToInt(AxisTarget::axis))
                .sorted()
                .distinct()
                .toArray();
        this.references = new TreeSet<>();
        openReferences(hole -> references.add(hole.reference()));
        this.complete = references.isEmpty() ? new Filled(this.drafts) : null;
    }

    /** Visits all values that act at some point: no axis replaces them. */
    public void forEachLeaf(Consumer<Draft.Leaf> visitor) {
        for (Draft draft : drafts) {
            Draft left = draft;
            for (AxisTarget target : targets) {
                Draft first = target.values().get(0);
                left = first instanceof Draft.Change
                        ? left
                        : left.replace(target.path().steps(), first);
            }
            left.forEachLeaf(visitor);
        }
    }

    /** Visits all references that are unresolved at some point. Values overridden by an axis are not. */
    public void openReferences(Consumer<Draft.Hole> visitor) {
        for (Draft draft : drafts) {
            Draft first = draft;
            for (AxisTarget target : targets) {
                first = first.replace(target.path().steps(), target.values().get(0));
            }
            first.forEachHole(visitor);
        }
    }

    /** Returns the values of other stages that the parameters refer to at any point. */
    public Set<Reference> references() {
        return new TreeSet<>(references);
    }

    /** Returns the structure of the parameters. */
    public Structure structure() {
        return structure;
    }

    /** Returns the text or the texts of a parameter, by its key; empty if an axis sets it, or a reference is its value. */
    public Optional<List<String>> texts(String key) {
        for (AxisTarget target : targets) {
            if (target.path().steps().get(0).equals(key)) {
                return Optional.empty();
            }
        }
        int index = structure.indexOf(key);
        if (index < 0) {
            return Optional.empty();
        }
        Draft parameter = ((Draft.Struct) drafts.get(0)).field(index);
        if (!parameter.isComplete()) {
            return Optional.empty();
        }
        List<?> values = parameter.build() instanceof List<?> list ? list : List.of(parameter.build());
        return values.stream().allMatch(String.class::isInstance)
                ? Optional.of(values.stream().map(Object::toString).toList())
                : Optional.empty();
    }

    /**
     * Fills in the values of references.
     *
     * @param values called once for each of {@link #references()}
     * @throws PipelineException if a value is not valid for its parameter; the position is that of the reference
     */
    public PointResolver with(Function<Reference, Value> values) {
        if (complete != null) {
            return complete;
        }
        Map<Reference, Value> known = new TreeMap<>();
        references.forEach(reference -> known.put(reference, values.apply(reference)));
        Problems problems = new Problems();
        List<Draft> filled = new ArrayList<>();
        for (Draft draft : drafts) {
            filled.add(draft.fill(hole -> fill((Draft.Hole) hole, known, problems)));
        }
        problems.throwIfAny();
        return new Filled(filled);
    }

    /** Fills a reference. A reference that every point overrides has no known value and is never used. */
    private static Draft fill(Draft.Hole hole, Map<Reference, Value> known, Problems problems) {
        Value value = known.get(hole.reference());
        if (value == null) {
            return hole;
        }
        try {
            return Binder.fill(hole, value);
        } catch (PipelineException e) {
            problems.addAll(e);
            return hole;
        }
    }

    private final class Filled implements PointResolver {
        private final List<Draft> filled;
        private final AtomicReferenceArray<@Nullable CanonicalParameters> shared;

        /** Parameters by the first point that has them: replicates, for example, share theirs. */
        private final Map<Integer, ResolvedPoint> resolved = new ConcurrentHashMap<>();

        Filled(List<Draft> filled) {
            this.filled = filled;
            this.shared = new AtomicReferenceArray<>(filled.size());
        }

        @Override
        public ResolvedPoint resolve(Point point) {
            int first = firstWithSame(point);
            ResolvedPoint known = resolved.get(first);
            if (known == null) {
                Record parameters = build(draft(point), point);
                known = new ResolvedPoint(parameters, canonical(condition(point), parameters));
                if (resolved.size() < MOST_KEPT) {
                    resolved.put(first, known);
                }
            }
            return known;
        }

        @Override
        public Record parameters(Point point) {
            ResolvedPoint known = resolved.get(firstWithSame(point));
            return known == null ? build(draft(point), point) : known.parameters();
        }

        private int firstWithSame(Point point) {
            if (!point.belongsTo(sweep)) {
                throw new IllegalArgumentException("the point " + point + " belongs to another stage");
            }
            return point.firstWithSame(actingAxes);
        }

        private int condition(Point point) {
            return conditionAxis < 0 ? 0 : point.digit(conditionAxis);
        }

        private Draft draft(Point point) {
            Draft draft = filled.get(condition(point));
            for (AxisTarget target : targets) {
                draft = draft.replace(target.path().steps(), target.values().get(point.digit(target.axis())));
            }
            return draft;
        }

        @Override
        public void check(Point point, BiConsumer<Record, ProblemReport> check) {
            Draft.Struct struct = (Draft.Struct) draft(point);
            @Nullable Record parameters = built(struct);
            if (parameters != null) {
                struct.check(report -> check.accept(parameters, report));
            }
        }

        /** Returns the parameters; null if they contradict each other, or one of them could not be read. */
        private static @Nullable Record built(Draft.Struct struct) {
            if (!struct.isComplete()) {
                return null;
            }
            try {
                return (Record) struct.build();
            } catch (PipelineException contradiction) {
                return null;
            }
        }

        @Override
        public Digest digest() {
            Hasher hasher = Hashing.sha256().newHasher();
            hasher.putInt(conditionAxis).putInt(filled.size());
            filled.forEach(draft -> hasher.putBytes(draft.digest().bytes()));
            for (AxisTarget target : targets) {
                hasher.putInt(target.axis()).putInt(target.path().steps().size());
                for (Object step : target.path().steps()) {
                    byte[] text = step.toString().getBytes(StandardCharsets.UTF_8);
                    hasher.putInt(text.length).putBytes(text);
                }
                hasher.putInt(target.values().size());
                target.values().forEach(value -> hasher.putBytes(value.digest().bytes()));
            }
            return Digest.fromBytes(hasher.hash().asBytes());
        }

        private Record build(Draft draft, Point point) {
            try {
                return (Record) draft.build();
            } catch (PipelineException e) {
                Problems problems = new Problems();
                for (Problem problem : e.problems()) {
                    problems.add(problem.position(), problem.message() + " (at " + point + ")", problem.hint());
                }
                throw problems.exception();
            }
        }

        /** Returns the canonical parameters, which share parts with those of the first point requested. */
        private CanonicalParameters canonical(int condition, Record parameters) {
            CanonicalParameters first = shared.get(condition);
            if (first == null) {
                shared.compareAndSet(condition, null, CanonicalParameters.of(structure, parameters));
                first = Objects.requireNonNull(shared.get(condition));
            }
            return first.of(parameters);
        }
    }
}

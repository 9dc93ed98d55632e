package org.cb1network.engine.runner.spec.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.bind.SettingText;
import org.cb1network.engine.runner.spec.bind.UnitOfMeasure;
import org.cb1network.engine.runner.spec.read.SweepReader.Target;
import org.cb1network.engine.runner.spec.sample.SampleMethod;
import org.cb1network.engine.runner.spec.sample.SampleSettings;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.table.Column;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code sample:} of a sweep. It becomes axes of one dimension: the factors, if points are relative to base
 * values the half-width {@code within}, and the number of the point {@code sample}, in this order.
 */
final class SampleReader {

    static final String SAMPLE = Axis.SAMPLE;
    static final String WITHIN = "within";
    static final String PAIRED = "paired";

    private static final String OVER = "over";
    private static final List<String> FACTOR_KEYS = List.of("set", "from", "to", "scale", "within", "of");

    /** Digits of sampled values: enough for any parameter, and short enough to read. */
    private static final MathContext DIGITS = new MathContext(9);

    private static final Quantity WIDTH = new Quantity(NumberKind.DOUBLE, UnitOfMeasure.NONE, 0, 1, true, false);
    private static final Column SAMPLE_COLUMN = Column.int32(SAMPLE, "1", "number of the point of the sample");
    private static final Column WITHIN_COLUMN =
            Column.float64(WITHIN, "1", "half-width of the sampled ranges, relative to the base values");

    private final ReaderContext reading;
    private final Problems problems;
    private final AxisPaths paths;
    private final Map<String, Axis> axes;
    private final Map<String, List<Target>> targets;
    private final Map<String, List<AxisPaths.Found>> foundByFactor = new LinkedHashMap<>();

    /** A factor: what drives it, and its values at positions from 0 to 1 between the ends of its range. */
    private record Factor(Node.Entry entry, int driver, Range range) {}

    /** The values of a factor. */
    private sealed interface Range {}

    /** From one value to another, in the unit of the parameter. */
    private record Absolute(double from, double to, boolean logarithmic) implements Range {}

    /** Around the base value; the parts are null where the settings of the sample or the base value decide. */
    private record Relative(
            @Nullable Double within, @Nullable BigDecimal of) implements Range {}

    /** A point of the sample in the unit cube with the half-width of relative ranges; the base point is null. */
    @SuppressWarnings("ArrayRecordComponent") // places are not compared
    private record Place(double @Nullable [] position, double within) {}

    /**
     * Creates a reader.
     *
     * @param axes receives the axes
     * @param targets receives what they set
     */
    SampleReader(ReaderContext reading, AxisPaths paths, Map<String, Axis> axes, Map<String, List<Target>> targets) {
        this.reading = reading;
        this.problems = reading.problems();
        this.paths = paths;
        this.axes = axes;
        this.targets = targets;
    }

    /** Reads a sample; false if there are errors, which are reported. */
    boolean read(Node.Entry entry) {
        long before = problems.count();
        if (!(entry.value() instanceof Node.Mapping mapping)) {
            problems.add(
                    entry.value().position(),
                    entry.value().describe() + " was found where a sample is expected",
                    "write {method: sobol, count: 64, over: {...}}");
            return false;
        }
        Optional<SampleSettings> settings = settings(mapping);
        List<Factor> factors = factors(mapping);
        if (settings.isEmpty() || problems.count() > before) {
            return false;
        }
        check(settings.get(), factors, mapping);
        if (problems.count() == before) {
            add(settings.get(), factors);
        }
        return problems.count() == before;
    }

    private Optional<SampleSettings> settings(Node.Mapping mapping) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
        entries.remove(OVER);
        Node.Entry within = entries.get(WITHIN);
        if (within != null && within.value() instanceof Node.Scalar single) {
            Node list = new Node.Sequence(single.position(), List.of(single));
            entries.put(WITHIN, new Node.Entry(within.keyPosition(), WITHIN, list));
        }
        long before = problems.count();
        Draft draft = reading.binder()
                .structure(
                        new Node.Mapping(mapping.position(), entries),
                        mapping.position(),
                        ParameterTypes.of(SampleSettings.class),
                        Map.of());
        ModelReader.reportMissing(draft, problems);
        draft.forEachHole(hole -> problems.add(
                hole.position(), "a sample cannot depend on results: its points must be known before anything runs"));
        return problems.count() == before ? Optional.of((SampleSettings) draft.build()) : Optional.empty();
    }

    private List<Factor> factors(Node.Mapping mapping) {
        Node over = mapping.get(OVER);
        if (over == null) {
            problems.add(mapping.position(), "this sample has no factors", "name them under 'over'");
            return List.of();
        }
        List<Factor> factors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int driver = 0;
        for (Node.Entry entry : Mappings.entries(over, "a mapping of factors to their ranges", problems)) {
            Node paired = entry.value() instanceof Node.Mapping factor ? factor.get(PAIRED) : null;
            List<Node.Entry> together =
                    paired == null ? List.of(entry) : Mappings.entries(paired, "a mapping of factors", problems);
            for (Node.Entry factor : together) {
                if (!names.add(factor.key())) {
                    problems.add(factor.keyPosition(), "there are two factors '" + factor.key() + "'", "rename one");
                } else if (SweepReader.requireAxisName(factor, problems)) {
                    Range range = range(factor);
                    if (range != null) {
                        factors.add(new Factor(factor, driver, range));
                    }
                }
            }
            driver++;
        }
        return factors;
    }

    private @Nullable Range range(Node.Entry entry) {
        if (!(entry.value() instanceof Node.Mapping mapping)) {
            problems.add(
                    entry.value().position(),
                    entry.value().describe() + " was found where a factor is expected",
                    "write {set: PATH, from: 1, to: 2} or {set: PATH, within: 10 %}");
            return null;
        }
        long before = problems.count();
        Mappings.requireKeys(mapping, FACTOR_KEYS, "in a factor", problems);
        boolean absolute = isAbsolute(mapping);
        for (String key : absolute ? List.of(WITHIN, "of") : List.of("scale")) {
            Node.Entry other = mapping.entries().get(key);
            if (other != null) {
                problems.add(
                        other.keyPosition(),
                        absolute
                                ? "a range from one value to another has no '" + key + "'"
                                : "a range around the base value has no 'scale'",
                        "remove one");
            }
        }
        Optional<Quantity> type = problems.count() > before ? Optional.empty() : typeOf(entry);
        if (type.isEmpty()) {
            return null;
        }
        Range range = absolute ? absolute(mapping, type.get()) : relative(mapping, type.get());
        return problems.count() > before ? null : range;
    }

    private static boolean isAbsolute(Node.Mapping factor) {
        return factor.get("from") != null || factor.get("to") != null;
    }

    /** Returns the type of the first parameter of a factor. */
    private Optional<Quantity> typeOf(Node.Entry entry) {
        List<AxisPaths.Found> found = found(entry);
        return found.isEmpty() ? Optional.empty() : typeOf(found.get(0), entry.keyPosition());
    }

    /** Returns the type of a parameter; empty if it is not a number, which is reported. */
    private Optional<Quantity> typeOf(AxisPaths.Found found, SourcePosition position) {
        Optional<ParameterType.Scalar> type = paths.scalar(found.path(), position);
        if (isSetting(found) && paths.valueOf(found.path()) instanceof Draft.Leaf leaf) {
            type = Optional.ofNullable(SettingText.typeOf((Setting) leaf.build()));
        }
        if (type.isPresent() && type.get() instanceof Quantity quantity) {
            return Optional.of(quantity);
        }
        type.ifPresent(other -> problems.add(
                position,
                "a factor is a number, but '" + found.path().name() + "' is " + other.describe(),
                "use an axis of its own"));
        return Optional.empty();
    }

    /** Returns whether a parameter may have values of any type. */
    private static boolean isSetting(AxisPaths.Found found) {
        return AxisPaths.required(found.path().type()) instanceof ParameterType.Anything;
    }

    private List<AxisPaths.Found> found(Node.Entry entry) {
        return foundByFactor.computeIfAbsent(
                entry.key(), name -> paths.ofFactor(entry, !isAbsolute((Node.Mapping) entry.value())));
    }

    private Range absolute(Node.Mapping mapping, Quantity type) {
        AxisValues reader = new AxisValues(reading, type);
        BigDecimal from = reader.end(mapping, "from", type);
        BigDecimal to = reader.end(mapping, "to", type);
        boolean logarithmic = reader.isLogarithmic(mapping, from, to);
        if (from != null && to != null && from.compareTo(to) >= 0) {
            problems.add(mapping.position(), "this range has no values", "put the smaller number first");
        }
        return new Absolute(from == null ? 0 : from.doubleValue(), to == null ? 0 : to.doubleValue(), logarithmic);
    }

    private Range relative(Node.Mapping mapping, Quantity type) {
        Node within = mapping.get(WITHIN);
        Draft width = within == null ? null : reading.binder().bind(within, WIDTH);
        Node of = mapping.get("of");
        Quantity unbounded = AxisValues.unbounded(type);
        BigDecimal reference = of == null ? null : new AxisValues(reading, unbounded).number(of, unbounded);
        return new Relative(width instanceof Draft.Leaf leaf ? (Double) leaf.build() : null, reference);
    }

    private void check(SampleSettings settings, List<Factor> factors, Node.Mapping mapping) {
        int drivers = drivers(factors);
        SampleMethod method = settings.method();
        boolean several = settings.within().size() > 1;
        if (factors.isEmpty()) {
            problems.add(mapping.position(), "this sample has no factors", "name them under 'over'");
        } else if (drivers > method.mostFactors()) {
            problems.add(
                    mapping.position(),
                    "this sample has " + drivers + " factors; with this method there are at most "
                            + method.mostFactors(),
                    "let one factor set several paths, or use another method");
        } else if (several && (method == SampleMethod.MORRIS || method == SampleMethod.SALTELLI)) {
            problems.add(mapping.position(), "a sample of this method has a single half-width 'within'", "keep one");
        } else if (settings.levels() % 2 == 1) {
            problems.add(mapping.position(), "'levels' must be even", "write 4");
        } else if (settings.size(drivers) * Math.max(1, settings.within().size()) > AxisValues.LIMIT
                || !reading.budget().takeAxisValues(settings.size(drivers) * factors.size())) {
            problems.add(mapping.position(), "this sample has too many points", "make its count smaller");
        }
        for (Factor factor : factors) {
            if (factor.range() instanceof Relative relative
                    && relative.within() == null
                    && settings.within().isEmpty()) {
                problems.add(
                        factor.entry().keyPosition(),
                        "the factor '" + factor.entry().key() + "' has no range",
                        "write 'within: 10 %' here or in the sample, or 'from' and 'to'");
            }
        }
    }

    private static int drivers(List<Factor> factors) {
        return factors.stream().mapToInt(Factor::driver).max().orElse(-1) + 1;
    }

    private void add(SampleSettings settings, List<Factor> factors) {
        List<Place> places = places(settings, drivers(factors));
        for (Factor factor : factors) {
            add(factor, places);
        }
        if (!settings.within().isEmpty()) {
            addAxis(
                    WITHIN_COLUMN,
                    List.of(),
                    places.stream().<Object>map(Place::within).toList());
        }
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            numbers.add(settings.base() ? i : i + 1);
        }
        addAxis(SAMPLE_COLUMN, List.of(), numbers);
    }

    private static List<Place> places(SampleSettings settings, int drivers) {
        List<Place> places = new ArrayList<>();
        if (settings.base()) {
            places.add(new Place(null, 0));
        }
        List<Double> widths = settings.within().isEmpty() ? List.of(0.0) : settings.within();
        for (double[] position : settings.points(drivers)) {
            widths.forEach(within -> places.add(new Place(position, within)));
        }
        return places;
    }

    private void add(Factor factor, List<Place> places) {
        List<AxisPaths.Found> found = found(factor.entry());
        if (factor.range() instanceof Absolute absolute) {
            addAbsolute(factor, absolute, found, places);
        } else {
            addRelative(factor, (Relative) factor.range(), found, places);
        }
    }

    private void addRelative(Factor factor, Relative range, List<AxisPaths.Found> found, List<Place> places) {
        SourcePosition position = factor.entry().keyPosition();
        List<Object> factors = new ArrayList<>();
        for (Place place : places) {
            double within = range.within() == null ? place.within() : range.within();
            factors.add(
                    place.position() == null ? 1.0 : rounded(1 + within * (2 * place.position()[factor.driver()] - 1)));
        }
        List<Target> set = new ArrayList<>();
        for (AxisPaths.Found each : found) {
            Optional<Quantity> type = typeOf(each, position);
            if (type.isPresent() && each.used()) {
                requireSize(each, range, position);
                Double reference = range.of() == null ? null : range.of().doubleValue();
                set.add(new Target(
                        each.path(),
                        factors.stream()
                                .<Draft>map(value -> new Draft.Change(position, (Double) value, reference, type.get()))
                                .toList()));
            }
        }
        String names = found.stream().map(each -> each.path().name()).collect(Collectors.joining(", "));
        addAxis(
                Column.float64(factor.entry().key(), "1", "relative to the base value: " + names),
                found.stream().map(AxisPaths.Found::path).toList(),
                factors);
        targets.put(factor.entry().key(), set);
    }

    /** Reports a base value that a relative factor cannot change: none, or 0. */
    private void requireSize(AxisPaths.Found found, Relative range, SourcePosition position) {
        Draft value = present(paths.valueOf(found.path()));
        boolean zero = range.of() == null
                && value instanceof Draft.Leaf leaf
                && leaf.build() instanceof Number number
                && number.doubleValue() == 0;
        if (zero || value instanceof Draft.Maybe) {
            problems.add(
                    position,
                    "'" + found.path().name() + "' has " + (zero ? "the base value 0" : "no base value")
                            + ", so a relative range around it is empty",
                    "give the range with 'from' and 'to'");
        }
    }

    private static Draft present(Draft value) {
        return value instanceof Draft.Maybe maybe && maybe.value() != null ? maybe.value() : value;
    }

    private void addAbsolute(Factor factor, Absolute range, List<AxisPaths.Found> found, List<Place> places) {
        SourcePosition position = factor.entry().keyPosition();
        Column column = null;
        List<Target> set = new ArrayList<>();
        List<Draft> values = List.of();
        for (AxisPaths.Found each : found) {
            Optional<Quantity> type = typeOf(each, position);
            if (type.isEmpty()) {
                return;
            }
            ParameterPath typed = new ParameterPath(
                    each.path().steps(),
                    each.path().name(),
                    type.get(),
                    each.path().description());
            Column next = AxisPaths.column(factor.entry().key(), typed);
            if (column != null && !(next.type() == column.type() && next.unit().equals(column.unit()))) {
                problems.add(
                        position,
                        "the parameters that this factor sets have different types or units",
                        "use 'paired' factors, or 'within'");
                return;
            }
            column = column == null ? next : column;
            values = values(factor, range, type.get(), each, places);
            if (each.used() && values.stream().allMatch(Draft::isComplete)) {
                set.add(new Target(each.path(), asParameter(values, each, type.get())));
            }
        }
        if (column == null) {
            return;
        }
        if (values.stream().allMatch(Draft::isComplete)) {
            addAxis(
                    column,
                    found.stream().map(AxisPaths.Found::path).toList(),
                    values.stream().map(Draft::build).toList());
            targets.put(factor.entry().key(), set);
        }
    }

    private List<Draft> asParameter(List<Draft> values, AxisPaths.Found found, Quantity type) {
        if (isSetting(found)) {
            return values.stream().map(value -> SettingText.onAxis(value, type)).toList();
        }
        return found.path().type() instanceof ParameterType.Maybe
                ? values.stream().map(reading.binder()::present).toList()
                : values;
    }

    private List<Draft> values(
            Factor factor, Absolute range, Quantity type, AxisPaths.Found found, List<Place> places) {
        SourcePosition position = factor.entry().keyPosition();
        List<Draft> values = new ArrayList<>();
        for (Place place : places) {
            if (place.position() == null) {
                values.add(baseValue(found, position));
            } else {
                double value = at(range, place.position()[factor.driver()]);
                boolean whole = type.kind() != NumberKind.DOUBLE;
                values.add(reading.binder()
                        .number(BigDecimal.valueOf(whole ? Math.rint(value) : rounded(value)), type, position));
            }
        }
        return values;
    }

    private Draft baseValue(AxisPaths.Found found, SourcePosition position) {
        Draft value =
                found.used() ? paths.valueOf(found.path()) : reading.binder().broken(position);
        Draft present = present(value);
        if (present instanceof Draft.Leaf leaf
                && leaf.build() instanceof Setting setting
                && setting.value() instanceof BigDecimal number) {
            return new Draft.Leaf(position, number.doubleValue());
        }
        if (!(present instanceof Draft.Leaf)) {
            problems.add(
                    position,
                    "'" + found.path().name() + "' has no base value here that is known before anything runs",
                    "give its range with 'within', or leave out 'base: true'");
        }
        return present;
    }

    private static double at(Absolute range, double position) {
        return range.logarithmic()
                ? range.from() * StrictMath.pow(range.to() / range.from(), position)
                : range.from() + (range.to() - range.from()) * position;
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    }

    private void addAxis(Column column, List<ParameterPath> set, List<Object> values) {
        axes.put(
                column.name(),
                new Axis(
                        column,
                        Axis.Kind.PARAMETER,
                        set.stream().map(ParameterPath::name).toList(),
                        values,
                        SAMPLE));
    }
}

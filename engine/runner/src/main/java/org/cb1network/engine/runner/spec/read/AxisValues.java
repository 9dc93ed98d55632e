package org.cb1network.engine.runner.spec.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.runner.spec.bind.QuantityText;
import org.cb1network.engine.runner.spec.bind.UnitOfMeasure;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of an axis: a list, {@code a..b} for whole numbers, <code>{values: [...]}</code>,
 * <code>{from, to, count}</code> or <code>{from, to, step}</code>, the latter two with values to add in {@code also}.
 * Steps are exact, in decimal: 0.1 to 0.3 by 0.1 has 0.3 in it. With <code>scale: log</code>, neighbouring values of a
 * count have a constant ratio, and twelve digits.
 */
final class AxisValues {

    /** Maximum number of values of one axis. */
    static final int LIMIT = 1_000_000;

    private static final Pattern WHOLE_RANGE = Pattern.compile("(-?\\d{1,18})\\s*\\.\\.\\s*(-?\\d{1,18})");
    private static final List<String> KEYS = List.of("values", "from", "to", "count", "step", "scale", "also");
    private static final MathContext LOGARITHMIC_DIGITS = new MathContext(12);
    private static final Quantity COUNT = new Quantity(NumberKind.INT, UnitOfMeasure.NONE, 2, LIMIT, false, false);

    private final ReaderContext reading;
    private final Binder binder;
    private final Problems problems;
    private final ParameterType.Scalar type;

    private final boolean inStep;

    AxisValues(ReaderContext reading, ParameterType.Scalar type) {
        this(reading, type, false);
    }

    /**
     * Creates a reader.
     *
     * @param inStep whether the values are in step with those of another axis, so that they may repeat
     */
    AxisValues(ReaderContext reading, ParameterType.Scalar type, boolean inStep) {
        this.inStep = inStep;
        this.reading = reading;
        this.binder = reading.binder();
        this.problems = reading.problems();
        this.type = type;
    }

    /** Returns the distinct values; empty if there is an error, which is reported. */
    List<Draft> read(Node node) {
        if (node instanceof Node.Sequence list) {
            return list(list);
        }
        if (node instanceof Node.Mapping mapping) {
            return mapping(mapping);
        }
        return wholeRange((Node.Scalar) node);
    }

    private List<Draft> list(Node.Sequence list) {
        if (list.items().isEmpty()) {
            problems.add(list.position(), "this axis has no values", "give at least one, or remove the axis");
        }
        List<Draft> values = new ArrayList<>();
        Map<Object, SourcePosition> seen = new HashMap<>();
        for (Node item : list.items()) {
            if (value(item) instanceof Draft.Leaf leaf) {
                SourcePosition earlier = seen.putIfAbsent(leaf.build(), item.position());
                if (earlier != null && !inStep) {
                    problems.add(
                            item.position(),
                            leaf.build() instanceof DataFile
                                    ? "the content of " + item.describe() + " is twice on this axis"
                                    : item.describe() + " is twice on this axis",
                            "the first one is at " + earlier);
                }
                values.add(leaf);
            }
        }
        return (inStep ? values : seen.keySet()).size() == list.items().size() ? values : List.of();
    }

    private Draft value(Node item) {
        if (item instanceof Node.Scalar scalar && scalar.text().startsWith("${")) {
            problems.add(
                    item.position(),
                    "an axis cannot depend on results: its points must be known before anything runs",
                    "refer to the result in 'with' or 'set'");
            return binder.broken(item.position());
        }
        return binder.bind(item, type);
    }

    private List<Draft> wholeRange(Node.Scalar node) {
        Matcher range = WHOLE_RANGE.matcher(node.text());
        boolean whole = type instanceof Quantity quantity && quantity.kind() != NumberKind.DOUBLE;
        if (!range.matches() || !whole) {
            problems.add(
                    node.position(),
                    node.describe() + " was found where the values of an axis are expected",
                    node.isNull() ? "write [ ... ]" : "write [" + Spelling.shorten(node.text()) + "] for a single one");
            return List.of();
        }
        return range(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), node);
    }

    /** Returns the whole numbers of a range. */
    List<Draft> range(long first, long last, Node node) {
        if (first > last || last - first >= LIMIT) {
            problems.add(
                    node.position(),
                    first > last ? "this range has no values" : "this range has more than " + LIMIT + " values",
                    first > last ? "put the smaller number first" : "");
            return List.of();
        }
        if (!fits(last - first + 1, node)) {
            return List.of();
        }
        List<Draft> values = new ArrayList<>();
        for (long number = first; number <= last; number++) {
            values.add(binder.number(BigDecimal.valueOf(number), (Quantity) type, node.position()));
        }
        return complete(values);
    }

    private boolean fits(long count, Node node) {
        boolean fits = reading.budget().takeAxisValues(count);
        if (!fits) {
            problems.add(
                    node.position(),
                    "the axes of this pipeline have more than " + Budget.AXIS_VALUES + " values together",
                    "make this one shorter");
        }
        return fits;
    }

    private static List<Draft> complete(List<Draft> values) {
        for (Draft value : values) {
            if (!value.isComplete()) {
                return List.of();
            }
        }
        return values;
    }

    private List<Draft> mapping(Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries().values()) {
            if (!KEYS.contains(entry.key()) && !entry.key().equals(SweepReader.SET)) {
                problems.add(
                        entry.keyPosition(),
                        "there is no key '" + Spelling.shorten(entry.key()) + "' in an axis",
                        problems.advice(entry.key(), KEYS));
                return List.of();
            }
        }
        Node values = mapping.get("values");
        if (values != null) {
            return values(values, mapping);
        }
        if (!(type instanceof Quantity quantity)) {
            problems.add(mapping.position(), "this axis has no values", "give them as values: [ ... ]");
            return List.of();
        }
        return grid(mapping, quantity);
    }

    private List<Draft> values(Node values, Node.Mapping mapping) {
        for (String key : KEYS) {
            Node.Entry other = mapping.entries().get(key);
            if (other != null && !key.equals("values")) {
                problems.add(
                        other.keyPosition(), "an axis has either 'values' or '" + key + "', not both", "remove one");
                return List.of();
            }
        }
        if (values instanceof Node.Mapping) {
            problems.add(values.position(), "a mapping was found where a list is expected", "write values: [ ... ]");
            return List.of();
        }
        return read(values);
    }

    private List<Draft> grid(Node.Mapping mapping, Quantity quantity) {
        BigDecimal from = end(mapping, "from", quantity);
        BigDecimal to = end(mapping, "to", quantity);
        Node count = mapping.get("count");
        Node step = mapping.get("step");
        if ((count == null) == (step == null)) {
            problems.add(
                    mapping.position(),
                    "an axis from one value to another needs either a count or a step",
                    "add for example 'count: 8'");
            return List.of();
        }
        if (from == null || to == null) {
            return List.of();
        }
        if (from.compareTo(to) == 0) {
            problems.add(mapping.position(), "this axis begins where it ends", "write values: [ ... ]");
            return List.of();
        }
        boolean logarithmic = isLogarithmic(mapping, from, to);
        if (logarithmic && count == null) {
            problems.add(mapping.position(), "a logarithmic axis has no step", "give a count");
            return List.of();
        }
        List<BigDecimal> numbers = count != null
                ? byCount(from, to, count, logarithmic)
                : byStep(from, to, Objects.requireNonNull(step), quantity);
        List<BigDecimal> all = withOthers(numbers, mapping.get("also"), quantity);
        List<Draft> drafts = new ArrayList<>();
        for (BigDecimal number : all) {
            drafts.add(binder.number(number, quantity, mapping.position()));
            if (problems.full()) {
                return List.of();
            }
        }
        return distinct(complete(drafts));
    }

    /** Returns one end of a range; null if it is missing or wrong, which is reported. */
    @Nullable
    BigDecimal end(Node.Mapping mapping, String key, Quantity quantity) {
        Node node = mapping.get(key);
        if (node == null) {
            problems.add(mapping.position(), "this axis lacks its '" + key + "'", "add it, or give values: [ ... ]");
            return null;
        }
        return number(node, quantity);
    }

    /** Returns an exact number that is also a valid value. */
    @Nullable
    BigDecimal number(Node node, Quantity quantity) {
        if (value(node) instanceof Draft.Leaf && node instanceof Node.Scalar scalar) {
            return new QuantityText(scalar, quantity, problems).decimal();
        }
        return null;
    }

    /** Returns whether the values of a range are evenly spaced in their logarithms. */
    boolean isLogarithmic(Node.Mapping mapping, @Nullable BigDecimal from, @Nullable BigDecimal to) {
        Node scale = mapping.get("scale");
        String name = scale == null ? "linear" : binder.text(scale).orElse("");
        if (scale != null && !name.equals("log") && !name.equals("linear")) {
            problems.add(scale.position(), scale.describe() + " is not a scale", "write log or linear");
        }
        boolean logarithmic = name.equals("log");
        if (logarithmic && from != null && to != null && (from.signum() <= 0 || to.signum() <= 0)) {
            problems.add(mapping.position(), "a logarithmic range has positive ends", "change them, or its scale");
            return false;
        }
        return logarithmic;
    }

    private List<BigDecimal> byCount(BigDecimal from, BigDecimal to, Node count, boolean logarithmic) {
        if (!(binder.bind(count, COUNT) instanceof Draft.Leaf leaf)) {
            return List.of();
        }
        int steps = (Integer) leaf.build() - 1;
        if (!fits(steps + 1L, count)) {
            return List.of();
        }
        BigDecimal width = to.subtract(from);
        BigDecimal divisor = BigDecimal.valueOf(steps);
        BigDecimal start = from.multiply(divisor);
        List<BigDecimal> values = new ArrayList<>(steps + 1);
        double ratio = to.doubleValue() / from.doubleValue();
        for (int i = 0; i <= steps && logarithmic; i++) {
            double value = from.doubleValue() * StrictMath.pow(ratio, i / (double) steps);
            values.add(new BigDecimal(value, LOGARITHMIC_DIGITS));
        }
        for (int i = 0; i <= steps && !logarithmic; i++) {
            values.add(start.add(width.multiply(BigDecimal.valueOf(i))).divide(divisor, MathContext.DECIMAL128));
        }
        return values;
    }

    /** Returns any number in the unit of a parameter. */
    static Quantity unbounded(Quantity quantity) {
        return new Quantity(
                NumberKind.DOUBLE, quantity.unit(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, false);
    }

    private List<BigDecimal> byStep(BigDecimal from, BigDecimal to, Node stepNode, Quantity quantity) {
        Quantity unbounded = unbounded(quantity);
        BigDecimal step = new AxisValues(reading, unbounded).number(stepNode, unbounded);
        if (step == null) {
            return List.of();
        }
        BigDecimal width = to.subtract(from);
        if (step.signum() != width.signum() || step.abs().compareTo(width.abs()) > 0) {
            problems.add(stepNode.position(), "this step does not lead from 'from' to 'to'", "");
            return List.of();
        }
        if (step.abs().multiply(BigDecimal.valueOf(LIMIT)).compareTo(width.abs()) < 0) {
            problems.add(stepNode.position(), "this axis has more than " + LIMIT + " values", "");
            return List.of();
        }
        if (width.remainder(step).signum() != 0) {
            problems.add(
                    stepNode.position(),
                    "steps from 'from' do not meet 'to'",
                    "change one of them, or give a count in place of the step");
            return List.of();
        }
        int steps = width.divideToIntegralValue(step).intValueExact();
        if (!fits(steps + 1L, stepNode)) {
            return List.of();
        }
        List<BigDecimal> values = new ArrayList<>(steps + 1);
        for (int i = 0; i <= steps; i++) {
            values.add(from.add(step.multiply(BigDecimal.valueOf(i))));
        }
        return values;
    }

    /** Adds values, except those that the grid already has. */
    private List<BigDecimal> withOthers(List<BigDecimal> grid, @Nullable Node also, Quantity quantity) {
        if (also == null || grid.isEmpty()) {
            return grid;
        }
        Comparator<BigDecimal> upwards = Comparator.naturalOrder();
        boolean rising = grid.get(0).compareTo(grid.get(grid.size() - 1)) < 0;
        Collection<BigDecimal> all = new TreeSet<>(rising ? upwards : upwards.reversed());
        all.addAll(grid);
        List<Node> others = also instanceof Node.Sequence list ? list.items() : List.of(also);
        for (Node other : others) {
            BigDecimal number = number(other, quantity);
            if (number != null) {
                all.add(number);
            }
        }
        return List.copyOf(all);
    }

    /** Removes duplicates: different decimals may be the same double. */
    private static List<Draft> distinct(List<Draft> values) {
        Map<Object, Draft> distinct = new LinkedHashMap<>();
        values.forEach(value -> distinct.putIfAbsent(value.build(), value));
        return List.copyOf(distinct.values());
    }
}

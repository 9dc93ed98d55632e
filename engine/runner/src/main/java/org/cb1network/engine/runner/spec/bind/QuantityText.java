package org.cb1network.engine.runner.spec.bind;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.jspecify.annotations.Nullable;

/** Parses a number with its unit, such as {@code 5 ms}, and reports errors precisely. */
public final class QuantityText {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[0-9],[0-9]");

    private final Node.Scalar node;
    private final Quantity type;
    private final Problems problems;

    /**
     * Creates a parser.
     *
     * @param problems receives errors
     */
    public QuantityText(Node.Scalar node, Quantity type, Problems problems) {
        this.node = node;
        this.type = type;
        this.problems = problems;
    }

    /** Returns the number in the parameter's unit as a Double, Integer or Long; null if an error was reported. */
    public @Nullable Object value() {
        BigDecimal decimal = decimal();
        return decimal == null ? null : convert(decimal, type, node.position(), node, problems);
    }

    /** Returns the exact number in the parameter's unit without checking its range; null if an error was reported. */
    public @Nullable BigDecimal decimal() {
        String text = node.text().trim();
        int end = Decimals.endOfNumber(text);
        String number = text.substring(0, end);
        String symbol = text.substring(end).trim();
        Optional<BigDecimal> decimal = Decimals.parse(number);
        if (decimal.isEmpty() || hasLeadingZero(number) || !isSymbol(symbol)) {
            return notANumber(text);
        }
        if (symbol.isEmpty()) {
            return type.unit().isNone() ? decimal.get() : missingUnit(number);
        }
        Optional<UnitOfMeasure> unit = UnitOfMeasure.of(symbol);
        if (unit.isEmpty() || unit.get().isNone()) {
            return unknownUnit(symbol);
        }
        if (!unit.get().isConvertibleTo(type.unit())) {
            return wrongUnit(unit.get());
        }
        return unit.get().convert(decimal.get(), type.unit());
    }

    private static boolean isSymbol(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetter(text.charAt(i)) && text.charAt(i) != '%') {
                return false;
            }
        }
        return true;
    }

    /** Detects leading zeros. Some languages read 010 as eight. */
    private static boolean hasLeadingZero(String number) {
        String digits = number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
        return digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1));
    }

    private @Nullable BigDecimal notANumber(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean special = lower.endsWith("nan") || lower.endsWith("inf") || lower.endsWith("infinity");
        problems.add(
                node.position(),
                special
                        ? node.describe() + " is not a finite number"
                        : node.describe() + " was found where " + type.describe() + " is expected",
                advice(text));
        return null;
    }

    private String advice(String text) {
        if (DECIMAL_COMMA.matcher(text).find()) {
            return "numbers have no comma, and their decimals follow a point";
        }
        return hasLeadingZero(text)
                ? "leave out the leading zero"
                : "write a decimal number such as " + example(type.kind() == NumberKind.DOUBLE ? "0.5" : "5");
    }

    private @Nullable BigDecimal missingUnit(String number) {
        problems.add(
                node.position(),
                node.describe() + " lacks its unit: " + type.describe() + " is expected",
                "did you mean '" + number + " " + type.unit().symbol() + "'?");
        return null;
    }

    private @Nullable BigDecimal unknownUnit(String symbol) {
        problems.add(
                node.position(),
                "there is no unit '" + symbol + "': " + type.describe() + " is expected",
                type.unit().isNone()
                        ? "leave the unit out"
                        : problems.advice(
                                symbol,
                                type.unit().ofDimension().stream()
                                        .map(UnitOfMeasure::symbol)
                                        .toList()));
        return null;
    }

    private @Nullable BigDecimal wrongUnit(UnitOfMeasure unit) {
        problems.add(
                node.position(),
                node.describe() + " is a " + unit.dimension() + ", but " + type.describe() + " is expected",
                type.unit().isNone() ? "leave the unit out" : "write it as " + example("5"));
        return null;
    }

    private String example(String number) {
        return type.unit().isNone() ? number : "'" + number + " " + type.unit().symbol() + "'";
    }

    /**
     * Converts a decimal number to the type of the parameter.
     *
     * @param source the scalar, reference or number that it comes from, for messages
     * @return a Double, Integer or Long; null if an error was reported
     */
    static @Nullable Object convert(
            BigDecimal decimal, Quantity type, SourcePosition position, Object source, Problems problems) {
        double asDouble = decimal.doubleValue() + 0.0;
        if (!Double.isFinite(asDouble) || (asDouble == 0 && decimal.signum() != 0)) {
            problems.add(position, describe(source) + " is not a number that a double can hold", "");
            return null;
        }
        boolean isInteger = type.kind() != NumberKind.DOUBLE;
        if (isInteger && decimal.stripTrailingZeros().scale() > 0) {
            problems.add(position, describe(source) + " was found where " + type.describe() + " is expected", "");
            return null;
        }
        if (!type.contains(asDouble)) {
            problems.add(position, describe(source) + " is out of range", "it must be " + type.describeRange());
            return null;
        }
        if (isInteger && !fits(decimal, type.kind())) {
            long most = type.kind() == NumberKind.INT ? Integer.MAX_VALUE : Long.MAX_VALUE;
            problems.add(
                    position,
                    describe(source) + " is out of range",
                    "it must be " + (decimal.signum() > 0 ? "at most " : "at least -") + most);
            return null;
        }
        return switch (type.kind()) {
            case DOUBLE -> asDouble;
            case INT -> decimal.intValueExact();
            case LONG -> decimal.longValueExact();
        };
    }

    private static String describe(Object source) {
        return source instanceof Node node ? node.describe() : source.toString();
    }

    private static boolean fits(BigDecimal decimal, NumberKind kind) {
        return Decimals.isLong(decimal)
                && (kind == NumberKind.LONG || (int) decimal.longValue() == decimal.longValue());
    }
}

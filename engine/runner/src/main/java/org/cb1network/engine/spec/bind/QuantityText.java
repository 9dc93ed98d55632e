package org.cb1network.engine.spec.bind;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.engine.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.spec.yaml.Node;
import org.cb1network.engine.spec.yaml.Problems;
import org.cb1network.engine.spec.yaml.SourcePosition;
import org.cb1network.engine.spec.yaml.Spelling;
import org.jspecify.annotations.Nullable;

/** Reads a number with its unit, such as {@code 5 ms}, and says precisely what is wrong with it. */
public final class QuantityText {

    private static final Pattern PARTS = Pattern.compile("([-+]?[0-9.][0-9.eE+-]*?)\\s*([\\p{L}%][\\p{L}%]*)?");

    private final Node.Scalar node;
    private final Quantity type;
    private final Problems problems;

    /** @param problems receives what is wrong */
    public QuantityText(Node.Scalar node, Quantity type, Problems problems) {
        this.node = node;
        this.type = type;
        this.problems = problems;
    }

    /** The number in the parameter's unit as a Double, Integer or Long; null if it was reported. */
    public @Nullable Object value() {
        BigDecimal decimal = decimal();
        return decimal == null ? null : convert(decimal, type, node.position(), node.describe(), problems);
    }

    /** The exact number in the parameter's unit, its range unchecked; null if it was reported. */
    public @Nullable BigDecimal decimal() {
        String text = node.text().strip();
        Matcher parts = PARTS.matcher(text);
        if (text.length() > 100 || !parts.matches()) {
            return notANumber(text);
        }
        Optional<BigDecimal> number = Decimals.parse(parts.group(1));
        if (number.isEmpty() || hasLeadingZero(parts.group(1))) {
            return notANumber(text);
        }
        String symbol = parts.group(2);
        if (symbol == null) {
            return type.unit().isNone() ? number.get() : missingUnit(parts.group(1));
        }
        Optional<UnitOfMeasure> unit = UnitOfMeasure.of(symbol);
        if (unit.isEmpty() || unit.get().isNone()) {
            return unknownUnit(symbol);
        }
        if (!unit.get().isConvertibleTo(type.unit())) {
            return wrongUnit(unit.get());
        }
        return unit.get().convert(number.get(), type.unit());
    }

    /** Some languages read 010 as eight. */
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
                        : node.describe() + " stands where " + type.describe() + " is due",
                "write a decimal number such as " + example(type.kind() == NumberKind.DOUBLE ? "0.5" : "5"));
        return null;
    }

    private @Nullable BigDecimal missingUnit(String number) {
        problems.add(
                node.position(),
                node.describe() + " lacks its unit: " + type.describe() + " is due",
                "did you mean '" + number + " " + type.unit().symbol() + "'?");
        return null;
    }

    private @Nullable BigDecimal unknownUnit(String symbol) {
        problems.add(
                node.position(),
                "there is no unit '" + symbol + "': " + type.describe() + " is due",
                type.unit().isNone()
                        ? "leave the unit out"
                        : Spelling.advice(
                                symbol,
                                type.unit().ofDimension().stream()
                                        .map(UnitOfMeasure::symbol)
                                        .toList()));
        return null;
    }

    private @Nullable BigDecimal wrongUnit(UnitOfMeasure unit) {
        problems.add(
                node.position(),
                node.describe() + " is a " + unit.dimension() + ", but " + type.describe() + " is due",
                type.unit().isNone() ? "leave the unit out" : "write it as " + example("5"));
        return null;
    }

    private String example(String number) {
        return type.unit().isNone() ? number : "'" + number + " " + type.unit().symbol() + "'";
    }

    /**
     * A decimal number as the parameter wants it.
     *
     * @param what the number in the user's words, for messages
     * @return a Double, Integer or Long; null if it was reported
     */
    static @Nullable Object convert(
            BigDecimal decimal, Quantity type, SourcePosition position, String what, Problems problems) {
        double asDouble = decimal.doubleValue() + 0.0;
        if (!Double.isFinite(asDouble) || (asDouble == 0 && decimal.signum() != 0)) {
            problems.add(position, what + " is not a number that a double can hold", "");
            return null;
        }
        if (type.kind() != NumberKind.DOUBLE && !isWhole(decimal, type.kind())) {
            problems.add(position, what + " stands where " + type.describe() + " is due", "");
            return null;
        }
        if (!type.contains(asDouble)) {
            problems.add(position, what + " is out of range", "it must be " + type.describeRange());
            return null;
        }
        return switch (type.kind()) {
            case DOUBLE -> asDouble;
            case INT -> decimal.intValueExact();
            case LONG -> decimal.longValueExact();
        };
    }

    private static boolean isWhole(BigDecimal decimal, NumberKind kind) {
        return Decimals.isLong(decimal)
                && (kind == NumberKind.LONG || (int) decimal.longValue() == decimal.longValue());
    }
}

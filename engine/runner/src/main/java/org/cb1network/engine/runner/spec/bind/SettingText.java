package org.cb1network.engine.runner.spec.bind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.table.ShortestDouble;
import org.jspecify.annotations.Nullable;

/** Reads {@link Setting}s, whose type is inferred from the way they are written. */
public final class SettingText {

    private SettingText() {}

    /** Returns the value of a node; null if an error was reported. */
    static @Nullable Setting read(Node node, Problems problems) {
        if (node instanceof Node.Sequence list) {
            List<Setting> items = new ArrayList<>();
            for (Node item : list.items()) {
                Setting setting = read(item, problems);
                if (setting == null) {
                    return null;
                }
                items.add(setting);
            }
            return Setting.of(List.copyOf(items));
        }
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            problems.add(
                    node.position(),
                    node.describe() + " was found where a value is expected",
                    "write a number, true or false, a text, or a list of these");
            return null;
        }
        if (scalar.text().contains("${")) {
            problems.add(scalar.position(), "a reference cannot be part of a text or list", "let ${...} stand alone");
            return null;
        }
        return read(scalar);
    }

    private static Setting read(Node.Scalar scalar) {
        if (scalar.kind() == Node.Scalar.Kind.BOOLEAN) {
            return Setting.of(Boolean.valueOf(scalar.text()));
        }
        String text = scalar.text().trim();
        int end = Decimals.endOfNumber(text);
        Optional<BigDecimal> number = Decimals.parse(text.substring(0, end));
        String symbol = text.substring(end).trim();
        Optional<UnitOfMeasure> unit = UnitOfMeasure.of(symbol).filter(known -> !known.isNone());
        if (number.isPresent() && unit.isPresent()) {
            return Setting.number(number.get(), unit.get().symbol());
        }
        boolean plain = scalar.kind() == Node.Scalar.Kind.NUMBER && symbol.isEmpty();
        return number.isPresent() && plain
                ? Setting.number(number.get(), UnitOfMeasure.NONE.symbol())
                : Setting.of(scalar.text());
    }

    /** Returns the value of a reference. */
    static Setting of(Value value) {
        if (value.value() instanceof Number number) {
            return of(number, value.unit().isEmpty() ? UnitOfMeasure.NONE.symbol() : value.unit());
        }
        return Setting.of(value.value());
    }

    /** Returns a number with a unit. A table may contain NaN or infinity, which only a text can represent. */
    private static Setting of(Number number, String unit) {
        if (number instanceof Double value) {
            return Double.isFinite(value)
                    ? Setting.number(ShortestDouble.digits(value), unit)
                    : Setting.of(value.toString());
        }
        return Setting.number(BigDecimal.valueOf(number.longValue()), unit);
    }

    /**
     * Returns the type of the values that an axis can give a setting: that of its value in the stage, with its unit.
     *
     * @return null if the setting is a list, which no axis can set
     */
    public static ParameterType.@Nullable Scalar typeOf(Setting setting) {
        if (setting.value() instanceof BigDecimal) {
            return new ParameterType.Quantity(
                    ParameterType.NumberKind.DOUBLE,
                    UnitOfMeasure.of(setting.unit()).orElse(UnitOfMeasure.NONE),
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    false,
                    false);
        }
        if (setting.value() instanceof Boolean) {
            return new ParameterType.Flag();
        }
        return setting.value() instanceof String ? new ParameterType.Text() : null;
    }

    /**
     * Returns a value of an axis as a setting.
     *
     * @param value bound by {@code type}, which {@link #typeOf} returned
     */
    public static Draft onAxis(Draft value, ParameterType.Scalar type) {
        Object built = value.build();
        return new Draft.Leaf(
                value.position(),
                type instanceof ParameterType.Quantity quantity
                        ? of((Double) built, quantity.unit().symbol())
                        : Setting.of(built));
    }
}

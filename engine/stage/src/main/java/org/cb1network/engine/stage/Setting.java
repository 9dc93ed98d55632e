package org.cb1network.engine.stage;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value of any type, for parameters that the pipeline's author names: a number, a truth value, a text, or a list of
 * these. In YAML it is written as any other value; {@code 5 ms} is a number with a unit.
 *
 * @param value a {@link BigDecimal} without trailing zeros, a {@link Boolean}, a {@link String}, or a {@link List} of
 *     settings
 * @param unit the unit of a number, as written; {@code "1"} if it has none, and empty for other values
 */
public record Setting(Object value, String unit) {

    /** Returns a number. */
    public static Setting number(BigDecimal value, String unit) {
        return new Setting(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros(), unit);
    }

    /** Returns a truth value, a text or a list. */
    public static Setting of(Object value) {
        return new Setting(value, "");
    }

    /** Returns the value without its unit as text: {@code 5}, {@code true}, {@code [1, 2]}. */
    public String plainText() {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof List<?> items
                ? items.stream().map(item -> ((Setting) item).plainText()).collect(Collectors.joining(", ", "[", "]"))
                : value.toString();
    }

    /** Returns a text that equal settings share and different ones do not: {@code 5 ms}, {@code true}, {@code "a"}. */
    @Override
    public String toString() {
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (value instanceof List<?> items) {
            return items.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
        }
        return unit.isEmpty() || unit.equals("1") ? plainText() : plainText() + " " + unit;
    }
}

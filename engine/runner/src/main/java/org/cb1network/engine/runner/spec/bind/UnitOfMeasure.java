package org.cb1network.engine.runner.spec.bind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The supported units of quantities. Conversions are exact decimal conversions. */
public enum UnitOfMeasure {
    NONE("1", "number", 0),
    PERCENT("%", "number", -2),
    SECOND("s", "time", 0),
    MILLISECOND("ms", "time", -3),
    MICROSECOND("us", "time", -6, "µs", "μs"),
    VOLT("V", "voltage", 0),
    MILLIVOLT("mV", "voltage", -3),
    SIEMENS("S", "conductance", 0),
    MILLISIEMENS("mS", "conductance", -3),
    MICROSIEMENS("uS", "conductance", -6, "µS", "μS"),
    NANOSIEMENS("nS", "conductance", -9),
    PICOSIEMENS("pS", "conductance", -12),
    MICROFARAD("uF", "capacitance", -6, "µF", "μF"),
    NANOFARAD("nF", "capacitance", -9),
    PICOFARAD("pF", "capacitance", -12),
    HERTZ("Hz", "rate", 0),
    KILOHERTZ("kHz", "rate", 3),
    NANOAMPERE("nA", "current", -9),
    PICOAMPERE("pA", "current", -12),
    CENTIMETRE("cm", "length", -2),
    MILLIMETRE("mm", "length", -3),
    MICROMETRE("um", "length", -6, "µm", "μm");

    private final String symbol;
    private final String dimension;
    private final int exponent;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> aliases;

    UnitOfMeasure(String symbol, String dimension, int exponent, String... aliases) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.exponent = exponent;
        this.aliases = List.of(aliases);
    }

    /** Returns the unit with a symbol. Symbols are case-sensitive. */
    public static Optional<UnitOfMeasure> of(String symbol) {
        for (UnitOfMeasure unit : values()) {
            if (unit.symbol.equals(symbol) || unit.aliases.contains(symbol)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Returns the symbol; {@code "1"} for none. */
    public String symbol() {
        return symbol;
    }

    /** Returns the measured dimension in one word: {@code time}. */
    public String dimension() {
        return dimension;
    }

    /** Returns whether numbers in this unit are written without a unit. */
    public boolean isNone() {
        return this == NONE;
    }

    /** Returns all units of this dimension, this one first; without {@link #NONE}. */
    public List<UnitOfMeasure> ofDimension() {
        List<UnitOfMeasure> units = new ArrayList<>();
        units.add(this);
        for (UnitOfMeasure unit : values()) {
            if (unit != this && unit.dimension.equals(dimension)) {
                units.add(unit);
            }
        }
        units.remove(NONE);
        return units;
    }

    /** Returns alternative symbols. */
    public List<String> aliases() {
        return aliases;
    }

    /** Returns whether numbers in this unit can be converted to the other. */
    public boolean isConvertibleTo(UnitOfMeasure other) {
        return dimension.equals(other.dimension);
    }

    /** Converts a number from this unit to another. */
    public BigDecimal convert(BigDecimal number, UnitOfMeasure other) {
        return number.scaleByPowerOfTen(exponent - other.exponent);
    }
}

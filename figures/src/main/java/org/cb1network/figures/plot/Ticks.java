package org.cb1network.figures.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.figures.mark.Scale;

/**
 * The values at which an axis has ticks, and their labels.
 *
 * @param major values with a label
 * @param labels markup, one per major value
 * @param minor values with a small tick and no label
 * @param exponent of the power of ten by which the labels have been divided, because they were very long; usually 0
 */
record Ticks(List<Double> major, List<String> labels, List<Double> minor, int exponent) {

    /** Round steps, times powers of ten. */
    private static final int[] NICE_STEPS = {1, 2, 5};

    /** Labels with more characters are divided by a power of ten if that makes them shorter. */
    private static final int LONGEST_PLAIN = 7;

    private static final double LN10 = StrictMath.log(10);

    Ticks {
        major = List.copyOf(major);
        labels = List.copyOf(labels);
        minor = List.copyOf(minor);
    }

    /** Returns an axis without ticks. */
    static Ticks none() {
        return new Ticks(List.of(), List.of(), List.of(), 0);
    }

    /** Returns ticks at round values, about as many as wanted, as Heckbert's "nice numbers" (Graphics Gems, 1990). */
    static Ticks nice(Scale scale, int wanted) {
        return scale.logarithmic() ? logarithmic(scale) : linear(scale, wanted);
    }

    /** Returns ticks at given values, labelled with equal numbers of decimals. */
    static Ticks at(Scale scale, double... values) {
        List<Double> major = new ArrayList<>();
        List<BigDecimal> exact = new ArrayList<>();
        for (double value : values) {
            major.add(value);
            exact.add(BigDecimal.valueOf(value));
        }
        List<String> labels = scale.logarithmic() && exact.stream().allMatch(Ticks::isPowerOfTen)
                ? exact.stream().map(Ticks::powerLabel).toList()
                : decimals(exact);
        return new Ticks(major, labels, scale.logarithmic() ? minorLog(scale) : List.of(), 0);
    }

    private static Ticks linear(Scale scale, int wanted) {
        double min = Math.min(scale.start(), scale.end());
        double max = Math.max(scale.start(), scale.end());
        int smallest = (int) StrictMath.floor(StrictMath.log10((max - min) / Math.max(1, wanted))) - 1;
        List<BigDecimal> best = List.of();
        double bestCost = Double.POSITIVE_INFINITY;
        for (int exponent = smallest; exponent < smallest + 4; exponent++) {
            for (int digit : NICE_STEPS) {
                BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                List<BigDecimal> values = multiples(step, min, max);
                double cost = cost(values.size(), wanted);
                if (cost < bestCost) {
                    best = values;
                    bestCost = cost;
                }
            }
        }
        int exponent = exponent(best);
        List<BigDecimal> divided =
                best.stream().map(value -> value.movePointLeft(exponent)).toList();
        return new Ticks(doubles(best), decimals(divided), List.of(), exponent);
    }

    /** Returns the exponent of a power of ten that makes labels much shorter; 0 if they are short enough, or none does. */
    private static int exponent(List<BigDecimal> values) {
        int plain = longest(decimals(values));
        int largest = values.stream()
                .filter(value -> value.signum() != 0)
                .mapToInt(value -> value.precision() - value.scale() - 1)
                .max()
                .orElse(0);
        int divided = longest(decimals(
                values.stream().map(value -> value.movePointLeft(largest)).toList()));
        return plain > LONGEST_PLAIN && divided <= LONGEST_PLAIN ? largest : 0;
    }

    private static int longest(List<String> labels) {
        return labels.stream().mapToInt(String::length).max().orElse(0);
    }

    private static List<Double> doubles(List<BigDecimal> values) {
        return values.stream().map(BigDecimal::doubleValue).toList();
    }

    /**
     * Returns the cost of a number of ticks: too many ticks are worse than too few, and a single tick is of little use.
     */
    private static double cost(int count, int wanted) {
        double tooMany = 1.5 * Math.max(0, count - wanted);
        double tooFew = Math.max(0, wanted - count);
        return tooMany + tooFew + (count < 2 ? 3 : 0);
    }

    /** Returns the multiples of a step between two values, with a tolerance for rounding. */
    private static List<BigDecimal> multiples(BigDecimal step, double min, double max) {
        BigDecimal slack = step.movePointLeft(9);
        BigDecimal low = BigDecimal.valueOf(min).subtract(slack).divide(step, 0, RoundingMode.CEILING);
        BigDecimal high = BigDecimal.valueOf(max).add(slack).divide(step, 0, RoundingMode.FLOOR);
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal i = low; i.compareTo(high) <= 0 && values.size() < 1000; i = i.add(BigDecimal.ONE)) {
            values.add(i.multiply(step));
        }
        return values;
    }

    /** Returns powers of ten if there are at least two, otherwise 1, 2, 5, 10, 20 ... */
    private static Ticks logarithmic(Scale scale) {
        List<BigDecimal> powers = new ArrayList<>();
        List<BigDecimal> between = new ArrayList<>();
        double min = Math.min(scale.start(), scale.end());
        int first = (int) StrictMath.floor(StrictMath.log(min) / LN10 + 1e-9);
        for (int exponent = first; exponent <= first + 400; exponent++) {
            BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
            if (power.doubleValue() > Math.max(scale.start(), scale.end()) * (1 + 1e-9)) {
                break;
            }
            for (int digit : NICE_STEPS) {
                BigDecimal value = power.multiply(BigDecimal.valueOf(digit));
                if (scale.covers(value.doubleValue())) {
                    between.add(value);
                    if (digit == 1) {
                        powers.add(value);
                    }
                }
            }
        }
        if (powers.size() < 2) {
            int exponent = exponent(between);
            List<BigDecimal> divided =
                    between.stream().map(value -> value.movePointLeft(exponent)).toList();
            return new Ticks(doubles(between), decimals(divided), minorLog(scale), exponent);
        }
        List<BigDecimal> shown = everyFew(powers);
        return new Ticks(
                doubles(shown),
                shown.stream().map(Ticks::powerLabel).toList(),
                shown.size() < powers.size() ? doubles(powers) : minorLog(scale),
                0);
    }

    private static List<BigDecimal> everyFew(List<BigDecimal> powers) {
        int stride = (powers.size() + 5) / 6;
        List<BigDecimal> few = new ArrayList<>();
        for (int i = 0; i < powers.size(); i += stride) {
            few.add(powers.get(i));
        }
        return few;
    }

    /** Returns 2, 3 ... 9 times the powers of ten. */
    private static List<Double> minorLog(Scale scale) {
        List<Double> minor = new ArrayList<>();
        double min = Math.min(scale.start(), scale.end());
        int first = (int) StrictMath.floor(StrictMath.log(min) / LN10 + 1e-9);
        for (int exponent = first; exponent < first + 12; exponent++) {
            for (int digit = 2; digit <= 9; digit++) {
                double value =
                        BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent).doubleValue();
                if (scale.covers(value)) {
                    minor.add(value);
                }
            }
        }
        return minor;
    }

    private static boolean isPowerOfTen(BigDecimal value) {
        return value.signum() > 0 && value.stripTrailingZeros().unscaledValue().bitLength() == 1;
    }

    private static String powerLabel(BigDecimal power) {
        return "10^{" + -power.stripTrailingZeros().scale() + "}";
    }

    private static List<String> decimals(List<BigDecimal> values) {
        int places = 0;
        for (BigDecimal value : values) {
            places = Math.max(
                    places, value.signum() == 0 ? 0 : value.stripTrailingZeros().scale());
        }
        int scale = places;
        return values.stream()
                .map(value -> value.setScale(scale, RoundingMode.HALF_EVEN).toPlainString())
                .toList();
    }
}

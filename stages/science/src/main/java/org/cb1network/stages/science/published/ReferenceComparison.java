package org.cb1network.stages.science.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.cb1network.engine.table.RowFilter;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.science.analysis.SampleStatistics;
import org.cb1network.stages.science.replicates.ReplicateValues;

/**
 * A reference value compared with the pipeline's own.
 *
 * @param reference the value
 * @param computed the pipeline's realisations
 * @param predictionLow lower end of the prediction interval for one more realisation
 * @param predictionHigh upper end of the prediction interval
 */
record ReferenceComparison(
        ReferenceValue reference, SampleStatistics computed, double predictionLow, double predictionHigh) {

    /** Where the reference value lies. */
    enum Position {
        WITHIN,
        ABOVE,
        BELOW,
        /** There is a single realisation, from which the spread cannot be estimated. */
        UNKNOWN
    }

    /**
     * Finds the pipeline's realisations and compares.
     *
     * @throws IllegalArgumentException if the table has none; the message names the line of the reference value
     */
    static ReferenceComparison of(
            ReferenceValue reference, ComparePublishedStage.Counterpart counterpart, Table table, double confidence) {
        try {
            return compared(reference, counterpart, table, confidence);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reference.place() + ": " + e.getMessage(), e);
        }
    }

    private static ReferenceComparison compared(
            ReferenceValue reference, ComparePublishedStage.Counterpart counterpart, Table table, double confidence) {
        Map<String, String> where = new TreeMap<>(counterpart.where());
        if (!reference.population().isEmpty()) {
            where.put("population", reference.population());
        }
        if (!reference.condition().isEmpty()) {
            where.put("condition", reference.condition());
        }
        Table rows = new RowFilter(where).of(table);
        double[] values = counterpart
                .x()
                .map(x -> at(reference.x(), rows, x, counterpart.quantity()))
                .orElseGet(() ->
                        ReplicateValues.ofOnePoint(rows, counterpart.quantity()).values());
        SampleStatistics computed = SampleStatistics.of(values, confidence);
        double ofRealisations = computed.quantile()
                * computed.standardDeviation()
                * Math.sqrt(1.0 / counterpart.realisations() + 1.0 / computed.n());
        double ofSampling = counterpart
                .sampled()
                .map(sampled -> samplingError(sampled, rows, confidence) / Math.sqrt(counterpart.realisations()))
                .orElse(0.0);
        double halfWidth = Math.sqrt(ofRealisations * ofRealisations + ofSampling * ofSampling);
        return new ReferenceComparison(reference, computed, computed.mean() - halfWidth, computed.mean() + halfWidth);
    }

    /**
     * Returns the half-width of the interval that contains the mean of a sample, around the mean of the sampled
     * population.
     */
    private static double samplingError(ComparePublishedStage.Sampled sampled, Table rows, double confidence) {
        double[] spreads = ReplicateValues.ofOnePoint(rows, sampled.spread()).values();
        double variance =
                Arrays.stream(spreads).map(spread -> spread * spread).average().orElseThrow();
        double quantile = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.5 + confidence / 2);
        return quantile * Math.sqrt(variance / sampled.draws());
    }

    /** Returns the values of every replicate's curve at an abscissa, interpolated between the two points around it. */
    private static double[] at(double x, Table rows, String xColumn, String quantity) {
        Map<Integer, TreeMap<Double, Double>> curves = new TreeMap<>();
        for (int row = 0; row < rows.rows(); row++) {
            curves.computeIfAbsent(ReplicateValues.replicate(rows, row), any -> new TreeMap<>())
                    .put(rows.number(xColumn, row), rows.number(quantity, row));
        }
        List<Double> values = new ArrayList<>();
        curves.values().forEach(curve -> values.add(interpolated(curve, x, xColumn)));
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double interpolated(TreeMap<Double, Double> curve, double x, String xColumn) {
        Map.Entry<Double, Double> below = curve.floorEntry(x);
        Map.Entry<Double, Double> above = curve.ceilingEntry(x);
        if (below == null || above == null) {
            throw new IllegalArgumentException("the curve reaches from " + curve.firstKey() + " to " + curve.lastKey()
                    + ", but there is a reference value at " + xColumn + " " + x);
        }
        if (below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        double fraction = (x - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + fraction * (above.getValue() - below.getValue());
    }

    Position verdict() {
        if (Double.isNaN(predictionLow)) {
            return Position.UNKNOWN;
        }
        double off = offBy();
        return off == 0 ? Position.WITHIN : off > 0 ? Position.ABOVE : Position.BELOW;
    }

    /**
     * Returns how far the reference value is outside prediction interval and reading uncertainty, with sign; 0 if
     * within.
     */
    double offBy() {
        double above = reference.value() - reference.readingUncertainty() - predictionHigh;
        double below = reference.value() + reference.readingUncertainty() - predictionLow;
        return above > 0 ? above : Math.min(0, below);
    }

    /**
     * Returns reference value - mean, in standard deviations of a realisation; not finite if all realisations are
     * equal.
     */
    double deviations() {
        return (reference.value() - computed.mean()) / computed.standardDeviation();
    }
}

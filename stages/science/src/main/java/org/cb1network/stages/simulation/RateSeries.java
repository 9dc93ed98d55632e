package org.cb1network.stages.simulation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.cb1network.stages.analysis.Sampling;
import org.cb1network.table.Table;

/**
 * The rate of a population over time, as a simulation recorded it.
 *
 * @param hz one value a bin
 * @param sampling width of the bins
 */
public record RateSeries(double[] hz, Sampling sampling) {

    /**
     * The series of every population in a table of rates over time.
     *
     * @param stepMs time step of the simulation in ms
     */
    public static Map<String, RateSeries> of(Table rates, double stepMs) {
        List<String> populations = rates.text("population");
        Map<String, RateSeries> series = new LinkedHashMap<>();
        for (String population : new LinkedHashSet<>(populations)) {
            Table own = rates.where(row -> populations.get(row).equals(population));
            int[] steps = own.int32("step");
            int binSteps = steps.length < 2 ? 1 : steps[1] - steps[0];
            series.put(population, new RateSeries(own.float64("rate"), new Sampling(stepMs, binSteps)));
        }
        return series;
    }
}

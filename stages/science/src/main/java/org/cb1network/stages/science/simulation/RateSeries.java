package org.cb1network.stages.science.simulation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.science.analysis.Sampling;

/** The recorded rate of a population over time. Immutable; the returned array is a copy. */
public final class RateSeries {

    private final double[] hz;
    private final Sampling sampling;

    private RateSeries(double[] hz, Sampling sampling) {
        this.hz = hz;
        this.sampling = sampling;
    }

    /**
     * Returns the series of every population in a table of rates over time.
     *
     * @param stepMs time step of the simulation in ms
     */
    public static Map<String, RateSeries> of(Table rates, double stepMs) {
        Map<String, RateSeries> series = new LinkedHashMap<>();
        for (String population : new LinkedHashSet<>(rates.text("population"))) {
            Table own = SimulationTables.ofPopulation(rates, population, "step", "rate");
            int[] steps = own.int32("step");
            int binSteps = steps.length < 2 ? 1 : steps[1] - steps[0];
            series.put(population, new RateSeries(own.float64("rate"), new Sampling(stepMs, binSteps)));
        }
        return series;
    }

    /** Returns the rate in Hz, one value per bin. */
    public double[] hz() {
        return hz.clone();
    }

    /** Returns the time base of the bins. */
    public Sampling sampling() {
        return sampling;
    }
}

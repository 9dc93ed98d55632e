package org.cb1network.stages.science.simulation;

import java.util.List;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;

/** The tables that a simulation writes besides its recordings, with helpers for the stages that read them. */
public final class SimulationTables {

    /** The mean rate of one population. */
    public record MeanRate(
            @Cell("name of the population") String population,
            @Cell("number of neurons") int neurons,
            @Cell("spikes after the discarded time") long spikes,

            @Cell(value = "spikes / (neurons * time), discarded time left out", unit = "Hz")
            double rate,

            @Cell(value = "the same over the whole simulation", unit = "Hz")
            double rateWhole,

            @Cell(value = "simulated time", unit = "ms") double duration,

            @Cell(value = "step of the simulation", unit = "ms")
            double timeStep) {}

    /** Mean rates: one row for each population. */
    public static final RowType<MeanRate> RATES = RowType.of("rates", "mean rate of each population", MeanRate.class);

    /** One bump of one afferent. */
    public record InputEvent(
            @Cell("name of the afferent") String afferent,
            @Cell(value = "time of the peak", unit = "ms") double time,
            @Cell(value = "rate at the peak", unit = "Hz") double amplitude,

            @Cell(value = "standard deviation of the bump", unit = "ms")
            double width) {}

    /** Input events: one row for each bump of each afferent. */
    public static final RowType<InputEvent> EVENTS =
            RowType.of("events", "Gaussian bumps of the rates of afferents", InputEvent.class);

    private SimulationTables() {}

    /** Returns an input for mean rates, which provide the populations, duration and step of a simulation. */
    public static InputPort aboutTheSimulation() {
        return RATES.input(
                "simulation",
                "mean rates of that simulation",
                "population",
                "neurons",
                "spikes",
                "duration",
                "time_step");
    }

    /**
     * Returns the recording of one population.
     *
     * @param recording has a row for each spike, sample or bin, and a column {@code population}
     * @param columns the columns needed; copying a population name for every sample would be expensive
     */
    public static Table ofPopulation(Table recording, String population, String... columns) {
        List<String> populations = recording.text("population");
        return recording.select(columns).where(row -> populations.get(row).equals(population));
    }

    /** Returns the step of a simulation in ms from its mean rates. */
    public static double timeStepMs(Table rates) {
        return rates.float64("time_step", 0);
    }

    /** Returns the duration of a simulation in ms from its mean rates. */
    public static double durationMs(Table rates) {
        return rates.float64("duration", 0);
    }
}

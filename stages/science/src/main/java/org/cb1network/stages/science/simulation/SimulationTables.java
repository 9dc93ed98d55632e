package org.cb1network.stages.science.simulation;

import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/** The tables that a simulation yields beside its recordings, and what other stages read off them. */
public final class SimulationTables {

    private static final Column DURATION = Column.float64("duration", "ms", "simulated time");
    private static final Column TIME_STEP = Column.float64("time_step", "ms", "step of the simulation");

    /** Mean rates: one row for each population. */
    static final TableSchema RATES = TableSchema.of(
            "rates",
            "mean rate of each population",
            Column.text("population", "name of the population"),
            Column.int32("neurons", "1", "number of neurons"),
            Column.int64("spikes", "1", "spikes after the discarded time"),
            Column.float64("rate", "Hz", "spikes / (neurons * time), discarded time left out"),
            Column.float64("rate_whole", "Hz", "the same over the whole simulation"),
            DURATION,
            TIME_STEP);

    /** Input events: one row for each bump of each afferent. */
    static final TableSchema EVENTS = TableSchema.of(
            "events",
            "Gaussian bumps of the rates of afferents",
            Column.text("afferent", "name of the afferent"),
            Column.float64("time", "ms", "time of the peak"),
            Column.float64("amplitude", "Hz", "rate at the peak"),
            Column.float64("width", "ms", "standard deviation of the bump"));

    private SimulationTables() {}

    /** The columns of an input that takes mean rates in order to know about a simulation: populations, duration, step. */
    public static List<Column> aboutTheSimulation() {
        return List.of(
                RATES.column("population"), RATES.column("neurons"), RATES.column("spikes"), DURATION, TIME_STEP);
    }

    /** The columns of input events. */
    public static List<Column> events() {
        return EVENTS.columns();
    }

    /**
     * What was recorded of one population.
     *
     * @param recording has a row for each spike, sample or bin, and a column {@code population}
     * @param columns those that are needed; a name for every sample is a lot to copy
     */
    public static Table ofPopulation(Table recording, String population, String... columns) {
        List<String> populations = recording.text("population");
        return recording.select(columns).where(row -> populations.get(row).equals(population));
    }

    /** Step of a simulation in ms, given its mean rates. */
    public static double timeStepMs(Table rates) {
        return rates.float64("time_step", 0);
    }

    /** Duration of a simulation in ms, given its mean rates. */
    public static double durationMs(Table rates) {
        return rates.float64("duration", 0);
    }
}

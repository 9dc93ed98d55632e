package org.cb1network.stages.science.simulation;

import org.cb1network.engine.table.Table;
import org.cb1network.stages.science.analysis.PopulationSpikes;

/** The spikes that a simulation recorded, by population. */
public final class RecordedSpikes {

    private final Table spikes;
    private final Table simulation;

    private RecordedSpikes(Table spikes, Table simulation) {
        this.spikes = spikes;
        this.simulation = simulation;
    }

    /**
     * Returns the spikes of a simulation.
     *
     * @param spikes its spike recording
     * @param simulation its mean rates, which name all populations
     */
    public static RecordedSpikes of(Table spikes, Table simulation) {
        return new RecordedSpikes(spikes, simulation);
    }

    /**
     * Returns the spike trains of a population.
     *
     * @throws IllegalArgumentException if there is no such population, or its spikes were not recorded
     */
    public PopulationSpikes trains(String population) {
        int row = simulation.text("population").indexOf(population);
        if (row < 0) {
            throw new IllegalArgumentException("the simulation had no population '" + population + "', only "
                    + String.join(", ", simulation.text("population")));
        }
        Table own = SimulationTables.ofPopulation(spikes, population, "neuron", "step");
        if (own.rows() == 0 && simulation.int64("spikes", row) > 0) {
            throw new IllegalArgumentException(
                    "the spikes of '" + population + "' were not recorded; add it to 'record: {spikes: [...]}'");
        }
        return PopulationSpikes.of(simulation.int32("neurons", row), own.int32("neuron"), own.int32("step"));
    }
}

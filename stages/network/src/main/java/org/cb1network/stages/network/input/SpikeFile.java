package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.SpikeTimes;
import org.cb1network.stages.network.spec.TimeSteps;

/**
 * Spikes of an afferent from a file: CSV, gzipped CSV or Arrow with the columns {@code neuron} (index in the afferent) and {@code time_ms}. A
 * spike belongs to the time step that contains its time.
 */
public final class SpikeFile {
    private static final String NEURON = "neuron";
    private static final String TIME = "time_ms";

    private SpikeFile() {}

    /**
     * Reads the spikes.
     *
     * @param durationMs simulated time in ms; a spike after it is refused, because it would never act
     * @throws InputFileException naming the line or row, if the file cannot be used
     */
    public static SpikeTimes read(Path file, String afferent, Network network, double durationMs) throws IOException {
        int size = network.afferent(afferent).size();
        GrowingRows spikes = new GrowingRows();
        try (InputRows rows = InputRows.open(file, List.of(NEURON, TIME), List.of())) {
            while (rows.next()) {
                double timeMs = rows.notNegative(TIME);
                if (timeMs >= durationMs) {
                    throw rows.problem("a spike at " + timeMs + " ms is not in the simulation of " + durationMs
                            + " ms; simulate longer, or remove it");
                }
                int step = (int) Math.floor(TimeSteps.snapped(timeMs, network.stepMs()));
                spikes.add(rows, rows.index(NEURON, size, afferent), step, 1, 0);
            }
        }
        SpikeTimes times = new SpikeTimes(new EventList(spikes.first(), spikes.second(), spikes.number()));
        if (times.spikes().count() == 0) {
            throw new InputFileException(file, "", "there are no spikes in it");
        }
        return times;
    }

    /** What {@link #read} finds wrong depends on these and the file. */
    public static List<Object> dependencies(String afferent, Network network, double durationMs) {
        return List.of(afferent, network.afferent(afferent).size(), durationMs);
    }
}

package org.cb1network.stages.science.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.spec.NetworkModel;

/**
 * The parameters of a simulation.
 *
 * @param model the network
 * @param durationMs simulated time in ms
 * @param discardMs time from the start that is excluded from mean rates, in ms
 * @param stimuli stimuli that replace the constant rates of afferents, by afferent
 * @param record what to record besides mean rates
 * @param maximumRateHz mean rate of a population, over 50 ms, above which the simulation is stopped as runaway, in Hz
 */
public record SimulationParameters(
        NetworkModel model,

        @Describe("simulated time") @Unit("ms") @Range(min = 0, minExclusive = true)
        double durationMs,

        @Describe("time from the start that is excluded from mean rates") @Unit("ms") @Range(min = 0) @Default("0 ms")
        double discardMs,

        @Describe("stimuli that replace the constant rates of afferents, by afferent") @Default("{}")
        Map<String, StimulusParameters> stimuli,

        @Describe("what to record besides mean rates") @Default("{}")
        RecordingParameters record,

        @Describe("mean rate of a population, over 50 ms, above which the simulation is stopped")
        @Unit("Hz")
        @Range(min = 0, minExclusive = true)
        @Default("195 Hz")
        double maximumRateHz)
        implements Checked {

    public SimulationParameters {
        stimuli = new TreeMap<>(stimuli);
    }

    @Override
    public void check(ProblemReport report) {
        if (discardMs >= durationMs) {
            report.problem(
                    "discarding " + discardMs + " ms leaves nothing of " + durationMs + " ms",
                    "discard less or simulate longer",
                    "discard");
        }
        Collection<String> populations = model.populations().keySet();
        Collection<String> afferents = model.afferents().keySet();
        stimuli.keySet().forEach(name -> known("afferent", name, afferents, report, "stimuli", name));
        known("population", record.spikes(), populations, report, "spikes");
        known("population", record.membrane(), populations, report, "membrane");
        known("population", record.conductances(), populations, report, "conductances");
        known("population", record.rates(), populations, report, "rates");
        known("afferent", record.afferents(), afferents, report, "afferents");
    }

    private static void known(
            String kind, List<String> names, Collection<String> valid, ProblemReport report, String key) {
        for (int i = 0; i < names.size(); i++) {
            known(kind, names.get(i), valid, report, "record", key, i);
        }
    }

    private static void known(
            String kind, String name, Collection<String> valid, ProblemReport report, Object... path) {
        if (!valid.contains(name)) {
            report.unknownName(kind, name, valid, path);
        }
    }
}

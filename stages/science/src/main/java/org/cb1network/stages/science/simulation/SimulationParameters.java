package org.cb1network.stages.science.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkModel;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.TimeSteps;

/**
 * The parameters of a simulation.
 *
 * @param model the network
 * @param durationMs simulated time in ms
 * @param discardMs time from the start that is excluded from mean rates, in ms
 * @param stimuli stimuli that replace the constant rates of afferents, by afferent
 * @param currents currents into neurons of a population, by population
 * @param record what to record besides mean rates
 * @param maximumRateHz mean rate of a population, over {@code rateWindowMs}, above which the simulation is stopped as runaway, in Hz
 * @param rateWindowMs time over which that rate is taken, in ms
 * @param overshoot what happens when a spike comes from the integration
 */
public record SimulationParameters(
        NetworkModel model,

        @Describe("simulated time") @Unit("ms") @Range(min = 0, minExclusive = true)
        double durationMs,

        @Describe("time from the start that is excluded from mean rates") @Unit("ms") @Range(min = 0) @Default("0 ms")
        double discardMs,

        @Describe("stimuli that replace the constant rates of afferents, by afferent") @Default("{}")
        Map<String, StimulusParameters> stimuli,

        @Describe("currents into neurons of a population, by population") @Default("{}")
        Map<String, CurrentParameters> currents,

        @Describe("what to record besides mean rates") @Default("{}")
        RecordingParameters record,

        @Describe("mean rate of a population, over rate-window, above which the simulation is stopped")
        @Unit("Hz")
        @Range(min = 0, minExclusive = true)
        @Default("195 Hz")
        double maximumRateHz,

        @Describe("time over which the rate for maximum-rate is taken")
        @Unit("ms")
        @Range(min = 0, minExclusive = true)
        @Default("50 ms")
        double rateWindowMs,

        @Describe("what happens when forward Euler overshoots so far that a spike comes from the integration:"
                + " the simulation fails (error), or its result is kept with a warning (warning)")
        @Default("error")
        OvershootHandling overshoot)
        implements Checked {

    private static final String RECORD = "record";
    private static final String CURRENTS = "currents";
    private static final String STIMULI = "stimuli";

    public SimulationParameters {
        stimuli = new TreeMap<>(stimuli);
        currents = new TreeMap<>(currents);
    }

    @Override
    public void check(ProblemReport report) {
        wholeSteps(durationMs, report, "duration");
        wholeSteps(discardMs, report, "discard");
        wholeSteps(rateWindowMs, report, "rate-window");
        if (record.takesSamples()) {
            wholeSteps(record.samplingMs(), report, RECORD, "sampling");
        }
        if (record.takesBins()) {
            wholeSteps(record.rateBinMs(), report, RECORD, "rate-bin");
        }
        if (discardMs >= durationMs) {
            report.problem(
                    "discarding " + discardMs + " ms leaves nothing of " + durationMs + " ms",
                    "discard less or simulate longer",
                    "discard");
        }
        Collection<String> populations = model.populations().keySet();
        Collection<String> afferents = model.afferents().keySet();
        stimuli.forEach((name, stimulus) -> checkStimulus(name, stimulus, report));
        currents.keySet().forEach(name -> known("population", name, populations, report, CURRENTS, name));
        currents.forEach((name, current) -> checkTimes(name, current, report));
        known("population", record.spikes(), populations, report, "spikes");
        known("population", record.membrane(), populations, report, "membrane");
        known("population", record.conductances(), populations, report, "conductances");
        known("population", record.rates(), populations, report, "rates");
        known("afferent", record.afferents(), afferents, report, "afferents");
        record.sampledPopulations().forEach(name -> checkRecordedNeurons(name, report));
        model.projections()
                .forEach((pathway, projection) -> checkDelay(pathway, projection, new NetworkProblems(report)));
        if (afferents.containsAll(stimuli.keySet()) && populations.containsAll(currents.keySet())) {
            Network network = SimulatedNetwork.withoutFiles(this, 1);
            network.checkInput(new NetworkProblems(report));
            SimulatedNetwork.checkFiles(this, network, report);
        }
    }

    private void checkTimes(String population, CurrentParameters current, ProblemReport report) {
        if (current instanceof CurrentParameters.Steps steps) {
            checkTimes(steps.timesMs(), report, CURRENTS, population);
        } else if (current instanceof CurrentParameters.Constant constant) {
            checkTime(constant.fromMs(), report, CURRENTS, population, "from");
        }
    }

    private void checkTimes(List<Double> timesMs, ProblemReport report, String section, String name) {
        for (int i = 0; i < timesMs.size(); i++) {
            checkTime(timesMs.get(i), report, section, name, "times", i);
        }
    }

    /** What begins at the end of the simulation has no effect. */
    private void checkTime(double timeMs, ProblemReport report, Object... place) {
        if (timeMs >= durationMs) {
            report.problem(
                    timeMs + " ms is not before the end of the simulation at " + durationMs
                            + " ms, so that what begins there has no effect",
                    "remove it, or simulate longer",
                    place);
        }
    }

    /** Not of delays that differ: some of them are shorter. */
    private void checkDelay(Pathway pathway, Projection projection, ProblemReport report) {
        if (projection.delaySpread().isEmpty() && projection.delayMs().orElse(0.0) >= durationMs) {
            report.problem(
                    "no event arrives within the simulation of " + durationMs
                            + " ms, so that the projection has no effect",
                    "shorten the delay, or simulate longer",
                    "projections",
                    pathway,
                    "delay");
        }
    }

    /** Of the first n neurons, a smaller population has fewer. */
    private void checkRecordedNeurons(String name, ProblemReport report) {
        Population population = model.populations().get(name);
        int last = record.neurons().last();
        if (population != null && last >= population.size() && !record.neurons().counted()) {
            report.problem(
                    "neuron " + last + " is not in " + name + ", which has 0 to " + (population.size() - 1),
                    "change the neurons, or the populations that are recorded",
                    RECORD,
                    "neurons");
        }
    }

    private void wholeSteps(double timeMs, ProblemReport report, Object... path) {
        TimeSteps.problem(timeMs, model.timeStepMs())
                .ifPresent(problem -> report.problem(problem, TimeSteps.advice(timeMs, model.timeStepMs()), path));
    }

    private void checkStimulus(String name, StimulusParameters stimulus, ProblemReport report) {
        if (stimulus instanceof StimulusParameters.Steps steps) {
            checkTimes(steps.timesMs(), report, STIMULI, name);
        }
        Afferent afferent = model.afferents().get(name);
        if (afferent == null) {
            report.unknownName("afferent", name, model.afferents().keySet(), STIMULI, name);
        } else if (afferent.rateHz() > 0) {
            report.problem(
                    "the stimulus takes the place of the rate of " + afferent.rateHz() + " Hz that the model gives '"
                            + name + "', which then has no effect",
                    "leave the rate out, or give it as a stimulus of type constant",
                    STIMULI,
                    name);
        }
    }

    /** Problems of a network at their places in the parameters: the currents are beside the model, all else is in it. */
    private record NetworkProblems(ProblemReport report) implements ProblemReport {
        @Override
        public void problem(String message, String advice, Object... path) {
            report.problem(message, advice, within(path));
        }

        @Override
        public void unknownName(String what, String name, Collection<String> valid, Object... path) {
            report.unknownName(what, name, valid, within(path));
        }

        private static Object[] within(Object... path) {
            return path.length > 0 && path[0].equals(CURRENTS)
                    ? path
                    : Stream.concat(Stream.of("model"), Stream.of(path)).toArray();
        }
    }

    private static void known(
            String kind, List<String> names, Collection<String> valid, ProblemReport report, String key) {
        for (int i = 0; i < names.size(); i++) {
            known(kind, names.get(i), valid, report, RECORD, key, i);
        }
    }

    private static void known(
            String kind, String name, Collection<String> valid, ProblemReport report, Object... path) {
        if (!valid.contains(name)) {
            report.unknownName(kind, name, valid, path);
        }
    }
}

package org.cb1network.stages.science.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.input.EventSchedule;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.RateCourse;
import org.cb1network.stages.network.spec.SineRate;
import org.cb1network.stages.network.spec.Stimulus;

/** The stimulus of an afferent, which replaces the constant rate in the model. */
public sealed interface StimulusParameters {

    /** A constant rate. */
    @Describe("a constant rate")
    record Constant(
            @Describe("rate of each afferent neuron") @Unit("Hz") @Range(min = 0)
            double rateHz) implements StimulusParameters {

        Stimulus stimulus() {
            return new ConstantRate(rateHz);
        }
    }

    /** Bumps at evenly spaced times with evenly spaced amplitudes, as in the protocol of the gain curves. */
    @Describe("Gaussian bumps at evenly spaced times, with amplitudes that rise in even steps")
    record Staircase(
            @Describe("number of bumps") @Range(min = 1, max = 100000)
            int count,

            @Describe("amplitude of the first bump") @Unit("Hz") @Range(min = 0) @Default("0 Hz")
            double fromHz,

            @Describe("amplitude of the last bump") @Unit("Hz") @Range(min = 0)
            double toHz,

            @Describe("width (standard deviation) of a bump") @Unit("ms") @Range(min = 0, minExclusive = true)
            double widthMs,

            @Describe("time of the first peak") @Unit("ms") @Range(min = 0)
            double firstMs,

            @Describe("time between peaks") @Unit("ms") @Range(min = 0, minExclusive = true)
            double intervalMs)
            implements StimulusParameters {

        GaussianEvents stimulus() {
            List<GaussianEvents.Event> events = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                double amplitudeHz = count == 1 ? toHz : fromHz + (toHz - fromHz) * k / (count - 1);
                events.add(new GaussianEvents.Event(firstMs + intervalMs * k, amplitudeHz));
            }
            return new GaussianEvents(events, widthMs);
        }
    }

    /** Bumps at random times with random amplitudes, drawn as in the published code. */
    @Describe("Gaussian bumps at random times with random amplitudes, as in the published code: 200, all after 4 s")
    record RandomEvents(
            @Describe("seed of the schedule, as in the published code; by default the number of the replicate")
            @Range(min = 0, max = 4294967295.0)
            Optional<Long> eventSeed,

            @Describe("amplitudes are uniform below this level") @Unit("Hz") @Range(min = 0)
            double levelHz,

            @Describe("width (standard deviation) of a bump")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("200 ms")
            double widthMs,

            @Describe("inverse of the mean interval between bumps")
            @Unit("Hz")
            @Range(min = 0, minExclusive = true)
            @Default("1 Hz")
            double frequencyHz)
            implements StimulusParameters {

        /**
         * Returns the stimulus.
         *
         * @param replicate number of the replicate: without its own seed, each replicate has other events
         */
        GaussianEvents stimulus(double durationMs, int replicate) {
            return new EventSchedule(eventSeed.orElse((long) replicate), widthMs, frequencyHz, levelHz)
                    .until(durationMs);
        }
    }

    /** Bumps given individually. */
    @Describe("Gaussian bumps given individually")
    record Bumps(
            @Describe("times of the peaks") @Unit("ms") List<Double> timesMs,

            @Describe("amplitudes, one for each time") @Unit("Hz") @Range(min = 0)
            List<Double> amplitudesHz,

            @Describe("width (standard deviation) of a bump") @Unit("ms") @Range(min = 0, minExclusive = true)
            double widthMs)
            implements StimulusParameters, Checked {

        public Bumps {
            timesMs = List.copyOf(timesMs);
            amplitudesHz = List.copyOf(amplitudesHz);
        }

        @Override
        public void check(ProblemReport report) {
            requireAsMany(timesMs, amplitudesHz, "amplitudes", report);
        }

        GaussianEvents stimulus() {
            List<GaussianEvents.Event> events = new ArrayList<>();
            for (int k = 0; k < timesMs.size(); k++) {
                events.add(new GaussianEvents.Event(timesMs.get(k), amplitudesHz.get(k)));
            }
            return new GaussianEvents(events, widthMs);
        }
    }

    /** A rate that changes at given times and stays in between. */
    @Describe("a rate that changes at given times and stays in between; 0 before the first one")
    record Steps(
            @Describe("times at which it changes, ascending") @Unit("ms")
            List<Double> timesMs,

            @Describe("rate of each afferent neuron from each of these times on") @Unit("Hz") @Range(min = 0)
            List<Double> ratesHz)
            implements StimulusParameters, Checked {

        public Steps {
            timesMs = List.copyOf(timesMs);
            ratesHz = List.copyOf(ratesHz);
        }

        @Override
        public void check(ProblemReport report) {
            requireAsMany(timesMs, ratesHz, "rates", report);
        }

        RateCourse stimulus() {
            return new RateCourse(timesMs, ratesHz, false);
        }
    }

    /** A rate that changes evenly between given times. */
    @Describe(
            "a rate that changes evenly between given times, such as a ramp; 0 before the first time, the last rate after the last one")
    record Ramps(
            @Describe("times, ascending") @Unit("ms") List<Double> timesMs,

            @Describe("rate of each afferent neuron at each of these times") @Unit("Hz") @Range(min = 0)
            List<Double> ratesHz)
            implements StimulusParameters, Checked {

        public Ramps {
            timesMs = List.copyOf(timesMs);
            ratesHz = List.copyOf(ratesHz);
        }

        @Override
        public void check(ProblemReport report) {
            requireAsMany(timesMs, ratesHz, "rates", report);
        }

        RateCourse stimulus() {
            return new RateCourse(timesMs, ratesHz, true);
        }
    }

    /** A rate that oscillates. */
    @Describe("a rate that oscillates: mean + amplitude sin(2 pi (frequency t + phase)); 0 where that is negative")
    record Sine(
            @Describe("mean rate of each afferent neuron") @Unit("Hz") @Range(min = 0)
            double meanHz,

            @Describe("amplitude") @Unit("Hz") @Range(min = 0)
            double amplitudeHz,

            @Describe("frequency of the oscillation") @Unit("Hz") @Range(min = 0, minExclusive = true)
            double frequencyHz,

            @Describe("phase at the beginning, in cycles") @Default("0")
            double phase)
            implements StimulusParameters {

        SineRate stimulus() {
            return new SineRate(meanHz, amplitudeHz, frequencyHz, phase);
        }
    }

    /** Spikes of the afferent neurons given one by one in a file. */
    @Describe(
            "spikes of the afferent's neurons in a file (CSV, gzipped CSV or Arrow: neuron, time_ms), each in the time step that contains"
                    + " its time; needs sources: shared")
    record SpikeFile(@Describe("the file") DataFile file) implements StimulusParameters {}

    /** A rate over time in a file. */
    @Describe(
            "a rate over time in a file (CSV, gzipped CSV or Arrow: time_ms, rate_Hz) that stays from one row to the next; 0 before the first")
    record RateFile(@Describe("the file") DataFile file) implements StimulusParameters {}

    /** Events given one by one in a file, for a replay. */
    @Describe(
            "events given one by one in a file (CSV, gzipped CSV or Arrow: afferent, target, neuron, step, possibly weight_nS);"
                    + " its projections have connect: {type: events}")
    record EventFile(@Describe("the file") DataFile file) implements StimulusParameters {}

    private static void requireAsMany(List<Double> times, List<Double> values, String key, ProblemReport report) {
        if (times.size() != values.size() || times.isEmpty()) {
            report.problem(
                    "there are " + times.size() + " times but " + values.size() + " " + key,
                    "give one of the " + key + " for each time",
                    key);
        }
    }
}

package org.cb1network.stages.science.simulation;

import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.spec.CurrentNoise;
import org.cb1network.stages.network.spec.CurrentStimulus;

/** A current into neurons of a population. */
public sealed interface CurrentParameters {

    /** The current over time. */
    CurrentStimulus stimulus();

    /** A current that does not change. */
    @Describe("a current that does not change")
    record Constant(
            @Describe("the current") @Unit("pA") double currentPa,

            @Describe("when it begins") @Unit("ms") @Default("0 ms")
            double fromMs,

            @Describe("neurons that receive it: the first n, a range a..b, or a list; all if left out")
            Optional<Indices> neurons)
            implements CurrentParameters {
        @Override
        public CurrentStimulus stimulus() {
            return new CurrentStimulus(List.of(fromMs), List.of(currentPa), Optional.empty(), neurons);
        }
    }

    /** A current that changes at given times. */
    @Describe("a current that changes at given times and stays in between; 0 before the first one")
    record Steps(
            @Describe("times at which it changes, ascending") @Unit("ms")
            List<Double> timesMs,

            @Describe("the current from each of these times on") @Unit("pA")
            List<Double> currentsPa,

            @Describe("neurons that receive it: the first n, a range a..b, or a list; all if left out")
            Optional<Indices> neurons)
            implements CurrentParameters, Checked {

        public Steps {
            timesMs = List.copyOf(timesMs);
            currentsPa = List.copyOf(currentsPa);
        }

        @Override
        public void check(ProblemReport report) {
            if (timesMs.size() != currentsPa.size()) {
                report.problem(
                        "there are " + timesMs.size() + " times but " + currentsPa.size() + " currents",
                        "give one current for each time",
                        "currents");
            }
        }

        @Override
        public CurrentStimulus stimulus() {
            return new CurrentStimulus(timesMs, currentsPa, Optional.empty(), neurons);
        }
    }

    /** A current that fluctuates. */
    @Describe("a current that fluctuates in each neuron on its own: an Ornstein-Uhlenbeck process")
    record OrnsteinUhlenbeck(
            @Describe("mean of the current") @Unit("pA") @Default("0 pA")
            double meanPa,

            @Describe("standard deviation of the current") @Unit("pA") @Range(min = 0)
            double sdPa,

            @Describe("time constant of its correlation") @Unit("ms") @Range(min = 0, minExclusive = true)
            double timeConstantMs,

            @Describe("neurons that receive it: the first n, a range a..b, or a list; all if left out")
            Optional<Indices> neurons)
            implements CurrentParameters {
        @Override
        public CurrentStimulus stimulus() {
            return new CurrentStimulus(
                    List.of(0.0),
                    List.of(meanPa),
                    Optional.of(CurrentNoise.ornsteinUhlenbeck(sdPa, timeConstantMs)),
                    neurons);
        }
    }

    /** A current with independent values. */
    @Describe("white noise: each neuron has a normally distributed current, drawn anew in every interval")
    record WhiteNoise(
            @Describe("mean of the current") @Unit("pA") @Default("0 pA")
            double meanPa,

            @Describe("standard deviation of the current; the spectral density is its square times the interval")
            @Unit("pA")
            @Range(min = 0)
            double sdPa,

            @Describe("time for which a value stays, in whole time steps")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            double intervalMs,

            @Describe("neurons that receive it: the first n, a range a..b, or a list; all if left out")
            Optional<Indices> neurons)
            implements CurrentParameters {
        @Override
        public CurrentStimulus stimulus() {
            return new CurrentStimulus(
                    List.of(0.0), List.of(meanPa), Optional.of(CurrentNoise.white(sdPa, intervalMs)), neurons);
        }
    }
}

package org.cb1network.stages.science.release;

import java.io.IOException;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;

/**
 * Simulates the conductance of one synapse while its release probability decreases in steps, to illustrate the model's
 * synapses. Each spike of a Poisson train releases with the current probability and then adds the weight to the
 * conductance, which decays exponentially.
 */
public final class IllustrateReleaseStage implements Stage<IllustrateReleaseStage.Parameters> {

    private static final double MS_PER_S = 1000;

    /**
     * The synapse.
     *
     * @param rateHz rate of the presynaptic spikes in Hz
     * @param weightNs conductance added by a release, in nS
     * @param decayMs time constant of the conductance in ms
     * @param from release probability at the beginning
     * @param to release probability at the end
     * @param levels number of evenly spaced release probabilities from the first to the last, each for the same time
     * @param durationMs total duration in ms
     * @param stepMs time between two samples in ms
     */
    public record Parameters(
            @Describe("rate of the presynaptic spikes") @Unit("Hz") @Range(min = 0) @Default("150 Hz")
            double rateHz,

            @Describe("conductance added by a release") @Unit("nS") @Range(min = 0) @Default("10 nS")
            double weightNs,

            @Describe("time constant of the conductance")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("5 ms")
            double decayMs,

            @Describe("release probability at the beginning") @Range(min = 0, max = 1)
            double from,

            @Describe("release probability at the end") @Range(min = 0, max = 1)
            double to,

            @Describe("number of release probabilities from the first to the last, each for the same time")
            @Range(min = 1)
            int levels,

            @Describe("total duration") @Unit("ms") @Range(min = 0, minExclusive = true) @Default("2 s")
            double durationMs,

            @Describe("time between two samples") @Unit("ms") @Range(min = 0, minExclusive = true) @Default("0.1 ms")
            double stepMs)
            implements Checked {

        @Override
        public void check(ProblemReport report) {
            if (rateHz * stepMs > MS_PER_S) {
                report.problem("at most one spike fits into a step", "make steps shorter or the rate lower", "step");
            }
        }

        /** Returns the release probability at a step. */
        private double release(int step, int steps) {
            int level = (int) ((long) step * levels / steps);
            return levels == 1 ? from : from + (to - from) * level / (levels - 1);
        }
    }

    /** A presynaptic spike. */
    private record PresynapticSpike(
            @Cell(value = "time of the spike", unit = "ms") double time,
            @Cell("at that time") double releaseProbability,
            @Cell("whether it released") boolean released) {}

    private static final RowType<PresynapticSpike> SPIKES =
            RowType.of("spikes", "presynaptic spikes", PresynapticSpike.class);

    /** The synapse at one time. */
    private record SynapseSample(
            @Cell(value = "time", unit = "ms") double time,
            @Cell("at that time") double releaseProbability,

            @Cell(value = "conductance after the events of that time", unit = "nS")
            double conductance) {}

    private static final RowType<SynapseSample> CONDUCTANCE =
            RowType.of("conductance", "postsynaptic conductance over time", SynapseSample.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "illustrate-release",
            "Conductance of a synapse while its release probability goes down in steps",
            Parameters.class,
            List.of(),
            List.<OutputPort>of(SPIKES.output().asExact(), CONDUCTANCE.output().asExact()),
            true);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        RandomStreams streams = new RandomStreams(context.seed());
        RandomStream firing = streams.stream("spikes");
        RandomStream releasing = streams.stream("release");
        RowWriter<PresynapticSpike> spikes = context.rows(SPIKES);
        RowWriter<SynapseSample> conductances = context.rows(CONDUCTANCE);
        double decay = FastMath.exp(-parameters.stepMs() / parameters.decayMs());
        double probability = parameters.rateHz() * parameters.stepMs() / MS_PER_S;
        int steps = Math.toIntExact(Math.round(parameters.durationMs() / parameters.stepMs()));
        double conductance = 0;
        for (int step = 0; step < steps; step++) {
            double time = step * parameters.stepMs();
            double release = parameters.release(step, steps);
            conductance *= decay;
            if (firing.nextDouble() < probability) {
                boolean released = releasing.nextDouble() < release;
                conductance += released ? parameters.weightNs() : 0;
                spikes.write(new PresynapticSpike(time, release, released));
            }
            conductances.write(new SynapseSample(time, release, conductance));
        }
    }
}

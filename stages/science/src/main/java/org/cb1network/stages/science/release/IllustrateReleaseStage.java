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
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;

/**
 * The conductance that one synapse opens while its release probability goes down in steps: an illustration of the model's
 * synapses. A Poisson train of spikes; each releases with the probability of its time, and then adds the weight to the
 * conductance, which decays exponentially.
 */
public final class IllustrateReleaseStage implements Stage<IllustrateReleaseStage.Parameters> {

    private static final double MS_PER_S = 1000;

    /**
     * The synapse.
     *
     * @param rateHz rate of the presynaptic spikes in Hz
     * @param weightNs what a release adds to the conductance, in nS
     * @param decayMs time constant of the conductance in ms
     * @param from release probability at the beginning
     * @param to release probability at the end
     * @param levels number of release probabilities from the first to the last, evenly spaced, each for the same time
     * @param durationMs duration of all of them in ms
     * @param stepMs time between two samples in ms
     */
    public record Parameters(
            @Describe("rate of the presynaptic spikes") @Unit("Hz") @Range(min = 0) @Default("150 Hz")
            double rateHz,

            @Describe("what a release adds to the conductance") @Unit("nS") @Range(min = 0) @Default("10 nS")
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

            @Describe("duration of all of them") @Unit("ms") @Range(min = 0, minExclusive = true) @Default("2 s")
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

        /** Release probability at a step. */
        private double release(int step, int steps) {
            int level = (int) ((long) step * levels / steps);
            return levels == 1 ? from : from + (to - from) * level / (levels - 1);
        }
    }

    private static final TableSchema SPIKES = TableSchema.of(
            "spikes",
            "presynaptic spikes",
            Column.float64("time", "ms", "time of the spike"),
            Column.float64("release_probability", "1", "at that time"),
            Column.bool("released", "whether it released"));

    private static final TableSchema CONDUCTANCE = TableSchema.of(
            "conductance",
            "postsynaptic conductance over time",
            Column.float64("time", "ms", "time"),
            Column.float64("release_probability", "1", "at that time"),
            Column.float64("conductance", "nS", "conductance after the events of that time"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "illustrate-release",
            "Conductance of a synapse while its release probability goes down in steps",
            Parameters.class,
            List.of(),
            List.<OutputPort>of(new TableOutput(SPIKES, true), new TableOutput(CONDUCTANCE, true)),
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
        TableWriter spikes = context.table("spikes");
        TableWriter conductances = context.table("conductance");
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
                spikes.float64(0, time).float64(1, release).bool(2, released).endRow();
            }
            conductances
                    .float64(0, time)
                    .float64(1, release)
                    .float64(2, conductance)
                    .endRow();
        }
    }
}

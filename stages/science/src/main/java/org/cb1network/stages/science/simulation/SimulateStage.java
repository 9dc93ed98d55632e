package org.cb1network.stages.science.simulation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.PointCost;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.stages.network.Guards;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.kernel.Overshoot;
import org.cb1network.stages.network.kernel.SharedWork;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.network.record.NeuronSelection;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.TimeSteps;
import org.cb1network.stages.science.simulation.SimulationTables.InputEvent;
import org.cb1network.stages.science.simulation.SimulationTables.MeanRate;

/** Simulates a network and writes mean rates of all populations and the requested recordings. */
@PointCost(SimulationCost.class)
public final class SimulateStage implements Stage<SimulationParameters> {

    /**
     * Fraction (1 / this) of the memory reserved for data shared by simulations: two fifths of what the executor
     * leaves. With the usual heap of 6 GB on a machine of 24 GB, it suffices for the noise of 40 s of the paper's
     * network.
     */
    private static final int PARTS_OF_MEMORY = 10;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static final StageType<SimulationParameters> TYPE = new StageType<>(
            "simulate",
            "Simulates the network and yields mean rates and recordings",
            SimulationParameters.class,
            List.of(),
            List.<OutputPort>of(
                    SimulationTables.RATES.output().asExact(),
                    new TableOutput(SimulationTables.EVENTS.schema(), false)
                            .asExact()
                            .askedBy("stimuli"),
                    recording("spikes", ArrowRecorders.spikesSchema(), "spikes"),
                    recording("membrane", ArrowRecorders.membraneSchema(), "membrane"),
                    recording("conductances", ArrowRecorders.conductancesSchema(), "conductances"),
                    recording("population-rates", ArrowRecorders.ratesSchema(), "rates"),
                    recording("afferent-rates", ArrowRecorders.waveformsSchema(), "afferents")),
            true);

    private static TableOutput recording(String name, TableSchema schema, String parameter) {
        return new TableOutput(new TableSchema(name, schema.description(), schema.columns()), false)
                .asExact()
                .askedBy("record." + parameter);
    }

    /** Shared by all points computed in this process. It changes no result. */
    private final SharedWork work = new SharedWork(Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY);

    /** Number of points that are being computed in this process. It changes no result. */
    private final AtomicInteger running = new AtomicInteger();

    @Override
    public StageType<SimulationParameters> type() {
        return TYPE;
    }

    @Override
    public void compute(SimulationParameters parameters, StageContext context) throws IOException {
        Network network = SimulatedNetwork.of(parameters, context.replicate());
        MeanRates rates = new MeanRates(steps(parameters.discardMs(), network));
        Simulation.Builder simulation = Simulation.of(network)
                .seed(context.seed())
                .sharing(work)
                .threads(PROCESSORS, () -> Math.max(1, PROCESSORS / running.get()))
                .guards(new Guards(
                        parameters.maximumRateHz(),
                        parameters.rateWindowMs(),
                        parameters.overshoot() == OvershootHandling.ERROR))
                .checkpoint((doing, share) -> {
                    context.checkCancelled();
                    context.progress(doing, share);
                })
                .record(rates);
        addRecorders(parameters.record(), network, context, simulation);
        running.incrementAndGet();
        try {
            simulation.run(parameters.durationMs()).overshoots().forEach(overshoot -> warn(overshoot, context));
        } finally {
            running.decrementAndGet();
        }
        if (rates.isSilent()) {
            context.warn(
                    "no neuron of " + String.join(", ", network.populations()) + " ever reached its threshold", "");
        }
        write(rates, network, parameters.durationMs(), context.rows(SimulationTables.RATES));
        if (!parameters.stimuli().isEmpty()) {
            writeEvents(network, context.rows(SimulationTables.EVENTS));
        }
    }

    private static void addRecorders(
            RecordingParameters record, Network network, StageContext context, Simulation.Builder simulation)
            throws IOException {
        int every = record.takesSamples() ? steps(record.samplingMs(), network) : 0;
        if (!record.spikes().isEmpty()) {
            List<NeuronSelection> all =
                    record.spikes().stream().map(NeuronSelection::all).toList();
            simulation.record(ArrowRecorders.spikes(all, context.table("spikes")));
        }
        if (!record.membrane().isEmpty()) {
            simulation.record(ArrowRecorders.membrane(
                    selected(record.membrane(), record.neurons(), network), every, context.table("membrane")));
        }
        if (!record.conductances().isEmpty()) {
            simulation.record(ArrowRecorders.conductances(
                    selected(record.conductances(), record.neurons(), network), every, context.table("conductances")));
        }
        if (!record.rates().isEmpty()) {
            int bin = steps(record.rateBinMs(), network);
            simulation.record(ArrowRecorders.rates(record.rates(), bin, context.table("population-rates")));
        }
        if (!record.afferents().isEmpty()) {
            simulation.record(ArrowRecorders.waveforms(record.afferents(), every, context.table("afferent-rates")));
        }
    }

    private static void warn(Overshoot overshoot, StageContext context) {
        context.warn(
                "forward Euler overshoots in " + overshoot.population()
                        + ": time step * (leak + conductances) / capacitance is above 1; shorten the time step, or lower the weights",
                "neuron " + overshoot.neuron() + " at " + (float) overshoot.timeMs() + " ms");
    }

    private static List<NeuronSelection> selected(List<String> populations, Indices neurons, Network network) {
        return populations.stream()
                .map(name -> NeuronSelection.of(
                        name, neurons.below(network.population(name).size())))
                .toList();
    }

    private static void write(MeanRates rates, Network network, double durationMs, RowWriter<MeanRate> out)
            throws IOException {
        List<String> populations = network.populations();
        for (int i = 0; i < populations.size(); i++) {
            out.write(new MeanRate(
                    populations.get(i),
                    network.population(populations.get(i)).size(),
                    rates.spikes(i),
                    rates.rateHz(i),
                    rates.wholeRateHz(i),
                    durationMs,
                    network.stepMs()));
        }
    }

    private static void writeEvents(Network network, RowWriter<InputEvent> out) throws IOException {
        for (String afferent : network.afferents()) {
            if (network.stimulus(afferent) instanceof GaussianEvents bumps) {
                for (GaussianEvents.Event event : bumps.events()) {
                    out.write(new InputEvent(afferent, event.timeMs(), event.amplitudeHz(), bumps.widthMs()));
                }
            }
        }
    }

    private static int steps(double timeMs, Network network) {
        return TimeSteps.exactly(timeMs, network.stepMs());
    }
}

package org.cb1network.stages.science.spiketrains;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.science.analysis.PopulationSpikes;
import org.cb1network.stages.science.analysis.PowerSpectrum;
import org.cb1network.stages.science.analysis.SampleStatistics;
import org.cb1network.stages.science.analysis.SpikeCounts;
import org.cb1network.stages.science.analysis.SpikeTimeTiling;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * Computes what the neurons of a population have in common: correlations of the spike counts of pairs of neurons, spike
 * time tiling coefficients, and the power spectrum of the population rate.
 */
public final class SpikeCorrelationsStage implements Stage<SpikeCorrelationsStage.Parameters> {

    /**
     * The parameters.
     *
     * @param populations populations to analyse; by default all
     * @param fromMs spikes before this time are ignored, in ms
     * @param untilMs spikes from this time on are ignored, in ms; by default the end of the simulation
     * @param neurons number of neurons of each population whose pairs are analysed, counted from the first
     * @param binMs bin in which spikes are counted for the correlation, in ms
     * @param windowMs half-width of the window of the spike time tiling coefficient, in ms
     * @param rateBinMs bin of the population rate, in ms
     * @param segmentMs longest segment of the rate of which a spectrum is computed, in ms
     */
    public record Parameters(
            @Describe("populations to analyse, whose spikes must be recorded; by default all") @Default("[]")
            List<String> populations,

            @Describe("spikes before this time are ignored") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("spikes from this time on do not count; the end of the simulation if left out")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("number of neurons of each population whose pairs are analysed, counted from the first")
            @Range(min = 2)
            @Default("100")
            int neurons,

            @Describe("bin in which the spikes of a neuron are counted for the correlation")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("5 ms")
            double binMs,

            @Describe("half-width of the window in which spikes are coincident for the spike time tiling coefficient")
            @Unit("ms")
            @Range(min = 0)
            @Default("50 ms")
            double windowMs,

            @Describe("bin of the population rate whose power spectrum is computed")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("1 ms")
            double rateBinMs,

            @Describe("longest segment for the spectrum; it has as many bins as the largest power of two that fits")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("600 ms")
            double segmentMs) {

        public Parameters {
            populations = List.copyOf(populations);
        }
    }

    /** Means over the pairs of one population. */
    record PopulationCorrelation(
            @Cell("name of the population") String population,

            @Cell("Pearson's correlation of the spike counts of two neurons, mean over pairs of neurons that spiked")
            double correlation,

            @Cell("standard deviation over these pairs") double correlationSd,

            @Cell("spike time tiling coefficient in the analysed time, mean over the same pairs")
            double sttc,

            @Cell("standard deviation over these pairs") double sttcSd,
            @Cell("number of pairs") int pairs,
            @Cell("number of neurons that spiked") int neurons) {}

    /** The correlation of two neurons. */
    record NeuronPair(
            @Cell("name of the population") String population,
            @Cell("number of a neuron in its population") int first,
            @Cell("number of another neuron") int second,

            @Cell("Pearson's correlation of their spike counts; NaN if those of one neuron are all equal")
            double correlation) {}

    /** The power at one frequency. */
    record FrequencyPower(
            @Cell("name of the population") String population,
            @Cell(value = "frequency", unit = "Hz") double frequency,

            @Cell(
                    value =
                            "one-sided power spectral density of the rate per neuron; 2 rate / neurons for independent Poisson processes",
                    unit = "Hz")
            double power) {}

    private static final RowType<PopulationCorrelation> CORRELATIONS =
            RowType.of("correlations", "mean correlations in each population", PopulationCorrelation.class);
    private static final RowType<NeuronPair> PAIRS =
            RowType.of("pairs", "correlation of each pair of neurons", NeuronPair.class);
    private static final RowType<FrequencyPower> SPECTRUM =
            RowType.of("spectrum", "power spectrum of the rate of each population", FrequencyPower.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "spike-correlations",
            "Correlations of pairs of neurons, and the power spectrum of the rate, in each population",
            Parameters.class,
            List.of(
                    new InputPort(
                            "spikes",
                            "spikes of one simulation",
                            ArrowRecorders.spikesSchema().columns()),
                    SimulationTables.aboutTheSimulation()),
            List.<OutputPort>of(
                    CORRELATIONS.output().asExact(),
                    PAIRS.output().asExact(),
                    SPECTRUM.output().asExact()),
            false);

    private static final double MS_PER_S = 1000;

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table simulation = context.input("simulation");
        double longestMs = Math.max(2 * parameters.binMs(), 4 * parameters.rateBinMs());
        AnalysedTime time = AnalysedTime.of(simulation, parameters.fromMs(), parameters.untilMs(), longestMs);
        RecordedSpikes recorded = RecordedSpikes.of(context.input("spikes"), simulation);
        List<String> populations =
                parameters.populations().isEmpty() ? simulation.text("population") : parameters.populations();
        for (String population : populations) {
            PopulationSpikes spikes = recorded.trains(population).between(time.from(), time.until());
            writePairs(population, spikes.first(parameters.neurons()), time, parameters, context);
            context.checkCancelled();
            writeSpectrum(population, spikes, time, parameters, context.rows(SPECTRUM));
        }
    }

    private static void writePairs(
            String population, PopulationSpikes spikes, AnalysedTime time, Parameters parameters, StageContext context)
            throws IOException {
        double[][] counts = new double[spikes.neurons()][];
        for (int neuron = 0; neuron < counts.length; neuron++) {
            int[] ofTrain =
                    SpikeCounts.of(spikes.train(neuron), time.from(), time.until(), time.steps(parameters.binMs()));
            counts[neuron] = Arrays.stream(ofTrain).asDoubleStream().toArray();
        }
        PearsonsCorrelation pearson = new PearsonsCorrelation();
        List<Double> correlations = new ArrayList<>();
        for (int first = 0; first < counts.length; first++) {
            context.checkCancelled();
            for (int second = first + 1; second < counts.length; second++) {
                if (spikes.spikes(first) > 0 && spikes.spikes(second) > 0) {
                    double correlation = pearson.correlation(counts[first], counts[second]);
                    correlations.add(correlation);
                    context.rows(PAIRS).write(new NeuronPair(population, first, second, correlation));
                }
            }
        }
        SampleStatistics correlation = SampleStatistics.of(correlations.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray());
        SpikeTimeTiling.Mean sttc = new SpikeTimeTiling(
                        time.steps(parameters.windowMs()), time.from(), time.until() - time.from())
                .ofAllPairs(spikes);
        context.rows(CORRELATIONS)
                .write(new PopulationCorrelation(
                        population,
                        correlation.mean(),
                        correlation.standardDeviation(),
                        sttc.mean(),
                        sttc.standardDeviation(),
                        correlations.size(),
                        sttc.neurons()));
    }

    private static void writeSpectrum(
            String population,
            PopulationSpikes spikes,
            AnalysedTime time,
            Parameters parameters,
            RowWriter<FrequencyPower> out)
            throws IOException {
        int[] counts = SpikeCounts.ofAll(spikes, time.from(), time.until(), time.steps(parameters.rateBinMs()));
        double hzPerSpike = MS_PER_S / (spikes.neurons() * parameters.rateBinMs());
        double[] rate =
                Arrays.stream(counts).mapToDouble(count -> count * hzPerSpike).toArray();
        int longest = Math.min(rate.length, (int) (parameters.segmentMs() / parameters.rateBinMs()));
        PowerSpectrum spectrum =
                PowerSpectrum.of(rate, parameters.rateBinMs(), Integer.highestOneBit(Math.max(4, longest)));
        for (int i = 0; i < spectrum.power().length; i++) {
            out.write(new FrequencyPower(population, spectrum.frequencyHz()[i], spectrum.power()[i]));
        }
    }
}

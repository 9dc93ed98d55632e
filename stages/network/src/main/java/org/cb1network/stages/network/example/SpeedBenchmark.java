package org.cb1network.stages.network.example;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.record.SpikeTrains;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Population;

/**
 * How fast the published network runs: condition V1, spontaneous activity, full size, one thread, all spikes recorded.
 *
 * <pre>{@code java -cp pipeline.jar org.cb1network.stages.network.example.SpeedBenchmark [simulated seconds] [repeats]}</pre>
 */
public final class SpeedBenchmark {
    private static final double DEFAULT_SECONDS = 10;
    private static final int DEFAULT_REPEATS = 5;
    private static final double WARM_UP_SECONDS = 5;

    private SpeedBenchmark() {}

    /** Prints a line per repeat, and the best and the median of all. */
    public static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : DEFAULT_SECONDS;
        int repeats = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_REPEATS;
        Network network = Cb1Network.v1();
        System.out.printf(
                Locale.ROOT,
                "%s on Java %s: %d neurons, %d synapses; warming up%n",
                "V1",
                System.getProperty("java.version"),
                neurons(network),
                network.synapses());
        measure(network, -1, WARM_UP_SECONDS);
        double[] perSecond = new double[repeats];
        for (int repeat = 0; repeat < repeats; repeat++) {
            perSecond[repeat] = measure(network, repeat, seconds);
        }
        Arrays.sort(perSecond);
        System.out.printf(
                Locale.ROOT,
                "best %.4f, median %.4f seconds per simulated second%n",
                perSecond[0],
                perSecond[repeats / 2]);
    }

    private static double measure(Network network, long seed, double seconds) {
        SpikeTrains spikes = new SpikeTrains();
        long begin = System.nanoTime();
        Simulation simulation = Simulation.of(network)
                .seed(seed)
                .record(new SpikeRecorder(List.of(), spikes))
                .build();
        long built = System.nanoTime();
        simulation.run(seconds * 1000);
        double loop = (System.nanoTime() - built) * 1e-9;
        if (seed < 0) {
            return loop / seconds;
        }
        StringBuilder rates = new StringBuilder();
        for (String population : network.populations()) {
            rates.append(String.format(
                    Locale.ROOT,
                    " %s %.4g",
                    population,
                    spikes.count(population) / (network.population(population).size() * seconds)));
        }
        double steps = simulation.steps();
        System.out.printf(
                Locale.ROOT,
                "%.4f s per simulated s | %.3f ns per neuron-step, all included | %.1f million events/s "
                        + "(per step: %.1f afferent, %.1f synaptic) | construction %.3f s | Hz:%s%n",
                loop / seconds,
                loop * 1e9 / (steps * neurons(network)),
                (simulation.afferentEvents() + simulation.synapticEvents()) / loop / 1e6,
                simulation.afferentEvents() / steps,
                simulation.synapticEvents() / steps,
                (built - begin) * 1e-9,
                rates);
        return loop / seconds;
    }

    private static int neurons(Network network) {
        return network.model().populations().values().stream()
                .mapToInt(Population::size)
                .sum();
    }
}

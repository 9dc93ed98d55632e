package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.record.SpikeTrains;
import org.cb1network.stages.network.spec.Network;
import org.junit.jupiter.api.Test;

/** The network at full size against what the published code gives on Brian2. */
class StatisticsTest {
    private static final int REPLICATES = 4;
    private static final int FROM_STEP = 2000;
    private static final int TO_STEP = 30_000;
    /** The reference is printed with four decimals. */
    private static final double ROUNDING = 0.00005;

    @Test
    void ratesOfAllPopulationsAgreeWithBrian2WithinThreeStandardErrors() throws IOException {
        Map<String, Double> reference = reference();
        assertEquals(12, reference.size());
        List<String> deviations = new ArrayList<>();
        Map<String, Network> networks = Map.of(
                "V1", Cb1Network.v1(),
                "V2M", Cb1Network.v2m(),
                "V2M-CB1-KO", Cb1Network.withoutCb1());
        networks.forEach((condition, network) -> {
            double[][] ratesHz = IntStream.range(0, REPLICATES)
                    .parallel()
                    .mapToObj(seed -> ratesHz(network, seed))
                    .toArray(double[][]::new);
            for (int p = 0; p < network.populations().size(); p++) {
                String population = network.populations().get(p);
                double[] replicates = new double[REPLICATES];
                for (int seed = 0; seed < REPLICATES; seed++) {
                    replicates[seed] = ratesHz[seed][p];
                }
                double mean = Arrays.stream(replicates).average().orElseThrow();
                double expected = reference.get(condition + " " + population);
                // Both are estimates: ours from so many runs, the reference from one. A Poisson process of the
                // same rate is a floor to the spread, which few replicates of few spikes may miss.
                double poisson =
                        StrictMath.sqrt(mean / (network.population(population).size() * (TO_STEP - FROM_STEP) * 1e-4));
                double spread = Math.max(new StandardDeviation().evaluate(replicates), poisson);
                double standardError = spread * StrictMath.sqrt(1 + 1.0 / REPLICATES);
                if (Math.abs(mean - expected) > 3 * standardError + ROUNDING) {
                    deviations.add(condition + " " + population + ": " + mean + " +- " + standardError
                            + " Hz, reference " + expected);
                }
            }
        });
        assertTrue(deviations.isEmpty(), () -> "seeds 0 to " + (REPLICATES - 1) + ": " + deviations);
    }

    private static double[] ratesHz(Network network, int seed) {
        SpikeTrains spikes = new SpikeTrains();
        Simulation.of(network)
                .seed(seed)
                .record(new SpikeRecorder(List.of(), spikes))
                .run(TO_STEP * network.stepMs());
        double seconds = (TO_STEP - FROM_STEP) * network.stepMs() / 1000;
        return network.populations().stream()
                .mapToDouble(p -> spikes.count(p, FROM_STEP, TO_STEP)
                        / (network.population(p).size() * seconds))
                .toArray();
    }

    private static Map<String, Double> reference() throws IOException {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../../reference/brian2.csv"))) {
            String[] fields = line.split(",", -1);
            if (fields[0].equals("spontaneous 200-3000 ms")) {
                rates.put(fields[1] + " " + fields[2], Double.parseDouble(fields[4]));
            }
        }
        return rates;
    }
}

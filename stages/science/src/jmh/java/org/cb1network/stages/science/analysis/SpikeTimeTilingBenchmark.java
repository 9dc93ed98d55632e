package org.cb1network.stages.science.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All 8 million pairs of 4,000 neurons over 30 s, window 300 ms: Poisson spikes at a base rate, three times as many
 * during a fifth of the time, as in a population that answers to events.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SpikeTimeTilingBenchmark {

    private static final int NEURONS = 4000;
    private static final int STEPS = 300_000;
    private static final int EVENT_EVERY = 10_000;
    private static final int EVENT_LASTS = 2_000;
    private static final double STEP_S = 1e-4;

    @Param({"0.5", "1", "2"})
    public double baseRateHz;

    private final SpikeTimeTiling tiling = new SpikeTimeTiling(3000, STEPS);
    private PopulationSpikes trains = PopulationSpikes.of(0, new int[0], new int[0]);

    @Setup
    public void drawSpikes() {
        SplittableRandom random = new SplittableRandom(1);
        int[] neurons = new int[STEPS];
        int[] steps = new int[STEPS];
        int spikes = 0;
        for (int step = 0; step < STEPS; step++) {
            double factor = step % EVENT_EVERY < EVENT_LASTS ? 3 : 1;
            double expected = NEURONS * baseRateHz * factor * STEP_S;
            // As many as expected on average; more than one in a step where that is more than 1.
            int now = (int) (expected + random.nextDouble());
            for (int i = 0; i < now; i++) {
                if (spikes == neurons.length) {
                    neurons = Arrays.copyOf(neurons, 2 * spikes);
                    steps = Arrays.copyOf(steps, 2 * spikes);
                }
                neurons[spikes] = random.nextInt(NEURONS);
                steps[spikes++] = step;
            }
        }
        trains = PopulationSpikes.of(NEURONS, Arrays.copyOf(neurons, spikes), Arrays.copyOf(steps, spikes));
    }

    @Benchmark
    public SpikeTimeTiling.Mean allPairs() {
        return tiling.ofAllPairs(trains);
    }

    @Benchmark
    public SpikeTimeTiling.Mean twoThousandPairs() {
        SplittableRandom random = new SplittableRandom(2);
        return tiling.ofRandomPairs(trains, 2000, random::nextLong);
    }
}

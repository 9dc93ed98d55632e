package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Populations of all sizes and with all numbers of receptors, beside loops without any layout. */
class KernelLayoutTest {
    private static final long SEED = 5;
    private static final int STEPS = 120;
    private static final double STEP_MS = 0.1;
    private static final double[] REVERSAL_MV = {0, -80, -90};
    /** So short that their scales are worked into the stored values several times. */
    private static final double[] DECAY_MS = {1, 1, 0.5};

    private static final Population PRE = population(300);
    private static final double WEIGHT_NS = 3;

    @ParameterizedTest
    @CsvSource({"1,1", "511,2", "700,0", "700,1", "700,2", "700,3", "4000,2", "4000,3", "4096,1", "5000,2", "8000,2"})
    void everyNeuronDoesWhatTheEquationsSay(int size, int receptors) {
        Population post = population(size);
        EventList preEvents = events(PRE.size(), 0);
        List<EventList> postEvents = new ArrayList<>();
        for (int r = 0; r < receptors; r++) {
            postEvents.add(events(size, 1 + r));
        }
        Kernel kernel = new Kernel(network(post, preEvents, postEvents), SEED);
        PlainNeurons plainPre = new PlainNeurons(PRE, 1);
        PlainNeurons plainPost = new PlainNeurons(post, receptors);
        int spikes = 0;
        for (int step = 0; step < STEPS; step++) {
            kernel.evolve();
            plainPre.evolve(step);
            plainPost.evolve(step);
            assertEquals(plainPre.spiking, spiking(kernel, 0), "step " + step + ", seed " + SEED);
            assertEquals(plainPost.spiking, spiking(kernel, 1), "step " + step + ", seed " + SEED);
            spikes += plainPost.spiking.size();
            kernel.propagate();
            plainPre.receive(0, preEvents, step);
            for (int r = 0; r < receptors; r++) {
                plainPost.receive(r, postEvents.get(r), step);
            }
            for (int neuron : plainPre.spiking) {
                for (int target : receptors == 0 ? new int[0] : kernel.targets(Pathway.parse("pre->post"), neuron)) {
                    plainPost.g[receptors - 1][target] += WEIGHT_NS;
                }
            }
            kernel.nextStep();
            assertSame(plainPost, kernel);
        }
        assertTrue(spikes > 0, "no spikes, seed " + SEED);
    }

    private static void assertSame(PlainNeurons expected, Kernel kernel) {
        for (int neuron = 0; neuron < expected.v.length; neuron++) {
            assertEquals(expected.v[neuron], kernel.membraneMv(1, neuron), 1e-9, "mV of " + neuron + ", seed " + SEED);
            for (int r = 0; r < REVERSAL_MV.length; r++) {
                double ns = r < expected.g.length ? expected.g[r][neuron] : 0;
                assertEquals(ns, kernel.conductanceNs(1, r, neuron), 1e-9, "nS of " + neuron + ", seed " + SEED);
            }
        }
    }

    private static List<Integer> spiking(Kernel kernel, int population) {
        List<Integer> neurons = new ArrayList<>();
        for (int k = 0; k < kernel.spikeCount(population); k++) {
            neurons.add(kernel.spikingNeuron(population, k));
        }
        return neurons;
    }

    /** A small population that projects to the one in question, which has explicit events through each of its receptors. */
    private static Network network(Population post, EventList preEvents, List<EventList> postEvents) {
        NetworkBuilder network = Network.builder(STEP_MS).population("pre", PRE).population("post", post);
        for (int r = 0; r < REVERSAL_MV.length; r++) {
            network.receptor("r" + r, REVERSAL_MV[r], DECAY_MS[r]);
        }
        network.afferent("events", 1, "r0", ExplicitEvents.of(Map.of("pre", preEvents)));
        network.projection("events", "pre", 0, 0);
        for (int r = 0; r < postEvents.size(); r++) {
            network.afferent("events" + r, 1, "r" + r, ExplicitEvents.of(Map.of("post", postEvents.get(r))));
            network.projection("events" + r, "post", 0, 0);
        }
        if (!postEvents.isEmpty()) {
            String receptor = "r" + (postEvents.size() - 1);
            network.projection("pre", "post", Projection.of(0.05, WEIGHT_NS).withReceptor(receptor));
        }
        return network.build();
    }

    /** At rest it is above the threshold, so it spikes in any case. */
    private static Population population(int size) {
        return new Population(size, "r0", 10, 200, -45, -70, -50, 5);
    }

    /** On average, a neuron has an event in every fifth step. */
    private static EventList events(int size, long stream) {
        Random random = new Random(SEED + stream);
        int count = size * STEPS / 5 + 1;
        int[] neurons = random.ints(count, 0, size).toArray();
        int[] steps = random.ints(count, 0, STEPS).toArray();
        return new EventList(neurons, steps, random.doubles(count, 0, 4).toArray());
    }

    /** The equations of the model, neuron by neuron. */
    private static final class PlainNeurons {
        private final Population population;
        private final double[] v;
        private final double[][] g;
        private final int[] lastSpike;
        private final List<Integer> spiking = new ArrayList<>();

        PlainNeurons(Population population, int receptors) {
            this.population = population;
            this.v = new double[population.size()];
            this.g = new double[receptors][population.size()];
            this.lastSpike = new int[population.size()];
            Arrays.fill(v, population.restMv());
            Arrays.fill(lastSpike, -STEPS);
        }

        void evolve(int step) {
            spiking.clear();
            for (int i = 0; i < v.length; i++) {
                double current = population.leakNs() * (population.restMv() - v[i]);
                for (int r = 0; r < g.length; r++) {
                    current += g[r][i] * (REVERSAL_MV[r] - v[i]);
                    g[r][i] -= STEP_MS * g[r][i] / DECAY_MS[r];
                }
                if (step - lastSpike[i] >= population.refractorySteps(STEP_MS)) {
                    v[i] += STEP_MS * current / population.capacitancePf();
                    if (v[i] > population.thresholdMv()) {
                        spiking.add(i);
                        lastSpike[i] = step;
                        v[i] = population.resetMv();
                    }
                }
            }
        }

        void receive(int receptor, EventList events, int step) {
            for (int i = 0; i < events.count(); i++) {
                if (events.step(i) == step) {
                    g[receptor][events.neuron(i)] += events.weightNs(i);
                }
            }
        }
    }
}

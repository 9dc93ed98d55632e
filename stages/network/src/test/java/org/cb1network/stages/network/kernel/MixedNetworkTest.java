package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cb1network.engine.stage.Indices;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Portion;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.Test;

/**
 * In networks that mix all kinds of neurons, receptors and projections, every potential and every spike is what a simulation finds that
 * treats every synapse on its own. For more networks: {@code -Dfuzz.rounds=10000}; for other ones: {@code -Dfuzz.seed=...}.
 */
class MixedNetworkTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 60);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int STEPS = 250;
    /** Rounding and narrow spreads, grown by exponential spike onsets; the smallest synapse moves a potential a thousand times as far. */
    private static final double TOLERANCE_MV = 1e-6;
    /** So few that projections onto large populations are drawn in portions. */
    private static final long FEW_SYNAPSES = 31_000;

    @Test
    void everySynapseActsAsInASimulationThatTreatsItOnItsOwn() {
        long spikes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            Network network = new RandomNetworks(seed, STEPS).next();
            String failed = "-Dfuzz.seed=" + seed + " -Dfuzz.rounds=1: ";
            spikes += compare(network, seed, 1, Portion.MOST_SYNAPSES, failed);
            if (network.population("P0").size() > 1000) {
                compare(network, seed, 2, FEW_SYNAPSES, failed + "two threads and portions, ");
            }
        }
        assertTrue(spikes > 100L * ROUNDS, spikes + " spikes in " + ROUNDS + " networks");
    }

    private static long compare(Network network, long seed, int threads, long mostSynapses, String failed) {
        Kernel kernel = new Kernel(network, seed, SharedWork.none(), false, threads, share -> {}, mostSynapses);
        Map<String, double[]> initialMv = new LinkedHashMap<>();
        for (int p = 0; p < network.populations().size(); p++) {
            int population = p;
            initialMv.put(
                    network.populations().get(p),
                    IntStream.range(0, sizeOf(network, p))
                            .mapToDouble(i -> kernel.membraneMv(population, i))
                            .toArray());
        }
        Map<Pathway, List<PlainSimulation.Synapse>> synapses = new LinkedHashMap<>();
        for (Pathway pathway : network.synapsePathways()) {
            synapses.put(pathway, synapses(network, pathway, kernel, failed + pathway + ": "));
        }
        PlainSimulation plain = new PlainSimulation(network, initialMv, synapses);
        long spikes = 0;
        try (StepThreads team = new StepThreads(kernel.parts())) {
            kernel.use(team);
            for (int step = 0; step < STEPS; step++) {
                kernel.evolve();
                kernel.propagate();
                plain.advance();
                spikes += compareSpikes(kernel, plain, failed, step);
                kernel.nextStep();
                comparePotentials(kernel, plain, failed, step);
            }
        }
        return spikes;
    }

    private static int sizeOf(Network network, int population) {
        return network.population(network.populations().get(population)).size();
    }

    private static int compareSpikes(Kernel kernel, PlainSimulation plain, String failed, int step) {
        int all = 0;
        List<String> names = kernel.description().populations();
        for (int p = 0; p < names.size(); p++) {
            int population = p;
            int[] spiking = IntStream.range(0, kernel.spikeCount(p))
                    .map(k -> kernel.spikingNeuron(population, k))
                    .sorted()
                    .toArray();
            assertArrayEquals(
                    plain.spiking(names.get(p)),
                    spiking,
                    () -> failed + "step " + step + ", spikes of " + names.get(population));
            all += spiking.length;
        }
        return all;
    }

    private static void comparePotentials(Kernel kernel, PlainSimulation plain, String failed, int step) {
        List<String> names = kernel.description().populations();
        for (int p = 0; p < names.size(); p++) {
            for (int i = 0; i < sizeOf(kernel.description(), p); i++) {
                int population = p;
                int neuron = i;
                assertEquals(
                        plain.membraneMv(names.get(p), i),
                        kernel.membraneMv(p, i),
                        TOLERANCE_MV,
                        () -> failed + "after step " + step + ", neuron " + neuron + " of " + names.get(population));
            }
        }
    }

    /** The synapses of a projection: those that are given, and the drawn ones if they are what their rule says. */
    private static List<PlainSimulation.Synapse> synapses(
            Network network, Pathway pathway, Kernel kernel, String failed) {
        int[][] targets = IntStream.range(0, network.preSize(pathway))
                .mapToObj(pre -> kernel.targets(pathway, pre))
                .toArray(int[][]::new);
        ExplicitConnections given = network.connections().get(pathway);
        if (given != null) {
            assertArrayEquals(targets(given, targets.length), targets, failed + "not as listed");
            return IntStream.range(0, given.count())
                    .mapToObj(i -> new PlainSimulation.Synapse(
                            given.pre(i), given.post(i), given.weight(i), given.delaySteps(i)))
                    .toList();
        }
        Projection projection = network.projection(pathway);
        assertRule(projection.connect().orElseThrow(), pathway, targets, reached(network, pathway), failed);
        int delaySteps = (int) Math.rint(projection.delayMs().orElse(0.0) / network.stepMs());
        return IntStream.range(0, targets.length)
                .boxed()
                .flatMap(pre -> IntStream.of(targets[pre])
                        .mapToObj(post -> new PlainSimulation.Synapse(pre, post, network.weight(pathway), delaySteps)))
                .toList();
    }

    private static int[][] targets(ExplicitConnections given, int preSize) {
        return IntStream.range(0, preSize)
                .mapToObj(pre -> IntStream.range(0, given.count())
                        .filter(i -> given.pre(i) == pre)
                        .map(given::post)
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[] reached(Network network, Pathway pathway) {
        int size = network.population(pathway.post()).size();
        Optional<Indices> neurons = network.projection(pathway).neurons();
        return neurons.map(indices -> indices.below(size))
                .orElseGet(() -> IntStream.range(0, size).toArray());
    }

    private static void assertRule(Connect rule, Pathway pathway, int[][] targets, int[] reached, String failed) {
        boolean noAutapses = pathway.pre().equals(pathway.post()) && !autapses(rule);
        int all = Stream.of(targets).mapToInt(row -> row.length).sum();
        Map<Integer, Integer> inDegree = new HashMap<>();
        IntStream.of(reached).forEach(post -> inDegree.put(post, 0));
        boolean multapses = false;
        for (int pre = 0; pre < targets.length; pre++) {
            multapses |= IntStream.of(targets[pre]).distinct().count() < targets[pre].length;
            for (int post : targets[pre]) {
                assertTrue(inDegree.containsKey(post), failed + "neuron " + post + " is not to be reached");
                assertTrue(!noAutapses || pre != post, failed + "autapse of " + pre);
                inDegree.merge(post, 1, Integer::sum);
            }
        }
        int pairs = targets.length * reached.length - (noAutapses ? targets.length : 0);
        if (rule instanceof Connect.Pairs random) {
            double mean = random.probability() * pairs;
            assertEquals(mean, all, 1 + 6 * Math.sqrt(mean), failed + "number of synapses");
            assertFalse(multapses, failed + "multapses");
        } else if (rule instanceof Connect.InDegree fixed) {
            inDegree.forEach((post, number) -> assertEquals(fixed.number(), number, failed + "in-degree of " + post));
            assertTrue(fixed.multapses() || !multapses, failed + "multapses");
        } else if (rule instanceof Connect.Total total) {
            assertEquals(total.number().orElseThrow(), (long) all, failed + "number of synapses");
        } else if (rule instanceof Connect.AllToAll) {
            assertEquals(pairs, all, failed + "number of synapses");
            assertFalse(multapses, failed + "multapses");
        } else {
            for (int i = 0; i < targets.length; i++) {
                assertArrayEquals(new int[] {reached[i]}, targets[i], failed + "one to one");
            }
        }
    }

    private static boolean autapses(Connect rule) {
        return rule instanceof Connect.OneToOne
                || (rule instanceof Connect.Pairs pairs && pairs.autapses())
                || (rule instanceof Connect.InDegree fixed && fixed.autapses())
                || (rule instanceof Connect.Total total && total.autapses())
                || (rule instanceof Connect.AllToAll every && every.autapses());
    }
}

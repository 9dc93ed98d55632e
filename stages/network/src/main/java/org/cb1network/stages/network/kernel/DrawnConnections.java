package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cb1network.stages.network.random.CountTable;
import org.cb1network.stages.network.random.RandomOrder;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.spec.Connect;

/**
 * Connections that a rule draws.
 *
 * @param preSize neurons of the pre-synaptic population
 * @param places of the conductances of the post-synaptic neurons
 * @param rule not one whose synapses are listed
 * @param recurrent whether both populations are the same
 * @param first index of the first of these post-synaptic neurons
 */
record DrawnConnections(int preSize, Slots places, Connect rule, boolean recurrent, int first) {

    /** What rows of them take, in bytes; where pairs are drawn, about. */
    long bytes() {
        return Integer.BYTES * (preSize + 1L + synapses());
    }

    private long synapses() {
        if (rule instanceof Connect.InDegree inDegree) {
            return (long) inDegree.number() * places.size();
        }
        if (rule instanceof Connect.Pairs pairs) {
            return (long) (pairs.probability() * preSize * places.size());
        }
        if (rule instanceof Connect.Total total) {
            return total.number(preSize, places.size());
        }
        return rule instanceof Connect.AllToAll ? (long) preSize * places.size() : places.size();
    }

    TargetRows draw(RandomStream random) {
        int[] counts = new int[places.size()];
        int[] sources = drawSources(random, counts);
        int[] starts = TargetRows.startsOf(sources, preSize);
        int[] targets = new int[sources.length];
        int[] next = starts.clone();
        int synapse = 0;
        for (int neuron = 0; neuron < places.size(); neuron++) {
            int target = places.of(neuron);
            // As a local variable, because the compiler cannot tell that what is stored is not the counts; likewise
            // below.
            int count = counts[neuron];
            for (int k = 0; k < count; k++) {
                targets[next[sources[synapse++]]++] = target;
            }
        }
        return new TargetRows(starts, targets);
    }

    /**
     * The pre-synaptic neurons of all synapses, those of the first post-synaptic neuron first.
     *
     * @param counts becomes the number of synapses of each post-synaptic neuron
     */
    private int[] drawSources(RandomStream random, int[] counts) {
        if (rule instanceof Connect.InDegree inDegree) {
            Arrays.fill(counts, inDegree.number());
            return inDegree.multapses()
                    ? withRepeats(random, counts, inDegree.autapses())
                    : withoutRepeats(random, counts, inDegree.autapses());
        }
        if (rule instanceof Connect.Pairs pairs) {
            drawCounts(random, counts, pairs);
            return withoutRepeats(random, counts, pairs.autapses());
        }
        if (rule instanceof Connect.Total total) {
            int[] posts = new int[Math.toIntExact(total.number(preSize, places.size()))];
            random.fillBounded(places.size(), posts, posts.length);
            for (int post : posts) {
                counts[post]++;
            }
            return withRepeats(random, counts, total.autapses());
        }
        if (rule instanceof Connect.AllToAll all) {
            Arrays.fill(counts, preSize - (mustSkip(all.autapses()) ? 1 : 0));
            return everyone(all.autapses());
        }
        Arrays.fill(counts, 1);
        return IntStream.range(0, places.size()).toArray();
    }

    private boolean mustSkip(boolean autapses) {
        return recurrent && !autapses;
    }

    /** How many pre-synaptic neurons there are to draw from. */
    private int candidates(boolean autapses) {
        return mustSkip(autapses) ? preSize - 1 : preSize;
    }

    private void drawCounts(RandomStream random, int[] counts, Connect.Pairs pairs) {
        int candidates = candidates(pairs.autapses());
        if (pairs.probability() > 0 && candidates > 0) {
            CountTable inDegree = CountTable.binomial(candidates, pairs.probability());
            Arrays.setAll(counts, neuron -> inDegree.draw(random));
        }
    }

    private int[] withRepeats(RandomStream random, int[] counts, boolean autapses) {
        int[] sources = new int[total(counts)];
        if (sources.length > 0) {
            random.fillBounded(candidates(autapses), sources, sources.length);
        }
        skipSelf(sources, counts, autapses);
        return sources;
    }

    private int[] withoutRepeats(RandomStream random, int[] counts, boolean autapses) {
        int[] sources = new int[total(counts)];
        if (sources.length > 0) {
            RandomOrder order = new RandomOrder(candidates(autapses));
            int synapse = 0;
            for (int count : counts) {
                order.restart();
                order.extend(random, count);
                for (int k = 0; k < count; k++) {
                    sources[synapse++] = order.number(k);
                }
            }
        }
        skipSelf(sources, counts, autapses);
        return sources;
    }

    private int[] everyone(boolean autapses) {
        int candidates = candidates(autapses);
        int[] counts = new int[places.size()];
        Arrays.fill(counts, candidates);
        int[] sources = new int[total(counts)];
        Arrays.setAll(sources, synapse -> synapse % candidates);
        skipSelf(sources, counts, autapses);
        return sources;
    }

    /** Of numbers of the others makes numbers of all: skipping the neuron itself keeps them equally likely. */
    private void skipSelf(int[] sources, int[] counts, boolean autapses) {
        if (mustSkip(autapses)) {
            int from = 0;
            for (int neuron = 0; neuron < counts.length; neuron++) {
                int to = from + counts[neuron];
                skip(first + neuron, sources, from, to);
                from = to;
            }
        }
    }

    /** Adds 1 to the numbers that are not below this one. */
    private static void skip(int number, int[] sources, int from, int to) {
        for (int i = from; i < to; i++) {
            // The sign as a number, because C2 makes no vector code of a comparison.
            sources[i] -= (number - 1 - sources[i]) >> (Integer.SIZE - 1);
        }
    }

    private static int total(int[] counts) {
        return Math.toIntExact(Arrays.stream(counts).asLongStream().sum());
    }
}

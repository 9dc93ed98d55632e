package org.cb1network.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DagLayoutTest {

    @Test
    void impliedEdgesAreLeftOut() {
        Map<String, Set<String>> graph = new LinkedHashMap<>();
        graph.put("a", Set.of());
        graph.put("b", Set.of("a"));
        graph.put("c", Set.of("a", "b"));
        DagLayout layout = new DagLayout(graph);
        assertEquals(3, layout.layers());
        assertEquals(2, layout.edges().size());
    }

    @Test
    void aChainIsAStraightLine() {
        Map<String, Set<String>> graph = new LinkedHashMap<>();
        graph.put("a", Set.of());
        graph.put("b", Set.of("a"));
        graph.put("c", Set.of("b"));
        DagLayout layout = new DagLayout(graph);
        assertEquals(layout.position("a").y(), layout.position("b").y());
        assertEquals(layout.position("b").y(), layout.position("c").y());
    }

    @Test
    void anEmptyGraphHasNoLayers() {
        assertEquals(0, new DagLayout(Map.of()).layers());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nodesAreRightOfWhatTheyNeedAndDoNotOverlap(long seed) {
        Map<String, Set<String>> graph = random(seed);
        DagLayout layout = new DagLayout(graph);
        graph.forEach((node, sources) -> sources.forEach(source -> assertTrue(
                layout.position(source).layer() < layout.position(node).layer(), "seed " + seed)));
        for (String one : graph.keySet()) {
            for (String other : graph.keySet()) {
                boolean sameLayer =
                        layout.position(one).layer() == layout.position(other).layer();
                double distance = Math.abs(
                        layout.position(one).y() - layout.position(other).y());
                assertTrue(one.equals(other) || !sameLayer || distance >= layout.nodeHeight() - 1e-6, "seed " + seed);
            }
            assertTrue(layout.position(one).y() >= layout.nodeHeight() / 2 - 1e-6, "seed " + seed);
            assertTrue(layout.position(one).y() <= layout.height(), "seed " + seed);
        }
        assertEquals(layout.edges(), new DagLayout(graph).edges(), "seed " + seed);
    }

    private static Map<String, Set<String>> random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Set<String>> graph = new LinkedHashMap<>();
        for (int node = 0; node < 40; node++) {
            Set<String> sources = new TreeSet<>();
            for (int source = 0; source < node; source++) {
                if (random.nextInt(node) < 2) {
                    sources.add("n" + source);
                }
            }
            graph.put("n" + node, sources);
        }
        return graph;
    }
}

package org.cb1network.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arranges the nodes of a directed acyclic graph in layers from left to right, with short edges and few crossings.
 * Layers follow the longest path, the order within a layer follows the mean position of the neighbours, and then nodes
 * move as close to their neighbours as the order allows. The same graph always gives the same picture.
 */
final class DagLayout {

    private static final int SWEEPS = 24;
    private static final double NODE = 62;
    private static final double BEND = 12;
    private static final double GAP = 12;

    /** A node, or the bend of an edge that passes through a layer. */
    private static final class NodePosition {
        final String name;
        final int layer;
        final double height;
        final List<NodePosition> before = new ArrayList<>();
        final List<NodePosition> after = new ArrayList<>();
        double order;
        double y;

        NodePosition(String name, int layer, double height) {
            this.name = name;
            this.layer = layer;
            this.height = height;
        }
    }

    /**
     * The position of a node.
     *
     * @param layer its column, from 0
     * @param y its centre
     */
    record Position(int layer, double y) {}

    /**
     * An edge.
     *
     * @param from its start node
     * @param to its end node
     * @param bends heights at which it passes the layers in between
     */
    record Edge(String from, String to, List<Double> bends) {}

    private final Map<String, NodePosition> nodes = new LinkedHashMap<>();
    private final List<List<NodePosition>> layers = new ArrayList<>();
    private final List<List<NodePosition>> chains = new ArrayList<>();

    /**
     * Lays out a graph.
     *
     * @param predecessors the predecessors of each node, in topological order
     */
    DagLayout(Map<String, Set<String>> predecessors) {
        Map<String, List<String>> edges = reduced(predecessors);
        Map<String, Integer> depth = depths(edges);
        depth.forEach((name, layer) -> nodes.put(name, add(new NodePosition(name, layer, NODE))));
        edges.forEach((to, sources) -> sources.forEach(from -> connect(place(from), place(to))));
        orderLayers();
        placeLayers();
    }

    /** Returns the number of layers. */
    int layers() {
        return layers.size();
    }

    /** Returns the position of a node. */
    Position position(String name) {
        NodePosition place = place(name);
        return new Position(place.layer, place.y);
    }

    private NodePosition place(String name) {
        NodePosition place = nodes.get(name);
        if (place == null) {
            throw new IllegalArgumentException("there is no node '" + name + "'");
        }
        return place;
    }

    /** Returns the height of a node. */
    double nodeHeight() {
        return NODE;
    }

    /** Returns the height of the picture. */
    double height() {
        return layers.stream()
                .flatMap(List::stream)
                .mapToDouble(place -> place.y + place.height / 2)
                .max()
                .orElse(0);
    }

    /** Returns the edges, without those that are implied by others. */
    List<Edge> edges() {
        return chains.stream()
                .map(chain -> new Edge(
                        chain.get(0).name,
                        chain.get(chain.size() - 1).name,
                        chain.subList(1, chain.size() - 1).stream()
                                .map(bend -> bend.y)
                                .toList()))
                .toList();
    }

    /** Removes edges that are implied by other edges (transitive reduction). */
    private static Map<String, List<String>> reduced(Map<String, Set<String>> predecessors) {
        Map<String, Set<String>> ancestors = new HashMap<>();
        Map<String, List<String>> reduced = new LinkedHashMap<>();
        predecessors.forEach((node, sources) -> {
            Set<String> indirect = new HashSet<>();
            sources.forEach(source -> indirect.addAll(ancestors.getOrDefault(source, Set.of())));
            reduced.put(
                    node,
                    sources.stream()
                            .filter(source -> predecessors.containsKey(source) && !indirect.contains(source))
                            .sorted()
                            .toList());
            indirect.addAll(sources);
            ancestors.put(node, indirect);
        });
        return reduced;
    }

    /**
     * Places each node to the right of all its predecessors, and nodes without predecessors just to the left of their
     * first successor.
     */
    private static Map<String, Integer> depths(Map<String, List<String>> edges) {
        Map<String, Integer> depth = new LinkedHashMap<>();
        edges.forEach((node, sources) -> depth.put(
                node,
                sources.stream()
                        .mapToInt(source -> depth.getOrDefault(source, 0) + 1)
                        .max()
                        .orElse(0)));
        edges.forEach((node, sources) -> {
            if (sources.isEmpty()) {
                edges.entrySet().stream()
                        .filter(other -> other.getValue().contains(node))
                        .mapToInt(other -> depth.getOrDefault(other.getKey(), 0) - 1)
                        .min()
                        .ifPresent(nearest -> depth.put(node, nearest));
            }
        });
        return depth;
    }

    private NodePosition add(NodePosition place) {
        while (layers.size() <= place.layer) {
            layers.add(new ArrayList<>());
        }
        place.order = layers.get(place.layer).size();
        layers.get(place.layer).add(place);
        return place;
    }

    private void connect(NodePosition from, NodePosition to) {
        List<NodePosition> chain = new ArrayList<>(List.of(from));
        for (int layer = from.layer + 1; layer < to.layer; layer++) {
            chain.add(add(new NodePosition("", layer, BEND)));
        }
        chain.add(to);
        for (int i = 1; i < chain.size(); i++) {
            chain.get(i - 1).after.add(chain.get(i));
            chain.get(i).before.add(chain.get(i - 1));
        }
        chains.add(chain);
    }

    private void orderLayers() {
        List<List<NodePosition>> best = copy();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                orderLayer(layers.get(forward ? i : layers.size() - 1 - i), forward);
            }
            int now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.set(i, best.get(i));
            number(layers.get(i));
        }
    }

    private List<List<NodePosition>> copy() {
        List<List<NodePosition>> copy = new ArrayList<>();
        layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }

    private static void orderLayer(List<NodePosition> layer, boolean forward) {
        Map<NodePosition, Double> wish = new HashMap<>();
        for (NodePosition place : layer) {
            List<NodePosition> neighbours = forward ? place.before : place.after;
            wish.put(
                    place,
                    neighbours.stream()
                            .mapToDouble(other -> other.order)
                            .average()
                            .orElse(place.order));
        }
        layer.sort(Comparator.comparing(wish::get));
        number(layer);
    }

    private static void number(List<NodePosition> layer) {
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).order = i;
        }
    }

    private int crossings() {
        int crossings = 0;
        for (List<NodePosition> layer : layers) {
            List<double[]> edges = new ArrayList<>();
            layer.forEach(from -> from.after.forEach(to -> edges.add(new double[] {from.order, to.order})));
            for (int i = 0; i < edges.size(); i++) {
                for (int j = i + 1; j < edges.size(); j++) {
                    double left = edges.get(i)[0] - edges.get(j)[0];
                    double right = edges.get(i)[1] - edges.get(j)[1];
                    crossings += left * right < 0 ? 1 : 0;
                }
            }
        }
        return crossings;
    }

    private void placeLayers() {
        for (List<NodePosition> layer : layers) {
            double y = 0;
            for (NodePosition place : layer) {
                place.y = y + place.height / 2;
                y += place.height + GAP;
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                align(layers.get(forward ? i : layers.size() - 1 - i), sweep < SWEEPS - 4 ? forward : null);
            }
        }
        double top = layers.stream()
                .flatMap(List::stream)
                .mapToDouble(place -> place.y - place.height / 2)
                .min()
                .orElse(0);
        layers.forEach(layer -> layer.forEach(place -> place.y -= top));
    }

    /**
     * Moves the nodes of a layer towards their neighbours as far as their order allows: the least-squares solution, by
     * pooling adjacent violators. {@code forward} is null if the neighbours of both sides count.
     */
    private static void align(List<NodePosition> layer, @Nullable Boolean forward) {
        List<double[]> blocks = new ArrayList<>();
        double offset = 0;
        double[] offsets = new double[layer.size()];
        for (int i = 0; i < layer.size(); i++) {
            NodePosition place = layer.get(i);
            offset += i == 0 ? 0 : (layer.get(i - 1).height + place.height) / 2 + GAP;
            offsets[i] = offset;
            blocks.add(new double[] {wish(place, forward) - offset, 1});
            while (blocks.size() > 1 && blocks.get(blocks.size() - 2)[0] > blocks.get(blocks.size() - 1)[0]) {
                double[] last = blocks.remove(blocks.size() - 1);
                double[] pooled = blocks.get(blocks.size() - 1);
                double weight = pooled[1] + last[1];
                pooled[0] = (pooled[0] * pooled[1] + last[0] * last[1]) / weight;
                pooled[1] = weight;
            }
        }
        int i = 0;
        for (double[] block : blocks) {
            for (int k = 0; k < block[1]; k++, i++) {
                layer.get(i).y = block[0] + offsets[i];
            }
        }
    }

    private static double wish(NodePosition place, @Nullable Boolean forward) {
        List<NodePosition> neighbours = new ArrayList<>();
        if (forward == null || forward) {
            neighbours.addAll(place.before);
        }
        if (forward == null || !forward) {
            neighbours.addAll(place.after);
        }
        return neighbours.stream().mapToDouble(other -> other.y).average().orElse(place.y);
    }
}

package org.cb1network.engine.runner.spec.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.jspecify.annotations.Nullable;

/** Finds cycles of stages. It avoids recursion, because a hostile file may chain a hundred thousand stages. */
final class Cycles {

    /** The stages that each stage needs, each with the position of the dependency. */
    private final Map<String, Map<String, SourcePosition>> needs = new LinkedHashMap<>();

    void addStage(String stage) {
        needs.putIfAbsent(stage, new LinkedHashMap<>());
    }

    /** Adds a dependency; the first position is kept. */
    void addEdge(String stage, String needed, SourcePosition position) {
        Map<String, SourcePosition> edges = needs.computeIfAbsent(stage, name -> new LinkedHashMap<>());
        edges.putIfAbsent(needed, position);
    }

    /** Reports one cycle for each group of connected cycles, in the direction of the data flow. */
    void report(Problems problems) {
        Set<String> left = onOrBetweenCycles();
        while (!left.isEmpty() && !problems.full()) {
            List<String> cycle = cycle(left.iterator().next(), left);
            report(cycle, problems);
            cycle.forEach(left::remove);
            left = trim(left);
        }
    }

    /** Removes, repeatedly, stages without predecessors and stages without successors. */
    private Set<String> onOrBetweenCycles() {
        return trim(new LinkedHashSet<>(needs.keySet()));
    }

    private Set<String> trim(Set<String> candidates) {
        Set<String> kept = new LinkedHashSet<>(candidates);
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> users = new HashMap<>();
        Deque<String> free = new ArrayDeque<>();
        for (String stage : candidates) {
            int count = 0;
            for (String needed : needs.getOrDefault(stage, Map.of()).keySet()) {
                if (candidates.contains(needed)) {
                    count++;
                    users.computeIfAbsent(needed, name -> new ArrayList<>()).add(stage);
                }
            }
            open.put(stage, count);
            if (count == 0) {
                free.add(stage);
            }
        }
        while (!free.isEmpty()) {
            String stage = free.remove();
            kept.remove(stage);
            for (String user : users.getOrDefault(stage, List.of())) {
                if (open.merge(user, -1, Integer::sum) == 0) {
                    free.add(user);
                }
            }
        }
        return kept;
    }

    /**
     * Returns a cycle: every remaining stage needs a remaining one, so following these leads back to a visited stage.
     */
    private List<String> cycle(String start, Set<String> left) {
        Map<String, Integer> visited = new HashMap<>();
        List<String> path = new ArrayList<>();
        String stage = start;
        while (!visited.containsKey(stage)) {
            visited.put(stage, path.size());
            path.add(stage);
            stage = needs.getOrDefault(stage, Map.of()).keySet().stream()
                    .filter(left::contains)
                    .findFirst()
                    .orElseThrow();
        }
        return path.subList(visited.get(stage), path.size());
    }

    private void report(List<String> needing, Problems problems) {
        // Data flows against the direction of the dependencies. The report begins with the first stage in the file.
        Set<String> members = new HashSet<>(needing);
        String first =
                needs.keySet().stream().filter(members::contains).findFirst().orElseThrow();
        List<String> flow = new ArrayList<>();
        int from = needing.indexOf(first);
        for (int i = 0; i <= needing.size(); i++) {
            flow.add(needing.get(Math.floorMod(from - i, needing.size())));
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < Math.min(8, flow.size() - 1); i++) {
            places.add("'" + flow.get(i + 1) + "' needs '" + flow.get(i) + "' at "
                    + position(flow.get(i + 1), flow.get(i)));
        }
        String shown = flow.size() <= 20
                ? String.join(" -> ", flow)
                : flow.stream().limit(20).collect(Collectors.joining(" -> ")) + " -> ... (" + needing.size()
                        + " stages)";
        SourcePosition position = position(first, flow.get(flow.size() - 2));
        problems.add(
                position == null ? SourcePosition.of("") : position,
                "stages wait for each other: " + shown,
                String.join(", ", places));
    }

    private @Nullable SourcePosition position(String stage, String needed) {
        return needs.getOrDefault(stage, Map.of()).get(needed);
    }
}

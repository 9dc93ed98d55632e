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

/** Finds stages that wait for each other. Without recursion: a hostile file may chain a hundred thousand stages. */
final class Cycles {

    /** By stage, the stages that it needs, each with the place that says so. */
    private final Map<String, Map<String, SourcePosition>> needs = new LinkedHashMap<>();

    void addStage(String stage) {
        needs.putIfAbsent(stage, new LinkedHashMap<>());
    }

    /** Says that a stage needs another one; the first place counts. */
    void addEdge(String stage, String needed, SourcePosition position) {
        Map<String, SourcePosition> edges = needs.computeIfAbsent(stage, name -> new LinkedHashMap<>());
        edges.putIfAbsent(needed, position);
    }

    /** Reports cycles: for every knot of stages one of its cycles, as a path of data. */
    void report(Problems problems) {
        Set<String> left = onOrBetweenCycles();
        while (!left.isEmpty() && !problems.full()) {
            List<String> cycle = cycle(left.iterator().next(), left);
            report(cycle, problems);
            cycle.forEach(left::remove);
            left = trim(left);
        }
    }

    /** Takes away, again and again, what needs nothing and what nothing needs. */
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

    /** Every stage that is left needs one that is left; whoever follows that comes back to where he was. */
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
        // Data flow against the needs. Begin with the first stage of the file, wherever the search came in.
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

package org.cb1network.engine.runner.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.read.ConnectionChecker;
import org.cb1network.engine.runner.spec.yaml.Spelling;

/** The stages of a run, in topological order. */
public final class Selection {

    private final List<StageSpec> stages;
    private final Set<String> forced;

    private Selection(List<StageSpec> stages, Set<String> forced) {
        this.stages = List.copyOf(stages);
        this.forced = Set.copyOf(forced);
    }

    /** Selects every stage and forces none. */
    public static Selection all(PipelineSpec pipeline) {
        return new Selection(Planner.ordered(pipeline), Set.of());
    }

    /**
     * Selects some stages and all that they need.
     *
     * @param targets requested stages; all stages if empty
     * @param from stages that restrict the selection to those that depend on one of them, and what these need; no
     *     restriction if empty
     * @param force whether the targets (or, with {@code from}, the dependent stages) are computed even if the store has
     *     their results
     * @throws IllegalArgumentException if the pipeline has no stage of one of the names, or if nothing is selected
     *     because no target depends on a stage of {@code from}
     */
    public static Selection of(PipelineSpec pipeline, List<String> targets, List<String> from, boolean force) {
        targets.forEach(name -> requireStage(pipeline, name));
        from.forEach(name -> requireStage(pipeline, name));
        List<StageSpec> ordered = Planner.ordered(pipeline);
        Set<String> wanted = new HashSet<>(targets.isEmpty() ? pipeline.stages().keySet() : targets);
        if (!from.isEmpty()) {
            wanted.retainAll(dependents(ordered, from));
            if (wanted.isEmpty()) {
                throw new IllegalArgumentException("nothing is selected: " + String.join(", ", targets)
                        + " does not depend on " + String.join(", ", from));
            }
        }
        Set<String> needed = withPredecessors(pipeline, wanted);
        List<StageSpec> stages =
                ordered.stream().filter(stage -> needed.contains(stage.name())).toList();
        return new Selection(stages, force ? forced(targets, from, needed) : Set.of());
    }

    /**
     * Returns this selection after checking what the stages need of each other's points and tables.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if one of them would fail for certain
     */
    public Selection checked() {
        ConnectionChecker.check(stages);
        return this;
    }

    /** Returns the stages in order. */
    public List<StageSpec> stages() {
        return stages;
    }

    /** Returns whether a stage is computed even if the store has its results. */
    public boolean isForced(String stage) {
        return forced.contains(stage);
    }

    private static void requireStage(PipelineSpec pipeline, String name) {
        Set<String> names = pipeline.stages().keySet();
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "the pipeline has no stage '" + Spelling.shorten(name) + "'; " + Spelling.advice(name, names));
        }
    }

    private static Set<String> forced(List<String> targets, List<String> from, Set<String> needed) {
        Set<String> forced = new HashSet<>(from.isEmpty() ? targets : from);
        return forced.isEmpty() ? needed : forced;
    }

    private static Set<String> dependents(List<StageSpec> ordered, List<String> from) {
        Set<String> reached = new HashSet<>(from);
        for (StageSpec stage : ordered) {
            if (stage.predecessors().stream().anyMatch(reached::contains)) {
                reached.add(stage.name());
            }
        }
        return reached;
    }

    private static Set<String> withPredecessors(PipelineSpec pipeline, Set<String> wanted) {
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            String stage = open.pop();
            if (needed.add(stage)) {
                open.addAll(pipeline.stage(stage).predecessors());
            }
        }
        return needed;
    }
}

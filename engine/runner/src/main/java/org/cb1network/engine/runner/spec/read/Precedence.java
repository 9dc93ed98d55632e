package org.cb1network.engine.runner.spec.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterPath;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;

/**
 * Refuses values that would be without effect because another one replaces them. A parameter has its value from the document,
 * {@code -p}, a condition, the {@code set:} of a stage, or an axis; each replaces those before. What stands under {@code model:} and
 * {@code with:} is a starting point that may be replaced; everything else must act.
 */
final class Precedence {

    private final Problems problems;
    /** The values of the command line, each with the last reason why it may be without effect. */
    private final Map<Draft, Reason> overrides = new LinkedHashMap<>();

    /**
     * A value that a condition, the {@code set:} of a stage or an axis gives to a parameter.
     *
     * @param path the parameter
     * @param source what gives the value, for messages: {@code the condition 'V2M'}
     * @param position where it is written
     */
    record Assignment(ParameterPath path, String source, SourcePosition position) {}

    private record Reason(String text, String advice) {}

    Precedence(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reports earlier assignments that a further one makes ineffective.
     *
     * @param root the parameters before this assignment
     * @param earlier the assignments that they result from
     */
    void assign(Draft root, List<Assignment> earlier, Assignment next) {
        for (Assignment lost : earlier) {
            if (next.path().covers(lost.path())) {
                problems.add(
                        next.position(),
                        "'" + next.path().name() + "' is set here and by " + lost.source() + " at " + lost.position()
                                + ", which would have no effect",
                        "remove one of them");
            }
        }
        requireEffect(
                next.path().in(root),
                next.source() + " sets '" + next.path().name() + "' at " + next.position(),
                "override that one instead");
    }

    /**
     * Requires that the values of the command line in a draft act in a stage; {@link #checkOverrides} reports those that do not.
     *
     * @param reason why they might not
     */
    void requireEffect(Draft draft, String reason, String advice) {
        draft.forEachLeaf(leaf -> {
            if (PipelineReader.isOverride(leaf.position())) {
                overrides.put(leaf, new Reason(reason, advice));
            }
        });
    }

    /** Reports values of the command line that act in no stage. */
    void checkOverrides(Collection<StageSpec> stages) {
        Set<Draft> acting = new HashSet<>();
        if (!overrides.isEmpty()) {
            stages.forEach(stage -> stage.resolver().forEachLeaf(acting::add));
        }
        overrides.forEach((value, reason) -> {
            if (!acting.contains(value)) {
                problems.add(value.position(), "this value would have no effect: " + reason.text(), reason.advice());
            }
        });
    }
}

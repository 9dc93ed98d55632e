package org.cb1network.engine.runner.spec.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.ChoosesPoint;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.TableOutput;

/** Checks that stages which choose a point of another stage choose exactly one that it has. */
final class PointChoiceChecker {

    /** The parameter of {@link ChoosesPoint}. */
    private static final String PARAMETER = "point";

    private final Map<String, StageSpec> stages;

    /** @param stages the stages by name, with all that one of them needs */
    PointChoiceChecker(Map<String, StageSpec> stages) {
        this.stages = stages;
    }

    void check(StageSpec stage, ChoosesPoint parameters, ProblemReport report) {
        check(parameters.point(), sources(stage), report);
    }

    /** Returns the stages, by name, of which the inputs receive a table for each point. */
    private Map<String, StageSpec> sources(StageSpec stage) {
        Map<String, StageSpec> sources = new LinkedHashMap<>();
        for (InputSpec input : stage.inputs()) {
            StageSpec source = stages.get(input.source().stage());
            if (source != null
                    && stage.takesAllPoints(input)
                    && !input.eachPoint()
                    && !isCollected(source, input.source().output())) {
                sources.put(source.name(), source);
            }
        }
        return sources;
    }

    private static boolean isCollected(StageSpec source, String output) {
        return source.output(output)
                .map(port -> port instanceof TableOutput table && table.collected())
                .orElse(true);
    }

    private static void check(Map<String, String> choice, Map<String, StageSpec> sources, ProblemReport report) {
        boolean known = true;
        for (Map.Entry<String, String> chosen : choice.entrySet()) {
            known &= checkAxis(chosen.getKey(), chosen.getValue(), sources, report);
        }
        if (known) {
            sources.values().forEach(source -> checkSingle(choice, source, report));
        }
    }

    private static boolean checkAxis(String name, String value, Map<String, StageSpec> sources, ProblemReport report) {
        TreeSet<String> names = new TreeSet<>();
        boolean known = true;
        boolean found = false;
        for (StageSpec source : sources.values()) {
            for (Axis axis : source.sweep().axes()) {
                names.add(axis.name());
                if (axis.name().equals(name)) {
                    found = true;
                    known &= checkValue(axis, value, source, report);
                }
            }
        }
        if (!found && !sources.isEmpty()) {
            report.unknownName("axis", name, names, PARAMETER, name);
            return false;
        }
        return known;
    }

    private static boolean checkValue(Axis axis, String value, StageSpec source, ProblemReport report) {
        for (int i = 0; i < axis.size(); i++) {
            if (axis.text(i).equals(value)) {
                return true;
            }
        }
        report.problem(
                "the axis '" + axis.name() + "' of the stage '" + source.name() + "' has no value '"
                        + Spelling.shorten(value) + "'",
                "its values are " + axis.list(),
                PARAMETER,
                axis.name());
        return false;
    }

    /** Axes of one dimension have their values in step, so a value of one of them chooses for all. */
    private static void checkSingle(Map<String, String> choice, StageSpec source, ProblemReport report) {
        Set<String> chosen = source.sweep().axes().stream()
                .filter(axis -> choice.containsKey(axis.name()))
                .map(Axis::dimension)
                .collect(Collectors.toSet());
        Map<String, Axis> open = new LinkedHashMap<>();
        for (Axis axis : source.sweep().axes()) {
            if (axis.size() > 1 && !chosen.contains(axis.dimension())) {
                open.putIfAbsent(axis.dimension(), axis);
            }
        }
        if (!open.isEmpty()) {
            List<String> names = open.values().stream().map(Axis::name).toList();
            Axis first = open.values().iterator().next();
            report.problem(
                    "several points of the stage '" + source.name() + "' are chosen, and not one",
                    "add a value of " + String.join(" and of ", names) + ", for example " + first.name() + ": "
                            + first.text(0),
                    PARAMETER);
        }
    }
}

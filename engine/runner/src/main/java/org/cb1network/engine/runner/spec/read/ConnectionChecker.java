package org.cb1network.engine.runner.spec.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.PointResolver;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.stage.ChoosesPoint;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.ProblemReport;

/**
 * Checks, before stages are computed, what their parameters say of points and tables of other stages. Stages that are not to be
 * computed are not checked: a run of one stage may change its sweep, so that later stages no longer fit.
 */
public final class ConnectionChecker {

    /** An axis may set what is checked, but hardly in very many ways. */
    private static final int MOST_POINTS = 100;

    private final Map<String, StageSpec> stages = new LinkedHashMap<>();
    private final Problems problems = new Problems();
    private final PointChoiceChecker choices;
    private final TableColumns tables;

    private ConnectionChecker(List<StageSpec> stages) {
        stages.forEach(stage -> this.stages.put(stage.name(), stage));
        this.choices = new PointChoiceChecker(this.stages);
        this.tables = new TableColumns(this.stages);
    }

    /**
     * Checks stages.
     *
     * @param stages with all that they need
     * @throws PipelineException with all problems
     */
    public static void check(List<StageSpec> stages) {
        ConnectionChecker checker = new ConnectionChecker(stages);
        stages.forEach(checker::check);
        checker.problems.throwIfAny();
    }

    private void check(StageSpec stage) {
        Class<?> type = stage.type().parameters();
        boolean names = NamesColumns.class.isAssignableFrom(type) || ChoosesPoint.class.isAssignableFrom(type);
        // Values of other stages are not known yet.
        if (!names || !stage.resolver().references().isEmpty()) {
            return;
        }
        PointResolver parameters = stage.resolver().with(reference -> {
            throw new IllegalStateException("unexpected reference " + reference);
        });
        List<Point> points = stage.points();
        for (int i = 0; i < Math.min(points.size(), MOST_POINTS); i++) {
            try {
                parameters.check(points.get(i), (record, report) -> check(stage, record, report));
            } catch (PipelineException e) {
                problems.addAll(e);
                return;
            }
        }
    }

    private void check(StageSpec stage, Record parameters, ProblemReport report) {
        if (parameters instanceof ChoosesPoint choice) {
            choices.check(stage, choice, report);
        }
        if (parameters instanceof NamesColumns naming) {
            naming.checkColumns(certain(stage), report);
        }
    }

    private Map<String, InputColumns> certain(StageSpec stage) {
        Map<String, InputColumns> certain = new LinkedHashMap<>();
        for (InputSpec input : stage.inputs()) {
            TableColumns.Known table = tables.at(input);
            if (table.extent() == TableColumns.Extent.ALL) {
                certain.put(input.port(), new InputColumns(table.columns()));
            }
        }
        return certain;
    }
}

package org.cb1network.engine.runner.spec.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.PointResolver;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.stage.ChoosesPoint;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;

/**
 * Checks, before stages are computed, whether the tables at their inputs are of the right kind, and what their parameters say of
 * points and tables of other stages. Stages that are not to be computed are not checked: a run of one stage may change its
 * sweep, so that later stages no longer fit.
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
        for (StageSpec stage : stages) {
            stage.inputs().forEach(input -> checker.checkInput(stage, input));
            checker.checkParameters(stage);
        }
        checker.problems.throwIfAny();
    }

    private void checkInput(StageSpec stage, InputSpec input) {
        StageSpec source = Objects.requireNonNull(stages.get(input.source().stage()));
        boolean collected =
                source.output(input.source().output()).orElseThrow() instanceof TableOutput table && table.collected();
        if (source.sweep().size() > 1 && !collected && !input.eachPoint() && !stage.takesAllPoints(input)) {
            problems.add(
                    input.position(),
                    input.source() + " is not one table: each of the stage's "
                            + source.sweep().size() + " points has one",
                    "run this stage for each of them with 'sweep: {each: " + source.name() + "}'");
        }
        for (InputPort port : stage.type().inputs()) {
            if (port.name().equals(input.port())) {
                port.columns().forEach(column -> checkColumn(column, input, tables.at(input)));
            }
        }
    }

    private void checkColumn(Column expected, InputSpec input, TableColumns.Known table) {
        Optional<Column> column = table.column(expected.name());
        if (table.lacks(expected.name())) {
            problems.add(
                    input.position(),
                    needed(expected, input) + ", which " + input.source() + " does not have",
                    problems.advice(expected.name(), table.columns().keySet()));
        } else if (column.isPresent() && !fits(column.get(), expected)) {
            problems.add(
                    input.position(),
                    needed(expected, input) + ", which in " + input.source() + " is " + describe(column.get()),
                    "connect another table, or correct the column in the stage type that writes or reads it");
        }
    }

    private static boolean fits(Column column, Column expected) {
        return column.type().isReadableAs(expected.type()) && column.unit().equals(expected.unit());
    }

    private static String needed(Column column, InputSpec input) {
        return "the input '" + input.port() + "' needs a column '" + column.name() + "' (" + describe(column) + ")";
    }

    /** Describes type and unit, such as {@code a number in Hz} or {@code a number without unit}. */
    private static String describe(Column column) {
        String type = ReferenceChecker.describe(column.type());
        if (column.unit().isEmpty()) {
            return type;
        }
        return type + (column.unit().equals("1") ? " without unit" : " in " + column.unit());
    }

    private void checkParameters(StageSpec stage) {
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

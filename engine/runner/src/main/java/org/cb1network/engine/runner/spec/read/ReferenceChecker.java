package org.cb1network.engine.runner.spec.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.UnitOfMeasure;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;

/** Checks the targets of references: that they exist, have the right kind, type and unit, and are single values. */
final class ReferenceChecker {

    private final Map<String, StageHeader> headers;
    private final Map<String, StageSpec> stages;
    private final Problems problems;
    private final TableColumns tables;

    /**
     * Creates a checker.
     *
     * @param headers all stages
     * @param stages those that were read without problems
     */
    ReferenceChecker(Map<String, StageHeader> headers, Map<String, StageSpec> stages, Problems problems) {
        this.headers = headers;
        this.stages = stages;
        this.problems = problems;
        this.tables = new TableColumns(stages);
    }

    /** Checks a reference used as a value. */
    void checkValue(Draft.Hole hole) {
        checkValue(hole.reference(), hole.position()).ifPresent(column -> checkType(hole, column));
    }

    /** Checks that a reference leads to a single value; empty if it does not, or if that is unknown. */
    Optional<Column> checkValue(Reference reference, SourcePosition position) {
        Optional<OutputPort> output = output(reference, position);
        if (output.isEmpty()) {
            return Optional.empty();
        }
        if (!(output.get() instanceof TableOutput table)) {
            problems.add(position, reference + " leads to a file, which has no columns", "refer to a table");
            return Optional.empty();
        }
        StageSpec stage = stages.get(reference.stage());
        TableColumns.Known known = tables.of(stage, table, table.collected());
        String column = reference.column().orElse("");
        if (known.lacks(column)) {
            problems.add(
                    position,
                    "the output '" + reference.output() + "' of the stage '" + reference.stage() + "' has no column '"
                            + Spelling.shorten(column) + "'",
                    problems.advice(column, known.columns().keySet()));
        }
        if (stage != null && stage.sweep().size() > 1) {
            problems.add(
                    position,
                    reference + " is not a single value: the stage has "
                            + stage.sweep().size() + " points",
                    "add a stage that chooses one of them, and refer to that stage");
        }
        return known.column(column);
    }

    private void checkType(Draft.Hole hole, Column column) {
        if (hole.type() instanceof ParameterType.Anything) {
            return;
        }
        boolean fits = switch (column.type()) {
            case FLOAT64 -> hole.type() instanceof Quantity quantity && quantity.kind() == NumberKind.DOUBLE;
            case INT32, INT64 -> hole.type() instanceof Quantity || hole.type() instanceof ParameterType.Selection;
            case BOOLEAN -> hole.type() instanceof ParameterType.Flag;
            case TEXT -> hole.type() instanceof ParameterType.Text || hole.type() instanceof ParameterType.Enumeration;
        };
        if (!fits) {
            problems.add(
                    hole.position(),
                    hole.reference() + " is " + describe(column.type()) + ", but "
                            + hole.type().describe() + " is expected");
        } else if (hole.type() instanceof Quantity quantity && !isConvertible(column.unit(), quantity.unit())) {
            problems.add(
                    hole.position(),
                    hole.reference() + " is in " + (column.unit().equals("1") ? "no unit" : column.unit()) + ", but "
                            + hole.type().describe() + " is expected");
        }
    }

    private static boolean isConvertible(String unit, UnitOfMeasure expected) {
        return UnitOfMeasure.of(unit.isEmpty() ? "1" : unit)
                .map(known -> known.isConvertibleTo(expected))
                .orElse(false);
    }

    static String describe(ColumnType type) {
        return switch (type) {
            case FLOAT64 -> "a number";
            case INT32, INT64 -> "a whole number";
            case BOOLEAN -> "true or false";
            case TEXT -> "a text";
        };
    }

    /** Returns the output that a reference names. */
    private Optional<OutputPort> output(Reference reference, SourcePosition position) {
        StageHeader header = headers.get(reference.stage());
        if (header == null) {
            problems.add(
                    position,
                    "there is no stage '" + Spelling.shorten(reference.stage()) + "'",
                    problems.advice(reference.stage(), headers.keySet()));
            return Optional.empty();
        }
        if (header.type().isEmpty()) {
            return Optional.empty();
        }
        StageType<?> type = header.type().get();
        List<String> names = type.outputs().stream().map(OutputPort::name).toList();
        int index = names.indexOf(reference.output());
        if (index < 0) {
            problems.add(
                    position,
                    "the stage '" + reference.stage() + "' has no output '" + Spelling.shorten(reference.output())
                            + "'",
                    names.isEmpty() ? "it has no outputs" : problems.advice(reference.output(), names));
            return Optional.empty();
        }
        OutputPort output = type.outputs().get(index);
        StageSpec stage = stages.get(reference.stage());
        if (stage != null && stage.output(output.name()).isEmpty() && output instanceof TableOutput table) {
            String parameter = table.askedBy().orElseThrow();
            problems.add(
                    position,
                    "the stage '" + stage.name() + "' does not write '" + output.name() + "': its parameter '"
                            + parameter + "' is empty",
                    "fill '" + parameter + "' under 'with' of '" + stage.name() + "'");
            return Optional.empty();
        }
        return Optional.of(output);
    }

    /** Checks that the inputs of a stage are tables. */
    void checkInputs(StageSpec stage) {
        for (InputSpec input : stage.inputs()) {
            Optional<OutputPort> output = output(input.source(), input.position());
            if (output.isPresent() && !(output.get() instanceof TableOutput)) {
                problems.add(
                        input.position(), input.source() + " is a file, but inputs are tables", "refer to a table");
            }
        }
    }
}

package org.cb1network.engine.runner.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageType;

/**
 * A stage of the pipeline.
 *
 * @param name its name
 * @param description its description; may be empty
 * @param stage its implementation
 * @param type its type
 * @param circuit the circuit that restricts the shared document; empty if the stage uses all of it, or has none
 * @param inputs the connections of its inputs, in the order of the stage type's ports
 * @param sweep its points
 * @param outputs the outputs that its parameters request, out of all that its type has; the same at every point
 * @param resolver its parameters, point by point
 * @param expectedSeconds what the pipeline says about the computing time of a point, for forecasts; empty if nothing
 * @param position where it is defined
 */
public record StageSpec(
        String name,
        String description,
        Stage<?> stage,
        StageType<?> type,
        Optional<String> circuit,
        List<InputSpec> inputs,
        Sweep sweep,
        List<OutputPort> outputs,
        StageResolver resolver,
        OptionalDouble expectedSeconds,
        SourcePosition position) {

    /** The section of the pipeline that circuits, conditions and {@code set:} apply to. */
    public static final String MODEL = "model";

    public StageSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Returns the points of its sweep, or a single point without axes if it has none. Points are created on demand, so
     * there may be many.
     */
    public List<Point> points() {
        return sweep.points();
    }

    /** Returns the output of that name, if the stage writes it. */
    public Optional<OutputPort> output(String output) {
        return outputs.stream().filter(port -> port.name().equals(output)).findFirst();
    }

    /** Returns whether an input can receive the tables of all points of another stage. */
    public boolean takesAllPoints(InputSpec input) {
        return type.inputs().stream().anyMatch(port -> port.name().equals(input.port()) && port.oneTablePerPoint());
    }

    /**
     * Returns every output and value of other stages that it refers to. With {@link Sweep#each()}, these are the edges
     * of the DAG.
     */
    public Set<Reference> references() {
        Set<Reference> references = new TreeSet<>(resolver.references());
        inputs.forEach(input -> references.add(input.source()));
        return references;
    }

    /** Returns the stages that must be complete before it. */
    public Set<String> predecessors() {
        Set<String> stages = new TreeSet<>();
        references().forEach(reference -> stages.add(reference.stage()));
        sweep.each().ifPresent(other -> stages.add(other.name()));
        return stages;
    }
}

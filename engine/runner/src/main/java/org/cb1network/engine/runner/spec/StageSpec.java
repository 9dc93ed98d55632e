package org.cb1network.engine.runner.spec;

import java.util.List;
import java.util.Optional;
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
 * @param description what it is for; may be empty
 * @param stage what computes it
 * @param type what it is called, takes and yields
 * @param circuit the part of the network model that it is about; empty for the whole, or if it has no model
 * @param inputs what its inputs are connected to, in the order of the stage type's ports
 * @param sweep its points
 * @param outputs what its parameters ask for, of all that its type can yield; the same at every point
 * @param resolver its parameters, point by point
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
        SourcePosition position) {

    /** The section of the pipeline that circuits, conditions and {@code set:} are about. */
    public static final String MODEL = "model";

    public StageSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The points of its sweep; a single one without axes if it has none. Made on demand, however many there are. */
    public List<Point> points() {
        return sweep.points();
    }

    /** The output of that name, if the stage yields it. */
    public Optional<OutputPort> output(String output) {
        return outputs.stream().filter(port -> port.name().equals(output)).findFirst();
    }

    /** Every output and value of other stages that it refers to: with {@link Sweep#each()}, the edges of the DAG. */
    public Set<Reference> references() {
        Set<Reference> references = new TreeSet<>(resolver.references());
        inputs.forEach(input -> references.add(input.source()));
        return references;
    }

    /** The stages that must be there before it. */
    public Set<String> predecessors() {
        Set<String> stages = new TreeSet<>();
        references().forEach(reference -> stages.add(reference.stage()));
        sweep.each().ifPresent(other -> stages.add(other.name()));
        return stages;
    }
}

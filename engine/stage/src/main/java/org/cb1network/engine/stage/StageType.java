package org.cb1network.engine.stage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The name, parameters, inputs and outputs of a stage.
 *
 * @param name value of {@code run:} in {@code pipeline.yaml}, in kebab-case
 * @param summary one sentence for people
 * @param parameters class of the parameter record
 * @param inputs tables that it reads, each from an output of another stage
 * @param outputs tables and files that it writes
 * @param seeded whether it draws random numbers; the results of other stages are the same for any seed
 * @param <P> the record of the parameters
 */
public record StageType<P extends Record>(
        String name,
        String summary,
        Class<P> parameters,
        List<InputPort> inputs,
        List<OutputPort> outputs,
        boolean seeded) {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if two inputs or two outputs have the same name
     */
    public StageType {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        requireDistinct(name, "inputs", inputs.stream().map(InputPort::name).toList());
        requireDistinct(name, "outputs", outputs.stream().map(OutputPort::name).toList());
    }

    private static void requireDistinct(String stage, String what, List<String> names) {
        Set<String> distinct = new LinkedHashSet<>(names);
        if (distinct.size() < names.size()) {
            throw new IllegalArgumentException("stage type " + stage + " has two " + what + " of one name: " + names);
        }
    }
}

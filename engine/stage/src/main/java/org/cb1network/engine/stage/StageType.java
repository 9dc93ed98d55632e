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
 * @param ports which of its inputs and outputs each stage declares in {@code pipeline.yaml}
 * @param <P> the record of the parameters
 */
public record StageType<P extends Record>(
        String name,
        String summary,
        Class<P> parameters,
        List<InputPort> inputs,
        List<OutputPort> outputs,
        boolean seeded,
        Ports ports) {

    /** What each stage of a type declares in {@code pipeline.yaml}. */
    public enum Ports {
        /** Nothing: all stages of the type have the same inputs and outputs. */
        FIXED,
        /** Its inputs: any tables under any names. The outputs are the same for all stages of the type. */
        OWN_INPUTS,
        /** Its inputs and outputs. */
        OWN
    }

    /** Creates a type whose stages all have the same inputs and outputs. */
    public StageType(
            String name,
            String summary,
            Class<P> parameters,
            List<InputPort> inputs,
            List<OutputPort> outputs,
            boolean seeded) {
        this(name, summary, parameters, inputs, outputs, seeded, Ports.FIXED);
    }

    /** Returns a type each of whose stages declares its own inputs and outputs. */
    public static <P extends Record> StageType<P> declaringPorts(
            String name, String summary, Class<P> parameters, boolean seeded) {
        return new StageType<>(name, summary, parameters, List.of(), List.of(), seeded, Ports.OWN);
    }

    /** Returns a type each of whose stages takes any tables under names of its choice. */
    public static <P extends Record> StageType<P> takingAnyTables(
            String name, String summary, Class<P> parameters, List<OutputPort> outputs) {
        return new StageType<>(name, summary, parameters, List.of(), outputs, false, Ports.OWN_INPUTS);
    }

    /** Returns whether each stage declares its outputs, too. */
    public boolean declaresPorts() {
        return ports == Ports.OWN;
    }

    /** Returns this type with the inputs and outputs that one stage declares. */
    public StageType<P> withPorts(List<InputPort> declaredInputs, List<OutputPort> declaredOutputs) {
        return new StageType<>(name, summary, parameters, declaredInputs, declaredOutputs, seeded, ports);
    }

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

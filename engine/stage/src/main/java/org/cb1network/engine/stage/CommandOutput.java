package org.cb1network.engine.stage;

import java.util.List;
import java.util.function.Supplier;

/**
 * A command whose output is part of the cache key, such as {@code python3 --version}. In YAML it is a list of the
 * program and its arguments. It runs in the pipeline's folder, at most once per process, and only when keys are needed.
 *
 * @param command the program and its arguments
 * @param output runs the command when it is first called, and returns what it prints
 */
public record CommandOutput(List<String> command, Supplier<String> output) {

    public CommandOutput {
        command = List.copyOf(command);
    }

    /** Returns the command and what it prints. */
    @Override
    public String toString() {
        return String.join(" ", command) + ": " + output.get();
    }
}

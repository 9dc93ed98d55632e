package org.cb1network.engine.cli.repeat;

import java.nio.file.Path;
import java.util.List;

/**
 * A condition that must not affect results.
 *
 * @param name a short name
 * @param description the difference from the default
 * @param java the {@code java} program to start
 * @param jvmOptions its options
 * @param jobs number of points to compute at a time
 * @param slowdown approximate factor by which a point takes longer than usual
 */
public record JvmSetup(String name, String description, Path java, List<String> jvmOptions, int jobs, double slowdown) {

    public JvmSetup {
        jvmOptions = List.copyOf(jvmOptions);
    }
}

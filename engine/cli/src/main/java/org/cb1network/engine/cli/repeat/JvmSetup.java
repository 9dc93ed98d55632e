package org.cb1network.engine.cli.repeat;

import java.nio.file.Path;
import java.util.List;

/**
 * Something that must not show in a result.
 *
 * @param name a word for it
 * @param description what is different from the usual
 * @param java the program {@code java} to start
 * @param jvmOptions options for it
 * @param jobs how many points to compute at a time
 * @param slowdown how many times longer a point takes than usual, roughly
 */
public record JvmSetup(String name, String description, Path java, List<String> jvmOptions, int jobs, double slowdown) {

    public JvmSetup {
        jvmOptions = List.copyOf(jvmOptions);
    }
}

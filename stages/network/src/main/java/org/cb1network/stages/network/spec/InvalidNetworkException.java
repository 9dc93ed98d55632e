package org.cb1network.stages.network.spec;

import java.util.List;

/** A network that cannot be simulated; says everything that is wrong with it. */
public final class InvalidNetworkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** Joins the problems to one message, a line each. */
    public InvalidNetworkException(List<String> problems) {
        super("network: " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, one sentence each. */
    public List<String> problems() {
        return problems;
    }
}

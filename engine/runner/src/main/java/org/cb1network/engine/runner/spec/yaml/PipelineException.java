package org.cb1network.engine.runner.spec.yaml;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Signals that the pipeline is not valid. It has every problem that was found. */
public final class PipelineException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * Creates an exception.
     *
     * @param problems at least one
     * @param leftOut number of further problems
     */
    PipelineException(List<Problem> problems, long leftOut) {
        super(text(problems, leftOut), null, false, false);
        this.problems = problems.stream().sorted().toList();
    }

    /** Creates an exception with a single problem. */
    public PipelineException(SourcePosition position, String message, String hint) {
        this(List.of(new Problem(position, message, hint)), 0);
    }

    private static String text(List<Problem> problems, long leftOut) {
        String lines = problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n"));
        return leftOut == 0 ? lines : lines + "\nand " + leftOut + " more problems";
    }

    /** Returns the problems in the order of their positions, at most a few hundred. */
    public List<Problem> problems() {
        return problems;
    }
}

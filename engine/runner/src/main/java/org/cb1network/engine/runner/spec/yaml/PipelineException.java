package org.cb1network.engine.runner.spec.yaml;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The pipeline is not valid. Holds every problem that was found. */
public final class PipelineException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;
    private final long leftOut;

    /**
     * @param problems at least one
     * @param leftOut how many more there are
     */
    PipelineException(List<Problem> problems, long leftOut) {
        super(text(problems, leftOut), null, false, false);
        this.problems = problems.stream().sorted().toList();
        this.leftOut = leftOut;
    }

    /** A single problem. */
    public PipelineException(SourcePosition position, String message, String hint) {
        this(List.of(new Problem(position, message, hint)), 0);
    }

    private static String text(List<Problem> problems, long leftOut) {
        String lines = problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n"));
        return leftOut == 0 ? lines : lines + "\nand " + leftOut + " more problems";
    }

    /** What is wrong, in the order of the positions. At most a few hundred. */
    public List<Problem> problems() {
        return problems;
    }

    /** How many more problems there are than {@link #problems()} has. */
    public long leftOut() {
        return leftOut;
    }
}

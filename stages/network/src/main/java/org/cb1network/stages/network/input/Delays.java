package org.cb1network.stages.network.input;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.TimeSteps;

/** The delays of a projection's rows in a file: those of the column, and that of the projection where it has none. */
final class Delays {
    static final String COLUMN = "delay_ms";

    private final Pathway pathway;
    private final Optional<Double> ofProjectionMs;
    private final double stepMs;
    private boolean used;

    Delays(Pathway pathway, Network network) {
        this.pathway = pathway;
        this.ofProjectionMs = network.projection(pathway).delayMs();
        this.stepMs = network.stepMs();
    }

    /**
     * The delay of the current row in time steps; 0 if neither the file nor the projection has one.
     *
     * @throws InputFileException if it is not a whole number of steps
     */
    int next(InputRows rows) throws InputFileException {
        OptionalDouble own = rows.optionalNumber(COLUMN);
        used |= own.isEmpty();
        double delayMs = own.isPresent() ? rows.notNegative(COLUMN) : ofProjectionMs.orElse(0.0);
        Optional<String> problem = TimeSteps.delayProblem(delayMs, stepMs);
        if (problem.isPresent()) {
            throw rows.problem(COLUMN + ": " + problem.get());
        }
        return TimeSteps.exactly(delayMs, stepMs);
    }

    /**
     * After the last row.
     *
     * @throws InputFileException if the delay of the projection has no effect
     */
    void requireUsed(Path file) throws InputFileException {
        if (ofProjectionMs.isPresent() && !used) {
            throw new InputFileException(
                    file,
                    "",
                    "every row has a " + COLUMN + ", so the delay of the projection " + pathway
                            + " has no effect; remove one of them");
        }
    }
}

package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.io.Serial;

/**
 * Signals that a result that was in the store is now missing, because it was damaged or removed. Planning again takes
 * this into account.
 */
public final class ResultLostException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param stage name of the stage
     * @param point the point's axes as text; empty if the stage has a single point
     */
    public ResultLostException(String stage, String point) {
        super("the result of stage '" + stage + "'" + (point.isEmpty() ? "" : " (" + point + ")")
                + " is no longer in the store; it will be computed again");
    }
}

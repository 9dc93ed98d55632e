package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.io.Serial;

/** A result that the store had a moment ago is gone: it was damaged, or somebody removed it. Planning again finds that out. */
public final class ResultLostException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param stage name of the stage
     * @param point the point's axes as text; empty if the stage has one only
     */
    public ResultLostException(String stage, String point) {
        super("the result of stage '" + stage + "'" + (point.isEmpty() ? "" : " (" + point + ")")
                + " is no longer in the store; it is computed again");
    }
}

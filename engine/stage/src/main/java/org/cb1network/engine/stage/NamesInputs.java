package org.cb1network.engine.stage;

import java.util.Collection;

/** A parameter record that names inputs of its stage, of a type whose stages have inputs of any names. */
public interface NamesInputs {

    /**
     * Reports names of inputs that the stage does not have.
     *
     * @param inputs the names of its inputs
     */
    void checkInputs(Collection<String> inputs, ProblemReport report);
}

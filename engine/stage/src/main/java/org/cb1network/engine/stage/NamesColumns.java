package org.cb1network.engine.stage;

import java.util.Map;

/**
 * A parameter record that names columns of the tables at its stage's inputs. The names are checked before anything is computed,
 * unless a parameter of the stage is a value that another stage computes.
 */
public interface NamesColumns {

    /**
     * Reports names of columns without which the stage would certainly fail.
     *
     * @param tables the columns of the tables at the inputs, by input; those that are not certain are left out
     */
    void checkColumns(Map<String, InputColumns> tables, ProblemReport report);
}

package org.cb1network.engine.runner.spec.read;

import java.util.List;
import org.cb1network.engine.runner.spec.bind.Draft;
import org.cb1network.engine.runner.spec.read.Precedence.Assignment;

/**
 * The model with the changes of a condition and of a stage.
 *
 * @param draft the changed model
 * @param changes what changed it, with paths in the model
 */
record ModelVersion(Draft draft, List<Assignment> changes) {

    ModelVersion {
        changes = List.copyOf(changes);
    }

    /** Returns a model of which only a part is left, with the changes in that part. */
    ModelVersion restrictedTo(Draft part) {
        return new ModelVersion(
                part,
                changes.stream().filter(change -> change.path().isIn(part)).toList());
    }
}

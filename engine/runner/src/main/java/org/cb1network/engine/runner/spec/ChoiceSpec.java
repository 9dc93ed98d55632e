package org.cb1network.engine.runner.spec;

import java.util.Optional;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;

/**
 * A result that becomes a parameter, with the corresponding published value.
 *
 * @param name its name; parameters refer to it as <code>${choices.name}</code>
 * @param computed the column that has it as its first value; empty if the pipeline gives a number instead
 * @param published the published value as written
 * @param confidence the column that has the confidence of the computed value as its first value; empty if there is none
 * @param use which of the two values the pipeline uses
 * @param position where it is defined
 */
public record ChoiceSpec(
        String name,
        Optional<Reference> computed,
        String published,
        Optional<Reference> confidence,
        Use use,
        SourcePosition position) {

    /** The value that the pipeline uses. */
    public enum Use {
        COMPUTED,
        PUBLISHED
    }
}

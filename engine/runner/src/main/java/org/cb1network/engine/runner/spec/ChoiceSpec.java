package org.cb1network.engine.runner.spec;

import java.util.Optional;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;

/**
 * A result that becomes a parameter, beside the value that was published for it.
 *
 * @param name its name; parameters refer to it as <code>${choices.name}</code>
 * @param computed the column whose first value it is; empty if the pipeline gives a number in its place
 * @param published the published value as written
 * @param use which of the two the pipeline goes on with
 * @param position where it is defined
 */
public record ChoiceSpec(
        String name, Optional<Reference> computed, String published, Use use, SourcePosition position) {

    /** Which value the pipeline goes on with. */
    public enum Use {
        COMPUTED,
        PUBLISHED
    }
}

package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that is written once in a pipeline, in its own section, for all stages. A stage parameter of this type
 * is not written under {@code with:}; the engine passes the section to it.
 *
 * <p>{@code circuits:} restrict the section {@code model} ({@link Selectable}), and {@code conditions:} and {@code
 * set:} override its values. All stages of a pipeline use the same type of model.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SharedDocument {

    /** Returns the key of the section in {@code pipeline.yaml}. */
    String value();
}

package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that a pipeline writes once, in its own section, for all stages. A component of this type among a stage's
 * parameters is not written under {@code with:}: the engine hands the section to it.
 *
 * <p>The section {@code model} is the one that {@code circuits:} restrict ({@link Selectable}), and that {@code conditions:} and
 * {@code set:} override. All stages of a pipeline take the same type of model.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SharedDocument {

    /** The key of the section in {@code pipeline.yaml}. */
    String value();
}

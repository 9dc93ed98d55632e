package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The unit in which a stage receives a number, such as {@code ms}. In YAML the number must have this unit or another of
 * the same dimension, which is converted. A number without this annotation is dimensionless. On a list or map, the
 * annotation applies to its elements.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unit {
    String value();
}

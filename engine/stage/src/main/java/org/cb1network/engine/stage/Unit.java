package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The unit in which a stage receives a number, such as {@code ms}. In YAML the number must carry a unit, this one or
 * another of the same dimension, and is converted. A number without this annotation is dimensionless. On a list or map it
 * is the unit of the elements.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unit {
    String value();
}

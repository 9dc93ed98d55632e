package org.cb1network.engine.table;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a record that is a row of a table holds. The column has the component's name in snake case, and its type:
 * {@code int}, {@code long}, {@code double}, {@code boolean} or {@code String}.
 *
 * <p>Not one of the annotations of parameters, which code fingerprints pass over: what stands here is written to the table.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Cell {

    /** The column's description, for the reader of the table. */
    String value();

    /** The unit of a number; 1 if it has none. Text and truth values have no unit. */
    String unit() default "1";
}

package org.cb1network.engine.table;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a row record, which becomes a column of a table. Unless {@link #name} says otherwise, the
 * column has the component's name in snake case. It has the component's type: {@code int}, {@code long}, {@code double},
 * {@code boolean} or {@code String}.
 *
 * <p>Unlike parameter annotations, this annotation is part of the code fingerprint, because its values are written to
 * the table.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Cell {

    /** Returns the column's description, for readers of the table. */
    String value();

    /** Returns the name of the column, if it is not the component's name in snake case. */
    String name() default "";

    /** Returns the unit of a number; 1 if dimensionless. Text and truth values have no unit. */
    String unit() default "1";
}

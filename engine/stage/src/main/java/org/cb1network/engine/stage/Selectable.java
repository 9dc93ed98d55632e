package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a map of a {@link SharedDocument} from which a circuit selects entries by name. Only the entries named by the
 * circuit remain. In a map with a {@link CompositeKey}, entries remain if all their names do. Other parts are
 * unchanged.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Selectable {

    /** Returns what an entry is, for messages: {@code population}. */
    String value();
}

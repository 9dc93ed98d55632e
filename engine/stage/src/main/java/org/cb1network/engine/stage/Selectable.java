package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a map of a {@link SharedDocument} whose entries a circuit selects by name: of such a map it keeps the entries that it
 * names. Of a map with a {@link CompositeKey} it keeps the entries all of whose names are kept; other parts stay as they are.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Selectable {

    /** What an entry is, for messages: {@code population}. */
    String value();
}

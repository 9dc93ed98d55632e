package org.cb1network.engine.stage;

import java.util.Set;

/**
 * A map key composed of the names of other entries, such as {@code A -> B}. Its class has a public static method {@code
 * parse(String)} that reads the form written by {@code toString}.
 */
public interface CompositeKey {

    /** Returns the names that it is composed of. */
    Set<String> names();
}

package org.cb1network.engine.stage;

import java.util.Set;

/**
 * A key of a map that is made of the names of other entries, such as {@code A -> B}. Its class has a public static method {@code
 * parse(String)}, and {@code toString} writes what that reads.
 */
public interface CompositeKey {

    /** The names that it is made of. */
    Set<String> names();
}

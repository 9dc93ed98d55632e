package org.cb1network.engine.runner.fingerprint;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The properties of a top-level class, including all nested classes, that a fingerprint depends on.
 *
 * @param name internal name of the top-level class
 * @param boundary whether the stage's code ends here; see {@link org.cb1network.engine.stage.EngineBoundary}
 * @param open whether objects of its type may have a class that it does not name: it is abstract and not sealed
 * @param members hash of each declaration, field and method, by its name in messages: {@code method update(double[],
 *     int)}
 * @param references internal names of the other classes that it names; for a boundary, only in its declarations
 * @param strings its string constants
 * @param reflection the reflective methods that it calls, such as {@code Class.forName}
 * @param readsResources whether it reads files of the class path
 */
record ClassCode(
        String name,
        boolean boundary,
        boolean open,
        SortedMap<String, String> members,
        SortedSet<String> references,
        SortedSet<String> strings,
        SortedSet<String> reflection,
        boolean readsResources) {}

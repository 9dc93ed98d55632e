package org.cb1network.engine.runner.fingerprint;

import java.util.Map;
import java.util.Set;

/**
 * Which methods of a class of ours the JDK may call, because a supertype of the JDK declares them.
 *
 * <p>For the common supertypes they are listed; of a class with any other supertype from outside the project all
 * methods count that can be overridden. The JDK itself is not asked: its answer would differ from version to version,
 * and the JVM must not show in a key.
 */
final class JdkCallbacks {

    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString", "clone", "finalize");

    private static final Map<String, Set<String>> NAMES = Map.ofEntries(
            Map.entry("java/lang/Object", OF_OBJECT),
            Map.entry("java/lang/Record", OF_OBJECT),
            Map.entry("java/lang/Enum", OF_OBJECT),
            Map.entry("java/lang/Cloneable", OF_OBJECT),
            Map.entry("java/lang/annotation/Annotation", OF_OBJECT),
            Map.entry("java/io/Serializable", OF_OBJECT), // readObject and the like are called by reflection only
            Map.entry("java/lang/AutoCloseable", Set.of("close")),
            Map.entry("java/io/Closeable", Set.of("close")),
            Map.entry("java/lang/Comparable", Set.of("compareTo")),
            Map.entry("java/lang/Runnable", Set.of("run")),
            Map.entry("java/util/concurrent/Callable", Set.of("call")),
            Map.entry("java/lang/Iterable", Set.of("iterator", "forEach", "spliterator")),
            Map.entry("java/util/Iterator", Set.of("hasNext", "next", "remove", "forEachRemaining")));

    private JdkCallbacks() {}

    /**
     * Names of the methods that may be called through a supertype from outside the project.
     *
     * @return the names; none if any method may be meant
     */
    static Set<String> of(String supertype) {
        return NAMES.getOrDefault(supertype, Set.of());
    }
}

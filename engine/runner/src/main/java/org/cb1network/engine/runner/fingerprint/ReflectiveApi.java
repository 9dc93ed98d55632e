package org.cb1network.engine.runner.fingerprint;

import java.util.Map;
import java.util.Set;

/**
 * Methods through which code finds classes, members or files by name at run time.
 *
 * <p>Where the project calls one of them, what the code reaches can no longer be read from the code, and the coarser
 * fingerprint is taken. Methods that only ask a known object for its own description ({@code getName}, {@code
 * isInstance}, {@code getEnumConstants}) are not among them.
 */
final class ReflectiveApi {

    private static final Map<String, Set<String>> METHODS = Map.ofEntries(
            Map.entry(
                    "java/lang/Class",
                    Set.of(
                            "forName",
                            "newInstance",
                            "getClasses",
                            "getDeclaredClasses",
                            "getPermittedSubclasses",
                            "getRecordComponents",
                            "getConstructor",
                            "getConstructors",
                            "getDeclaredConstructor",
                            "getDeclaredConstructors",
                            "getMethod",
                            "getMethods",
                            "getDeclaredMethod",
                            "getDeclaredMethods",
                            "getField",
                            "getFields",
                            "getDeclaredField",
                            "getDeclaredFields",
                            "getResource",
                            "getResourceAsStream")),
            Map.entry(
                    "java/lang/ClassLoader",
                    Set.of(
                            "loadClass",
                            "defineClass",
                            "getResource",
                            "getResources",
                            "getResourceAsStream",
                            "resources",
                            "getSystemResource",
                            "getSystemResources",
                            "getSystemResourceAsStream")),
            Map.entry("java/lang/Module", Set.of("getResourceAsStream")),
            Map.entry("java/lang/System", Set.of("load", "loadLibrary")),
            Map.entry("java/lang/Runtime", Set.of("load", "loadLibrary")),
            Map.entry("java/util/ServiceLoader", Set.of("load", "loadInstalled")),
            Map.entry("java/util/ResourceBundle", Set.of("getBundle")),
            Map.entry("java/io/ObjectInputStream", Set.of("readObject", "readUnshared")),
            Map.entry("java/io/ObjectOutputStream", Set.of("writeObject", "writeUnshared")),
            Map.entry("java/util/concurrent/atomic/AtomicIntegerFieldUpdater", Set.of("newUpdater")),
            Map.entry("java/util/concurrent/atomic/AtomicLongFieldUpdater", Set.of("newUpdater")),
            Map.entry("java/util/concurrent/atomic/AtomicReferenceFieldUpdater", Set.of("newUpdater")));

    private ReflectiveApi() {}

    /** How to name the reflective method in a sentence; empty if it is an ordinary one. */
    static String describe(String owner, String name) {
        if (!owner.startsWith("java") && !owner.startsWith("com/fasterxml/")) {
            return "";
        }
        boolean reflective = METHODS.getOrDefault(owner, Set.of()).contains(name)
                // Everything there is reflection, except that arrays of a class are made with it.
                || (owner.startsWith("java/lang/reflect/") && !owner.equals("java/lang/reflect/Array"))
                // Handles by name; handles that the compiler makes come as constants instead.
                || (owner.equals("java/lang/invoke/MethodHandles$Lookup")
                        && (name.startsWith("find") || name.startsWith("unreflect") || name.startsWith("define")))
                // Bind data to objects by the names of their members.
                || owner.startsWith("java/beans/")
                || owner.startsWith("javax/script/")
                || owner.startsWith("com/fasterxml/jackson/databind/");
        if (!reflective) {
            return "";
        }
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + name;
    }
}

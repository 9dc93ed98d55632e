package org.cb1network.engine.runner.fingerprint;

import java.util.regex.Pattern;

/**
 * Methods that find classes, members or files by name at run time, so that the class file does not say what it uses.
 *
 * <p>Methods that only ask a known object for its own description ({@code getName}, {@code isInstance}, {@code
 * getEnumConstants}) are not included.
 */
final class ReflectiveApi {

    /** Each alternative matches {@code owner.method}. */
    private static final Pattern REFLECTION =
            Pattern.compile("java/lang/Class\\.(forName|newInstance|getPermittedSubclasses|getRecordComponents"
                    + "|get(Declared)?(Classes|Constructors?|Methods?|Fields?))"
                    + "|java/lang/ClassLoader\\.(loadClass|defineClass)"
                    + "|java/lang/(System|Runtime)\\.load(Library)?"
                    + "|java/lang/reflect/(?!Array\\.).*" // arrays of a known class are made with Array
                    + "|java/lang/invoke/MethodHandles\\$Lookup\\.(find|unreflect|define).*"
                    + "|java/util/ServiceLoader\\.load.*"
                    + "|java/util/ResourceBundle\\.getBundle"
                    + "|java/io/Object(In|Out)putStream\\.(read|write)(Object|Unshared)"
                    + "|java/util/concurrent/atomic/Atomic\\w+FieldUpdater\\.newUpdater"
                    // Bind data to objects by the names of their members.
                    + "|(java/beans|javax/script|com/fasterxml/jackson/databind)/.*");

    private static final Pattern RESOURCES =
            Pattern.compile("java/lang/(Class|ClassLoader|Module)\\.(get\\w*Resource\\w*|resources)");

    private ReflectiveApi() {}

    /** Returns whether the method finds classes or their members by name. */
    static boolean isReflection(String owner, String method) {
        return (owner.startsWith("java") || owner.startsWith("com/fasterxml/"))
                && REFLECTION.matcher(owner + "." + method).matches();
    }

    /** Returns whether the method reads files of the class path. */
    static boolean readsResources(String owner, String method) {
        return owner.startsWith("java/lang/")
                && RESOURCES.matcher(owner + "." + method).matches();
    }
}

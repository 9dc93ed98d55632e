package org.cb1network.engine.runner.fingerprint;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** One class file, read once and shared by the fingerprints of all stages. Compared by identity. */
final class ClassCode {

    final String name;
    final int access;
    final String superName;
    final List<String> interfaces;

    // Set by ClassCodeReader while it reads.
    final Set<String> permittedSubclasses = new LinkedHashSet<>(0);
    /** Types of the components of a record, with their type arguments. */
    final Set<String> componentTypes = new LinkedHashSet<>(0);
    /** For a local or anonymous class, the class around it; otherwise empty. */
    String enclosingClass = "";

    boolean marksBoundary;

    /** Sorted, so that the order in the file is forgotten. */
    private final Map<String, MemberCode> methods = new TreeMap<>();

    private final Map<String, MemberCode> fields = new TreeMap<>();
    private @Nullable MemberCode declaration;

    ClassCode(String name, int access, String superName, List<String> interfaces) {
        this.name = name;
        this.access = access;
        this.superName = superName;
        this.interfaces = interfaces;
    }

    void add(MemberCode member) {
        switch (member.kind) {
            case METHOD -> methods.put(member.key, member);
            case FIELD -> fields.put(member.key, member);
            default -> declaration = member;
        }
    }

    MemberCode declaration() {
        if (declaration == null) {
            throw new IllegalStateException("class " + name + " has not been read");
        }
        return declaration;
    }

    /**
     * A method of this class, not an inherited one.
     *
     * @param key name and descriptor
     */
    @Nullable
    MemberCode method(String key) {
        return methods.get(key);
    }

    /**
     * A field of this class, not an inherited one.
     *
     * @param key name and descriptor
     */
    @Nullable
    MemberCode field(String key) {
        return fields.get(key);
    }

    Collection<MemberCode> methods() {
        return methods.values();
    }

    Collection<MemberCode> fields() {
        return fields.values();
    }

    boolean has(int flag) {
        return (access & flag) != 0;
    }

    boolean isInterface() {
        return has(Opcodes.ACC_INTERFACE);
    }

    /**
     * Whether a name or descriptor may contain the name of an anonymous, local or synthetic class: {@code Kernel$1},
     * {@code Kernel$1Helper}.
     */
    static boolean isNumbered(String text) {
        for (int at = text.indexOf('$'); at >= 0 && at + 1 < text.length(); at = text.indexOf('$', at + 1)) {
            char next = text.charAt(at + 1);
            if (next >= '0' && next <= '9') {
                return true;
            }
        }
        return false;
    }
}

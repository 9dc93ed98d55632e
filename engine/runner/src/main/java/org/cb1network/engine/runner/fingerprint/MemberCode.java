package org.cb1network.engine.runner.fingerprint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** A field, a method, or the declaration of a class, as read from a class file. Compared by identity. */
final class MemberCode {

    /**
     * One annotation.
     *
     * @param type internal name of its type
     * @param form type and values, for the hash
     * @param edges classes and enum constants among its values
     */
    record AnnotationCode(String type, CanonicalForm form, List<Edge> edges) {}

    final ClassCode owner;
    final MemberId.Kind kind;
    /** Empty for the declaration of a class. */
    final String name;
    /** Empty for the declaration of a class. */
    final String descriptor;
    /** Flags as in the class file. */
    final int access;
    /** The descriptor with type arguments, as far as declared; otherwise the descriptor. */
    final String signature;
    /** Name and descriptor: what identifies a field or a method within its class. */
    final String key;
    /** What enters its hash, without annotations. */
    final CanonicalForm form;
    /** Where it leads to, without annotations. */
    final List<Edge> edges;
    /** Its annotations; which of them count is decided later, when their types can be looked at. */
    final List<AnnotationCode> annotations;

    /** Set when {@link MemberHasher} is first asked. */
    @Nullable
    MemberId id;
    /** Set when {@link MemberHasher} is first asked. */
    @Nullable
    String hash;

    MemberCode(
            ClassCode owner,
            MemberId.Kind kind,
            String name,
            String descriptor,
            int access,
            String signature,
            CanonicalForm form,
            List<Edge> edges,
            List<AnnotationCode> annotations) {
        this.owner = owner;
        this.kind = kind;
        this.name = name;
        this.descriptor = descriptor;
        this.access = access;
        this.signature = signature;
        this.key = name.concat(descriptor);
        this.form = form;
        this.edges = edges;
        this.annotations = annotations;
    }

    boolean has(int flag) {
        return (access & flag) != 0;
    }

    /** Whether javac made the method up, and with it its name: it counts as a part of the method that uses it. */
    boolean isPartOfItsUser() {
        return has(Opcodes.ACC_SYNTHETIC) && !has(Opcodes.ACC_BRIDGE) && kind == MemberId.Kind.METHOD;
    }

    /** Whether an instance method that can be overridden. */
    boolean isVirtual() {
        return !has(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE) && name.charAt(0) != '<';
    }
}

package org.cb1network.engine.runner.fingerprint;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * One thing that counts in a fingerprint.
 *
 * <p>An anonymous or local class has no stable name of its own ({@code Kernel$3} becomes {@code Kernel$4} when another
 * one is written above it). Here it is named by the method that mentions it: {@code Kernel$update~1} is the first one
 * in {@code update}.
 *
 * @param kind what it is
 * @param owner dotted binary name of the class; name of the resource or the package for those kinds
 * @param name name of the field or method, {@code <init>} for a constructor, {@code <clinit>} for the static initialiser;
 *     empty for other kinds
 * @param descriptor type descriptor of the field or method, as in class files; empty for other kinds
 */
public record MemberId(Kind kind, String owner, String name, String descriptor) implements Comparable<MemberId> {

    /** What can be reached. */
    public enum Kind {
        /** The declaration of a class: its supertypes, flags, annotations, record components. */
        TYPE,
        /** A field. */
        FIELD,
        /** A method, constructor or static initialiser. */
        METHOD,
        /** A file on the class path that the code may read. */
        RESOURCE,
        /** A package of third-party classes that belong to no known library. */
        FOREIGN_PACKAGE
    }

    static MemberId resource(String path) {
        return new MemberId(Kind.RESOURCE, path, "", "");
    }

    static MemberId foreignPackage(String name) {
        return new MemberId(Kind.FOREIGN_PACKAGE, name, "", "");
    }

    // Written out: the ones that the JDK makes for records cost a cold JVM milliseconds.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemberId id && compareTo(id) == 0;
    }

    @Override
    public int hashCode() {
        return (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
    }

    @Override
    public int compareTo(MemberId other) {
        int order = owner.compareTo(other.owner);
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        if (order == 0) {
            order = name.compareTo(other.name);
        }
        return order == 0 ? descriptor.compareTo(other.descriptor) : order;
    }

    /** Class and member without package and parameters, as one says it: {@code Kernel.update}. */
    public String shortName() {
        String simple = kind == Kind.RESOURCE || kind == Kind.FOREIGN_PACKAGE
                ? owner
                : owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.');
        return switch (name) {
            case "" -> simple;
            case "<init>" -> "new " + simple;
            case "<clinit>" -> simple + ".static{}";
            default -> simple + "." + name;
        };
    }

    /** The full name with its kind: {@code method org.cb1network.stages.network.Kernel.update(double[], int)}. */
    @Override
    public String toString() {
        return switch (kind) {
            case TYPE -> "class " + owner;
            case FIELD -> "field " + owner + "." + name;
            case RESOURCE -> "resource " + owner;
            case FOREIGN_PACKAGE -> "package " + owner;
            case METHOD ->
                switch (name) {
                    case "<init>" -> "constructor " + owner + parameters();
                    case "<clinit>" -> "static initialiser of " + owner;
                    default -> "method " + owner + "." + name + parameters();
                };
        };
    }

    private String parameters() {
        return Stream.of(Type.getArgumentTypes(descriptor))
                .map(type -> type.getClassName().substring(type.getClassName().lastIndexOf('.') + 1))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}

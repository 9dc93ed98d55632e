package org.cb1network.engine.runner.fingerprint;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way in which code leads to other code. {@link Edges} finds them, {@link Reachability} follows them.
 *
 * <p>Edges that lead to the same are the same object, so that one stage follows it once.
 */
final class Edge {

    /** What the code does. */
    enum Kind {
        /** Calls a static method, which runs the static initialiser, or takes a handle to it. */
        CALL_STATIC,
        /** Calls exactly the method named: a constructor, {@code super.m()}. */
        CALL_SPECIAL,
        /** Calls the method of the receiver's class: overrides count. */
        CALL_VIRTUAL,
        /** Reads or writes a field; a static one runs the static initialiser. */
        FIELD,
        /** Creates an instance; for a lambda, of its interface. */
        NEW,
        /** Takes the class object ({@code Kernel.class}): whoever gets it may create and use instances. */
        CLASS_LITERAL,
        /** Depends on the declaration of the class: cast, {@code instanceof}, caught exception, array. */
        TYPE,
        /** Switches over an enum, which javac compiles to a look-up in a synthetic class. */
        SWITCH_MAP,
        /** Finds something by name at run time: {@code name} says how, {@code owner} is the class that does it. */
        REFLECTION,
        /** Holds a string, {@code name}, where reflection is used in the class {@code owner}; it may name something. */
        TEXT
    }

    final Kind kind;
    /** Internal name of a class; never that of an array. */
    final String owner;

    final String name;
    final String descriptor;
    /** Name and descriptor: what {@link MemberCode#key} must be. */
    final String key;
    /** Position among all edges. */
    final int number;

    private final int hash;

    private Edge(Kind kind, String owner, String name, String descriptor, int number) {
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
        this.key = name.concat(descriptor);
        this.number = number;
        this.hash = (31 * owner.hashCode() + key.hashCode()) * 31 + kind.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Edge edge
                && hash == edge.hash
                && kind == edge.kind
                && key.equals(edge.key)
                && name.equals(edge.name)
                && owner.equals(edge.owner);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** All edges of a project. */
    static final class Table {
        private final Map<Edge, Edge> edges = new HashMap<>(1 << 12);

        Edge edge(Kind kind, String owner, String name, String descriptor) {
            Edge edge = new Edge(kind, owner, name, descriptor, edges.size());
            Edge known = edges.putIfAbsent(edge, edge);
            return known == null ? edge : known;
        }
    }
}

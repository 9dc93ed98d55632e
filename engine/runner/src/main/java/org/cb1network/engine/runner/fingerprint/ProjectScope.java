package org.cb1network.engine.runner.fingerprint;

import java.util.Set;

/**
 * Which classes are the project's own, and where the stage's code ends and the engine begins.
 *
 * @param prefix prefix of the names of the project's classes, ending with a dot: {@code "org.cb1network."}
 * @param boundary names of types that are a boundary although they do not carry
 *     {@link org.cb1network.engine.stage.EngineBoundary}, for modules that cannot know the annotation
 */
public record ProjectScope(String prefix, Set<String> boundary) {

    /** The mark of a boundary, as class files write it. */
    static final String BOUNDARY_MARK = "Lorg/cb1network/engine/stage/EngineBoundary;";

    /** Copies the set and checks the prefix. */
    public ProjectScope {
        if (!prefix.endsWith(".")) {
            throw new IllegalArgumentException("the prefix of the project's classes must end with a dot: " + prefix);
        }
        boundary = Set.copyOf(boundary);
    }

    /** The scope of this project, for the running program and for {@link CodeIndexWriter} alike. */
    public static ProjectScope ofThisProject() {
        return of("org.cb1network.");
    }

    /** A scope whose boundary is given by annotations alone. */
    public static ProjectScope of(String prefix) {
        return new ProjectScope(prefix, Set.of());
    }

    /** Whether a class (internal name, {@code org/cb1network/...}) is the project's own. */
    boolean contains(String internalName) {
        return internalName.startsWith(folder());
    }

    /** The folder of all classes of the project. */
    String folder() {
        return prefix.replace('.', '/');
    }

    /**
     * The folder of the top-level package a class belongs to: {@code org/cb1network/stages/science/} for {@code
     * org/cb1network/stages/science/spontaneous/Rates}. This is the unit that counts as a whole where reachability cannot be known.
     */
    String topLevelFolder(String internalName) {
        int slash = internalName.indexOf('/', folder().length());
        return slash < 0 ? folder() : internalName.substring(0, slash + 1);
    }

    /** Whether the boundary names this class. */
    boolean declaresBoundary(String internalName) {
        return !boundary.isEmpty() && boundary.contains(internalName.replace('/', '.'));
    }
}

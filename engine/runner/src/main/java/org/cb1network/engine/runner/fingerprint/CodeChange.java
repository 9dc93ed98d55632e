package org.cb1network.engine.runner.fingerprint;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One difference between two fingerprints of the same stage.
 *
 * @param kind what happened
 * @param what the thing it happened to: {@code method org.cb1network.stages.network.Kernel.update(double[], int)}, the
 *     coordinates of a library, or a reason for the coarser fingerprint
 * @param path how the stage reaches it, from the stage's own member to the changed one; empty for libraries and reasons
 */
public record CodeChange(Kind kind, String what, List<MemberId> path) {

    /** What can happen. Members that changed come first, for they are what was edited; the others often follow from it. */
    public enum Kind {
        /** A member is reached as before and has other content. */
        CHANGED("changed"),
        /** A member is reached now and was not before. */
        ADDED("is reached now"),
        /** A member was reached before and is not now. */
        REMOVED("is no longer reached"),
        /** A library is used now and was not before, or has other content. */
        LIBRARY_ADDED("is used now"),
        /** A library was used before and is not now, or had other content. */
        LIBRARY_REMOVED("is no longer used"),
        /** There is a new reason why reachability cannot be known. */
        COARSER("counts now"),
        /** Such a reason is gone. */
        FINER("no longer counts");

        private final String verb;

        Kind(String verb) {
            this.verb = verb;
        }
    }

    /** Copies the path. */
    public CodeChange {
        path = List.copyOf(path);
    }

    /** The change as a sentence, with the path: {@code ... changed, reached by Stage.compute -> Kernel.update}. */
    @Override
    public String toString() {
        String sentence = what + " " + kind.verb;
        if (path.size() < 2) {
            return sentence;
        }
        String verb = kind == Kind.REMOVED ? ", was reached by " : ", reached by ";
        return sentence + verb + path.stream().map(MemberId::shortName).collect(Collectors.joining(" -> "));
    }
}

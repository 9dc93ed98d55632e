package org.cb1network.engine.compare;

import java.util.Collection;

/** What came out of a comparison. */
public enum Verdict {
    /** The same, to the last bit or in the sense of the level. */
    REPRODUCED("reproduced"),
    /** Not the same, but within what a stated rule allows. */
    WITHIN_TOLERANCE("within tolerance"),
    /** It could not be compared. That is no success. */
    NOT_CHECKABLE("not checkable"),
    /** Not the same. */
    CHANGED("changed");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** The worse of two. */
    public Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The worst of some; {@link #REPRODUCED} if there are none. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().reduce(REPRODUCED, Verdict::worse);
    }
}

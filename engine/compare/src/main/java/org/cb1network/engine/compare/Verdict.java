package org.cb1network.engine.compare;

import java.util.Collection;

/** The outcome of a comparison. */
public enum Verdict {
    /** Identical, bit for bit or in the sense of the verification level. */
    REPRODUCED("reproduced"),
    /** Different, but within a stated rule. */
    WITHIN_TOLERANCE("within tolerance"),
    /** Not comparable. This is not a success. */
    NOT_CHECKABLE("not checkable"),
    /** Different. */
    CHANGED("changed");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Returns the words for people. */
    public String words() {
        return words;
    }

    /** Returns the worse of two verdicts. */
    public Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Returns the worst of some verdicts; {@link #REPRODUCED} if there are none. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().reduce(REPRODUCED, Verdict::worse);
    }
}

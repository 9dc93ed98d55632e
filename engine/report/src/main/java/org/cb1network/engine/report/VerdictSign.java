package org.cb1network.engine.report;

import java.util.Locale;
import java.util.Set;

/** The appearance of a verdict: always a word preceded by a sign, never only a colour. */
enum VerdictSign {
    GOOD("good", "M3 8.5 6.5 12 13 4.5"),
    BAD("bad", "M4 4 12 12M12 4 4 12"),
    OPEN("open", "M3 8H13");

    private static final Set<String> GOOD_WORDS = Set.of("within", "supported", "agrees", "yes", "ok", "passed");
    private static final Set<String> BAD_WORDS =
            Set.of("above", "below", "contradicted", "differs", "no", "off", "failed");

    private final String style;
    private final String sign;

    VerdictSign(String style, String sign) {
        this.style = style;
        this.sign = sign;
    }

    /** Returns the sign of a word in a table; unknown words are open. */
    static VerdictSign of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return GOOD_WORDS.contains(lower) ? GOOD : BAD_WORDS.contains(lower) ? BAD : OPEN;
    }

    /** Writes the sign and the word. */
    void write(Html html, String word) {
        html.open("span", "class", "verdict " + style);
        writeSign(html);
        html.text(word).close();
    }

    private void writeSign(Html html) {
        html.open("svg", "class", "sign", "viewBox", "0 0 16 16", "aria-hidden", "true");
        html.empty("path", "d", sign).close();
    }
}

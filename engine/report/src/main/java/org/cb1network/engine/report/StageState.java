package org.cb1network.engine.report;

/** The state of a stage, shown as a colour, a sign and a word. */
enum StageState {
    COMPUTED("computed", "computed now", "M8 1.5A6.5 6.5 0 1 0 8 14.5 6.5 6.5 0 1 0 8 1.5Z"),
    CACHED("cached", "from the store", "M2.5 2.5H13.5V13.5H2.5Z"),
    FAILED("failed", "failed", "M8 1 15 14.5H1Z"),
    MISSING("missing", "not computed", "M8 1.2 14.8 8 8 14.8 1.2 8Z");

    private final String style;
    private final String word;
    private final String sign;

    StageState(String style, String word, String sign) {
        this.style = style;
        this.word = word;
        this.sign = sign;
    }

    /** Returns the CSS class of its elements. */
    String style() {
        return style;
    }

    /** Returns the word. */
    String word() {
        return word;
    }

    /** Returns the sign as the data of an SVG path in a square of 16 units. */
    String sign() {
        return sign;
    }

    /** Writes the sign and the word. */
    void write(Html html) {
        html.open("span", "class", "state " + style);
        html.open("svg", "class", "sign", "viewBox", "0 0 16 16", "aria-hidden", "true");
        html.empty("path", "d", sign).close();
        html.text(word).close();
    }
}

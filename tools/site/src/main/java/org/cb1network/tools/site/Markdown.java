package org.cb1network.tools.site;

import java.util.Locale;

/** Text of the program as Markdown. */
final class Markdown {

    private Markdown() {}

    /** Escapes the special characters of Markdown. */
    static String text(String plain) {
        return plain.replaceAll("([\\\\`*_{}\\[\\]<>|#$])", "\\\\$1");
    }

    /** Returns a description as a complete sentence. */
    static String sentence(String description) {
        String text = text(description);
        return text.isEmpty()
                ? ""
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

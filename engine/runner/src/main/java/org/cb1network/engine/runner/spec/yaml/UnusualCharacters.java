package org.cb1network.engine.runner.spec.yaml;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the characters of a text that are invisible or easily confused with others, such as a minus sign or a no-break
 * space.
 */
public final class UnusualCharacters {

    private static final int MOST_NAMED = 3;

    /** Both characters that look like the prefix micro; units may have either. */
    private static final String MICRO = "\u00b5\u03bc";

    private static final int MINUS_SIGN = 0x2212;
    private static final int ARROW = 0x2192;

    /** Scripts with many letters that look like Latin ones. */
    private static final Set<UnicodeScript> ALIKE =
            EnumSet.of(UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.ARMENIAN, UnicodeScript.CHEROKEE);

    private UnusualCharacters() {}

    /**
     * Returns an addition to a message that quotes the user's input.
     *
     * @return such as {@code "; U+2212 (MINUS SIGN) is in it: write '-'"}; empty if nothing is unusual
     */
    public static String remark(String message) {
        return message.codePoints()
                .filter(UnusualCharacters::isUnusual)
                .distinct()
                .limit(MOST_NAMED)
                .mapToObj(c -> String.format("; U+%04X (%s) is in it%s", c, Character.getName(c), advice(c)))
                .collect(Collectors.joining());
    }

    private static boolean isUnusual(int c) {
        if (c < 0x7F || MICRO.indexOf(c) >= 0) {
            return false;
        }
        return !Character.isLetter(c) || ALIKE.contains(UnicodeScript.of(c)) || !isNormal(c);
    }

    private static boolean isNormal(int c) {
        return Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFKC);
    }

    private static String advice(int c) {
        if (c == MINUS_SIGN) {
            return ": write '-'";
        }
        if (c == ARROW) {
            return ": write '->'";
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> ": write a usual space";
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ": remove it";
            case Character.DASH_PUNCTUATION -> ": write '-'";
            case Character.NON_SPACING_MARK -> ": write the letter and its accent as one character";
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> ": write ' or \"";
            case Character.DECIMAL_DIGIT_NUMBER -> ": write '" + Character.digit(c, 10) + "'";
            default -> ofWidth(c);
        };
    }

    /** Returns the usual form of a full-width letter or mark. */
    private static String ofWidth(int c) {
        String usual = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        boolean ascii = usual.length() == 1 && usual.charAt(0) < 0x7F && Character.getType(c) != Character.OTHER_NUMBER;
        return ascii ? ": write '" + usual + "'" : "";
    }
}

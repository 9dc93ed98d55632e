package org.cb1network.figures.output;

/** The little XML that is written by hand. */
final class Xml {

    private Xml() {}

    /** Text that can stand in an element or an attribute; other control characters, which XML forbids, become spaces. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                default -> out.appendCodePoint(c < ' ' ? ' ' : c);
            }
        });
        return out.toString();
    }
}

package org.cb1network.figures.output;

/** Escapes text for XML. */
final class Xml {

    private Xml() {}

    /** Returns the text escaped for an element or an attribute; control characters that XML forbids become spaces. */
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

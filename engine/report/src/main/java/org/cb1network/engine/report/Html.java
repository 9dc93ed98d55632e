package org.cb1network.engine.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well-formed XML. All text and all attribute values are escaped here and nowhere else; {@link
 * #wellFormed} is for markup created by this package.
 */
public final class Html {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element. {@code attributes} has alternating names and values. */
    Html open(String element, String... attributes) {
        tag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the innermost open element. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the innermost open element, which must be {@code element}, and ends the line. */
    Html close(String element) {
        if (!element.equals(open.peek())) {
            throw new IllegalStateException("<" + open.peek() + "> is open, not <" + element + ">");
        }
        close();
        out.append('\n');
        return this;
    }

    /** Writes an element that never has content, such as {@code br}, or a shape in a picture. */
    Html empty(String element, String... attributes) {
        tag(element, attributes);
        out.append("/>");
        return this;
    }

    /** Writes an element that contains only text. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Writes text. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** Writes markup that is known to be well-formed and harmless. */
    Html wellFormed(String markup) {
        out.append(markup);
        return this;
    }

    /** Ends the line. */
    Html line() {
        out.append('\n');
        return this;
    }

    /** Returns everything written. */
    String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }

    private void tag(String element, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("an attribute of <" + element + "> has no value");
        }
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escaped(attributes[i + 1])).append('"');
        }
    }

    /**
     * Escapes text for an element or an attribute. Characters that XML does not allow become a replacement character.
     */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        return c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
    }

    /**
     * Converts a name for use in an {@code id}: letters, digits and hyphens are kept, and other characters become their
     * numbers, so different names stay different.
     */
    static String id(String name) {
        StringBuilder id = new StringBuilder();
        name.codePoints().forEach(c -> {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-') {
                id.appendCodePoint(c);
            } else {
                id.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return id.toString();
    }
}

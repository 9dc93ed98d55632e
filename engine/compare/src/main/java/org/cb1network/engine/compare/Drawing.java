package org.cb1network.engine.compare;

import java.nio.charset.StandardCharsets;

/** The visible content of an SVG file, without its metadata. */
public final class Drawing {

    private static final String START = "<metadata>";
    private static final String END = "</metadata>";

    private Drawing() {}

    /**
     * Returns the file without its metadata. Two figures that look the same are then equal, whatever tables they were
     * drawn from.
     */
    public static byte[] withoutMetadata(byte[] svg) {
        String text = new String(svg, StandardCharsets.UTF_8);
        int start = text.indexOf(START);
        int end = text.indexOf(END, Math.max(0, start));
        if (start < 0 || end < 0) {
            return svg.clone();
        }
        return (text.substring(0, start) + text.substring(end + END.length())).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a description of the first line that differs between two drawings, or an empty text. */
    public static String firstDifference(byte[] expected, byte[] found) {
        String[] before = new String(withoutMetadata(expected), StandardCharsets.UTF_8).split("\n", -1);
        String[] now = new String(withoutMetadata(found), StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < Math.max(before.length, now.length); i++) {
            String was = i < before.length ? before[i] : "(the end)";
            String is = i < now.length ? now[i] : "(the end)";
            if (!was.equals(is)) {
                return "element " + (i + 1) + " was " + shortened(was) + ", is " + shortened(is)
                        + (before.length == now.length
                                ? ""
                                : "; it had " + before.length + " lines, has " + now.length);
            }
        }
        return "";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}

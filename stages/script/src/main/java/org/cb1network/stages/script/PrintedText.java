package org.cb1network.stages.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The beginning and the end of a program's output, however long it is. Safe for use by two threads. */
final class PrintedText {

    private static final int HALF = 1 << 16;
    private static final int LAST_LINES = 20;
    private static final int LONGEST_LINE = 400;

    /** What sets colours and moves the cursor of a terminal. */
    private static final String TERMINAL_SEQUENCE = "\u001b\\[[0-9;?]*[A-Za-z]";

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final Deque<byte[]> tail = new ArrayDeque<>();
    private int tailLength;
    private long leftOut;

    /** Adds the next bytes. */
    synchronized void add(byte[] bytes, int length) {
        int first = Math.min(length, HALF - head.size());
        head.write(bytes, 0, first);
        if (first < length) {
            byte[] rest = new byte[length - first];
            System.arraycopy(bytes, first, rest, 0, rest.length);
            tail.add(rest);
            tailLength += rest.length;
        }
        while (!tail.isEmpty() && tailLength - tail.element().length >= HALF) {
            int removed = tail.remove().length;
            tailLength -= removed;
            leftOut += removed;
        }
    }

    /** Returns the text; if it is long, with a line that says how much is left out. */
    synchronized byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toByteArray());
        if (leftOut > 0) {
            all.writeBytes(("\n[" + leftOut + " bytes left out]\n").getBytes(StandardCharsets.UTF_8));
        }
        tail.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Returns the last lines, indented, without colours and control characters. */
    String lastLines() {
        List<String> lines = new String(bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(PrintedText::shown)
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                .map(line -> "    " + line)
                .collect(Collectors.joining("\n"));
    }

    private static String shown(String line) {
        String plain = line.replaceAll(TERMINAL_SEQUENCE, "")
                .replaceAll("\\p{Cntrl}", " ")
                .stripTrailing();
        return plain.length() > LONGEST_LINE ? plain.substring(0, LONGEST_LINE) + "..." : plain;
    }
}

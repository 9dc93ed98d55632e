package org.cb1network.engine.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.function.IntSupplier;

/**
 * Breaks long lines at blanks, for a terminal. A line that is flushed before it ends, such as a line of progress, stays as it is, and so
 * does one with control characters, and a command to be copied, which a line break would end.
 */
public final class WrappingWriter extends Writer {

    /** Nearly every terminal is wider. Asking for its width takes longer than some commands. */
    private static final int SHORT = 40;

    private static final int INDENT = 2;

    /** What commands to be copied begin with. */
    private static final String COMMAND = "    java ";

    private final Writer out;
    private final IntSupplier columns;
    private final StringBuilder line = new StringBuilder();

    /** @param columns the width of the terminal */
    public WrappingWriter(Writer out, IntSupplier columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void write(char[] text, int start, int length) throws IOException {
        for (int i = start; i < start + length; i++) {
            if (text[i] != '\n') {
                line.append(text[i]);
                continue;
            }
            String whole = line.toString();
            line.setLength(0);
            out.write(whole.length() <= SHORT ? whole : wrap(whole, columns.getAsInt()));
            out.write('\n');
        }
    }

    @Override
    public void flush() throws IOException {
        out.write(line.toString());
        line.setLength(0);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }

    /** Returns a line with line breaks, after which it is indented. Words that are too long stay whole. */
    static String wrap(String line, int columns) {
        if (line.length() <= columns || line.startsWith(COMMAND) || line.chars().anyMatch(Character::isISOControl)) {
            return line;
        }
        String indent = " ".repeat(indent(line, columns));
        StringBuilder wrapped = new StringBuilder();
        String rest = line;
        while (rest.length() > columns) {
            int from = wrapped.length() == 0 ? firstWord(rest) : indent.length();
            int end = rest.lastIndexOf(' ', columns);
            end = end > from ? end : rest.indexOf(' ', Math.max(from, columns));
            if (end < 0) {
                break;
            }
            wrapped.append(rest.substring(0, end).stripTrailing()).append('\n');
            rest = indent + rest.substring(end).stripLeading();
        }
        return wrapped.append(rest).toString();
    }

    private static int firstWord(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** Returns where the last column of a table begins, if that is in the left half, and otherwise a little more than the first line. */
    private static int indent(String line, int columns) {
        int first = firstWord(line);
        int gap = line.lastIndexOf("  ", columns / 2 - 2);
        return gap > first ? gap + 2 : first + INDENT;
    }
}

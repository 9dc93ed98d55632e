package org.cb1network.engine.cli.progress;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The progress of a command, as text.
 *
 * @param share share of the work that is done, from 0 to 1
 * @param left remaining time, if known
 * @param done number of finished items
 * @param total number of all items; 0 if the command does something that has no items
 * @param unit what the items are, such as {@code points}; without items, what the command does
 * @param perSecond recently finished items per second
 * @param atWork names of the items in progress; without items, how far it is, if that is known
 */
record ProgressLine(
        double share,
        Optional<Duration> left,
        long done,
        long total,
        String unit,
        double perSecond,
        List<String> atWork) {

    private static final String GAP = "  ";
    private static final int PERCENT = 100;
    private static final int BAR = 20;

    /** Narrower terminals have no space for a bar. */
    private static final int COLUMNS_WITH_BAR = 80;

    /** Minimum space for the names of the items in progress. */
    private static final int LEAST_AT_WORK = 10;

    ProgressLine {
        // The time of the work after the last item is unknown.
        left = done < total ? left : Optional.empty();
    }

    /**
     * Returns the progress of something that has no items.
     *
     * @param what what the command does, such as {@code planning}
     * @param howFar such as {@code 12 requests}; may be empty
     */
    static ProgressLine doing(String what, String howFar) {
        return new ProgressLine(0, Optional.empty(), 0, 0, what, 0, howFar.isEmpty() ? List.of() : List.of(howFar));
    }

    /** Returns whether the share of the work that is done is known. */
    boolean isMeasured() {
        return total > 0;
    }

    /** Returns a line shorter than the terminal is wide. The most important parts come first and are dropped last. */
    String fit(int columns) {
        int room = columns - 1;
        if (!isMeasured()) {
            return cut(sentence(), Math.max(0, room));
        }
        StringBuilder line = new StringBuilder(columns >= COLUMNS_WITH_BAR ? bar() + " " : "");
        line.append(percent());
        left.ifPresent(time -> line.append(GAP).append(Times.rounded(time)).append(" left"));
        String count = String.format(Locale.ROOT, "%,d/%,d", done, total);
        // On a narrow terminal, the names of the items say more than the unit and the rate.
        boolean narrow = columns < COLUMNS_WITH_BAR && !atWork.isEmpty();
        append(line, narrow ? count : count + " " + unit, count, room);
        if (perSecond > 0 && !narrow) {
            append(line, rate(), "", room - leastAtWork());
        }
        int rest = room - line.length() - GAP.length();
        if (!atWork.isEmpty() && rest >= LEAST_AT_WORK) {
            line.append(GAP).append(atWork(rest));
        }
        return cut(line.toString(), Math.max(0, room));
    }

    /** Returns the space that the first item in progress needs with a part of its name, and its count. */
    private int leastAtWork() {
        return atWork.isEmpty()
                ? 0
                : GAP.length()
                        + Math.min(
                                atWork.get(0).length(),
                                LEAST_AT_WORK + countOf(atWork.get(0)).length());
    }

    /** Returns the end of an item from its last blank on; all of it if it has none. */
    private static String countOf(String item) {
        return item.substring(Math.max(item.lastIndexOf(' '), 0));
    }

    /** Returns the items in progress that fit. Of the first one, the end of its name is left out, but not its count. */
    private String atWork(int room) {
        String first = atWork.get(0);
        String count = countOf(first);
        boolean hasCount = count.length() < first.length() && count.length() < room;
        StringBuilder shown = new StringBuilder(
                first.length() <= room || !hasCount
                        ? cut(first, room)
                        : cut(first.substring(0, first.length() - count.length()), room - count.length()) + count);
        for (String next : atWork.subList(1, atWork.size())) {
            if (shown.length() + 2 + next.length() > room) {
                break;
            }
            shown.append(", ").append(next);
        }
        return shown.toString();
    }

    /** Returns the progress as a line of a log, of any length. */
    String sentence() {
        if (!isMeasured()) {
            return unit + (atWork.isEmpty() ? "" : ": " + String.join(", ", atWork));
        }
        return percent() + " of the work"
                + left.map(time -> ", " + Times.rounded(time) + " left").orElse("")
                + String.format(Locale.ROOT, ": %,d of %,d %s", done, total, unit)
                + (perSecond > 0 ? ", " + rate() : "")
                + (atWork.isEmpty() ? "" : "; at work: " + String.join(", ", atWork));
    }

    private static void append(StringBuilder line, String text, String shorter, int room) {
        if (line.length() + GAP.length() + text.length() <= room) {
            line.append(GAP).append(text);
        } else if (!shorter.isEmpty() && line.length() + GAP.length() + shorter.length() <= room) {
            line.append(GAP).append(shorter);
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : most < 3 ? text.substring(0, most) : text.substring(0, most - 3) + "...";
    }

    private String bar() {
        int full = (int) (share * BAR);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    /** Rounds down, so that 100 % means done. */
    private String percent() {
        return String.format(Locale.ROOT, "%3d %%", (int) (share * PERCENT)).strip();
    }

    private String rate() {
        return perSecond >= 10
                ? String.format(Locale.ROOT, "%,.0f/s", perSecond)
                : String.format(Locale.ROOT, "%.1f/s", perSecond);
    }
}

package org.cb1network.engine.runner.spec.bind;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Indices.Span;
import org.jspecify.annotations.Nullable;

/** Reads {@link Indices}: {@code 3}, {@code 10..19} or {@code [0, 5, 10..19]}. */
final class IndicesText {

    private static final String DOTS = "..";
    /** All numbers of so many digits are integers of Java. */
    private static final int MOST_DIGITS = 9;

    private IndicesText() {}

    /** Returns the numbers of a node; null if an error was reported. */
    static @Nullable Indices read(Node node, Problems problems) {
        if (!(node instanceof Node.Sequence list)) {
            Span span = span(node, problems);
            if (span == null || isRange(node)) {
                return span == null ? null : Indices.of(span);
            }
            if (span.first() == 0) {
                problems.add(node.position(), "the first 0 are none", "write [0] for the one with the number 0");
                return null;
            }
            return Indices.first(span.first());
        }
        List<Span> spans = new ArrayList<>();
        for (Node item : list.items()) {
            Span span = span(item, problems);
            if (span == null) {
                return null;
            }
            spans.add(span);
        }
        if (spans.isEmpty()) {
            problems.add(node.position(), "this list is empty", "name at least one number");
            return null;
        }
        return new Indices(spans, false);
    }

    private static boolean isRange(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().contains(DOTS);
    }

    private static @Nullable Span span(Node node, Problems problems) {
        String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        int dots = text.indexOf(DOTS);
        int first = number(dots < 0 ? text : text.substring(0, dots));
        int last = dots < 0 ? first : number(text.substring(dots + DOTS.length()));
        if (first < 0 || last < 0) {
            problems.add(
                    node.position(),
                    node.describe() + " was found where numbers are expected, counted from 0",
                    "write for example 10..19 or [0, 5, 10..19]; a single number n stands for the first n");
            return null;
        }
        if (last < first) {
            problems.add(node.position(), "this range has no numbers", "put the smaller number first");
            return null;
        }
        return new Span(first, last);
    }

    /** Returns a whole number, or -1 if the text is none. */
    private static int number(String text) {
        String digits = text.strip();
        boolean valid = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? Integer.parseInt(digits) : -1;
    }
}

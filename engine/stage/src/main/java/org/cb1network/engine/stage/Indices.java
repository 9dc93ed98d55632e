package org.cb1network.engine.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some of many things that are numbered from 0. In YAML it is a whole number n for the first n, a range such as {@code 10..19}, or a
 * list of numbers and ranges such as {@code [0, 5, 10..19]}.
 *
 * @param spans ascending, without repeats
 * @param counted whether it is the number of the first ones, which may be more than there are
 */
public record Indices(List<Span> spans, boolean counted) {

    /**
     * Consecutive numbers.
     *
     * @param first at least 0
     * @param last at least {@code first}; part of it
     */
    public record Span(int first, int last) {

        /** Checks the order. */
        public Span {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("no numbers from " + first + " to " + last);
            }
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + ".." + last;
        }
    }

    /** Sorts the spans and joins those that touch. */
    public Indices {
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("no indices");
        }
        spans = joined(spans);
    }

    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingInt(Span::first)).toList()) {
            Span before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && span.first() - 1 <= before.last()) {
                joined.set(joined.size() - 1, new Span(before.first(), Math.max(before.last(), span.last())));
            } else {
                joined.add(span);
            }
        }
        return List.copyOf(joined);
    }

    /** Returns the first {@code count}, at least 1. */
    public static Indices first(int count) {
        return new Indices(List.of(new Span(0, count - 1)), true);
    }

    /** Returns these numbers. */
    public static Indices of(Span... spans) {
        return new Indices(List.of(spans), false);
    }

    /** Returns the largest one. */
    public int last() {
        return spans.get(spans.size() - 1).last();
    }

    /** Returns those below a size, ascending. */
    public int[] below(int size) {
        return spans.stream()
                .flatMapToInt(span -> IntStream.rangeClosed(span.first(), Math.min(span.last(), size - 1)))
                .toArray();
    }

    /** Returns whether they are all of so many. */
    public boolean areAll(int size) {
        return spans.get(0).first() == 0 && spans.get(0).last() >= size - 1;
    }

    /** Returns them as they are written in YAML, in the shortest form. */
    @Override
    public String toString() {
        if (counted) {
            return Integer.toString(last() + 1);
        }
        String text = spans.stream().map(Span::toString).collect(Collectors.joining(", "));
        return text.contains("..") && spans.size() == 1 ? text : "[" + text + "]";
    }
}

package org.cb1network.engine.runner.spec.yaml;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Suggests corrections of misspelt names. */
public final class Spelling {

    /** Limits for comparisons: longer names are compared by their beginnings, and further candidates are ignored. */
    private static final int LENGTH_LIMIT = 60;

    private static final int CANDIDATE_LIMIT = 500;

    private Spelling() {}

    /**
     * Returns advice for an unknown name: the nearest valid name, or all valid names if they are few.
     *
     * @return such as {@code did you mean 'duration'?}; empty if there is no helpful advice
     */
    public static String advice(String unknown, Collection<String> valid) {
        Optional<String> nearest = nearest(unknown, valid);
        if (nearest.isPresent()) {
            return "did you mean '" + nearest.get() + "'?";
        }
        if (valid.isEmpty()) {
            return "";
        }
        String listed = valid.stream().limit(12).map(Spelling::shorten).collect(Collectors.joining(", "));
        return valid.size() == 1
                ? "the only valid name is " + listed
                : "valid names are " + listed + (valid.size() > 12 ? ", ..." : "");
    }

    /** Returns the valid name nearest to an unknown one, if it is near enough. */
    public static Optional<String> nearest(String unknown, Collection<String> valid) {
        String name = normal(unknown);
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        int looked = 0;
        for (String candidate : valid) {
            if (looked++ == CANDIDATE_LIMIT) {
                break;
            }
            int distance = distance(name, normal(candidate));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        int length = Math.max(name.length(), normal(best).length());
        int tolerance = length < 2 ? 0 : Math.max(1, length / 3);
        return bestDistance <= tolerance ? Optional.of(best) : Optional.empty();
    }

    /** Shortens a text for a message and puts it in one line. */
    public static String shorten(String text) {
        String line = text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? " " : Character.toString(c))
                .collect(Collectors.joining());
        return line.length() <= 80 ? line : line.substring(0, 77) + "...";
    }

    /** Normalizes common differences: upper case, underscores, spaces and variants of a letter. */
    private static String normal(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replace(" ", "");
        return lower.length() <= LENGTH_LIMIT ? lower : lower.substring(0, LENGTH_LIMIT);
    }

    /**
     * Returns the Damerau-Levenshtein distance in the "optimal string alignment" form: the minimum number of
     * insertions, deletions, substitutions and swaps of neighbours.
     */
    static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], 1 + beforePrevious[j - 2]);
                }
            }
            int[] free = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = free;
        }
        return previous[b.length()];
    }
}

package org.cb1network.engine.table;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user probably meant. */
public final class NearestName {

    /** Limits for comparisons: longer names are compared by their beginnings, and further candidates are ignored. */
    private static final int LENGTH_LIMIT = 60;

    private static final int CANDIDATE_LIMIT = 500;

    private NearestName() {}

    /**
     * Returns the valid name nearest to an unknown one, if it is near enough: at most a third of its letters differ, or one if it
     * has fewer than six.
     */
    public static Optional<String> near(String unknown, Collection<String> valid) {
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

    /** Upper case, underscores, spaces and other forms of one letter are common slips that should not count. */
    private static String normal(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replace(" ", "");
        return lower.length() <= LENGTH_LIMIT ? lower : lower.substring(0, LENGTH_LIMIT);
    }

    /**
     * Damerau-Levenshtein distance in its "optimal string alignment" form: the least number of insertions, deletions,
     * substitutions and swaps of neighbours.
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

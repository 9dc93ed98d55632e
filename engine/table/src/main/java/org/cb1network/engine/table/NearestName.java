package org.cb1network.engine.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user probably meant. */
public final class NearestName {

    private NearestName() {}

    /** Returns the name with the smallest edit distance, ignoring case; the first one if there are several. */
    static String of(String wanted, List<String> names) {
        String best = names.get(0);
        int bestDistance = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(wanted, name);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return best;
    }

    /** Returns the nearest name if no more than a third of its letters differ. */
    public static Optional<String> near(String wanted, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String nearest = of(wanted, names);
        int tolerance = Math.max(wanted.length(), nearest.length()) / 3;
        return distance(wanted, nearest) <= tolerance ? Optional.of(nearest) : Optional.empty();
    }

    /** Returns the Levenshtein distance, computed row by row. */
    private static int distance(String wanted, String name) {
        String a = wanted.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

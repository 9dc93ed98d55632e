package org.cb1network.engine.runner.spec.yaml;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cb1network.engine.table.NearestName;

/** Suggests corrections of misspelt names. */
public final class Spelling {

    private Spelling() {}

    /**
     * Returns advice for an unknown name: the nearest valid name, or all valid names if they are few.
     *
     * @return such as {@code did you mean 'duration'?}; empty if there is no helpful advice
     */
    public static String advice(String unknown, Collection<String> valid) {
        Optional<String> nearest = NearestName.near(unknown, valid);
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

    /** Returns a text short enough for a message, on one line. */
    public static String shorten(String text) {
        String line = text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? " " : Character.toString(c))
                .collect(Collectors.joining());
        return line.length() <= 80 ? line : line.substring(0, 77) + "...";
    }
}

package org.cb1network.engine.runner.spec.bind;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a scalar of the form <code>${...}</code>.
 *
 * @param value the output or column; for a choice, {@code choices} and its name
 * @param isChoice whether it is a choice
 */
public record ReferenceText(Reference value, boolean isChoice) {

    /** In place of a stage's name, marks a reference to a choice. */
    public static final String CHOICES = "choices";

    private static final Pattern ALL_CHOICES = Pattern.compile("\\$\\{\\s*" + CHOICES + "\\s*}");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_/+-]+");

    /** Returns the name of the choice. */
    public String name() {
        return value.output();
    }

    /** Returns whether a scalar is intended as a reference. */
    public static boolean isReference(String text) {
        return text.startsWith("${");
    }

    /** Returns whether a scalar stands for the mapping of all choices. */
    public static boolean isAllChoices(String text) {
        return ALL_CHOICES.matcher(text).matches();
    }

    /** Parses a reference; null if it is invalid, which is reported. */
    public static @Nullable ReferenceText parse(Node.Scalar node, Problems problems) {
        String text = node.text();
        if (!text.endsWith("}")) {
            problems.add(
                    node.position(),
                    "a reference cannot be part of a text",
                    "write only ${...}; its value includes the unit");
            return null;
        }
        List<String> parts =
                List.of(text.substring(2, text.length() - 1).strip().split("\\.", -1));
        boolean isChoice = parts.get(0).equals(CHOICES) && parts.size() == 2;
        boolean wellFormed = (parts.size() == 2 || parts.size() == 3)
                && parts.stream().allMatch(part -> PART.matcher(part).matches());
        if (!wellFormed) {
            problems.add(
                    node.position(),
                    "'" + Spelling.shorten(text) + "' is not a reference",
                    "write ${stage.output}, ${stage.output.column} or ${choices.name}");
            return null;
        }
        Optional<String> column = parts.size() == 3 ? Optional.of(parts.get(2)) : Optional.empty();
        return new ReferenceText(new Reference(parts.get(0), parts.get(1), column), isChoice);
    }
}

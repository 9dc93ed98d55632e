package org.cb1network.engine.cli.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cb1network.engine.cli.repeat.PointDifference;
import org.cb1network.engine.cli.repeat.RepeatReport;
import org.cb1network.engine.cli.repeat.SetupReport;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.audit.StoredPoint;
import org.cb1network.engine.table.Count;

/** Prints what was repeated, under which conditions, and whether the results were the same. */
public final class RepeatPrinter {

    /** Further differences of a condition are only counted, because they usually have the same cause. */
    private static final int MOST_DIFFERENCES = 3;

    private static final int LONGEST_PROBLEM = 100;
    private static final double MILLIS = 1000;

    private RepeatPrinter() {}

    /** Prints a table with a line for each condition, followed by the differences. */
    public static void text(RepeatReport report, PrintWriter out) {
        out.println(Count.of(report.points().size(), "point") + " of "
                + Count.of(
                        report.points().stream()
                                .map(StoredPoint::stageType)
                                .distinct()
                                .count(),
                        "stage type")
                + ", compared with what the store has (--seed " + report.seed() + ")");
        out.println();
        int name = width(report, condition -> condition.condition().name());
        int description = width(report, condition -> condition.condition().description());
        for (SetupReport condition : report.conditions()) {
            out.println(String.format(
                            Locale.ROOT,
                            "%-" + name + "s  %-" + description + "s  %-13s  %s",
                            condition.condition().name(),
                            condition.condition().description(),
                            condition.word(),
                            remark(condition))
                    .stripTrailing());
        }
        for (SetupReport condition : report.conditions()) {
            differences(condition, out);
        }
        out.println();
        report.uncovered().forEach((type, why) -> out.println("not repeated: " + type + " (" + why + ")"));
        out.println(summary(report));
        out.flush();
    }

    private interface Cell {
        String of(SetupReport condition);
    }

    private static int width(RepeatReport report, Cell cell) {
        return report.conditions().stream()
                .mapToInt(condition -> cell.of(condition).length())
                .max()
                .orElse(1);
    }

    private static String remark(SetupReport condition) {
        if (!condition.problem().isEmpty()) {
            String problem = condition.problem();
            return problem.length() <= LONGEST_PROBLEM ? problem : problem.substring(0, LONGEST_PROBLEM - 3) + "...";
        }
        List<String> parts = new ArrayList<>();
        parts.add(
                condition.differences().isEmpty()
                        ? Count.of(condition.points(), "point")
                        : Count.part(condition.differences().size(), condition.points(), "point"));
        if (condition.leftOut() > 0) {
            parts.add(condition.leftOut() + " would take too long");
        }
        parts.add(String.format(Locale.ROOT, "%.1f s", condition.took().toMillis() / MILLIS));
        return String.join(", ", parts) + "; " + condition.jvm();
    }

    private static void differences(SetupReport condition, PrintWriter out) {
        int shown = 0;
        for (PointDifference difference : condition.differences()) {
            if (shown++ == MOST_DIFFERENCES) {
                out.println("  and " + Count.of(condition.differences().size() - MOST_DIFFERENCES, "more point"));
                return;
            }
            out.println();
            out.println("DIFFERENT with " + condition.condition().name() + ": "
                    + difference.point().name());
            if (!difference.problem().isEmpty()) {
                out.println("  " + difference.problem());
            }
            texts(condition, difference).forEach(text -> out.println("  " + text));
        }
    }

    private static List<String> texts(SetupReport condition, PointDifference difference) {
        return difference.outputs().stream()
                .map(output -> output.output() + ": "
                        + output.where(
                                "in the store", "with " + condition.condition().name()))
                .toList();
    }

    private static String summary(RepeatReport report) {
        long equal = count(report, Verdict.REPRODUCED);
        long unchecked = count(report, Verdict.NOT_CHECKABLE);
        return "the same bits under " + Count.part(equal, equal + count(report, Verdict.CHANGED), "condition")
                + (unchecked == 0 ? "" : "; " + unchecked + " could not be checked");
    }

    private static long count(RepeatReport report, Verdict verdict) {
        return report.conditions().stream()
                .filter(condition -> condition.verdict().equals(Optional.of(verdict)))
                .count();
    }

    /** Prints a JSON object on a line for each condition and for each output that differs. */
    public static void json(RepeatReport report, PrintWriter out) throws IOException {
        for (SetupReport condition : report.conditions()) {
            JsonLine.print(out, json -> {
                json.text("event", "repeat-condition");
                json.text("condition", condition.condition().name());
                json.text("description", condition.condition().description());
                json.text("jvm", condition.jvm());
                json.text("verdict", condition.word());
                json.number("points", condition.points());
                json.number("leftOut", condition.leftOut());
                json.number("different", condition.differences().size());
                json.text("problem", condition.problem());
                json.number("seconds", condition.took().toMillis() / MILLIS);
            });
            for (PointDifference difference : condition.differences()) {
                JsonLine.print(out, json -> {
                    json.text("event", "repeat-difference");
                    json.text("condition", condition.condition().name());
                    json.text("stage", difference.point().stage());
                    json.text("point", difference.point().label());
                    json.text("key", difference.point().key().digest().hex());
                    json.texts("outputs", texts(condition, difference));
                    json.text("problem", difference.problem());
                });
            }
        }
        JsonLine.print(out, json -> {
            json.text("event", "repeat-finished");
            json.number("points", report.points().size());
            json.number("seed", report.seed());
            json.texts("uncovered", List.copyOf(report.uncovered().keySet()));
        });
        out.flush();
    }
}

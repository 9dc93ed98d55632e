package org.cb1network.engine.cli.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cb1network.engine.cli.diff.DiffReport;
import org.cb1network.engine.cli.diff.StageChange;
import org.cb1network.engine.cli.diff.StageChange.State;
import org.cb1network.engine.compare.ColumnChange;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.compare.TableComparison;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.provenance.KeyChange;
import org.cb1network.engine.table.Count;

/** Prints the differences between two sets of results. */
public final class DiffPrinter {

    private static final double PERCENT = 100;

    private DiffPrinter() {}

    /** Prints lines for people, upstream stages first. */
    public static void text(DiffReport report, PrintWriter out) {
        out.println("A: " + report.before());
        out.println("B: " + report.now());
        if (!report.parameters().isEmpty()) {
            out.println();
            out.println("parameters");
            report.parameters().forEach(parameter -> out.println("  " + parameter));
        }
        for (StageChange stage : report.stages()) {
            if (stage.state() == State.SAME) {
                continue;
            }
            out.println();
            out.println(stage.stage() + ": " + state(stage));
            stage.causes().forEach(cause -> out.println("  " + cause.inWords()));
            stage.outputs().forEach(artifact -> print(artifact, out));
        }
        out.println();
        out.println(conclusion(report));
        out.flush();
    }

    private static String conclusion(DiffReport report) {
        int unknown = report.count(State.NO_RESULTS);
        int all = report.stages().size() - unknown;
        int different = all - report.count(State.SAME);
        String text = report.verdict() == Verdict.REPRODUCED
                ? "no difference in " + Count.of(all, "stage")
                : Count.part(different, all, "stage", "differs", "differ");
        return unknown == 0 ? text : text + "; of " + Count.of(unknown, "stage") + " neither has all results";
    }

    private static String state(StageChange stage) {
        String follows = String.join(", ", stage.follows());
        return switch (stage.state()) {
            case SAME -> "the same";
            case CHANGED -> follows.isEmpty() ? "changed" : "changed, and part of it may follow from " + follows;
            case FOLLOWS ->
                "follows from " + (follows.isEmpty() ? "its inputs" : follows)
                        + (stage.outputs().isEmpty() ? "; its results are the same" : "");
            case DIFFERENT -> "different results";
            case ADDED -> "only in B";
            case REMOVED -> "only in A";
            case NO_RESULTS_BEFORE -> "no results in A";
            case NO_RESULTS_NOW -> "no results in B";
            case NO_RESULTS -> "neither has all its results";
        };
    }

    private static void print(OutputDifference artifact, PrintWriter out) {
        out.println("  " + artifact.output() + ": " + artifact.text());
        if (artifact.table().isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("column", "mean in A", "in B", "effect size", "largest difference", "", ""));
        for (ColumnChange column : artifact.table().get().changes()) {
            boolean numbers = !Double.isNaN(column.meanBefore()) || !Double.isNaN(column.meanNow());
            String unit = column.unit().isEmpty() || column.unit().equals("1") ? "" : " [" + column.unit() + "]";
            lines.add(List.of(
                    column.column() + unit,
                    numbers ? number(column.meanBefore()) : "",
                    numbers ? number(column.meanNow()) : "",
                    numbers ? number(column.effectSize()) : "",
                    Double.isNaN(column.largest()) ? "" : number(column.largest()),
                    Double.isNaN(column.relative()) ? "" : "(" + number(column.relative() * PERCENT) + " %)",
                    column.place() + ": " + value(column.before()) + " -> " + value(column.now())));
        }
        if (lines.size() > 1) {
            aligned(lines, out);
        }
    }

    private static void aligned(List<List<String>> lines, PrintWriter out) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder("   ");
            for (int i = 0; i < widths.length; i++) {
                text.append(' ')
                        .append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 1));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String value(Object cell) {
        return cell instanceof Double number ? number(number) : String.valueOf(cell);
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "-infinite";
        }
        if (Double.isNaN(value)) {
            return "none";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** Prints JSON lines: one for each stage, each output and each column that differs. */
    public static void json(DiffReport report, PrintWriter out) throws IOException {
        JsonLine.print(out, json -> {
            json.text("event", "diff-started");
            json.text("a", report.before());
            json.text("b", report.now());
            json.texts("parameters", report.parameters());
        });
        for (StageChange stage : report.stages()) {
            JsonLine.print(out, json -> {
                json.text("event", "diff-stage");
                json.text("stage", stage.stage());
                json.text("state", stage.state().name().toLowerCase(Locale.ROOT));
                json.texts("follows", stage.follows());
                json.texts(
                        "causes", stage.causes().stream().map(KeyChange::text).toList());
            });
            for (OutputDifference artifact : stage.outputs()) {
                json(stage.stage(), artifact, out);
            }
        }
        JsonLine.print(out, json -> {
            json.text("event", "diff-finished");
            json.flag("equal", report.verdict() == Verdict.REPRODUCED);
        });
        out.flush();
    }

    private static void json(String stage, OutputDifference artifact, PrintWriter out) throws IOException {
        JsonLine.print(out, json -> {
            json.text("event", "diff-output");
            json.text("stage", stage);
            json.text("output", artifact.output());
            json.text("a", artifact.before());
            json.text("b", artifact.now());
            json.text("text", artifact.text());
            json.flag("compared", artifact.compared());
            if (artifact.table().isPresent()) {
                TableComparison table = artifact.table().get();
                json.number("changed", table.changed());
                json.number("added", table.added());
                json.number("removed", table.removed());
            }
        });
        if (artifact.table().isPresent()) {
            for (ColumnChange column : artifact.table().get().changes()) {
                JsonLine.print(out, json -> {
                    json.text("event", "diff-column");
                    json.text("stage", stage);
                    json.text("output", artifact.output());
                    json.text("column", column.column());
                    json.text("unit", column.unit());
                    json.number("cells", column.cells());
                    finite(json, "meanA", column.meanBefore());
                    finite(json, "meanB", column.meanNow());
                    finite(json, "effectSize", column.effectSize());
                    finite(json, "largest", column.largest());
                    finite(json, "relative", column.relative());
                    json.text("where", column.where());
                });
            }
        }
    }

    /** Omits NaN and infinity, which JSON does not have. */
    private static void finite(JsonLine json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.number(name, value);
        }
    }
}

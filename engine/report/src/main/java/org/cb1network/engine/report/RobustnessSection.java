package org.cb1network.engine.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cb1network.engine.report.ReportContent.StageTable;
import org.cb1network.engine.table.Table;

/** In plain words: in which part of a sampled space of parameters each claim holds, and what would break it. */
final class RobustnessSection implements Section {

    static final String SCHEMA = "robustness";
    private static final String[] COLUMNS = {
        "within",
        "claim",
        "samples",
        "undefined",
        "share",
        "share_low",
        "share_high",
        "strongest",
        "correlation",
        "breaker",
        "breaks_at"
    };
    private static final double PERCENT = 100;

    @Override
    public String id() {
        return "robustness";
    }

    @Override
    public String title() {
        return "How robust are the claims";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        List<StageTable> tables = content.tablesOfKind(SCHEMA, COLUMNS);
        for (StageTable table : tables) {
            write(table.table(), html);
        }
        return !tables.isEmpty();
    }

    private static void write(Table table, Html html) {
        double[] widths =
                Arrays.stream(table.float64("within")).distinct().sorted().toArray();
        for (double within : widths) {
            List<Integer> rows = IntStream.range(0, table.rows())
                    .filter(row -> table.float64("within", row) == within)
                    .boxed()
                    .toList();
            int most = rows.stream()
                    .mapToInt(row -> table.int32("samples", row))
                    .max()
                    .orElse(0);
            html.element(
                            "p",
                            (within == 0
                                            ? "Within the sampled ranges"
                                            : "If all sampled parameters vary within " + percent(within)
                                                    + " of their values")
                                    + " (" + most + " points, intervals of the share of the space):")
                    .open("ul");
            rows.forEach(row -> html.element("li", sentence(table, row, within)));
            html.close("ul");
        }
    }

    /** Returns what a row says of its claim. */
    static String sentence(Table table, int row, double within) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "%s: holds in %s of the space (%s to %s)",
                table.text("claim", row),
                percent(table.float64("share", row)),
                percent(table.float64("share_low", row)),
                percent(table.float64("share_high", row))));
        if (table.int32("undefined", row) > 0) {
            parts.add("cannot be judged at " + table.int32("undefined", row) + " further points");
        }
        String strongest = table.text("strongest", row);
        if (!strongest.isEmpty()) {
            parts.add("depends most on " + strongest + ": more of it "
                    + (table.float64("correlation", row) > 0 ? "makes the claim safer" : "endangers the claim"));
        }
        double breaks = table.float64("breaks_at", row);
        if (!Double.isNaN(breaks)) {
            parts.add(breaking(breaks, table.text("breaker", row), within));
        }
        return String.join("; ", parts) + ".";
    }

    private static String breaking(double change, String factor, double within) {
        if (change == 0) {
            return "does not hold at the base point, by a linear model";
        }
        if (Math.abs(change) > 1) {
            return "no change of one parameter by up to its own size breaks it, by a linear model";
        }
        return "about " + percent(Math.abs(change)) + (change > 0 ? " more" : " less") + " of " + factor
                + " alone would break it, by a linear model"
                + (within > 0 && Math.abs(change) > within ? " beyond the sampled range" : "");
    }

    private static String percent(double share) {
        return NumberText.of(Math.rint(share * 10 * PERCENT) / 10) + " %";
    }
}

package org.cb1network.engine.testing;

import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/** Tables of the kinds that a verification recognizes: estimates, published values beside computed ones, and claims. */
public final class ResultTables {

    private static final TableSchema SUMMARY = TableSchema.of(
            "summary",
            "mean rates",
            Column.text("condition", ""),
            Column.text("population", ""),
            Column.int32("replicates", "1", ""),
            Column.float64("rate", "Hz", ""),
            Column.float64("sd", "Hz", ""),
            Column.float64("standard_error", "Hz", ""),
            Column.float64("ci_low", "Hz", ""),
            Column.float64("ci_high", "Hz", ""));

    private static final TableSchema COMPARISON = TableSchema.of(
            "comparison",
            "published beside computed",
            Column.text("panel", ""),
            Column.text("population", ""),
            Column.text("unit", ""),
            Column.float64("published", "1", ""),
            Column.float64("reading_uncertainty", "1", ""),
            Column.int32("replicates", "1", ""),
            Column.float64("computed", "1", ""),
            Column.float64("sd", "1", ""),
            Column.float64("ci_low", "1", ""),
            Column.float64("ci_high", "1", ""),
            Column.text("verdict", ""),
            Column.text("remark", ""));

    private static final TableSchema CLAIMS = TableSchema.of(
            "claims",
            "claims",
            Column.text("noise", ""),
            Column.int32("number", "1", ""),
            Column.text("claim", ""),
            Column.float64("difference", "1", ""),
            Column.float64("standard_error", "1", ""),
            Column.int32("replicates", "1", ""),
            Column.text("verdict", ""));

    private ResultTables() {}

    /** Returns mean rates of two populations; those of the first are given. */
    public static Table summary(int replicates, double rate, double error) {
        return Table.builder(SUMMARY)
                .row(
                        "V1",
                        "E",
                        replicates,
                        rate,
                        error * Math.sqrt(replicates),
                        error,
                        rate - 2 * error,
                        rate + 2 * error)
                .row("V1", "I", replicates, 12.0, 0.4, 0.1, 11.8, 12.2)
                .build();
    }

    /** Returns two published values; the first value and both verdicts are given. */
    public static Table comparison(double published, String first, String second) {
        return Table.builder(COMPARISON)
                .row("b", "E", "Hz", published, 0.01, 20, 1.3, 0.2, 1.2, 1.4, first, "")
                .row("b", "I", "Hz", 19.0, 0.1, 20, 17.5, 0.2, 17.4, 17.6, second, "Misread: its neighbours say so.")
                .build();
    }

    /** Returns two claims; the outcome of the second is given. */
    public static Table claims(double difference, String verdict) {
        return Table.builder(CLAIMS)
                .row("shared", 1, "E fires more in V2M", 0.5, 0.01, 20, "supported")
                .row("shared", 2, "I fires more in V2M", difference, 0.02, 20, verdict)
                .build();
    }
}

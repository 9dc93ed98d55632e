package org.cb1network.engine.cli.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.cache.Digest;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.audit.AuditFinding;
import org.cb1network.engine.runner.audit.AuditReport;
import org.cb1network.engine.table.Count;

/**
 * Prints the progress and findings of an audit, as lines for people or as JSON lines like those of the preceding run.
 */
public final class AuditPrinter {

    private static final String IN_STORE = "in the store";
    private static final String COMPUTED = "computed again";

    private final PrintWriter out;
    private final boolean json;
    private final boolean quiet;

    private AuditPrinter(PrintWriter out, boolean json, boolean quiet) {
        this.out = out;
        this.json = json;
        this.quiet = quiet;
    }

    /** Returns a printer of lines for people; only differences if {@code quiet}. */
    public static AuditPrinter text(PrintWriter out, boolean quiet) {
        return new AuditPrinter(out, false, quiet);
    }

    /** Returns a printer of events for programs. */
    public static AuditPrinter json(PrintWriter out) {
        return new AuditPrinter(out, true, false);
    }

    public void started(int points, int ofPoints, int tables, int ofTables, long seed) throws IOException {
        if (json) {
            JsonLine.print(out, line -> {
                line.text("event", "audit-started");
                line.number("points", points);
                line.number("ofPoints", ofPoints);
                line.number("tables", tables);
                line.number("ofTables", ofTables);
                line.number("seed", seed);
            });
        } else if (!quiet) {
            out.println("audit: recomputing " + Count.part(points, ofPoints, "stored point") + " and "
                    + Count.part(tables, ofTables, "collected table") + " (--audit-seed " + seed + ")");
            out.flush();
        }
    }

    public void print(AuditReport report) throws IOException {
        if (json) {
            printJson(report);
        } else {
            report.findings().forEach(this::printFinding);
            report.unchecked().forEach((what, why) -> out.println("NOT CHECKED " + what + ": " + why));
            if (!quiet || report.verdict() != Verdict.REPRODUCED) {
                out.println(summary(report));
            }
        }
        out.flush();
    }

    private static String summary(AuditReport report) {
        String looked = Count.of(report.points(), "point") + " and " + Count.of(report.tables(), "collected table");
        if (report.points() + report.tables() == 0 && report.unchecked().isEmpty()) {
            return "audit: nothing was checked, because this run has just computed everything; run again to audit it";
        }
        if (report.verdict() == Verdict.REPRODUCED) {
            return "audit: " + looked + " agree with the store to the last bit";
        }
        List<String> parts = new ArrayList<>();
        int findings = report.findings().size();
        if (findings > 0) {
            boolean all = report.findings().stream().allMatch(AuditFinding::setAside);
            parts.add(Count.of(findings, "result in the store is", "results in the store are")
                    + " wrong"
                    + (all
                            ? "; run again to recompute what was set aside and everything that depends on it"
                            : "; not all could be set aside, see above: do not use the results"));
        }
        if (!report.unchecked().isEmpty()) {
            parts.add(Count.of(report.unchecked().size(), "result") + " could not be checked");
        }
        return "audit: of " + looked + ", " + String.join("; ", parts);
    }

    private void printFinding(AuditFinding finding) {
        String point = finding.point().isEmpty() ? "" : " (" + finding.point() + ")";
        String what = finding.collected() ? ", the table collected from its points" : "";
        out.println("DIFFERENT " + finding.stage() + point + what + ": entry "
                + finding.key().digest().shortHex());
        out.println("  stored " + finding.storedAt().truncatedTo(ChronoUnit.SECONDS) + provenance(finding));
        for (OutputDifference output : finding.outputs()) {
            out.println("  " + output.output() + ": " + output.where(IN_STORE, COMPUTED));
        }
        if (!finding.deterministic()) {
            out.println(
                    "  Two computations just now gave different results: the stage is not deterministic, and none of"
                            + " its results can be trusted.");
        }
        out.println("  " + consequence(finding));
    }

    private static String provenance(AuditFinding finding) {
        String by = finding.provenance()
                .map(known -> " by version " + known.version() + " on " + known.jvm() + ", " + known.os())
                .orElse("");
        String code = finding.codeDigest();
        return code.isEmpty() ? by : by + ", code " + Digest.parse(code).shortHex();
    }

    private static String consequence(AuditFinding finding) {
        if (!finding.problem().isEmpty()) {
            return "It could not be set aside: " + finding.problem();
        }
        return "It was set aside"
                + (finding.tablesSetAside() == 0
                        ? ""
                        : ", with " + Count.of(finding.tablesSetAside(), "collected table")
                                + " that may contain its rows")
                + ".";
    }

    private void printJson(AuditReport report) throws IOException {
        for (AuditFinding finding : report.findings()) {
            for (OutputDifference output : finding.outputs()) {
                JsonLine.print(out, line -> writeDifference(finding, output, line));
            }
        }
        for (var unchecked : report.unchecked().entrySet()) {
            JsonLine.print(out, line -> {
                line.text("event", "audit-unchecked");
                line.text("what", unchecked.getKey());
                line.text("why", unchecked.getValue());
            });
        }
        JsonLine.print(out, line -> {
            line.text("event", "audit-finished");
            line.number("points", report.points());
            line.number("tables", report.tables());
            line.number("different", report.findings().size());
            line.number("unchecked", report.unchecked().size());
            line.number("seed", report.seed());
        });
    }

    private static void writeDifference(AuditFinding finding, OutputDifference output, JsonLine line)
            throws IOException {
        line.text("event", "audit-difference");
        line.text("stage", finding.stage());
        line.text("point", finding.point());
        line.flag("collected", finding.collected());
        line.text("key", finding.key().digest().hex());
        line.text("storedAt", finding.storedAt().toString());
        line.text("version", finding.provenance().map(known -> known.version()).orElse(""));
        line.text("jvm", finding.provenance().map(known -> known.jvm()).orElse(""));
        line.text("code", finding.codeDigest());
        line.text("output", output.output());
        line.text("stored", output.before());
        line.text("computed", output.now());
        line.text("where", output.where(IN_STORE, COMPUTED));
        line.flag("deterministic", finding.deterministic());
        line.flag("setAside", finding.setAside());
        line.text("problem", finding.problem());
    }
}

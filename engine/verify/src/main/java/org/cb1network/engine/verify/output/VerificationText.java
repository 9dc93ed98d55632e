package org.cb1network.engine.verify.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Level;
import org.cb1network.engine.verify.Verification;

/** Formats a verification as text: a line for each level, then the differences, upstream first. */
public final class VerificationText {

    /** Maximum number of differences shown per level; the rest is only counted. */
    private static final int MOST_SHOWN = 6;

    private static final int MOST_REMARKS = 3;

    private final Verification verification;
    private final boolean verbose;
    private final StringBuilder out = new StringBuilder();

    private VerificationText(Verification verification, boolean verbose) {
        this.verification = verification;
        this.verbose = verbose;
    }

    /**
     * Returns the text.
     *
     * @param verbose whether to show all differences and all remarks
     */
    public static String of(Verification verification, boolean verbose) {
        VerificationText text = new VerificationText(verification, verbose);
        text.write();
        return text.out.toString();
    }

    private void write() {
        out.append(verification.subject()).append('\n');
        verification.notes().forEach(note -> out.append(note).append('\n'));
        out.append('\n');
        writeLevels();
        for (Verdict verdict : List.of(Verdict.CHANGED, Verdict.NOT_CHECKABLE, Verdict.WITHIN_TOLERANCE)) {
            writeChecks(verdict);
        }
        writeAsLocked();
        out.append('\n').append(conclusion(verification)).append('\n');
    }

    private void writeLevels() {
        out.append(String.format(
                Locale.ROOT,
                "%-11s %10s %10s %10s %11s  %s\n",
                "level",
                "reproduced",
                "tolerated",
                "changed",
                "uncheckable",
                "compared"));
        for (Level level : Level.values()) {
            if (verification.of(level).isEmpty()) {
                if (level == Level.TABLES && sameBytes()) {
                    out.append(String.format(
                            Locale.ROOT, "%-11s all bytes are the same: nothing to compare\n", level.word()));
                }
                continue;
            }
            Map<Verdict, Integer> counts = verification.counts(level);
            out.append(String.format(
                    Locale.ROOT,
                    "%-11s %10d %10d %10d %11d  %d %s\n",
                    level.word(),
                    counts.get(Verdict.REPRODUCED),
                    counts.get(Verdict.WITHIN_TOLERANCE),
                    counts.get(Verdict.CHANGED),
                    counts.get(Verdict.NOT_CHECKABLE),
                    verification.compared(level),
                    level.meaning()));
        }
    }

    private boolean sameBytes() {
        List<Check> bytes = verification.of(Level.BYTES);
        return !bytes.isEmpty() && bytes.stream().allMatch(check -> check.verdict() == Verdict.REPRODUCED);
    }

    private void writeChecks(Verdict verdict) {
        List<Check> checks = verification.checks().stream()
                .filter(check -> check.verdict() == verdict)
                // A difference in bytes is reported once, with its cells or pixels.
                .filter(check -> check.level() != Level.BYTES || !isToldElsewhere(check))
                .toList();
        if (checks.isEmpty()) {
            return;
        }
        out.append('\n').append(verdict.words()).append(":\n");
        for (Level level : Level.values()) {
            List<Check> ofLevel =
                    checks.stream().filter(check -> check.level() == level).toList();
            int shown = verbose ? ofLevel.size() : Math.min(MOST_SHOWN, ofLevel.size());
            for (Check check : ofLevel.subList(0, shown)) {
                line(level.word(), check.subject() + (check.message().isEmpty() ? "" : ": " + check.message()));
                if (verbose) {
                    check.remarks()
                            .forEach(remark ->
                                    out.append("             - ").append(remark).append('\n'));
                }
            }
            if (shown < ofLevel.size()) {
                line(level.word(), "and " + (ofLevel.size() - shown) + " more; --verbose shows all");
            }
        }
    }

    /** Returns whether a table's cells or a figure's pixels say more than that the bytes differ. */
    private boolean isToldElsewhere(Check check) {
        String stage = check.subject().substring(0, Math.max(0, check.subject().indexOf('.')));
        return verification.checks().stream()
                .filter(other -> other.verdict() != Verdict.REPRODUCED)
                .anyMatch(other -> (other.level() == Level.TABLES
                                && other.subject().equals(check.subject()))
                        || (other.level() == Level.PICTURES && other.subject().equals(stage)));
    }

    /** Lists results that match the lock but deviate from the paper, which 'reproduced' must not hide. */
    private void writeAsLocked() {
        List<String> lines = new ArrayList<>();
        for (Check check : verification.checks()) {
            if (check.verdict() == Verdict.REPRODUCED && !check.message().isEmpty()) {
                lines.add("  " + check.level().word() + "  " + check.subject() + ": " + check.message());
                int shown = verbose
                        ? check.remarks().size()
                        : Math.min(MOST_REMARKS, check.remarks().size());
                check.remarks().subList(0, shown).forEach(remark -> lines.add("      - " + remark));
                if (shown < check.remarks().size()) {
                    lines.add("      - and " + (check.remarks().size() - shown) + " more; --verbose shows all");
                }
            }
        }
        if (!lines.isEmpty()) {
            out.append("\nreproduced, but different from the paper (as in the lock):\n");
            lines.forEach(line -> out.append(line).append('\n'));
        }
    }

    private void line(String level, String text) {
        out.append(String.format(Locale.ROOT, "  %-10s %s\n", level, text));
    }

    /** Returns the verdict as a sentence. */
    public static String conclusion(Verification verification) {
        return switch (verification.verdict()) {
            case REPRODUCED -> "REPRODUCED: everything matches pipeline.lock.";
            case WITHIN_TOLERANCE ->
                "REPRODUCED WITHIN TOLERANCE: all differences are allowed by the rules named above.";
            case NOT_CHECKABLE ->
                "NOT CHECKED IN FULL: nothing that could be compared has changed, but some results could not be compared.";
            case CHANGED ->
                changedOnlyInParameters(verification)
                        ? "CHANGED: the results are those of pipeline.lock, but not the parameters named above."
                        : "CHANGED: the results differ from pipeline.lock.";
        };
    }

    private static boolean changedOnlyInParameters(Verification verification) {
        return verification.checks().stream()
                .filter(check -> check.verdict() != Verdict.REPRODUCED)
                .allMatch(check -> check.level() == Level.PARAMETERS);
    }
}

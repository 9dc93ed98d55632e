package org.cb1network.engine.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/**
 * Decides how far a cell may differ, depending on its column:
 *
 * <ul>
 * <li>Whole numbers, texts, truth values, times and row names: not at all.
 * <li>Means over at least four replicates: by chance, that is by three standard errors of the difference. Columns that
 *     state the uncertainty of such a mean may differ because they follow from the same replicates.
 * <li>The difference of a tested claim: likewise three standard errors. Margin and p-value follow from it, and the
 *     verdict must not change.
 * <li>All other numbers: by rounding.
 * </ul>
 */
final class ColumnRules {

    /** Units of times, which are multiples of a time step. */
    private static final List<String> TIMES = List.of("ms", "s");

    /**
     * The judgement of a rule on a cell.
     *
     * @param reason the rule in words
     */
    record Judgement(Verdict verdict, String reason) {}

    private enum Rule {
        EXACT(Tolerance.EXACT),
        ROUNDING(Tolerance.ROUNDING),
        MEAN(Tolerance.SIGMA),
        SPREAD(Tolerance.SPREAD),
        FOLLOWS(Tolerance.FOLLOWS);

        private final String reason;

        Rule(String reason) {
            this.reason = reason;
        }
    }

    private final Table before;
    private final Table now;
    private final TableSchema schema;
    private final List<EstimateColumns> estimates;
    private final List<Rule> rules = new ArrayList<>();

    /** Creates the rules for two tables with the same columns. */
    ColumnRules(Table before, Table now) {
        this.before = before;
        this.now = now;
        this.schema = before.schema();
        this.estimates = EstimateColumns.of(schema);
        List<Integer> naming = RowNames.of(schema).columns();
        for (int i = 0; i < schema.columns().size(); i++) {
            rules.add(rule(schema.columns().get(i), naming.contains(i)));
        }
    }

    private Rule rule(Column column, boolean namesRows) {
        boolean exact = column.type() != ColumnType.FLOAT64 || TIMES.contains(column.unit()) || namesRows;
        if (exact || column.name().equals("published") || column.name().equals("reading_uncertainty")) {
            return Rule.EXACT;
        }
        if (estimateOf(column).isPresent() || (isClaims() && column.name().equals("difference"))) {
            return Rule.MEAN;
        }
        if (estimateAround(column).isPresent()) {
            return Rule.SPREAD;
        }
        return isClaims() || isComparison() ? Rule.FOLLOWS : Rule.ROUNDING;
    }

    private Optional<EstimateColumns> estimateOf(Column mean) {
        return estimates.stream()
                .filter(estimate -> estimate.mean().equals(mean.name()))
                .findFirst();
    }

    /** Returns the estimate whose uncertainty a column states. */
    private Optional<EstimateColumns> estimateAround(Column column) {
        return estimates.stream()
                .filter(estimate -> isLimit(estimate, column)
                        || estimate.sd().equals(Optional.of(column.name()))
                        || estimate.standardError().equals(Optional.of(column.name())))
                .findFirst();
    }

    private static boolean isLimit(EstimateColumns estimate, Column column) {
        return estimate.low().equals(column.name()) || estimate.high().equals(column.name());
    }

    private boolean isClaims() {
        return TableKind.CLAIMS.describes(schema) && schema.has("standard_error");
    }

    private boolean isComparison() {
        return TableKind.COMPARISON.describes(schema);
    }

    /** Judges a cell that differs between a row of the first table and one of the second. */
    Judgement judge(int rowBefore, int rowNow, int column) {
        Rule rule = rules.get(column);
        // Too few replicates say nothing about chance, so all derived columns must be the same, too.
        if (rule != Rule.EXACT
                && !Tolerance.enough(
                        EstimateColumns.replicates(before, rowBefore), EstimateColumns.replicates(now, rowNow))) {
            rule = Rule.ROUNDING;
        }
        boolean allowed = rule == Rule.FOLLOWS || (rule != Rule.EXACT && allows(rule, rowBefore, rowNow, column));
        return new Judgement(allowed ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED, rule.reason);
    }

    private boolean allows(Rule rule, int rowBefore, int rowNow, int index) {
        Column column = schema.columns().get(index);
        double was = before.float64(column.name(), rowBefore);
        double is = now.float64(column.name(), rowNow);
        if (Tolerance.rounded(was, is)) {
            return true;
        }
        if (rule == Rule.MEAN) {
            return Tolerance.withinSigmas(
                    was, is, standardError(before, rowBefore, column), standardError(now, rowNow, column));
        }
        return rule == Rule.SPREAD && isSpreadAllowed(rowBefore, rowNow, column, was, is);
    }

    /**
     * Returns whether two standard deviations differ only by chance. The relative standard error of a standard
     * deviation over n replicates is about 1/sqrt(2 (n - 1)); that of the difference of two is sqrt(2) times as large.
     */
    private boolean isSpreadAllowed(int rowBefore, int rowNow, Column column, double was, double is) {
        EstimateColumns estimate = estimateAround(column).orElseThrow();
        int replicates =
                Math.min(EstimateColumns.replicates(before, rowBefore), EstimateColumns.replicates(now, rowNow));
        double share = Tolerance.SIGMAS / Math.sqrt(replicates - 1);
        if (!isLimit(estimate, column)) {
            return Math.abs(was - is) <= share * Math.max(was, is);
        }
        double halfWidth = Math.abs(was - before.float64(estimate.mean(), rowBefore));
        double ofMean = Tolerance.SIGMAS
                * Math.hypot(estimate.standardError(before, rowBefore), estimate.standardError(now, rowNow));
        return Math.abs(was - is) <= ofMean + share * halfWidth;
    }

    private double standardError(Table table, int row, Column column) {
        return estimateOf(column)
                .map(estimate -> estimate.standardError(table, row))
                .orElseGet(() -> table.float64("standard_error", row));
    }
}

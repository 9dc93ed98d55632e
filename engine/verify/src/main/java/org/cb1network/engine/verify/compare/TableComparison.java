package org.cb1network.engine.verify.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.verify.Verdict;
import org.cb1network.engine.verify.result.EstimateColumns;
import org.cb1network.engine.verify.result.RowNames;

/**
 * Two tables of one output, compared cell by cell. How far a cell may differ depends on its column:
 *
 * <ul>
 *   <li>Whole numbers, texts, truth values, times and what names a row: not at all.
 *   <li>Means over at least four replicates: by chance, that is three standard errors of the difference; what tells how sure they are
 *       follows from the same replicates.
 *   <li>The difference of a tested claim: the same; margin and p-value follow from it, and the verdict must stay.
 *   <li>All other numbers: by rounding.
 * </ul>
 *
 * @param verdict what came out
 * @param cells how many cells were compared
 * @param differing how many of them differ at all
 * @param message the first difference that is not allowed, or else the first one, with the rule that judged it
 */
public record TableComparison(Verdict verdict, int cells, int differing, String message) {

    /** Units of times, which are multiples of a time step. */
    private static final List<String> TIMES = List.of("ms", "s");

    /** Compares a table with the one that is expected. */
    public static TableComparison of(Table expected, Table found) {
        List<String> before = columns(expected.schema());
        List<String> now = columns(found.schema());
        if (!before.equals(now)) {
            List<String> gone = new ArrayList<>(before);
            gone.removeAll(now);
            List<String> added = new ArrayList<>(now);
            added.removeAll(before);
            String what = gone.isEmpty() && added.isEmpty()
                    ? "in another order"
                    : "it had " + String.join(", ", gone) + ", has " + String.join(", ", added);
            return new TableComparison(Verdict.CHANGED, 1, 1, "other columns: " + what);
        }
        return new Walk(expected, found).compare();
    }

    private static List<String> columns(TableSchema schema) {
        return schema.columns().stream()
                .map(column -> column.name() + " (" + column.type().label()
                        + (column.unit().isEmpty() ? "" : ", " + column.unit()) + ")")
                .toList();
    }

    /** How cells of a column are judged. */
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

    private static final class Walk {

        private final Table expected;
        private final Table found;
        private final TableSchema schema;
        private final RowNames names;
        private final Rule[] rules;
        private final Optional<EstimateColumns>[] estimates;
        private int differing;
        private Verdict verdict = Verdict.REPRODUCED;
        private String message = "";

        @SuppressWarnings({"unchecked", "rawtypes"})
        Walk(Table expected, Table found) {
            this.expected = expected;
            this.found = found;
            this.schema = expected.schema();
            this.names = RowNames.of(schema);
            this.rules = new Rule[schema.columns().size()];
            this.estimates = new Optional[rules.length];
            for (int i = 0; i < rules.length; i++) {
                int column = i;
                estimates[i] = EstimateColumns.of(schema).stream()
                        .filter(estimate -> schema.indexOf(estimate.mean()) == column)
                        .findFirst();
                rules[i] = rule(column);
            }
        }

        private Rule rule(int index) {
            Column column = schema.columns().get(index);
            boolean exact = column.type() != ColumnType.FLOAT64
                    || TIMES.contains(column.unit())
                    || names.columns().contains(index);
            if (exact || column.name().equals("published") || column.name().equals("reading_uncertainty")) {
                return Rule.EXACT;
            }
            if (estimates[index].isPresent() || (isClaims() && column.name().equals("difference"))) {
                return Rule.MEAN;
            }
            if (estimateAround(column).isPresent()) {
                return Rule.SPREAD;
            }
            return isClaims() || isComparison() ? Rule.FOLLOWS : Rule.ROUNDING;
        }

        /** The estimate to which a column belongs that tells how sure it is. */
        private Optional<EstimateColumns> estimateAround(Column column) {
            return EstimateColumns.of(schema).stream()
                    .filter(estimate -> isLimit(estimate, column)
                            || estimate.sd().equals(Optional.of(column.name()))
                            || estimate.standardError().equals(Optional.of(column.name())))
                    .findFirst();
        }

        private static boolean isLimit(EstimateColumns estimate, Column column) {
            return estimate.low().equals(column.name()) || estimate.high().equals(column.name());
        }

        private boolean isClaims() {
            return schema.has("claim") && schema.has("difference") && schema.has("standard_error");
        }

        private boolean isComparison() {
            return schema.has("published") && schema.has("computed") && schema.has("verdict");
        }

        TableComparison compare() {
            int rows = Math.min(expected.rows(), found.rows());
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < rules.length; column++) {
                    Object was = expected.value(row, column);
                    Object is = found.value(row, column);
                    if (!was.equals(is)) {
                        differing++;
                        judge(row, column, was, is);
                    }
                }
            }
            if (expected.rows() != found.rows()) {
                String lengths = "it had " + expected.rows() + " rows, has " + found.rows();
                message = verdict == Verdict.CHANGED ? message + "; " + lengths : lengths;
                verdict = Verdict.CHANGED;
                differing++;
            }
            return new TableComparison(verdict, rows * rules.length, differing, message);
        }

        private void judge(int row, int column, Object was, Object is) {
            Rule rule = rules[column];
            // Too few replicates say nothing about chance: then what follows from them must be the same, too.
            if (rule != Rule.EXACT && !enough(row)) {
                rule = Rule.ROUNDING;
            }
            boolean allowed = allows(rule, row, column, was, is);
            Verdict of = allowed ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED;
            if (of.compareTo(verdict) > 0) {
                verdict = of;
                message = describe(row, column, was, is, rule);
            }
        }

        private boolean allows(Rule rule, int row, int column, Object was, Object is) {
            return switch (rule) {
                case EXACT -> false;
                case FOLLOWS -> true;
                case ROUNDING -> Tolerance.rounded((Double) was, (Double) is);
                case MEAN ->
                    Tolerance.rounded((Double) was, (Double) is)
                            || Tolerance.withinSigmas(
                                    (Double) was, (Double) is, error(expected, row, column), error(found, row, column));
                case SPREAD ->
                    Tolerance.rounded((Double) was, (Double) is)
                            || isSpreadAllowed(row, schema.columns().get(column), (Double) was, (Double) is);
            };
        }

        /** The standard deviation of n replicates is known to about its 1/sqrt(2 (n - 1)); two of them differ by sqrt(2) of that. */
        private boolean isSpreadAllowed(int row, Column column, double was, double is) {
            EstimateColumns estimate = estimateAround(column).orElseThrow();
            double share =
                    Tolerance.SIGMAS / Math.sqrt(Math.min(replicates(expected, row), replicates(found, row)) - 1);
            if (!isLimit(estimate, column)) {
                return Math.abs(was - is) <= share * Math.max(was, is);
            }
            int mean = schema.indexOf(estimate.mean());
            double halfWidth = Math.abs(was - expected.float64(estimate.mean(), row));
            double ofMean = Tolerance.SIGMAS * Math.hypot(error(expected, row, mean), error(found, row, mean));
            return Math.abs(was - is) <= ofMean + share * halfWidth;
        }

        private boolean enough(int row) {
            return Tolerance.enough(replicates(expected, row), replicates(found, row));
        }

        private int replicates(Table table, int row) {
            boolean known = schema.has(EstimateColumns.REPLICATES)
                    && schema.column(EstimateColumns.REPLICATES).type() == ColumnType.INT32;
            return known ? table.int32(EstimateColumns.REPLICATES, row) : 0;
        }

        private double error(Table table, int row, int column) {
            if (estimates[column].isEmpty()) {
                return table.float64("standard_error", row);
            }
            EstimateColumns estimate = estimates[column].get();
            if (estimate.standardError().isPresent()) {
                return table.float64(estimate.standardError().get(), row);
            }
            return estimate.sd()
                    .map(sd -> table.float64(sd, row) / Math.sqrt(replicates(table, row)))
                    .orElse(Double.NaN);
        }

        private String describe(int row, int column, Object was, Object is, Rule rule) {
            Column differs = schema.columns().get(column);
            String unit = differs.unit().isEmpty() || differs.unit().equals("1") ? "" : " " + differs.unit();
            String name = names.describe(expected, row);
            return "row " + (row + 1) + (name.isEmpty() ? "" : " (" + name + ")") + ", column " + differs.name()
                    + ": was " + RowNames.text(was) + unit + ", is " + RowNames.text(is) + unit + " (rule: "
                    + rule.reason + ")";
        }
    }
}

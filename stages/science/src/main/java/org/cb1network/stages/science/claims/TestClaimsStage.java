package org.cb1network.stages.science.claims;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.NamesInputs;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.RowFilter;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.science.analysis.Claim;
import org.cb1network.stages.science.replicates.AxisColumns;
import org.cb1network.stages.science.replicates.ReplicateValues;

/**
 * Tests inequalities such as "principal neurons fire more in V2M than in V1" with the replicates in several tables.
 * Each is tested by the one-sided paired t-test over the replicates that both sides have.
 */
public final class TestClaimsStage implements Stage<TestClaimsStage.Parameters> {

    /**
     * One inequality.
     *
     * @param claim the claim in words
     * @param in input table with the values
     * @param quantity column to compare
     * @param where rows to use on both sides: values of other columns
     * @param larger values that select the rows of the side claimed to be larger
     * @param smaller values that select the rows of the side claimed to be smaller
     */
    @Describe("an inequality")
    public record Inequality(
            @Describe("the claim, in words") String claim,
            @Describe("input table with the values") String in,
            @Describe("column to compare") String quantity,

            @Describe("rows to use on both sides: values of other columns") @Default("{}")
            Map<String, String> where,

            @Describe("values that select the rows of the side claimed to be larger")
            Map<String, String> larger,

            @Describe("values that select the rows of the side claimed to be smaller")
            Map<String, String> smaller) {

        public Inequality {
            where = new TreeMap<>(where);
            larger = new TreeMap<>(larger);
            smaller = new TreeMap<>(smaller);
        }
    }

    /**
     * The tests.
     *
     * @param claims the inequalities
     * @param by axis of which every value is tested separately
     * @param significance largest p-value at which a difference is not attributed to chance
     */
    public record Parameters(
            @Describe("the inequalities") List<Inequality> claims,

            @Describe("axis of which every value is tested separately")
            String by,

            @Describe("largest p-value at which a difference is not attributed to chance")
            @Range(min = 0, max = 0.5, minExclusive = true)
            @Default("0.05")
            double significance)
            implements Checked, NamesColumns, NamesInputs {

        public Parameters {
            claims = List.copyOf(claims);
        }

        @Override
        public void check(ProblemReport report) {
            if (claims.isEmpty()) {
                report.problem("there is no claim to test", "add one", "claims");
            }
            for (int i = 0; i < claims.size(); i++) {
                if (claims.get(i).larger().equals(claims.get(i).smaller())) {
                    report.problem("both sides of the claim are the same", "change one of them", "claims", i, "larger");
                }
            }
        }

        @Override
        public void checkInputs(Collection<String> inputs, ProblemReport report) {
            for (int i = 0; i < claims.size(); i++) {
                String in = claims.get(i).in();
                if (!inputs.contains(in)) {
                    report.unknownName("input", in, inputs, "claims", i, "in");
                }
            }
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            for (int i = 0; i < claims.size(); i++) {
                Inequality claim = claims.get(i);
                InputColumns table = tables.get(claim.in());
                if (table != null) {
                    // The values of both sides take precedence.
                    Map<String, String> where = new TreeMap<>(claim.where());
                    where.keySet()
                            .removeIf(column -> claim.larger().containsKey(column)
                                    && claim.smaller().containsKey(column));
                    table.requireNumbers(claim.quantity(), report, "claims", i, "quantity");
                    table.requireRows(where, report, "claims", i, "where");
                    table.requireRows(claim.larger(), report, "claims", i, "larger");
                    table.requireRows(claim.smaller(), report, "claims", i, "smaller");
                    table.require(by, report, "by");
                }
            }
        }
    }

    /** A row of the table of claims. */
    private record TestedClaim(
            @Cell("number of the claim, from 1") int number,
            @Cell("what is claimed") String claim,
            @Cell("what is compared") String quantity,
            @Cell("its unit") String unit,

            @Cell("mean of what is claimed to be larger, in the unit of the quantity")
            double meanOfLarger,

            @Cell("mean of what is claimed to be smaller") double meanOfSmaller,

            @Cell("mean of larger - smaller; positive if the claim holds for the means")
            double difference,

            @Cell("of the difference") double standardError,
            @Cell("difference / standard error") double margin,

            @Cell("number of replicates that both sides have")
            int replicates,

            @Cell("one-sided: how likely such a margin would be if both were equal")
            double pValue,

            @Cell("whether the claim holds for the means, be it by chance")
            boolean holds,

            @Cell("supported, undecided or contradicted") String verdict) {}

    private static final RowType<TestedClaim> CLAIMS =
            RowType.of("claims", "inequalities that the paper claims, tested", TestedClaim.class);

    private static final StageType<Parameters> TYPE = StageType.takingAnyTables(
            "test-claims",
            "Tests inequalities with the replicates of several tables",
            Parameters.class,
            List.<OutputPort>of(CLAIMS.summaryOf(TableOutput.ANY_INPUT).ledBy("by")));

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Inequality claim : parameters.claims()) {
            if (!tables.containsKey(claim.in())) {
                tables.put(claim.in(), context.input(claim.in()));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < parameters.claims().size(); i++) {
            Inequality claim = parameters.claims().get(i);
            rows.addAll(test(i + 1, claim, requireTable(tables, claim.in()), parameters.by()));
        }
        Column by =
                requireTable(tables, parameters.claims().get(0).in()).schema().column(parameters.by());
        RowWriter<TestedClaim> out = context.rows(CLAIMS, List.of(by));
        for (Object value : rows.stream().map(Row::at).distinct().toList()) {
            for (Row row : rows) {
                if (row.at().equals(value)) {
                    out.write(List.of(value), row.tested(parameters.significance()));
                }
            }
        }
    }

    private record Row(int number, Inequality claim, String unit, Object at, int replicates, Claim test) {

        TestedClaim tested(double significance) {
            return new TestedClaim(
                    number,
                    claim.claim(),
                    claim.quantity(),
                    unit,
                    test.meanOfLarger(),
                    test.meanOfSmaller(),
                    test.difference(),
                    test.standardError(),
                    test.margin(),
                    replicates,
                    test.pValue(),
                    test.holds(),
                    test.verdict(significance).name().toLowerCase(Locale.ROOT));
        }
    }

    private static Table requireTable(Map<String, Table> tables, String source) {
        Table table = tables.get(source);
        if (table == null) {
            throw new IllegalStateException("the table of " + source + " was not read");
        }
        return table;
    }

    private static List<Row> test(int number, Inequality claim, Table table, String by) {
        Map<List<Object>, ReplicateValues> larger = side(table, claim, claim.larger(), by);
        Map<List<Object>, ReplicateValues> smaller = side(table, claim, claim.smaller(), by);
        String unit = table.schema().column(claim.quantity()).unit();
        List<Row> rows = new ArrayList<>();
        larger.forEach((at, values) -> {
            ReplicateValues others = smaller.get(at);
            if (others != null) {
                double[] a = values.valuesAlso(others);
                double[] b = others.valuesAlso(values);
                rows.add(new Row(number, claim, unit, at.get(0), a.length, Claim.paired(a, b)));
            }
        });
        return rows;
    }

    private static Map<List<Object>, ReplicateValues> side(
            Table table, Inequality claim, Map<String, String> side, String by) {
        Table rows = new RowFilter(claim.where()).and(side).of(table);
        AxisColumns axis = new AxisColumns(List.of(table.schema().column(by)));
        return ReplicateValues.of(rows, claim.quantity(), row -> axis.groupOf(rows, row));
    }
}

package org.cb1network.engine.verify.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.Digest;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.verify.lock.LockedArtifact;
import org.cb1network.engine.verify.lock.LockedClaim;
import org.cb1network.engine.verify.lock.LockedFigure;
import org.cb1network.engine.verify.lock.LockedNumber;
import org.cb1network.engine.verify.lock.LockedNumbers;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.lock.LockedValue;
import org.cb1network.engine.verify.picture.Drawing;
import org.cb1network.engine.verify.picture.Panel;
import org.cb1network.engine.verify.picture.PanelReader;
import org.cb1network.engine.verify.picture.Pixels;

/**
 * What the lock records of results. Nothing is known here of single stages: tables are recognized by their columns.
 *
 * <ul>
 *   <li>Numbers are the estimates ({@link EstimateColumns}) in tables that figures are drawn from.
 *   <li>A table with the columns {@code published}, {@code computed} and {@code verdict} lays values beside published ones.
 *   <li>A table with the columns {@code claim}, {@code difference} and {@code verdict} tests claims.
 * </ul>
 */
public final class Snapshot {

    private static final String VERDICT = "verdict";
    private static final String REMARK = "remark";
    private static final String[] PUBLISHED = {"published", "computed", VERDICT};
    private static final String[] CLAIMS = {"claim", "difference", VERDICT};

    /** Names of outputs that are looked into for values and claims, so that not every table has to be read. */
    private static final String COMPARISON_OUTPUT = "comparison";

    private static final String CLAIMS_OUTPUT = "claims";

    private final Results results;
    private final PanelReader panels;

    private Snapshot(Results results, PanelReader panels) {
        this.results = results;
        this.panels = panels;
    }

    /**
     * Looks at results.
     *
     * @param panels says which panels a figure has
     * @throws IOException if a result cannot be read
     */
    public static LockedProfile of(Results results, PanelReader panels) throws IOException {
        return new Snapshot(results, panels).take();
    }

    private LockedProfile take() throws IOException {
        SortedMap<String, LockedArtifact> artifacts = new TreeMap<>();
        SortedMap<String, LockedNumbers> numbers = new TreeMap<>();
        SortedMap<String, Map<String, LockedValue>> published = new TreeMap<>();
        SortedMap<String, Map<String, LockedClaim>> claims = new TreeMap<>();
        Set<String> shown = results.shown();
        for (Artifact artifact : results.artifacts().values()) {
            artifacts.put(artifact.name(), artifact.identity());
            if (artifact.identity().isOfPoints()) {
                continue;
            }
            boolean comparison = artifact.output().equals(COMPARISON_OUTPUT);
            boolean claim = artifact.output().equals(CLAIMS_OUTPUT);
            if (comparison || claim || shown.contains(artifact.name())) {
                Table table = artifact.table();
                if (comparison && has(table.schema(), PUBLISHED)) {
                    published.put(artifact.name(), values(table));
                } else if (claim && has(table.schema(), CLAIMS)) {
                    claims.put(artifact.name(), claims(table));
                } else if (shown.contains(artifact.name())) {
                    numbers.putAll(numbers(artifact.name(), table));
                }
            }
        }
        SortedMap<String, LockedFigure> figures = new TreeMap<>();
        for (Map.Entry<String, List<FigureFile>> figure : results.figures().entrySet()) {
            figures.put(figure.getKey(), figure(figure.getValue()));
        }
        return new LockedProfile(
                results.version(),
                results.seed(),
                results.parameters(),
                artifacts,
                figures,
                results.choices(),
                numbers,
                published,
                claims);
    }

    private static boolean has(TableSchema schema, String... columns) {
        return List.of(columns).stream().allMatch(schema::has);
    }

    /** The estimates of a table, by the name of the artifact and the column. */
    static SortedMap<String, LockedNumbers> numbers(String artifact, Table table) {
        SortedMap<String, LockedNumbers> numbers = new TreeMap<>();
        RowNames rows = RowNames.of(table.schema());
        List<String> names = rows.of(table);
        for (EstimateColumns estimate : EstimateColumns.of(table.schema())) {
            Map<String, LockedNumber> values = new LinkedHashMap<>();
            for (int row = 0; row < table.rows(); row++) {
                values.put(names.get(row), number(table, estimate, row));
            }
            numbers.put(
                    artifact + "." + estimate.mean(),
                    new LockedNumbers(
                            rows.heading(table.schema()),
                            table.schema().column(estimate.mean()).unit(),
                            values));
        }
        return numbers;
    }

    private static LockedNumber number(Table table, EstimateColumns columns, int row) {
        int replicates = replicates(table, row);
        double standardError = columns.standardError()
                .map(column -> table.float64(column, row))
                .orElseGet(() -> columns.sd()
                        .filter(column -> replicates > 0)
                        .map(column -> table.float64(column, row) / Math.sqrt(replicates))
                        .orElse(Double.NaN));
        return new LockedNumber(
                table.float64(columns.mean(), row),
                table.float64(columns.low(), row),
                table.float64(columns.high(), row),
                standardError,
                replicates);
    }

    private static int replicates(Table table, int row) {
        boolean known = table.schema().has(EstimateColumns.REPLICATES)
                && table.schema().column(EstimateColumns.REPLICATES).type() == ColumnType.INT32;
        return known ? table.int32(EstimateColumns.REPLICATES, row) : 0;
    }

    private static Map<String, LockedValue> values(Table table) {
        List<String> names = RowNames.of(table.schema()).of(table);
        Optional<EstimateColumns> estimate = EstimateColumns.of(table.schema()).stream()
                .filter(columns -> columns.mean().equals("computed"))
                .findFirst();
        Map<String, LockedValue> values = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            LockedNumber computed = estimate.map(columns -> number(table, columns, at))
                    .orElseGet(() -> new LockedNumber(
                            table.float64("computed", at), Double.NaN, Double.NaN, Double.NaN, replicates(table, at)));
            values.put(
                    names.get(row),
                    new LockedValue(
                            table.float64("published", row),
                            numberOrNaN(table, "reading_uncertainty", row),
                            computed,
                            table.text(VERDICT, row),
                            table.schema().has(REMARK) ? table.text(REMARK, row) : ""));
        }
        return values;
    }

    private static Map<String, LockedClaim> claims(Table table) {
        List<String> names = claimNames(table);
        Map<String, LockedClaim> claims = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            claims.put(
                    names.get(row),
                    new LockedClaim(
                            table.float64("difference", row),
                            numberOrNaN(table, "standard_error", row),
                            table.text(VERDICT, row)));
        }
        return claims;
    }

    /** A claim is named by its words and by what stands before them, such as the kind of noise. */
    private static List<String> claimNames(Table table) {
        int claim = table.schema().indexOf("claim");
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i <= claim; i++) {
            if (table.schema().columns().get(i).type() == ColumnType.TEXT) {
                columns.add(i);
            }
        }
        return new RowNames(columns).of(table);
    }

    private static double numberOrNaN(Table table, String column, int row) {
        return table.schema().has(column) ? table.float64(column, row) : Double.NaN;
    }

    private LockedFigure figure(List<FigureFile> files) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        SortedMap<String, String> ofPanels = new TreeMap<>();
        String drawing = "";
        String pixels = "";
        for (FigureFile file : files) {
            digests.put(file.output(), file.digest());
            if (file.is("svg")) {
                drawing = Digest.of(Drawing.withoutMetadata(file.content().read()))
                        .hex();
            } else if (file.is("png")) {
                byte[] png = file.content().read();
                Pixels picture = Pixels.decode(png);
                pixels = picture.digest();
                for (Panel panel : panels.panels(png)) {
                    ofPanels.put(panel.letter(), picture.digestOf(panel));
                }
            }
        }
        return new LockedFigure(digests, drawing, pixels, ofPanels);
    }
}

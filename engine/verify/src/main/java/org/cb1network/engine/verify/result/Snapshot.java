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
import org.cb1network.engine.compare.Drawing;
import org.cb1network.engine.compare.EstimateColumns;
import org.cb1network.engine.compare.Pixels;
import org.cb1network.engine.compare.RowNames;
import org.cb1network.engine.compare.TableKind;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.verify.lock.LockedArtifact;
import org.cb1network.engine.verify.lock.LockedClaim;
import org.cb1network.engine.verify.lock.LockedFigure;
import org.cb1network.engine.verify.lock.LockedNumber;
import org.cb1network.engine.verify.lock.LockedNumbers;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.lock.LockedValue;

/**
 * Extracts from results what the lock records. It knows no specific stages; tables are recognized by their columns.
 *
 * <ul>
 * <li>Numbers are the estimates ({@link EstimateColumns}) in tables that figures are drawn from.
 * <li>Published values and claims are in the tables of a {@link TableKind}.
 * </ul>
 */
public final class Snapshot {

    private static final String VERDICT = "verdict";
    private static final String REMARK = "remark";

    private final Results results;

    private Snapshot(Results results) {
        this.results = results;
    }

    /**
     * Takes a snapshot of results.
     *
     * @throws IOException if a result cannot be read
     */
    public static LockedProfile of(Results results) throws IOException {
        return new Snapshot(results).take();
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
            boolean comparison = artifact.output().equals(TableKind.COMPARISON.output());
            boolean claim = artifact.output().equals(TableKind.CLAIMS.output());
            if (comparison || claim || shown.contains(artifact.name())) {
                Table table = artifact.table();
                if (comparison && TableKind.COMPARISON.describes(table.schema())) {
                    published.put(artifact.name(), values(table));
                } else if (claim && TableKind.CLAIMS.describes(table.schema())) {
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

    /** Returns the estimates of a table, by artifact and column. */
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
                    new LockedNumbers(table.schema().column(estimate.mean()).unit(), values));
        }
        return numbers;
    }

    private static LockedNumber number(Table table, EstimateColumns columns, int row) {
        return new LockedNumber(
                table.float64(columns.mean(), row),
                columns.standardError(table, row),
                EstimateColumns.replicates(table, row));
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
                            table.float64("computed", at), Double.NaN, EstimateColumns.replicates(table, at)));
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
            claims.put(names.get(row), new LockedClaim(table.float64("difference", row), table.text(VERDICT, row)));
        }
        return claims;
    }

    /** Names each claim by its words and the preceding columns, such as the kind of noise. */
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
                Pixels picture = Pixels.decode(file.content().read());
                pixels = picture.digest();
                for (FigureMetadata.Panel panel : picture.panels()) {
                    ofPanels.put(panel.letter(), picture.digestOf(panel).substring(0, LockedFigure.PANEL_DIGITS));
                }
            }
        }
        return new LockedFigure(digests, drawing, pixels, ofPanels);
    }
}

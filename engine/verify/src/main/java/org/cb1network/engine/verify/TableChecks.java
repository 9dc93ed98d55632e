package org.cb1network.engine.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cb1network.engine.compare.TableComparison;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.verify.lock.LockedArtifact;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.result.Artifact;
import org.cb1network.engine.verify.result.KnownResults;
import org.cb1network.engine.verify.result.Results;
import org.jspecify.annotations.Nullable;

/** Compares the bytes of tables, and their cells if the bytes differ. */
final class TableChecks {

    private final LockedProfile locked;
    private final Results results;
    private final KnownResults references;
    private final List<Check> checks = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new HashMap<>();

    TableChecks(LockedProfile locked, Results results, KnownResults references) {
        this.locked = locked;
        this.results = results;
        this.references = references;
    }

    /** Returns the checks made so far. */
    List<Check> checks() {
        return checks;
    }

    /**
     * Returns whether the given outputs all match the lock, and there is at least one. Then nothing excuses differences
     * in results derived from them.
     */
    boolean areReproduced(Set<String> artifacts) {
        return !artifacts.isEmpty()
                && artifacts.stream().allMatch(artifact -> verdicts.get(artifact) == Verdict.REPRODUCED);
    }

    private void add(String name, Verdict verdict, String message) {
        checks.add(new Check(Level.BYTES, name, verdict, 1, message));
        verdicts.put(name, verdict);
    }

    /** Compares an output: its bytes, and its cells if the bytes differ. */
    void compare(String name) throws IOException {
        LockedArtifact before = locked.artifacts().get(name);
        Artifact now = results.artifacts().get(name);
        if (before == null || now == null) {
            String message = before == null ? "the lock does not have it" : "it is missing";
            add(name, Verdict.CHANGED, message);
            return;
        }
        if (before.digest().equals(now.identity().digest())) {
            add(name, Verdict.REPRODUCED, "");
            return;
        }
        Check cells = before.isOfPoints() || now.identity().isOfPoints()
                ? comparePoints(name, before, now)
                : compareTable(name, before, now);
        // Different bytes are a difference even if no one can say which cells differ.
        add(
                name,
                cells.verdict() == Verdict.NOT_CHECKABLE ? Verdict.CHANGED : cells.verdict(),
                Words.bytesDiffer(before.digest(), now.identity().digest()));
        checks.add(cells);
    }

    private Check compareTable(String name, LockedArtifact before, Artifact now) throws IOException {
        Optional<byte[]> reference = references.content(before.digest());
        if (reference.isEmpty()) {
            return withoutReference(name, before.rows(), now.identity().rows(), "rows");
        }
        TableComparison comparison = TableComparison.of(Table.read(reference.get()), now.table());
        return check(name, comparison, "");
    }

    /** Checks a table whose reference is not available. A table with another number of rows has certainly changed. */
    private static Check withoutReference(String name, long was, long is, String what) {
        if (was != is) {
            return new Check(Level.TABLES, name, Verdict.CHANGED, 1, "it had " + was + " " + what + ", has " + is);
        }
        return new Check(
                Level.TABLES,
                name,
                Verdict.NOT_CHECKABLE,
                0,
                "the bytes differ, and the table named by the lock is not available to compare cells; name a place that"
                        + " has it with --against");
    }

    private static Check check(String name, TableComparison comparison, String where) {
        String message = comparison.message();
        if (comparison.verdict() == Verdict.REPRODUCED) {
            message = "all cells are the same; only the file encoding differs";
        } else {
            message = (where.isEmpty() ? "" : where + ", ") + message + "; "
                    + Count.part(comparison.differing(), comparison.cells(), "cell", "differs", "differ");
        }
        Verdict verdict = comparison.verdict() == Verdict.REPRODUCED ? Verdict.WITHIN_TOLERANCE : comparison.verdict();
        return new Check(Level.TABLES, name, verdict, (int) Math.min(Integer.MAX_VALUE, comparison.cells()), message);
    }

    private Check comparePoints(String name, LockedArtifact before, Artifact now) throws IOException {
        Optional<List<Artifact.Piece>> reference = references.points(name, before.digest());
        if (reference.isEmpty()) {
            return withoutReference(name, before.points(), now.identity().points(), "points");
        }
        Map<String, Artifact.Piece> expected = new HashMap<>();
        reference.get().forEach(piece -> expected.put(piece.point(), piece));
        int cells = 0;
        int different = 0;
        @Nullable Check worst = null;
        for (Artifact.Piece piece : now.pieces()) {
            Artifact.Piece was = expected.remove(piece.point());
            if (was != null && was.digest().equals(piece.digest())) {
                continue;
            }
            different++;
            Check check = was == null
                    ? new Check(Level.TABLES, name, Verdict.CHANGED, 1, "point " + piece.point() + " is new")
                    : check(name, TableComparison.of(was.table(), piece.table()), "point " + piece.point());
            cells += check.compared();
            worst = worst == null || check.verdict().compareTo(worst.verdict()) > 0 ? check : worst;
        }
        if (!expected.isEmpty()) {
            String missing = expected.keySet().stream().sorted().findFirst().orElse("");
            return new Check(Level.TABLES, name, Verdict.CHANGED, cells, "point " + missing + " is missing");
        }
        if (worst == null) {
            return new Check(Level.TABLES, name, Verdict.CHANGED, 0, "the points are in a different order");
        }
        return new Check(
                Level.TABLES,
                name,
                worst.verdict(),
                cells,
                worst.message() + "; " + Count.part(different, now.pieces().size(), "point", "differs", "differ"));
    }
}

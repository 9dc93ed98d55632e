package org.cb1network.engine.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.result.KnownResults;
import org.cb1network.engine.verify.result.Results;
import org.cb1network.engine.verify.result.Snapshot;

/** Compares results with the lock, level by level. */
public final class Verifier {

    private Verifier() {}

    /**
     * Compares results.
     *
     * @param subject what is verified, in words
     * @param locked the locked profile
     * @param results the results
     * @param references where to find results that the lock names
     * @param differences folder for pictures of differences, created when one is drawn; empty for none
     * @param progress called before each table and figure
     * @throws IOException if a result cannot be read
     */
    public static Verification verify(
            String subject,
            LockedProfile locked,
            Results results,
            KnownResults references,
            Optional<Path> differences,
            Progress progress)
            throws IOException {
        LockedProfile found = Snapshot.of(results);
        List<Check> checks = new ArrayList<>();
        if (!results.parameters().isEmpty()) {
            checks.addAll(ParameterChecks.compare(locked, found));
        }
        TableChecks tables = new TableChecks(locked, results, references);
        List<String> artifacts =
                inOrder(results, locked.artifacts().keySet(), found.artifacts().keySet());
        List<String> stages =
                inOrder(results, locked.figures().keySet(), found.figures().keySet());
        int all = artifacts.size() + stages.size();
        int done = 0;
        for (String name : artifacts) {
            progress.at(done++, all, name);
            tables.compare(name);
        }
        checks.addAll(tables.checks());
        FigureChecks figures = new FigureChecks(locked, found, results, references, differences, tables);
        for (String stage : stages) {
            progress.at(done++, all, stage);
            figures.compare(stage);
        }
        checks.addAll(figures.checks());
        for (String name :
                inOrder(results, locked.choices().keySet(), found.choices().keySet())) {
            checks.add(NumberChecks.compareChoice(name, locked, found));
        }
        for (String name :
                inOrder(results, locked.numbers().keySet(), found.numbers().keySet())) {
            checks.add(NumberChecks.compare(
                    name, locked.numbers().get(name), found.numbers().get(name)));
        }
        for (String name :
                inOrder(results, locked.published().keySet(), found.published().keySet())) {
            checks.addAll(ValueChecks.compareValues(name, locked, found));
        }
        for (String name :
                inOrder(results, locked.claims().keySet(), found.claims().keySet())) {
            checks.add(ValueChecks.compareClaims(name, locked, found));
        }
        checks.sort(Comparator.comparing(Check::level));
        List<String> notes = locked.version().equals(found.version())
                ? List.of()
                : List.of("The lock was written by version " + locked.version() + ", this is version " + found.version()
                        + ".");
        return new Verification(subject, results.profile(), checks, notes);
    }

    /** Returns the names of both sides in the order of their stages, upstream stages first. */
    private static List<String> inOrder(Results results, Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        Map<String, Integer> order = new HashMap<>();
        for (int i = 0; i < results.stages().size(); i++) {
            order.put(results.stages().get(i), i);
        }
        return all.stream()
                .sorted(Comparator.comparingInt(name -> order.getOrDefault(stageOf(name), Integer.MAX_VALUE)))
                .toList();
    }

    private static String stageOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}

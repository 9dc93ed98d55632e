package org.cb1network.engine.runner.audit;

import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.compare.OutputComparison;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.runner.audit.CacheHits.TableHit;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.ResultLostException;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.runner.provenance.ResultOrigins;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.PointOutcome;
import org.cb1network.engine.runner.run.Recomputation;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.TableOutput;

/**
 * Recomputes a random sample of the results that a run took from the store, from the same inputs into a scratch store,
 * and compares the bytes.
 *
 * <p>A result that differs is set aside, together with every collected table in the store that may contain its rows, so
 * that the next run computes them again. Results further downstream need not be touched: their keys depend on the
 * content of their inputs, so they are right for those inputs, and are no longer found when the inputs change.
 *
 * <p>Used by one thread.
 */
public final class Audit {

    /**
     * Number of points that share a scratch store. The store is emptied between them, so that an audit of everything
     * needs little space.
     */
    private static final int BATCH = 64;

    private final Store store;
    private final List<Path> scratchPlaces;
    private final Cancellation cancellation;
    private final String version;
    private final Clock clock;
    private final int jobs;
    private final Runnable each;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final Map<String, String> unchecked = new LinkedHashMap<>();

    /** Collected outputs whose tables have been set aside because a point's result was wrong. */
    private final Set<String> distrusted = new HashSet<>();

    /**
     * Creates an audit.
     *
     * @param scratchPlaces folders in which there may be scratch folders, see {@link org.cb1network.cache.ScratchFolder}
     * @param version version of this program
     * @param jobs number of points to compute at a time
     * @param each called after each recomputed point and table, on any thread
     */
    public Audit(
            Store store,
            List<Path> scratchPlaces,
            Cancellation cancellation,
            String version,
            Clock clock,
            int jobs,
            Runnable each) {
        this.scratchPlaces = scratchPlaces;
        this.store = store;
        this.cancellation = cancellation;
        this.version = version;
        this.clock = clock;
        this.jobs = jobs;
        this.each = each;
    }

    /**
     * Audits a sample.
     *
     * @param points points that came from the store
     * @param tables collected tables that came from the store
     * @param size size of the sample of points, and of the sample of tables
     * @throws IOException if the store cannot be read or the scratch store cannot be used
     * @throws CancellationException if a stop was requested
     */
    public AuditReport run(List<StoredPoint> points, List<TableHit> tables, SampleSize size, long seed)
            throws IOException {
        List<StoredPoint> somePoints = draw(points, StoredPoint::key, size.of(points.size()), seed);
        List<TableHit> someTables = draw(tables, TableHit::key, size.of(tables.size()), seed);
        try {
            // Tables first: they are compared with the points as stored, whether these are right or not.
            for (TableHit table : someTables) {
                audit(table);
                each.run();
            }
            for (List<StoredPoint> batch : Lists.partition(somePoints, BATCH)) {
                audit(batch);
            }
        } finally {
            // Again: another process may have collected a wrong result while it was being set aside.
            setAsideTables(distrusted);
            store.flush();
        }
        return new AuditReport(
                somePoints.size(), points.size(), someTables.size(), tables.size(), seed, findings, unchecked);
    }

    /** Draws from imported results first, because they were never computed here. */
    private <T> List<T> draw(List<T> results, Function<T, CacheKey> key, int count, long seed) {
        Map<Boolean, List<T>> byOrigin = results.stream()
                .collect(Collectors.partitioningBy(result -> ResultOrigins.isImported(key.apply(result), store)));
        List<T> imported = Objects.requireNonNull(byOrigin.get(true));
        List<T> own = Objects.requireNonNull(byOrigin.get(false));
        int first = Math.min(count, imported.size());
        Set<T> drawn = new HashSet<>(Sample.draw(imported, key, first, seed));
        drawn.addAll(Sample.draw(own, key, count - first, seed));
        return results.stream().filter(drawn::contains).toList();
    }

    // --- collected tables ---

    private void audit(TableHit hit) throws IOException {
        cancellation.check();
        StageWork work = hit.work();
        String name = work.stage().name() + "." + hit.output().name();
        Optional<Entry> stored = store.find(hit.key());
        if (stored.isEmpty()) {
            unchecked.put(name, "the store no longer has it");
            return;
        }
        try (ScratchStore scratch = ScratchStore.open(scratchPlaces)) {
            recomputation(scratch).table(work, hit.output());
            List<OutputDifference> differences = compare(stored.get(), scratch, hit.key());
            if (!differences.isEmpty()) {
                findings.add(finding(work, "", stored.get(), differences, true, true));
            }
        } catch (ResultLostException | CorruptObjectException lost) {
            unchecked.put(name, String.valueOf(lost.getMessage()));
        }
    }

    // --- points ---

    private void audit(List<StoredPoint> batch) throws IOException {
        cancellation.check();
        List<StoredPoint> present = new ArrayList<>();
        List<PointTask> tasks = new ArrayList<>();
        for (StoredPoint hit : batch) {
            try {
                tasks.add(hit.work().task(hit.index(), true));
                present.add(hit);
            } catch (ResultLostException lost) {
                unchecked.put(hit.name(), String.valueOf(lost.getMessage()));
            }
        }
        try (ScratchStore scratch = ScratchStore.open(scratchPlaces)) {
            Map<CacheKey, PointOutcome> outcomes = recomputation(scratch).points(tasks, jobs, each);
            for (StoredPoint hit : present) {
                settle(hit, outcomes.getOrDefault(hit.key(), new PointOutcome.Cancelled()), scratch);
            }
        }
    }

    private void settle(StoredPoint hit, PointOutcome outcome, ScratchStore scratch) throws IOException {
        if (outcome instanceof PointOutcome.StoreFailed failed) {
            throw failed.cause();
        } else if (outcome instanceof PointOutcome.Failed failed) {
            // It was computed before, so the failure may be due to this machine; the result is kept.
            unchecked.put(hit.name(), "it cannot be computed again: " + failed.message());
        } else if (outcome instanceof PointOutcome.InputDamaged damaged) {
            unchecked.put(hit.name(), String.valueOf(damaged.cause().getMessage()));
        } else if (outcome instanceof PointOutcome.Computed) {
            compare(hit, scratch);
        } else {
            throw new CancellationException("stopped on request");
        }
    }

    private void compare(StoredPoint hit, ScratchStore scratch) throws IOException {
        Optional<Entry> stored = store.find(hit.key());
        if (stored.isEmpty()) {
            unchecked.put(hit.name(), "the store no longer has its result");
            return;
        }
        try {
            List<OutputDifference> differences = compare(stored.get(), scratch, hit.key());
            if (!differences.isEmpty()) {
                boolean deterministic = givesTheSameAgain(hit, scratch);
                String point = hit.label();
                findings.add(finding(hit.work(), point, stored.get(), differences, false, deterministic));
            }
        } catch (CorruptObjectException damaged) {
            unchecked.put(hit.name(), String.valueOf(damaged.getMessage()));
        }
    }

    /** Distinguishes a stale result from a nondeterministic stage. */
    private boolean givesTheSameAgain(StoredPoint hit, ScratchStore first) throws IOException {
        try (ScratchStore second = ScratchStore.open(scratchPlaces)) {
            recomputation(second).points(List.of(hit.work().task(hit.index(), true)), 1, () -> {});
            Optional<Entry> again = second.store().find(hit.key());
            Entry before = first.store().find(hit.key()).orElseThrow();
            return again.isPresent()
                    && OutputComparison.ofEntries(first.store(), before, second.store(), again.get())
                            .isEmpty();
        }
    }

    // --- handling of differences ---

    private AuditFinding finding(
            StageWork work,
            String point,
            Entry stored,
            List<OutputDifference> differences,
            boolean collected,
            boolean deterministic)
            throws IOException {
        boolean setAside = false;
        String problem = "";
        int tables = 0;
        try {
            // Tables first: if this process ended in between, the point would be found again.
            Set<String> fresh = collected ? Set.of() : collectedOutputs(work, differences);
            tables = setAsideTables(Sets.difference(fresh, Set.copyOf(distrusted)));
            distrusted.addAll(fresh);
            setAside = store.setAside(stored.key());
        } catch (StoreException e) {
            problem = String.valueOf(e.getMessage());
        }
        return new AuditFinding(
                work.stage().name(),
                point,
                collected,
                stored.key(),
                stored.storedAt(),
                Provenance.of(stored),
                KeyPreimage.of(stored)
                        .map(known -> known.ingredients().getOrDefault(KeyPreimage.CODE, ""))
                        .orElse(""),
                differences,
                deterministic,
                setAside,
                problem,
                tables);
    }

    /**
     * Sets aside collected tables that may contain rows of a wrong result, and summaries that may list it. A table's key depends on its points' keys,
     * not their content, so the table would remain valid as long as the points have these keys. Tables do not record
     * their points, which may belong to other sweeps and profiles, so all tables of these outputs are set aside;
     * collecting them again is cheap.
     *
     * @return the number of tables
     */
    private int setAsideTables(Set<String> outputs) throws IOException {
        int count = 0;
        for (CacheKey key : outputs.isEmpty() ? List.<CacheKey>of() : store.keys()) {
            Optional<String> output = store.find(key)
                    .flatMap(KeyPreimage::of)
                    .flatMap(KeyPreimage::collected)
                    .filter(outputs::contains);
            if (output.isPresent() && store.setAside(key) && !output.get().equals(KeyPreimage.SUMMARY)) {
                count++;
            }
        }
        return count;
    }

    /** Returns the names of the differing outputs that are collected, and that of all outputs, which the summary lists. */
    private static Set<String> collectedOutputs(StageWork work, List<OutputDifference> differences) {
        Set<String> names = new HashSet<>();
        differences.forEach(difference -> names.add(difference.output()));
        Set<String> collected = new HashSet<>(Set.of(KeyPreimage.SUMMARY));
        for (OutputPort output : work.stage().outputs()) {
            if (output instanceof TableOutput table && table.collected() && names.contains(output.name())) {
                collected.add(output.name());
            }
        }
        return collected;
    }

    private List<OutputDifference> compare(Entry stored, ScratchStore scratch, CacheKey key) throws IOException {
        Entry computed = scratch.store()
                .find(key)
                .orElseThrow(() -> new IOException("a result is missing in the scratch store; is its disk full?"));
        return OutputComparison.ofEntries(store, stored, scratch.store(), computed);
    }

    private Recomputation recomputation(ScratchStore scratch) {
        return new Recomputation(store, scratch.store(), cancellation, version, clock);
    }
}

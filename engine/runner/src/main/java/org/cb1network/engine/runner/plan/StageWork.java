package org.cb1network.engine.runner.plan;

import com.google.common.base.Throwables;
import com.google.common.collect.Lists;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.PointResolver;
import org.cb1network.engine.runner.spec.ResolvedPoint;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.TableOutput;
import org.jspecify.annotations.Nullable;

/**
 * A stage with known inputs, so that its remaining work is known point by point.
 *
 * <p>It holds 32 bytes per point (its key) and, for a stage unknown to the store, the parameters of its first points;
 * everything else about a point is computed on demand.
 */
public final class StageWork {

    /** Number of points from which a second thread is worth its start. */
    private static final int MANY_POINTS = 256;

    private final StageSpec stage;
    private final PointResolver parameters;
    private final String codeDigest;
    private final long rootSeed;
    private final Map<String, StageResults> upstream;
    private final KeyPreimage preimage;
    private final boolean known;
    private final StageEntry points;
    private final Optional<StageSummary> summary;
    private List<StageWarning> warnings;

    /**
     * Creates the work of a stage.
     *
     * @param parameters the stage's parameters with all references resolved
     * @param code the code that stages can reach
     * @param rootSeed the seed of the pipeline
     * @param upstream results of the stages that the inputs come from, by stage
     * @param store may know the keys of the points
     * @throws IOException if the results of a point that an input needs cannot be read
     */
    StageWork(
            StageSpec stage,
            PointResolver parameters,
            StageCode code,
            long rootSeed,
            Map<String, StageResults> upstream,
            Store store)
            throws IOException {
        this.stage = stage;
        this.parameters = parameters;
        this.codeDigest = code.digestOf(stage.stage());
        this.rootSeed = rootSeed;
        this.upstream = Map.copyOf(upstream);
        KeyPreimage whole = KeyPreimage.ofStage(
                stage.type(),
                codeDigest,
                code.programDigest() + code.pluginDigest(stage.stage()),
                rootSeed,
                parameters.digest(),
                stage.sweep().digest(),
                digestsOf(allInputs()));
        this.preimage = stage.type().declaresPorts() ? whole.declaring(stage.outputs(), "") : whole;
        Optional<StageEntry> found = StageEntry.find(store, preimage, size());
        this.known = found.isPresent();
        this.points = known ? found.get() : computeKeys();
        this.summary = StageSummary.find(store, summaryPreimage());
        this.warnings = summary.map(StageSummary::warnings).orElse(List.of());
    }

    /** Returns the stage. */
    public StageSpec stage() {
        return stage;
    }

    /** Returns the number of points, at least 1. */
    public int size() {
        return stage.sweep().size();
    }

    /** Returns the key of a point. */
    public CacheKey key(int index) {
        return points.key(index);
    }

    /** Returns the key under which the store records the complete stage. */
    public CacheKey stageKey() {
        return preimage.key();
    }

    /** Returns the key under which the store has the summary of the points of the complete stage. */
    public CacheKey summaryKey() {
        return summaryPreimage().key();
    }

    private KeyPreimage summaryPreimage() {
        return KeyPreimage.ofCollection(KeyPreimage.SUMMARY, size(), points.points());
    }

    /**
     * Saves the stage, which has all its results, in the store.
     *
     * @param changed whether a result was computed now, so that an earlier summary may be out of date
     * @throws IOException if the store cannot be written
     */
    public void remember(Store store, boolean changed) throws IOException {
        if (changed || summary.isEmpty()) {
            warnings = StageSummary.save(this, store, summaryPreimage());
        }
        if (!known) {
            points.save(store, preimage);
        }
    }

    /** Returns the warnings about the results, each with its points; none while the stage is not complete. */
    public List<String> warnings() {
        return warnings.stream().map(warning -> warning.text(size())).toList();
    }

    /** Returns the keys of the results that the stage has as a whole: its collected tables or, without a sweep, its only result. */
    public List<CacheKey> keysOfWholeResults() {
        return stage.sweep().axes().isEmpty() ? new ArrayList<>(List.of(key(0))) : collectionKeys();
    }

    /** Returns the keys of everything that the stage has as a whole: these results, the summary, and the stage's record. */
    public List<CacheKey> keysOfWhole() {
        List<CacheKey> keys = keysOfWholeResults();
        keys.add(summaryKey());
        keys.add(stageKey());
        return keys;
    }

    /** Returns the keys of all points, each of which is made on demand. */
    List<CacheKey> pointKeys() {
        return withPoints(List.of());
    }

    /** Returns the keys of all points and collected tables. Keys of points are made on demand. */
    public List<CacheKey> resultKeys() {
        return withPoints(collectionKeys());
    }

    /** Returns the keys of all results, of the summary of the points, and of the stage. */
    public List<CacheKey> allKeys() {
        List<CacheKey> others = collectionKeys();
        others.add(summaryKey());
        others.add(stageKey());
        return withPoints(others);
    }

    private List<CacheKey> withPoints(List<CacheKey> others) {
        return new AbstractList<>() {
            @Override
            public CacheKey get(int index) {
                return index < StageWork.this.size() ? key(index) : others.get(index - StageWork.this.size());
            }

            @Override
            public int size() {
                return StageWork.this.size() + others.size();
            }
        };
    }

    /**
     * Returns the keys of the points of the stage whose record has a {@link #stageKey}; none if the store has no such
     * record.
     */
    public static List<CacheKey> keysOfPoints(Store store, CacheKey stageKey) {
        return StageEntry.keysOfPoints(store, stageKey);
    }

    /** Returns a point's axes as text, such as {@code condition=V2M, replicate=4}; empty without a sweep. */
    public String label(int index) {
        Point point = stage.sweep().point(index);
        return point.axes().isEmpty() ? "" : point.toString();
    }

    /** Returns the preimage of a point's key. */
    public KeyPreimage preimage(int index) throws IOException {
        Point point = stage.sweep().point(index);
        return preimage(point, parameters.resolve(point), inputsOf(point));
    }

    /**
     * Returns everything that the computation of a point needs.
     *
     * @throws StageEntryException if the store's key differs from the key of this point
     */
    public PointTask task(int index, boolean forced) throws IOException {
        Point point = stage.sweep().point(index);
        ResolvedPoint parametersHere = parameters.resolve(point);
        Map<String, List<PointTask.InputTable>> inputs = inputsOf(point);
        KeyPreimage made = preimage(point, parametersHere, inputs);
        if (!made.key().equals(key(index))) {
            throw new StageEntryException(stage.name(), stageKey());
        }
        return new PointTask(
                stage.name(),
                label(index),
                stage.stage(),
                stage.type(),
                stage.outputs(),
                axes(point),
                parametersHere.parameters(),
                seed(point),
                point.replicate(),
                made,
                key(index),
                inputs,
                forced);
    }

    private static SortedMap<String, Object> axes(Point point) {
        SortedMap<String, Object> axes = new TreeMap<>();
        for (int axis = 0; axis < point.axes().size(); axis++) {
            axes.put(point.axes().get(axis).name(), point.values().get(axis));
        }
        return axes;
    }

    /** Returns the numbers of the points without a result in the store. */
    public int[] missing(Store store) {
        int[] missing = new int[size()];
        int count = 0;
        for (int i = 0; i < size(); i++) {
            if (!store.contains(key(i))) {
                missing[count++] = i;
            }
        }
        return Arrays.copyOf(missing, count);
    }

    /**
     * Orders points for computation: for a stage with random numbers, points of one seed (that is, of one replicate)
     * are consecutive, because a stage may reuse what it has drawn.
     */
    public int[] inComputingOrder(int[] points) {
        if (!stage.type().seeded() || stage.sweep().axes().isEmpty()) {
            return points;
        }
        // A replicate and a position in one number, so that millions of points can be sorted without objects.
        return IntStream.range(0, points.length)
                .mapToLong(i -> ((long) stage.sweep().point(points[i]).replicate() << Integer.SIZE) + i)
                .sorted()
                .mapToInt(replicateAndPlace -> points[(int) replicateAndPlace])
                .toArray();
    }

    /**
     * Returns an output of a point with a result in the store.
     *
     * @throws ResultLostException if the result is no longer there
     */
    public StoredOutput outputOfPoint(Store store, String output, int point) throws IOException {
        return store.find(key(point))
                .orElseThrow(() -> new ResultLostException(stage.name(), label(point)))
                .output(output);
    }

    /**
     * Returns an output of a point as the summary lists it, without reading the result of the point; empty if there is no
     * summary.
     */
    Optional<StoredOutput> listedOutput(String output, int point) {
        return summary.flatMap(listed -> listed.output(output, key(point), point));
    }

    /** Fetches the results that some points take as inputs, as far as the store lacks them, in few requests. */
    public void fetchInputs(Store store, int[] points) {
        for (InputSpec input : stage.inputs()) {
            StageResults source =
                    Objects.requireNonNull(upstream.get(input.source().stage()));
            if (!input.eachPoint() && source.isSingle(input.source().output())) {
                continue;
            }
            StageWork work = source.work();
            store.fetch(input.eachPoint() ? Lists.transform(taken(points), work::key) : work.pointKeys());
        }
    }

    /** Returns the points of another stage whose rows some points take, each once. */
    private List<Integer> taken(int[] points) {
        return Ints.asList(Arrays.stream(points)
                .map(i -> stage.sweep().point(i).eachPoint().orElseThrow().index())
                .distinct()
                .toArray());
    }

    /**
     * Returns the outputs that are collected from the points into one table; none without a sweep, whose single point
     * has them all.
     */
    public List<TableOutput> collectedOutputs() {
        List<TableOutput> collected = new ArrayList<>();
        if (!stage.sweep().axes().isEmpty()) {
            for (OutputPort output : stage.outputs()) {
                if (output instanceof TableOutput table && table.collected()) {
                    collected.add(table);
                }
            }
        }
        return collected;
    }

    /** Returns the keys of the collected tables. */
    public List<CacheKey> collectionKeys() {
        List<CacheKey> keys = new ArrayList<>();
        collectedOutputs().forEach(output -> keys.add(collectionPreimage(output).key()));
        return keys;
    }

    /** Returns the preimage of the key of a collected table. */
    public KeyPreimage collectionPreimage(TableOutput output) {
        return KeyPreimage.ofCollection(output.name(), size(), points.points());
    }

    private StageEntry computeKeys() throws IOException {
        byte[] keys = new byte[Math.multiplyExact(size(), Digest.BYTES)];
        if (size() < MANY_POINTS) {
            computeKeys(0, size(), keys);
        } else {
            computeKeysOnTwoThreads(keys);
        }
        return new StageEntry(keys, digestOfPoints(keys));
    }

    private Digest digestOfPoints(byte[] keys) {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putBytes(stage.sweep().digest().bytes());
        for (int i = 0; i < size(); i++) {
            byte[] label = label(i).getBytes(StandardCharsets.UTF_8);
            hasher.putInt(label.length).putBytes(label).putBytes(keys, i * Digest.BYTES, Digest.BYTES);
        }
        return Digest.fromBytes(hasher.hash().asBytes());
    }

    /** Computes keys; with many points a second thread does half of them. */
    private void computeKeysOnTwoThreads(byte[] all) throws IOException {
        int middle = size() / 2;
        // Not the common pool, which would wrap an IOException in another exception.
        FutureTask<@Nullable Void> firstHalf = new FutureTask<>(() -> {
            computeKeys(0, middle, all);
            return null;
        });
        Thread thread = new Thread(firstHalf, "keys");
        thread.setDaemon(true);
        thread.start();
        computeKeys(middle, size(), all);
        try {
            Uninterruptibles.getUninterruptibly(firstHalf);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            Throwables.throwIfInstanceOf(cause, IOException.class);
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        }
    }

    private void computeKeys(int from, int to, byte[] all) throws IOException {
        PointKeys pointKeys = new PointKeys(stage.type(), codeDigest);
        for (int i = from; i < to; i++) {
            Point point = stage.sweep().point(i);
            CacheKey key = key(point, parameters.resolve(point), pointKeys);
            System.arraycopy(key.digest().bytes(), 0, all, i * Digest.BYTES, Digest.BYTES);
        }
    }

    private CacheKey key(Point point, ResolvedPoint parametersHere, PointKeys pointKeys) throws IOException {
        Map<String, List<PointTask.InputTable>> inputs = inputsOf(point);
        return stage.type().declaresPorts()
                ? preimage(point, parametersHere, inputs).key()
                : pointKeys.key(seed(point), parametersHere.canonical(), digestsOf(inputs));
    }

    private KeyPreimage preimage(
            Point point, ResolvedPoint parametersHere, Map<String, List<PointTask.InputTable>> inputs) {
        KeyPreimage made = KeyPreimage.ofPoint(
                stage.type(), codeDigest, seed(point), parametersHere.canonical(), digestsOf(inputs));
        return stage.type().declaresPorts() ? made.declaring(stage.outputs(), label(point.index())) : made;
    }

    private static SortedMap<String, String> digestsOf(Map<String, List<PointTask.InputTable>> inputs) {
        SortedMap<String, String> digests = new TreeMap<>();
        inputs.forEach((port, tables) -> digests.put(port, PointTask.InputTable.digestOf(tables)));
        return digests;
    }

    private long seed(Point point) {
        return Seeds.of(rootSeed, point.replicate());
    }

    /**
     * Returns the inputs of all points together: if each point takes the rows of its own point, those of every point.
     */
    private Map<String, List<PointTask.InputTable>> allInputs() throws IOException {
        Map<String, List<PointTask.InputTable>> inputs = new HashMap<>();
        for (InputSpec input : stage.inputs()) {
            StageResults source =
                    Objects.requireNonNull(upstream.get(input.source().stage()));
            String output = input.source().output();
            inputs.put(input.port(), input.eachPoint() ? source.ofAllPoints(output) : source.tables(output));
        }
        return inputs;
    }

    private Map<String, List<PointTask.InputTable>> inputsOf(Point point) throws IOException {
        Map<String, List<PointTask.InputTable>> inputs = new HashMap<>();
        for (InputSpec input : stage.inputs()) {
            StageResults source =
                    Objects.requireNonNull(upstream.get(input.source().stage()));
            inputs.put(input.port(), tables(input, source, point));
        }
        return inputs;
    }

    private static List<PointTask.InputTable> tables(InputSpec input, StageResults source, Point point)
            throws IOException {
        String output = input.source().output();
        if (input.eachPoint()) {
            int index = point.eachPoint().orElseThrow().index();
            return List.of(new PointTask.InputTable(new TreeMap<>(), source.listedOrOfPoint(output, index)));
        }
        return source.tables(output);
    }
}

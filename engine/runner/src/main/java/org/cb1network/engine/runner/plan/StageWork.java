package org.cb1network.engine.runner.plan;

import com.google.common.base.Throwables;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
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
 * A stage whose inputs are known: what is left to do is certain, point by point.
 *
 * <p>Holds 32 bytes a point (its key); everything else about a point is worked out when it is asked for.
 */
public final class StageWork {

    private static final int KEY_BYTES = 32;

    /** From here on a second thread is worth its start. */
    private static final int MANY_POINTS = 256;

    private final StageSpec stage;
    private final PointResolver parameters;
    private final String codeDigest;
    private final long rootSeed;
    private final Map<String, StageResults> upstream;
    private final byte[] keys;

    /** The same for every collected output; all points have a part in it, so it is worked out once. */
    private volatile @Nullable Digest pointsDigest;

    /**
     * @param parameters the stage's parameters with all references filled in
     * @param codeDigest digest of the code that the stage can reach
     * @param upstream results of the stages that the inputs come from, by stage
     * @throws IOException if the results of a point that an input needs cannot be read
     */
    StageWork(
            StageSpec stage,
            PointResolver parameters,
            String codeDigest,
            long rootSeed,
            Map<String, StageResults> upstream)
            throws IOException {
        this.stage = stage;
        this.parameters = parameters;
        this.codeDigest = codeDigest;
        this.rootSeed = rootSeed;
        this.upstream = Map.copyOf(upstream);
        this.keys = computeKeys();
    }

    /** The stage. */
    public StageSpec stage() {
        return stage;
    }

    /** The number of points, at least 1. */
    public int size() {
        return stage.sweep().size();
    }

    /** The key of a point. */
    public CacheKey key(int index) {
        int start = index * KEY_BYTES;
        return new CacheKey(Digest.fromBytes(Arrays.copyOfRange(keys, start, start + KEY_BYTES)));
    }

    /** The keys of all points and collected tables; those of points are made when they are asked for. */
    public List<CacheKey> allKeys() {
        List<CacheKey> collected = collectedOutputs().stream()
                .map(output -> collectionPreimage(output).key())
                .toList();
        return new AbstractList<>() {
            @Override
            public CacheKey get(int index) {
                return index < StageWork.this.size() ? key(index) : collected.get(index - StageWork.this.size());
            }

            @Override
            public int size() {
                return StageWork.this.size() + collected.size();
            }
        };
    }

    /** A point's axes as text, such as {@code condition=V2M, replicate=4}; empty without a sweep. */
    public String label(int index) {
        Point point = stage.sweep().point(index);
        return point.axes().isEmpty() ? "" : point.toString();
    }

    /** What a point's key is made of. */
    public KeyPreimage preimage(int index) throws IOException {
        Point point = stage.sweep().point(index);
        return preimage(point, parameters.resolve(point), inputsOf(point));
    }

    /** Everything that computing a point needs. */
    public PointTask task(int index, boolean forced) throws IOException {
        Point point = stage.sweep().point(index);
        ResolvedPoint resolved = parameters.resolve(point);
        Map<String, List<PointTask.InputTable>> inputs = inputsOf(point);
        return new PointTask(
                stage.name(),
                label(index),
                stage.stage(),
                stage.outputs(),
                resolved.parameters(),
                seed(point),
                point.replicate(),
                preimage(point, resolved, inputs),
                key(index),
                inputs,
                forced);
    }

    /** The numbers of the points that the store has no result for. */
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
     * Puts points into the order in which to compute them: of a stage with random numbers those of one seed, that is of one
     * replicate, come one after the other, because a stage may keep what it has drawn.
     */
    public int[] inComputingOrder(int[] points) {
        if (!stage.type().seeded() || stage.sweep().axes().isEmpty()) {
            return points;
        }
        // A replicate and a place in one number, so that millions of points need no objects to be sorted.
        return IntStream.range(0, points.length)
                .mapToLong(i -> ((long) stage.sweep().point(points[i]).replicate() << Integer.SIZE) + i)
                .sorted()
                .mapToInt(replicateAndPlace -> points[(int) replicateAndPlace])
                .toArray();
    }

    /**
     * An output of a point that the store has a result for.
     *
     * @throws ResultLostException if it has none any more
     */
    public StoredOutput outputOfPoint(Store store, String output, int point) throws IOException {
        return store.find(key(point))
                .orElseThrow(() -> new ResultLostException(stage.name(), label(point)))
                .output(output);
    }

    /** The outputs that are collected from the points into one table; none without a sweep, whose only point has them all. */
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

    /** What the key of a collected table is made of. */
    public KeyPreimage collectionPreimage(TableOutput output) {
        Digest known = pointsDigest;
        if (known == null) {
            known = digestOfPoints();
            pointsDigest = known;
        }
        return KeyPreimage.ofCollection(output.name(), size(), known);
    }

    private Digest digestOfPoints() {
        Hasher hasher = Hashing.sha256().newHasher();
        for (int i = 0; i < size(); i++) {
            byte[] label = label(i).getBytes(StandardCharsets.UTF_8);
            hasher.putInt(label.length).putBytes(label).putBytes(keys, i * KEY_BYTES, KEY_BYTES);
        }
        return Digest.fromBytes(hasher.hash().asBytes());
    }

    private byte[] computeKeys() throws IOException {
        byte[] all = new byte[Math.multiplyExact(size(), KEY_BYTES)];
        if (size() < MANY_POINTS) {
            computeKeys(0, size(), all);
        } else {
            computeKeysOnTwoThreads(all);
        }
        return all;
    }

    /** With many points a second thread takes half of them: a run that has nothing to do does little else. */
    private void computeKeysOnTwoThreads(byte[] all) throws IOException {
        int middle = size() / 2;
        // Not the common pool, which would hide an IOException in another exception.
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
            byte[] key =
                    pointKeys.keyOf(seed(point), parameters.resolve(point).canonical(), digestsOf(inputsOf(point)));
            System.arraycopy(key, 0, all, i * KEY_BYTES, KEY_BYTES);
        }
    }

    private KeyPreimage preimage(Point point, ResolvedPoint resolved, Map<String, List<PointTask.InputTable>> inputs) {
        return KeyPreimage.ofPoint(
                stage.type(), codeDigest, seed(point), resolved.canonical().asMap(), digestsOf(inputs));
    }

    private static SortedMap<String, String> digestsOf(Map<String, List<PointTask.InputTable>> inputs) {
        SortedMap<String, String> digests = new TreeMap<>();
        inputs.forEach((port, tables) -> digests.put(port, PointTask.InputTable.digestOf(tables)));
        return digests;
    }

    private long seed(Point point) {
        return Seeds.of(rootSeed, point.replicate());
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
            return List.of(new PointTask.InputTable(new TreeMap<>(), source.ofPoint(output, index)));
        }
        return source.tables(output);
    }
}

package org.cb1network.stages.network.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.cb1network.stages.network.random.RandomOrder;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.spec.Network;
import org.jspecify.annotations.Nullable;

/**
 * What simulations with the same seed have in common, so that it is done once: connections and the events of afferents of constant
 * rate are drawn, and time passes before their input begins. That changes nothing but the time they take. For use by any number of
 * threads.
 */
public final class SharedWork {
    private static final int MOST_KEYS = 10_000;
    /** Of so many parts of the room, one is for connections: those of a network take much less than its noise. */
    private static final int PARTS_PER_CONNECTIONS = 8;

    /** Of so many parts of the room, one is for preludes. */
    private static final int PARTS_PER_PRELUDES = 16;

    /** What kept connections and preludes take beside their arrays, in bytes: the whole network is in a key. */
    private static final int BYTES_PER_ENTRY = 1 << 14;

    private final long mostBytes;
    private final BoundedPool<ConnectionsKey, SharedRows> connections;
    private final BoundedPool<SharedPrelude.Key, SharedPrelude> preludes;
    private final BoundedPool<NoiseKey, NoiseTape> tapes;
    /** Noise that has been asked for. */
    private final Set<NoiseKey> askedFor = new HashSet<>();

    record NoiseKey(long seed, String role, int size, List<Double> probabilities) {}

    record ConnectionsKey(long seed, String role, DrawnConnections connections) {}

    /** Drawn by the first who needs them; others wait for them, but not for those of another projection. */
    private static final class SharedRows {
        private @Nullable TargetRows rows;

        private synchronized TargetRows get(Supplier<TargetRows> draw) {
            if (rows == null) {
                rows = draw.get();
            }
            return rows;
        }
    }

    /**
     * Nothing is done yet.
     *
     * @param mostBytes what it keeps at most, by estimate; what a simulation is using stays with that simulation in any case
     */
    public SharedWork(long mostBytes) {
        this.mostBytes = mostBytes;
        long forConnections = mostBytes / PARTS_PER_CONNECTIONS;
        long forPreludes = mostBytes / PARTS_PER_PRELUDES;
        this.connections = new BoundedPool<>(forConnections);
        this.preludes = new BoundedPool<>(forPreludes);
        this.tapes = new BoundedPool<>(mostBytes - forConnections - forPreludes);
    }

    /** Keeps nothing: every simulation works for itself. */
    public static SharedWork none() {
        return new SharedWork(0);
    }

    /**
     * Afferent events from the beginning of a simulation. Who is the first to ask draws them for himself, since many are asked for only
     * once.
     *
     * @param random of the simulation
     * @param role name of the random stream
     * @param size of the target populations
     * @param probabilities as {@link ConstantNoise} takes them
     */
    ConstantEvents events(RandomStreams random, String role, int size, double[] probabilities) {
        Supplier<ConstantNoise> noise = () -> new ConstantNoise(size, probabilities, random.stream(role));
        NoiseKey key = noiseKey(random.seed(), role, size, probabilities);
        if (mostBytes == 0 || size > RandomOrder.MOST_SHORT_NUMBERS || isFirst(key)) {
            return noise.get();
        }
        return tapes.find(key, () -> new NoiseTape(noise.get(), (tape, more) -> mayGrow(key, tape, more)))
                .read();
    }

    /** Only at the cost of other seeds: what one simulation needs must not drive out what it needs, too. */
    private boolean mayGrow(NoiseKey key, NoiseTape tape, long more) {
        return tapes.reserve(key, tape, more, other -> other.seed != key.seed);
    }

    private boolean isFirst(NoiseKey key) {
        synchronized (askedFor) {
            if (askedFor.size() == MOST_KEYS) {
                askedFor.clear();
            }
            return askedFor.add(key);
        }
    }

    /**
     * Connections.
     *
     * @param random of the simulation
     * @param role name of the random stream
     */
    TargetRows rows(RandomStreams random, String role, DrawnConnections drawn) {
        ConnectionsKey key = new ConnectionsKey(random.seed(), role, drawn);
        return connections
                .find(key, SharedRows::new, drawn.bytes() + BYTES_PER_ENTRY)
                .get(() -> drawn.draw(random.stream(role)));
    }

    /** The place for what simulations of this network do before their input begins; null if that is nothing. */
    @Nullable
    SharedPrelude prelude(Network network, long seed) {
        SharedPrelude.@Nullable Key key = SharedPrelude.Key.of(network, seed);
        if (key == null) {
            return null;
        }
        return preludes.find(
                key,
                () -> new SharedPrelude(
                        key.steps(),
                        preludes.mostBytes(),
                        (place, bytes) -> preludes.reserve(key, place, bytes, other -> true)),
                BYTES_PER_ENTRY);
    }

    static NoiseKey noiseKey(long seed, String role, int size, double[] probabilities) {
        return new NoiseKey(
                seed, role, size, DoubleStream.of(probabilities).boxed().toList());
    }

    /** What is kept takes so many bytes, by estimate. */
    long bytes() {
        return connections.bytes() + preludes.bytes() + tapes.bytes();
    }

    /** Whether there is a tape. */
    boolean hasTape(NoiseKey key) {
        return tapes.has(key);
    }
}

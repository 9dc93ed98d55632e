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
 * Work that simulations with the same seed share: drawing connections and events of afferents of constant rate, and simulating the time
 * before their input begins. Sharing changes only the computing time. Thread-safe.
 */
public final class SharedWork {
    private static final int MOST_KEYS = 10_000;
    /** One part in this many of the room is for connections, which take much less than the noise of a network. */
    private static final int PARTS_PER_CONNECTIONS = 8;

    /** One part in this many of the room is for preludes. */
    private static final int PARTS_PER_PRELUDES = 16;

    /** Size of kept connections and preludes without their arrays, in bytes; a key contains the whole network. */
    private static final int BYTES_PER_ENTRY = 1 << 14;

    private final long mostBytes;
    private final BoundedPool<ConnectionsKey, SharedRows> connections;
    private final BoundedPool<SharedPrelude.Key, SharedPrelude> preludes;
    private final BoundedPool<NoiseKey, NoiseTape> tapes;
    /** Noise that has been requested. */
    private final Set<NoiseKey> askedFor = new HashSet<>();

    record NoiseKey(long seed, String role, int size, List<Double> probabilities) {}

    record ConnectionsKey(long seed, String role, DrawnConnections connections) {}

    /** Drawn by the first simulation that needs them; others wait for them, but not for those of another projection. */
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
     * Creates shared work that is still to be done.
     *
     * @param mostBytes estimated maximum size of what is kept; a simulation retains what it uses in any case
     */
    public SharedWork(long mostBytes) {
        this.mostBytes = mostBytes;
        long forConnections = mostBytes / PARTS_PER_CONNECTIONS;
        long forPreludes = mostBytes / PARTS_PER_PRELUDES;
        this.connections = new BoundedPool<>(forConnections);
        this.preludes = new BoundedPool<>(forPreludes);
        this.tapes = new BoundedPool<>(mostBytes - forConnections - forPreludes);
    }

    /** Returns shared work that keeps nothing, so that every simulation does its own work. */
    public static SharedWork none() {
        return new SharedWork(0);
    }

    /**
     * Returns afferent events from the beginning of a simulation. The first simulation draws them without recording, because many are
     * requested only once.
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

    /** Drops only work of other seeds, because a simulation must not displace its own work. */
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
     * Returns connections.
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

    /** Returns the slot for the prelude of simulations of this network; null if their input begins at once. */
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

    /** Returns the estimated size of what is kept in bytes. */
    long bytes() {
        return connections.bytes() + preludes.bytes() + tapes.bytes();
    }

    /** Returns whether there is a tape. */
    boolean hasTape(NoiseKey key) {
        return tapes.has(key);
    }
}

package org.cb1network.network.kernel;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.cb1network.network.random.RandomOrder;
import org.cb1network.network.random.RandomStreams;
import org.jspecify.annotations.Nullable;

/**
 * What simulations with the same seed have in common, so that it is drawn once: connections, and the events of afferents of constant
 * rate. That changes nothing but the time they take. What was asked for last is kept, as far as there is room. For use by any number of
 * threads.
 */
public final class SharedDraws {
    private static final int MOST_KEYS = 10_000;

    private final long mostBytes;
    /** Noise that has been asked for. */
    private final Set<NoiseKey> askedFor = new HashSet<>();
    /** What was asked for longest ago comes first. */
    private final Map<Key, Kept> draws = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** All that a draw depends on. */
    private interface Key {
        long seed();
    }

    private record NoiseKey(long seed, String role, int size, List<Double> probabilities) implements Key {}

    private record ConnectionsKey(long seed, String role, DrawnConnections connections) implements Key {}

    private static final class Kept {
        private final Object drawn;
        private long bytes;

        private Kept(Object drawn) {
            this.drawn = drawn;
        }
    }

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
     * Nothing is drawn yet.
     *
     * @param mostBytes what it keeps at most, by estimate; what a simulation is using stays with that simulation in any case
     */
    public SharedDraws(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Keeps nothing: every simulation draws for itself. */
    public static SharedDraws none() {
        return new SharedDraws(0);
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
        ConstantNoise noise = new ConstantNoise(size, probabilities, random.stream(role));
        NoiseKey key = new NoiseKey(
                random.seed(),
                role,
                size,
                DoubleStream.of(probabilities).boxed().toList());
        if (mostBytes == 0 || size > RandomOrder.MOST_SHORT_NUMBERS || isFirst(key)) {
            return noise;
        }
        return ((NoiseTape) find(key, () -> new NoiseTape(this, size, noise), 0)).read();
    }

    private synchronized boolean isFirst(NoiseKey key) {
        if (askedFor.size() == MOST_KEYS) {
            askedFor.clear();
        }
        return askedFor.add(key);
    }

    /**
     * Connections.
     *
     * @param random of the simulation
     * @param role name of the random stream
     */
    TargetRows rows(RandomStreams random, String role, DrawnConnections connections) {
        Supplier<TargetRows> draw = () -> connections.draw(random.stream(role));
        if (connections.bytes() > mostBytes) {
            return draw.get();
        }
        ConnectionsKey key = new ConnectionsKey(random.seed(), role, connections);
        return ((SharedRows) find(key, SharedRows::new, connections.bytes())).get(draw);
    }

    /** What is kept, or else what was made now and takes so many bytes; at most as many as there may be. */
    private synchronized Object find(Key key, Supplier<Object> make, long bytesOfNew) {
        Kept kept = draws.get(key);
        if (kept == null) {
            kept = new Kept(make.get());
            draws.put(key, kept);
            makeRoom(kept, bytesOfNew);
        }
        return kept.drawn;
    }

    /** Whether a tape may grow by so many bytes; forgets what was asked for longer ago, if need be. */
    synchronized boolean makeRoom(NoiseTape tape, long more) {
        Kept kept = keptAs(tape);
        return kept != null && makeRoom(kept, more);
    }

    private @Nullable Kept keptAs(Object drawn) {
        for (Kept kept : draws.values()) {
            if (kept.drawn == drawn) {
                return kept;
            }
        }
        return null;
    }

    private boolean makeRoom(Kept kept, long more) {
        Iterator<Kept> others = draws.values().iterator();
        while (bytes + more > mostBytes && others.hasNext()) {
            Kept other = others.next();
            if (other != kept) {
                bytes -= other.bytes;
                others.remove();
            }
        }
        if (bytes + more > mostBytes) {
            return false;
        }
        bytes += more;
        kept.bytes += more;
        return true;
    }

    /** What is kept takes so many bytes, by estimate. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether anything of this seed is kept. */
    synchronized boolean has(long seed) {
        return draws.keySet().stream().anyMatch(key -> key.seed() == seed);
    }
}

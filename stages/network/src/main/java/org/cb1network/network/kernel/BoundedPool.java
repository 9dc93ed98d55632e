package org.cb1network.network.kernel;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was asked for last, as far as there is room, and gives it up where memory runs out: whoever needs it again draws it
 * again. For use by any number of threads; what it calls must not call back.
 *
 * @param <K> all that a draw depends on
 * @param <D> what is drawn
 */
final class BoundedPool<K, D> {
    private final long mostBytes;
    /** What was asked for longest ago comes first. */
    private final Map<K, Kept<D>> draws = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Where something that is kept gets room to grow. */
    interface Room<D> {
        /** Reserves so many bytes more, if they can be had. */
        boolean reserve(D kept, long bytes);
    }

    private static final class Kept<D> {
        private final SoftReference<D> drawn;
        private long bytes;

        private Kept(D drawn) {
            this.drawn = new SoftReference<>(drawn);
        }
    }

    /** An empty pool of at most so many bytes, by the estimates that it is given. */
    BoundedPool(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What is kept, or else what is made now; that takes no room before it is {@linkplain #reserve reserved}. */
    synchronized D find(K key, Supplier<D> make) {
        Kept<D> kept = draws.get(key);
        @Nullable D drawn = kept == null ? null : kept.drawn.get();
        if (drawn != null) {
            return drawn;
        }
        forget(key);
        D made = make.get();
        draws.put(key, new Kept<>(made));
        return made;
    }

    /**
     * What is kept, or else what is made now and takes so many bytes; it is kept only if there is room for it, whatever is forgotten.
     */
    synchronized D find(K key, Supplier<D> make, long bytesOfNew) {
        D drawn = find(key, make);
        Kept<D> kept = draws.get(key);
        if (kept != null && kept.bytes == 0) {
            reserve(key, drawn, bytesOfNew, other -> true);
        }
        return drawn;
    }

    /**
     * Reserves room for more of a draw, if that can be had; others are forgotten for it, those first that were asked for longest ago.
     *
     * @param mayGo the keys that may be forgotten
     * @return whether there is room; if not, nothing is forgotten but, if it has none at all, the draw itself
     */
    synchronized boolean reserve(K key, D drawn, long more, Predicate<K> mayGo) {
        Kept<D> kept = draws.get(key);
        if (kept == null || kept.drawn.get() != drawn) {
            return false;
        }
        @Nullable List<K> toForget = toForget(key, bytes + more - mostBytes, mayGo);
        if (toForget == null) {
            if (kept.bytes == 0) {
                forget(key);
            }
            return false;
        }
        toForget.forEach(this::forget);
        bytes += more;
        kept.bytes += more;
        return true;
    }

    /** Keys that give so much room, null if there are not enough of them. */
    private @Nullable List<K> toForget(K but, long needed, Predicate<K> mayGo) {
        List<K> keys = new ArrayList<>();
        long left = needed;
        for (Map.Entry<K, Kept<D>> entry : draws.entrySet()) {
            if (left <= 0) {
                break;
            }
            if (!entry.getKey().equals(but) && mayGo.test(entry.getKey())) {
                keys.add(entry.getKey());
                left -= entry.getValue().bytes;
            }
        }
        return left <= 0 ? keys : null;
    }

    private void forget(K key) {
        Kept<D> kept = draws.remove(key);
        bytes -= kept == null ? 0 : kept.bytes;
    }

    /** What is kept takes at most so many bytes. */
    long mostBytes() {
        return mostBytes;
    }

    /** What is kept takes so many bytes. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether a draw is kept; that does not count as asking for it. */
    synchronized boolean has(K key) {
        return draws.containsKey(key);
    }
}

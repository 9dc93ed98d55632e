package org.cb1network.stages.network.kernel;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was asked for last, as far as there is room, and gives it up where memory runs out: whoever needs it again makes it
 * again. For use by any number of threads; what it calls must not call back.
 *
 * @param <K> all that a value depends on
 * @param <V> what is kept
 */
final class BoundedPool<K, V> {
    private final long mostBytes;
    /** What was asked for longest ago comes first. */
    private final Map<K, Kept<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Where a value that is kept gets room to grow. */
    interface Room<V> {
        /** Reserves so many bytes more, if they can be had. */
        boolean reserve(V value, long bytes);
    }

    private static final class Kept<V> {
        private final SoftReference<V> value;
        private long bytes;

        private Kept(V value) {
            this.value = new SoftReference<>(value);
        }
    }

    /** An empty pool of at most so many bytes, by the estimates that it is given. */
    BoundedPool(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What is kept, or else what is made now; that takes no room before it is {@linkplain #reserve reserved}. */
    synchronized V find(K key, Supplier<V> make) {
        @Nullable V kept = kept(key);
        return kept != null ? kept : add(key, make.get());
    }

    /** What is kept, or else what is made now and takes so many bytes. Others are forgotten for it; without room it is not kept. */
    synchronized V find(K key, Supplier<V> make, long bytesOfNew) {
        @Nullable V kept = kept(key);
        if (kept != null) {
            return kept;
        }
        V made = add(key, make.get());
        reserve(key, made, bytesOfNew, other -> true);
        return made;
    }

    private @Nullable V kept(K key) {
        Kept<V> entry = entries.get(key);
        return entry == null ? null : entry.value.get();
    }

    private V add(K key, V made) {
        forget(key);
        entries.put(key, new Kept<>(made));
        return made;
    }

    /**
     * Reserves room for more of a value, if that can be had; others are forgotten for it, those first that were asked for longest ago.
     *
     * @param mayGo the keys that may be forgotten
     * @return whether there is room; if not, nothing is forgotten but, if it has none at all, the value itself
     */
    synchronized boolean reserve(K key, V value, long more, Predicate<K> mayGo) {
        Kept<V> entry = entries.get(key);
        if (entry == null || entry.value.get() != value) {
            return false;
        }
        @Nullable List<K> toForget = toForget(key, bytes + more - mostBytes, mayGo);
        if (toForget == null) {
            if (entry.bytes == 0) {
                forget(key);
            }
            return false;
        }
        toForget.forEach(this::forget);
        bytes += more;
        entry.bytes += more;
        return true;
    }

    /** Keys that give so much room, null if there are not enough of them. */
    private @Nullable List<K> toForget(K but, long needed, Predicate<K> mayGo) {
        List<K> keys = new ArrayList<>();
        long left = needed;
        for (Map.Entry<K, Kept<V>> entry : entries.entrySet()) {
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
        Kept<V> entry = entries.remove(key);
        bytes -= entry == null ? 0 : entry.bytes;
    }

    /** What is kept takes at most so many bytes. */
    long mostBytes() {
        return mostBytes;
    }

    /** What is kept takes so many bytes. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether a value is kept; that does not count as asking for it. */
    synchronized boolean has(K key) {
        return entries.containsKey(key);
    }
}

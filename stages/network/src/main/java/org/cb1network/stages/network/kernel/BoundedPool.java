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
 * Keeps the most recently used values within a limit of memory, and drops them if memory runs out; a dropped value is created again
 * when needed. Thread-safe; functions that it calls must not call it.
 *
 * @param <K> everything that a value depends on
 * @param <V> the values
 */
final class BoundedPool<K, V> {
    private final long mostBytes;
    /** The least recently used value comes first. */
    private final Map<K, Kept<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Gives a kept value room to grow. */
    interface Room<V> {
        /** Reserves the given number of additional bytes, if possible. */
        boolean reserve(V value, long bytes);
    }

    private static final class Kept<V> {
        private final SoftReference<V> value;
        private long bytes;

        private Kept(V value) {
            this.value = new SoftReference<>(value);
        }
    }

    /** Creates an empty pool with a limit in bytes, which applies to the estimated sizes of values. */
    BoundedPool(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Returns the kept value, or creates it; a new value takes no room until it is {@linkplain #reserve reserved}. */
    synchronized V find(K key, Supplier<V> make) {
        @Nullable V kept = kept(key);
        return kept != null ? kept : add(key, make.get());
    }

    /** Returns the kept value, or creates one of the given size. Other values are dropped for it; without room it is not kept. */
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
     * Reserves room for a growing value, if possible; others are dropped for it, the least recently used first.
     *
     * @param mayGo the keys that may be dropped
     * @return whether there is room; if not, nothing is dropped, except the value itself if it has no room at all
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

    /** Returns keys whose values free the given room; null if they are not enough. */
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

    /** Returns the limit in bytes. */
    long mostBytes() {
        return mostBytes;
    }

    /** Returns the size of all kept values in bytes. */
    synchronized long bytes() {
        return bytes;
    }

    /** Returns whether a value is kept; this does not count as a use. */
    synchronized boolean has(K key) {
        return entries.containsKey(key);
    }
}

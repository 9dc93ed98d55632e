package org.cb1network.cache;

/**
 * The size of a store.
 *
 * @param entries entries that can be found
 * @param packs pack files
 * @param packBytes bytes of the pack files
 * @param objects object files
 * @param objectBytes bytes of the object files
 * @param quarantined files set aside as damaged
 * @param quarantinedBytes bytes of the files set aside
 */
public record StoreStatistics(
        long entries,
        long packs,
        long packBytes,
        long objects,
        long objectBytes,
        long quarantined,
        long quarantinedBytes) {}

package org.cb1network.cache;

/**
 * The size of a store.
 *
 * @param entries entries that can be found
 * @param segments segment files
 * @param segmentBytes bytes of the segment files
 * @param objects object files
 * @param objectBytes bytes of the object files
 * @param quarantined files set aside as damaged
 * @param quarantinedBytes bytes of the files set aside
 */
public record StoreStatistics(
        long entries,
        long segments,
        long segmentBytes,
        long objects,
        long objectBytes,
        long quarantined,
        long quarantinedBytes) {

    /** Bytes of segments, objects and files set aside together. */
    public long totalBytes() {
        return segmentBytes + objectBytes + quarantinedBytes;
    }
}

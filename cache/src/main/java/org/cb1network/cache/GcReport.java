package org.cb1network.cache;

import java.util.List;

/**
 * What garbage collection did, or would do.
 *
 * @param dryRun whether nothing was really removed
 * @param entriesKept entries that remain
 * @param entriesRemoved entries removed
 * @param objectsKept objects that remain
 * @param objectsRemoved objects removed
 * @param temporariesRemoved files that ended processes had left in {@code tmp/}
 * @param bytesBefore bytes of packs and objects before
 * @param bytesAfter bytes of packs and objects after
 * @param remarks sentences for people: limits that could not be met, things left for the next time
 */
public record GcReport(
        boolean dryRun,
        long entriesKept,
        long entriesRemoved,
        long objectsKept,
        long objectsRemoved,
        long temporariesRemoved,
        long bytesBefore,
        long bytesAfter,
        List<String> remarks) {

    public GcReport {
        remarks = List.copyOf(remarks);
    }
}

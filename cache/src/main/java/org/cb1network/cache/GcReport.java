package org.cb1network.cache;

import java.util.List;

/**
 * The result of garbage collection, or of a dry run.
 *
 * @param dryRun whether nothing was actually removed
 * @param entriesKept number of remaining entries
 * @param entriesRemoved number of removed entries
 * @param objectsKept number of remaining objects
 * @param objectsRemoved number of removed objects
 * @param temporariesRemoved number of removed files that ended processes had left in {@code tmp/}
 * @param bytesBefore bytes of packs and objects before
 * @param bytesAfter bytes of packs and objects after
 * @param remarks sentences for people, such as limits that could not be met or work left for the next time
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

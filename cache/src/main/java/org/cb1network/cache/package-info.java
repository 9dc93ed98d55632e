/**
 * A content-addressed store of results that many threads, processes and machines share. It knows nothing of pipelines: a key is a
 * digest, an entry has documents that nobody here looks into and outputs that are bytes. {@link org.cb1network.cache.Store} is
 * what one uses; open it first.
 *
 * <p><b>On disk.</b> {@code packs/} has records ({@link org.cb1network.cache.RecordHeader}): entries with outputs of less than 32 KiB,
 * and outputs of less than 4 MiB. Larger outputs are files in {@code objects/}, named by their digest.
 * {@link org.cb1network.cache.Pack} describes the format; a sealed pack is named by the digest of its index, which has the digest of every record.
 *
 * <p><b>The protocol.</b> Correctness needs no locks, because file systems exist whose locks reach one machine only.
 *
 * <ol>
 *   <li>A process appends to its own log ({@link org.cb1network.cache.EntryLog}) and seals it when it is full or the store is closed.
 *       It never changes a file that another process has written.
 *   <li>An object is complete and on disk before a record names it, and takes its place by a rename.
 *   <li>What is damaged, or turns out to be wrong, is set aside by a record in one's own log that names the checksum of the bad record.
 *   <li>Packs are merged, and garbage is removed, only while nobody else seems to work ({@link
 *       org.cb1network.cache.Neighbours}). {@link org.cb1network.cache.Merge} first <i>retires</i> the old packs by renaming them, then looks
 *       once more for others, writes new packs, and removes the old ones. A process that lives although its log was taken for one left
 *       behind finds the log gone when it forces its records to disk, and writes those that are missing to a new log.
 *   <li>Who publishes an entry first has a log, then looks which outputs the packs have already. It relies on none in a retired
 *       pack, and afterwards makes sure that the packs it relied on are in place. So a collector either sees the log and stops, or the
 *       output is written again.
 *   <li>Several records of one key are harmless: the earliest one counts that was not set aside.
 * </ol>
 *
 * <p>Locks ({@link org.cb1network.cache.LockFile}) save work: they tell who computes a key, and that a process of the same node lives.
 *
 * <p>{@link org.cb1network.cache.StoreFiles} is everything asked of the file system, and thus the place where tests let it fail.
 * {@link org.cb1network.cache.WholeFile} writes what stands beside a store, such as copies of what is in it.
 */
@NullMarked
package org.cb1network.cache;

import org.jspecify.annotations.NullMarked;

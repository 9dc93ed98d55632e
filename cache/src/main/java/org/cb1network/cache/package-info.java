/**
 * A content-addressed store of results that many threads, processes and machines share. It knows nothing of pipelines:
 * a key is a digest, and an entry has opaque documents and outputs made of bytes. Open {@link
 * org.cb1network.cache.Store} first; it is the API, opens and closes the store, and passes most operations on:
 *
 * <ul>
 * <li>{@link org.cb1network.cache.EntryReader} reads entries and outputs, checks them, and sets aside what is damaged;
 * <li>{@link org.cb1network.cache.Publisher} publishes entries, and withdraws wrong ones;
 * <li>{@link org.cb1network.cache.Fetcher} takes missing entries from an attached source;
 * <li>{@link org.cb1network.cache.Maintenance} merges packs, collects garbage, and examines and repairs everything.
 * </ul>
 *
 * They share {@link org.cb1network.cache.StoreParts}, such as the index of all records, and the log of this process.
 *
 * <p><b>On disk.</b> {@code packs/} has records ({@link org.cb1network.cache.RecordHeader}): entries with outputs of
 * less than 32 KiB, and outputs of less than 4 MiB. Larger outputs are files in {@code objects/}, named by their
 * digest. {@link org.cb1network.cache.Pack} describes the format; a sealed pack is named by the digest of its index,
 * which has the digest of every record.
 *
 * <p><b>The protocol.</b> Correctness needs no locks, because the locks of some file systems reach only one machine.
 *
 * <ol>
 * <li>A process appends to its own log ({@link org.cb1network.cache.EntryLog}) and seals it when it is full or the
 *     store is closed. It never changes a file that another process has written.
 * <li>An object is complete and on disk before a record names it. A rename puts it into place.
 * <li>A damaged or wrong record is set aside by a record in the process's own log that names the bad record's checksum.
 * <li>Packs are merged and garbage is removed only while no other process seems to be at work ({@link
 *     org.cb1network.cache.Neighbours}). {@link org.cb1network.cache.Merge} first <i>retires</i> the old packs by
 *     renaming them, then checks again for other processes, writes new packs, and removes the old ones. If a log was
 *     taken for abandoned but its process is still running, that process finds its log missing when it forces its
 *     records to disk, and writes the missing records to a new log.
 * <li>Before it publishes an entry, a process creates its log and then looks up which outputs the packs already have.
 *     It relies on none in a retired pack, and afterwards checks that the packs it relied on still exist. So either a
 *     collector sees the log and stops, or the output is written again.
 * <li>Several records of one key are harmless: the earliest one that was not set aside counts.
 * </ol>
 *
 * <p>Locks ({@link org.cb1network.cache.LockFile}) save work: they show which process computes a key, and that a
 * process on the same node is running.
 *
 * <p>{@link org.cb1network.cache.StoreFiles} has everything that the store needs from the file system, and is where
 * tests inject faults. {@link org.cb1network.cache.WholeFile} writes files beside a store, such as copies of its
 * outputs.
 */
@NullMarked
package org.cb1network.cache;

import org.jspecify.annotations.NullMarked;

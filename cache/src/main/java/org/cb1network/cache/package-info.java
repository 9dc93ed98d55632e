/**
 * A content-addressed store of results that many threads and processes share. It knows nothing of pipelines: a key is a
 * digest, an entry has documents that nobody here looks into and outputs that are bytes.
 *
 * <p>{@link org.cb1network.cache.Store} is what one uses; open it first. Behind it stand
 *
 * <ul>
 *   <li>{@link org.cb1network.cache.StoreLayout}: the folders, the format version, and that they are what they should be;
 *   <li>{@link org.cb1network.cache.EntryLog}: records of entries in segments, of which every process writes its own,
 *       found by an index in memory; {@link org.cb1network.cache.RecordHeader} and
 *       {@link org.cb1network.cache.EntryRecord} are what they look like on disk;
 *   <li>{@link org.cb1network.cache.ObjectFolder}: outputs that are too large for a record, as read-only files named by
 *       their digest;
 *   <li>{@link org.cb1network.cache.LockFile}: locks between processes, which end with the process that holds them;
 *   <li>{@link org.cb1network.cache.GarbageCollector} and {@link org.cb1network.cache.Doctor};
 *   <li>{@link org.cb1network.cache.StoreFiles}: everything asked of the file system, and thus the place where tests let
 *       it fail.
 * </ul>
 *
 * <p>{@link org.cb1network.cache.WholeFile} writes what stands beside a store, such as copies of what is in it.
 */
@NullMarked
package org.cb1network.cache;

import org.jspecify.annotations.NullMarked;

package org.cb1network.cache;

/**
 * The parts of an open store that its operations share.
 *
 * @param files the file system
 * @param layout paths of files and folders
 * @param locks locks between processes
 * @param warnings receiver of warnings
 * @param session temporary files
 * @param objects large outputs
 * @param catalog records of entries
 */
record StoreParts(
        StoreFiles files,
        StoreLayout layout,
        LockFile locks,
        DistinctWarnings warnings,
        Session session,
        ObjectFolder objects,
        Catalog catalog) {

    static StoreParts of(StoreFiles files, StoreLayout layout, DistinctWarnings warnings) {
        LockFile locks = layout.writable() ? LockFile.open(files, layout.leases()) : LockFile.none();
        Session session = new Session(files, layout, locks);
        ObjectFolder objects = new ObjectFolder(files, layout, session, warnings);
        Catalog catalog = new Catalog(files, layout, warnings);
        return new StoreParts(files, layout, locks, warnings, session, objects, catalog);
    }
}

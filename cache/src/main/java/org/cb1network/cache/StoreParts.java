package org.cb1network.cache;

/**
 * The parts of an open store that its operations share.
 *
 * @param files the file system
 * @param layout paths of files and folders
 * @param locks locks between processes
 * @param warnings receiver of warnings
 * @param lifetime whether the store is open
 * @param session temporary files
 * @param objects large outputs
 * @param catalog records of entries
 * @param packedBelow outputs of fewer bytes are in packs
 */
record StoreParts(
        StoreFiles files,
        StoreLayout layout,
        LockFile locks,
        DistinctWarnings warnings,
        Lifetime lifetime,
        Session session,
        ObjectFolder objects,
        Catalog catalog,
        int packedBelow) {

    static StoreParts of(StoreFiles files, StoreLayout layout, DistinctWarnings warnings, int packedBelow) {
        LockFile locks = layout.writable() ? LockFile.open(files, layout.leases()) : LockFile.none();
        Session session = new Session(files, layout, locks);
        ObjectFolder objects = new ObjectFolder(files, layout, session, warnings);
        Catalog catalog = new Catalog(files, layout, warnings);
        Lifetime lifetime = new Lifetime(layout.root());
        return new StoreParts(files, layout, locks, warnings, lifetime, session, objects, catalog, packedBelow);
    }
}

package org.cb1network.cache;

/**
 * Something the store noticed and dealt with.
 *
 * @param kind what sort of thing
 * @param message a sentence or two for people: what, where, what was done
 */
public record StoreWarning(Kind kind, String message) {

    /** Sorts of things noticed. */
    public enum Kind {
        /** An object's bytes do not match its name; it was set aside. */
        CORRUPT_OBJECT,
        /** An entry names an object that is not there. */
        MISSING_OBJECT,
        /** A record of an entry does not match its checksum; it was set aside. */
        CORRUPT_RECORD,
        /** A part of a pack is no record; it was passed over. */
        DAMAGED_PACK,
        /** One key was published with two contents, by processes that did not see each other; the first one counts. */
        CONFLICT,
        /** A file or folder in the store cannot be read or is not what it should be; it is passed over. */
        UNREADABLE,
        /** The file system has no file locks, so that processes cannot lease work. */
        NO_LOCKS,
        /** A part of the store's frame (format file, folder) was missing or damaged and was made anew. */
        MENDED
    }
}

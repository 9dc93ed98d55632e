package org.cb1network.cache;

/**
 * A problem that the store found and handled.
 *
 * @param kind kind of problem
 * @param message one or two sentences for people: what, where, and what was done
 */
public record StoreWarning(Kind kind, String message) {

    /** Kinds of problems. */
    public enum Kind {
        /** An object's bytes do not match its name; it was set aside. */
        CORRUPT_OBJECT,
        /** An entry names an object that does not exist. */
        MISSING_OBJECT,
        /** A record of an entry does not match its checksum; it was set aside. */
        CORRUPT_RECORD,
        /** A part of a pack is not a record; it was skipped. */
        DAMAGED_PACK,
        /** One key was published with two contents by processes that did not see each other. The first one counts. */
        CONFLICT,
        /** A file or folder in the store cannot be read or is not of the right kind; it is skipped. */
        UNREADABLE,
        /** The file system has no file locks, so processes cannot lease work. */
        NO_LOCKS,
        /** A fixed file or folder (such as the format file) was missing or damaged and was created again. */
        REPAIRED
    }
}

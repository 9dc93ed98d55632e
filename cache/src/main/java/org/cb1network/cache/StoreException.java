package org.cb1network.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The store cannot be used, or not for this. The message says where, why and what to do. Nothing half-written is left
 * that would ever be read.
 */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1;

    /** Why the store cannot be used. */
    public enum Reason {
        /** The root, or a folder of the store, is something else than a folder. */
        NOT_A_DIRECTORY,
        /** The folder holds other things and is no store. */
        NOT_A_STORE,
        /** There is no store to be read. */
        NO_STORE,
        /** A program of another format wrote the store. */
        OTHER_VERSION,
        /** Rights are missing. */
        NO_PERMISSION,
        /** The store can be read but not be written. */
        READ_ONLY,
        /** The disk or a quota is full. */
        DISK_FULL,
        /** A folder or file is a link or leads out of the store. */
        UNSAFE,
        /** Another process uses the store. */
        BUSY,
        /** Anything else that went wrong with reading or writing. */
        INPUT_OUTPUT
    }

    private final Reason reason;

    StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    StoreException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Why the store cannot be used. */
    public Reason reason() {
        return reason;
    }
}

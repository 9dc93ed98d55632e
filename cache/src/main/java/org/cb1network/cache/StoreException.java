package org.cb1network.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Signals that the store cannot be used, or not for the requested operation. The message says where, why and what to
 * do. No half-written data remains that could be read.
 */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1;

    /** Why the store cannot be used. */
    public enum Reason {
        /** The root, or a folder of the store, is not a folder. */
        NOT_A_DIRECTORY,
        /** The folder has other contents and is not a store. */
        NOT_A_STORE,
        /** There is no store to read. */
        NO_STORE,
        /** The store has another format. */
        OTHER_VERSION,
        /** Permissions are missing. */
        NO_PERMISSION,
        /** The store can be read but not written. */
        READ_ONLY,
        /** The disk or a quota is full. */
        DISK_FULL,
        /** A folder or file is a link or leads outside the store. */
        UNSAFE,
        /** Another process uses the store. */
        BUSY,
        /** Any other failure to read or write. */
        INPUT_OUTPUT
    }

    private final Reason reason;

    StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Creates an exception, also for a failure that another process has reported. */
    public StoreException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Returns why the store cannot be used. */
    public Reason reason() {
        return reason;
    }
}

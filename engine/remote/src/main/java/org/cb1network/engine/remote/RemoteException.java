package org.cb1network.engine.remote;

import java.io.IOException;

/** Signals that a remote cannot be used, or does not have a file. The message is for people and names no credentials. */
public final class RemoteException extends IOException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What is wrong. */
    public enum Reason {
        /** There is no such file. */
        MISSING,
        /** The server does not allow it. */
        REFUSED,
        /** The connection was lost, or the answer says to try again later. */
        UNAVAILABLE,
        /** There was no answer for so long that another attempt is not worth the time. */
        SILENT,
        /** The address is invalid or does not lead to a remote. */
        UNUSABLE
    }

    public RemoteException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RemoteException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns whether the remote as a whole cannot be used, and not only one of its files. */
    boolean isOfTheRemote() {
        return reason == Reason.REFUSED || reason == Reason.UNAVAILABLE || reason == Reason.SILENT;
    }

    /** Returns what is wrong. */
    public Reason reason() {
        return reason;
    }
}

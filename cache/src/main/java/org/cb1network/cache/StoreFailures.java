package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Explains to the user why something could not be read or written in a store. */
final class StoreFailures {

    private StoreFailures() {}

    /**
     * Returns the exception for a failed write in the store.
     *
     * @param what the attempted action, a phrase to follow "Cannot"
     */
    static StoreException writing(Path root, String what, IOException cause) {
        if (cause instanceof StoreException known) {
            return known;
        }
        StoreException.Reason reason = reason(root, cause);
        String advice = switch (reason) {
            case DISK_FULL ->
                ScratchFolder.holds(root)
                        ? " The disk of the scratch folder is full: free some space, or name a folder of another disk with"
                                + " --scratch-dir."
                        : " The disk is full: free some space, then start again. Once there is a little, 'gc' removes old results."
                                + " No half-written result is used.";
            case READ_ONLY -> " The file system is read-only: use another store.";
            case NO_PERMISSION -> " Change the permissions of the store's files or use another store.";
            case NOT_A_DIRECTORY -> " There is a file where a folder should be: move it away.";
            default ->
                cause instanceof AtomicMoveNotSupportedException
                        ? " The folders of a store must be on one device: move the whole store to another one."
                        : "";
        };
        String message = "Cannot " + what + " in the store " + root + ": " + FileProblem.describe(cause) + "." + advice;
        return new StoreException(reason, message, cause);
    }

    private static StoreException.Reason reason(Path root, IOException cause) {
        String text = FileProblem.describe(cause).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded") || text.contains("file too large")) {
            return StoreException.Reason.DISK_FULL;
        }
        if (text.contains("read-only file system")) {
            return StoreException.Reason.READ_ONLY;
        }
        if (cause instanceof AccessDeniedException
                || text.contains("permission denied")
                || text.contains("not permitted")) {
            return StoreException.Reason.NO_PERMISSION;
        }
        if (cause instanceof NotDirectoryException
                || cause instanceof FileAlreadyExistsException
                || text.contains("not a directory")) {
            return StoreException.Reason.NOT_A_DIRECTORY;
        }
        // The system's messages may be localized.
        return FileProblem.hasLittleRoom(root) ? StoreException.Reason.DISK_FULL : StoreException.Reason.INPUT_OUTPUT;
    }
}

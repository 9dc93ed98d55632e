package org.cb1network.engine.remote;

import java.io.Closeable;
import java.time.Instant;
import java.util.List;

/**
 * The files of a remote. Names have the form {@code folder/file} and are made of letters, digits, {@code .} and {@code -}. Used by one
 * thread at a time.
 */
public interface RemoteFiles extends Closeable {

    /** How the name of a file begins that is being written, or was when its writer was killed. */
    String PART = ".part-";

    /**
     * A file in a folder.
     *
     * @param name its name without the folder
     * @param length number of bytes
     * @param modified when it was written, by the clock of the server
     */
    record Listed(String name, long length, Instant modified) {}

    /** Returns the files in a folder in no particular order; none if there is no such folder. */
    List<Listed> list(String folder) throws RemoteException;

    /**
     * Returns a whole file.
     *
     * @param limit maximum number of bytes; a longer file is {@link RemoteException.Reason#UNUSABLE}
     */
    byte[] read(String name, int limit) throws RemoteException;

    /** Returns a part of a file; fewer bytes if the file ends before. */
    byte[] read(String name, long position, int length) throws RemoteException;

    /** Writes a file. Others see all of it or nothing. */
    void write(String name, byte[] content) throws RemoteException;

    /** Deletes a file, if it exists. */
    void delete(String name) throws RemoteException;

    @Override
    default void close() {}
}

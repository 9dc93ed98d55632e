package org.cb1network.engine.remote;

import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Size;

/** Counts the requests to a remote and the bytes sent and received. Thread-safe. */
public final class RemoteTraffic {

    private int requests;
    private long sent;
    private long received;

    synchronized void request() {
        requests++;
    }

    synchronized void sent(long bytes) {
        sent += bytes;
    }

    synchronized void received(long bytes) {
        received += bytes;
    }

    /** Returns the counts in words, such as {@code 12 requests, 0 bytes sent, 20.3 MB received}. */
    @Override
    public synchronized String toString() {
        return Count.of(requests, "request") + ", " + Size.of(sent) + " sent, " + Size.of(received) + " received";
    }
}

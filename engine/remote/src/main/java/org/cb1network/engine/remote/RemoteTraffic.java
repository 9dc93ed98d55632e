package org.cb1network.engine.remote;

import java.util.Locale;

/** Counts the requests to a remote and the bytes sent and received. Thread-safe. */
public final class RemoteTraffic {

    private static final double MB = 1e6;

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

    /** Returns the number of requests. */
    public synchronized int requests() {
        return requests;
    }

    /** Returns the counts in words, such as {@code 12 requests, 0.0 MB sent, 20.3 MB received}. */
    @Override
    public synchronized String toString() {
        return String.format(
                Locale.ROOT,
                "%d %s, %.1f MB sent, %.1f MB received",
                requests,
                requests == 1 ? "request" : "requests",
                sent / MB,
                received / MB);
    }
}

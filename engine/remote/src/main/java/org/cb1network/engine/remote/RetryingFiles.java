package org.cb1network.engine.remote;

import java.time.Duration;
import java.util.List;
import org.cb1network.engine.remote.RemoteException.Reason;

/**
 * Tries each request up to three times, unless the answer is final. Counts requests and bytes. After a request has failed three times, or was
 * refused, the remote fails at once.
 */
final class RetryingFiles implements RemoteFiles {

    private static final int TRIES = 3;

    private final RemoteFiles files;
    private final Duration pause;
    private final RemoteTraffic traffic;

    /**
     * Creates files with retries.
     *
     * @param pause before the second try; longer before the third
     * @param traffic counts requests and bytes
     */
    RetryingFiles(RemoteFiles files, Duration pause, RemoteTraffic traffic) {
        this.files = files;
        this.pause = pause;
        this.traffic = traffic;
    }

    private interface Request<T> {
        T send() throws RemoteException;
    }

    private <T> T tried(Request<T> request) throws RemoteException {
        for (int tries = 1; ; tries++) {
            try {
                traffic.request();
                return request.send();
            } catch (RemoteException e) {
                if (e.reason() != Reason.UNAVAILABLE || tries == TRIES) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    private void pause(int tries) throws RemoteException {
        try {
            Thread.sleep(pause.multipliedBy((long) tries * tries).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException(Reason.UNAVAILABLE, "interrupted", e);
        }
    }

    @Override
    public List<Listed> list(String folder) throws RemoteException {
        return tried(() -> files.list(folder));
    }

    @Override
    public byte[] read(String name, int limit) throws RemoteException {
        byte[] content = tried(() -> files.read(name, limit));
        traffic.received(content.length);
        return content;
    }

    @Override
    public byte[] read(String name, long position, int length) throws RemoteException {
        byte[] content = tried(() -> files.read(name, position, length));
        traffic.received(content.length);
        return content;
    }

    @Override
    public void write(String name, byte[] content) throws RemoteException {
        tried(() -> {
            files.write(name, content);
            return name;
        });
        traffic.sent(content.length);
    }

    @Override
    public void delete(String name) throws RemoteException {
        tried(() -> {
            files.delete(name);
            return name;
        });
    }

    @Override
    public void close() {
        files.close();
    }
}

package org.cb1network.engine.remote;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.cb1network.engine.remote.HttpRequests.Answer;
import org.cb1network.engine.remote.RemoteException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A remote behind any web server, which can only be read. If a server cannot send parts of files, whole files are
 * fetched, and the last one is kept in memory.
 */
class HttpFiles implements RemoteFiles {

    /** A pack has about 32 MiB. */
    private static final int LONGEST_WHOLE_BYTES = 1 << 28;

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_THAT_LONG = 416;

    private final HttpRequests requests;
    private String wholeName = "";
    private byte @Nullable [] whole;

    HttpFiles(HttpRequests requests) {
        this.requests = requests;
    }

    @Override
    public List<Listed> list(String folder) throws RemoteException {
        if (!folder.equals(Remote.MANIFESTS)) {
            throw readOnly();
        }
        try {
            return Manifest.namesIn(read(Remote.LISTING, Manifest.LONGEST_BYTES)).stream()
                    .map(name -> new Listed(name, 0, Instant.EPOCH))
                    .toList();
        } catch (RemoteException e) {
            throw e.reason() == Reason.MISSING
                    ? new RemoteException(Reason.UNUSABLE, e.getMessage() + "; is this the address of a remote?", e)
                    : e;
        } catch (IOException e) {
            throw new RemoteException(
                    Reason.UNUSABLE, requests.uri(Remote.LISTING) + " is not the list of a remote", e);
        }
    }

    private RemoteException readOnly() {
        return new RemoteException(
                Reason.UNUSABLE,
                requests.uri("")
                        + " can only be read; push to the folder that this server shows, or name it as davs: if"
                        + " it is WebDAV");
    }

    @Override
    public byte[] read(String name, int limit) throws RemoteException {
        Answer answer = requests.send(requests.to(name), "GET", new byte[0], status -> limit);
        if (answer.status() != OK) {
            throw requests.refusal(name, answer.status());
        }
        return answer.body();
    }

    @Override
    public byte[] read(String name, long position, int length) throws RemoteException {
        if (whole != null && wholeName.equals(name)) {
            return part(whole, position, length);
        }
        HttpRequest.Builder request =
                requests.to(name).header("Range", "bytes=" + position + "-" + (position + length - 1));
        Answer answer =
                requests.send(request, "GET", new byte[0], status -> status == PARTIAL ? length : LONGEST_WHOLE_BYTES);
        return switch (answer.status()) {
            case PARTIAL -> answer.body();
            case NOT_THAT_LONG -> new byte[0];
            case OK -> {
                wholeName = name;
                whole = answer.body();
                yield part(answer.body(), position, length);
            }
            default -> throw requests.refusal(name, answer.status());
        };
    }

    private static byte[] part(byte[] content, long position, int length) {
        int from = (int) Math.min(position, content.length);
        return Arrays.copyOfRange(content, from, (int) Math.min(content.length, position + length));
    }

    @Override
    public void write(String name, byte[] content) throws RemoteException {
        throw readOnly();
    }

    @Override
    public void delete(String name) throws RemoteException {
        throw readOnly();
    }
}

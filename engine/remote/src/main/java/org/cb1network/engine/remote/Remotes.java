package org.cb1network.engine.remote;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.cb1network.cache.Store;
import org.cb1network.engine.remote.RemoteException.Reason;
import org.cb1network.engine.runner.spec.RemoteSettings;

/** Opens remotes by their settings. */
public final class Remotes {

    /** A server that is silent for this long is no longer used. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A server that is there accepts a connection at once. */
    static final Duration LONGEST_CONNECTING = Duration.ofSeconds(5);

    /** For so many bytes a request may take as much longer as a server may be silent: 20 kB/s if that is 30 s. */
    private static final double BYTES_PER_PATIENCE = 600_000;

    private Remotes() {}

    /**
     * Returns how long a request may take that moves some bytes.
     *
     * @param patience time after which a server that does nothing counts as silent
     */
    static Duration longest(Duration patience, long bytes) {
        return Duration.ofNanos((long) (patience.toNanos() * (1 + bytes / BYTES_PER_PATIENCE)));
    }

    /**
     * Opens a remote; nothing is sent yet.
     *
     * @param folder folder of the pipeline, to which a path is relative
     * @param warnings receives what is wrong with it, in sentences
     * @throws RemoteException if its address cannot be used
     */
    public static Remote open(String name, RemoteSettings settings, Path folder, Consumer<String> warnings)
            throws RemoteException {
        return new Remote(name, settings.url(), files(name, settings, folder), Set.copyOf(settings.keys()), warnings);
    }

    private static RemoteFiles files(String name, RemoteSettings settings, Path folder) throws RemoteException {
        String url = settings.url().endsWith("/") ? settings.url() : settings.url() + "/";
        return switch (settings.scheme()) {
            case "http", "https" -> new HttpFiles(requests(name, URI.create(url), true));
            // What is written must not land somewhere else.
            case "dav", "davs" ->
                new WebDavFiles(requests(name, URI.create("http" + url.substring("dav".length())), false));
            case "s3" ->
                new S3Files(URI.create(url), settings.endpoint().map(URI::create), settings.region(), PATIENCE);
            case "file" -> inFolder(name, Path.of(URI.create(url)));
            default -> inFolder(name, folder.resolve(settings.url()));
        };
    }

    private static FolderFiles inFolder(String name, Path folder) throws RemoteException {
        Optional<Path> store = Store.around(folder);
        if (store.isPresent()) {
            throw new RemoteException(
                    Reason.UNUSABLE,
                    "the remote " + name + " is in the store " + store.get()
                            + ", which holds only its own files; give it a folder outside");
        }
        return new FolderFiles(folder);
    }

    private static HttpRequests requests(String name, URI base, boolean redirects) throws RemoteException {
        Optional<Netrc.Login> login = Netrc.of(base.getHost());
        boolean local = Set.of("localhost", "127.0.0.1", "[::1]").contains(base.getHost());
        if (login.isPresent() && base.getScheme().equals("http") && !local) {
            throw new RemoteException(
                    Reason.UNUSABLE,
                    "the remote " + name + " has a login in ~/.netrc, which http: would send in the clear; use "
                            + "https: or davs:");
        }
        return new HttpRequests(base, login, redirects, PATIENCE);
    }
}

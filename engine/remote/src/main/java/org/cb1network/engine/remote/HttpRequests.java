package org.cb1network.engine.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLException;
import org.cb1network.engine.remote.RemoteException.Reason;

/**
 * Requests to one web server, each of which ends in bounded time: it fails if no data moves for a while, if it is much
 * too slow, or if the answer is longer than expected.
 */
final class HttpRequests {

    private static final int PIECE_BYTES = 1 << 16;
    private static final long LOOK_EVERY_MILLIS = 200;

    /** A page for people does not matter, so only its beginning is read. */
    private static final int PAGE_BYTES = 1 << 16;

    private final URI base;
    private final Optional<Netrc.Login> login;
    private final Duration patience;
    private final HttpClient client;

    /**
     * Creates requests to a server. With a login, no redirect is followed, because the login is for this server only.
     *
     * @param base address of the remote, which ends with a slash
     * @param redirects whether to go where the server says that a file is
     * @param patience time after which a server that does nothing counts as silent
     */
    HttpRequests(URI base, Optional<Netrc.Login> login, boolean redirects, Duration patience) {
        this.base = base;
        this.login = login;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Remotes.LONGEST_CONNECTING)
                .followRedirects(redirects && login.isEmpty() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .build();
    }

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    record Answer(int status, byte[] body) {}

    URI uri(String name) {
        return base.resolve(name);
    }

    /** Returns a request for a file of the remote. */
    HttpRequest.Builder to(String name) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(name));
        login.ifPresent(known -> request.header(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (known.name() + ":" + known.password()).getBytes(StandardCharsets.UTF_8))));
        return request;
    }

    /** Sends a request of which only the status of the answer matters. */
    int status(HttpRequest.Builder request, String method, byte[] body) throws RemoteException {
        return send(request, method, body, (status, progress) -> new Body(PAGE_BYTES, false, progress))
                .status();
    }

    /**
     * Sends a request.
     *
     * @param limit length of a good answer at most, by its status
     * @throws RemoteException if there is none, or one that is too long
     */
    Answer send(HttpRequest.Builder request, String method, byte[] body, IntUnaryOperator limit)
            throws RemoteException {
        return send(
                request,
                method,
                body,
                (status, progress) -> isGood(status)
                        ? new Body(limit.applyAsInt(status), true, progress)
                        : new Body(PAGE_BYTES, false, progress));
    }

    private interface Reader {
        Body body(int status, Progress progress);
    }

    private Answer send(HttpRequest.Builder request, String method, byte[] body, Reader reader) throws RemoteException {
        Progress progress = new Progress(patience);
        HttpRequest.BodyPublisher publisher = body.length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArrays(() -> pieces(body, progress)), body.length);
        HttpRequest complete = request.method(method, publisher).build();
        CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(complete, info -> reader.body(info.statusCode(), progress));
        try {
            while (true) {
                try {
                    HttpResponse<byte[]> response = future.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                    return new Answer(response.statusCode(), response.body());
                } catch (TimeoutException notYet) {
                    progress.check(complete.uri());
                }
            }
        } catch (ExecutionException e) {
            throw failure(complete.uri(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException(Reason.SILENT, "interrupted", e);
        } finally {
            future.cancel(true);
        }
    }

    /** Returns whether a status says that the request has succeeded. */
    static boolean isGood(int status) {
        return status >= 200 && status < 300;
    }

    private static RemoteException failure(URI uri, Throwable cause) {
        if (cause instanceof RemoteException own) {
            return own;
        }
        if (cause instanceof SSLException) {
            return new RemoteException(
                    Reason.REFUSED, place(uri) + ": no secure connection (" + cause.getMessage() + ")", cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return new RemoteException(Reason.SILENT, place(uri) + " does not answer", cause);
        }
        return new RemoteException(
                Reason.UNAVAILABLE, place(uri) + " cannot be reached (" + reason(cause) + ")", cause);
    }

    /** Some exceptions say what happened only by their type. */
    private static String reason(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof UnresolvedAddressException) {
                return "there is no host of this name";
            }
        }
        String text = cause.getMessage();
        return text != null
                ? text
                : cause instanceof ConnectException
                        ? "no connection"
                        : cause.getClass().getSimpleName();
    }

    private static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** Returns why an answer is not the one that was asked for. */
    RemoteException refusal(String name, int status) {
        String what = uri(name) + ": the server says " + status;
        return switch (status) {
            case 401, 403 ->
                new RemoteException(
                        Reason.REFUSED,
                        what
                                + (login.isPresent()
                                        ? ", " + login.get() + " is not permitted to do this"
                                        : ", it requires a login (see ~/.netrc), or nobody may do this"));
            case 404, 410 -> new RemoteException(Reason.MISSING, what + ", there is no such file");
            case 408, 425, 429 -> new RemoteException(Reason.UNAVAILABLE, what + ", try again later");
            default ->
                status >= 500
                        ? new RemoteException(Reason.UNAVAILABLE, what)
                        : new RemoteException(
                                Reason.UNUSABLE,
                                what + (status >= 300 && status < 400 ? ", it has moved; name the right address" : ""));
        };
    }

    /** Returns the pieces of a body. Each piece is requested when the previous one has been sent. */
    private static Iterator<byte[]> pieces(byte[] body, Progress progress) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < body.length;
            }

            @Override
            public byte[] next() {
                int from = next;
                next = Math.min(body.length, from + PIECE_BYTES);
                progress.moved(next - from);
                return Arrays.copyOfRange(body, from, next);
            }
        };
    }

    /** Watches a request. */
    private static final class Progress {

        private final Duration patience;
        private final long start = System.nanoTime();
        private final AtomicLong bytes = new AtomicLong();
        private volatile long last = start;

        private Progress(Duration patience) {
            this.patience = patience;
        }

        void moved(int more) {
            bytes.addAndGet(more);
            last = System.nanoTime();
        }

        void check(URI uri) throws RemoteException {
            long now = System.nanoTime();
            if (now - last > patience.toNanos()) {
                throw new RemoteException(
                        Reason.SILENT, place(uri) + " has not answered for " + patience.toSeconds() + " s");
            }
            if (now - start > Remotes.longest(patience, bytes.get()).toNanos()) {
                throw new RemoteException(Reason.SILENT, place(uri) + " is too slow");
            }
        }
    }

    /** Collects an answer up to a limit. A longer one is an error, or ends there. */
    private static final class Body implements HttpResponse.BodySubscriber<byte[]> {

        private final int limit;
        private final boolean strict;
        private final Progress progress;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();

        private Flow.@org.jspecify.annotations.Nullable Subscription subscription;

        private Body(int limit, boolean strict, Progress progress) {
            this.limit = limit;
            this.strict = strict;
            this.progress = progress;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            begun.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                progress.moved(buffer.remaining());
                if (bytes.size() + (long) buffer.remaining() > limit) {
                    end();
                    return;
                }
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
        }

        private void end() {
            if (subscription != null) {
                subscription.cancel();
            }
            if (strict) {
                result.completeExceptionally(
                        new RemoteException(Reason.UNUSABLE, "an answer is longer than " + limit + " bytes"));
            } else {
                result.complete(bytes.toByteArray());
            }
        }

        @Override
        public void onError(Throwable problem) {
            result.completeExceptionally(problem instanceof IOException ? problem : new IOException(problem));
        }

        @Override
        public void onComplete() {
            result.complete(bytes.toByteArray());
        }
    }
}

package org.cb1network.engine.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small WebDAV server on loopback, with its files in memory, that does something wrong at a chosen request. */
final class FaultyServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For clients that meet silence, so that tests need not wait for long. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(300);

    private static final long SILENCE_MILLIS = 900;

    final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Fault fault = Fault.NONE;
    private volatile int first;
    private volatile int last = -1;

    enum Fault {
        NONE,
        FORBIDDEN,
        NOT_FOUND,
        BROKEN,
        REDIRECT,
        CLOSED,
        TRUNCATED,
        FLIPPED_BIT,
        SILENT,
        STALLED
    }

    FaultyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Makes the requests from one number to another go wrong, counted from now on. */
    void misbehave(Fault how, int from, int to) {
        requests.set(0);
        fault = how;
        first = from;
        last = to;
    }

    int requests() {
        return requests.get();
    }

    /** Returns a client, with little patience if the server is going to be silent. */
    RemoteFiles client() {
        boolean silent = fault == Fault.SILENT || fault == Fault.STALLED;
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/lab/");
        return new WebDavFiles(new HttpRequests(base, Optional.empty(), silent ? LITTLE_PATIENCE : PATIENCE));
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int number = requests.getAndIncrement();
        Fault now = number >= first && number <= last ? fault : Fault.NONE;
        try (exchange) {
            switch (now) {
                case FORBIDDEN -> exchange.sendResponseHeaders(403, -1);
                case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
                case BROKEN -> exchange.sendResponseHeaders(500, -1);
                case REDIRECT -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(301, -1);
                }
                case CLOSED -> {
                    // Closing without an answer.
                }
                case SILENT -> pause();
                default -> answer(exchange, body, now);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SILENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body, Fault now) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "PROPFIND" -> send(exchange, 207, list(path).getBytes(StandardCharsets.UTF_8), now);
            case "PUT" -> {
                files.put(path, now == Fault.FLIPPED_BIT ? flipped(body) : body);
                send(exchange, 201, new byte[0], now);
            }
            case "MOVE" -> {
                String to = URI.create(exchange.getRequestHeaders().getFirst("Destination")).getPath();
                byte[] moved = files.remove(path);
                if (moved != null) {
                    files.put(to, moved);
                }
                send(exchange, moved == null ? 404 : 201, new byte[0], now);
            }
            case "DELETE" -> send(exchange, files.remove(path) == null ? 404 : 204, new byte[0], now);
            case "GET" -> get(exchange, files.get(path), now);
            default -> exchange.sendResponseHeaders(405, -1);
        }
    }

    private static void get(HttpExchange exchange, byte[] content, Fault now) throws IOException {
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            send(exchange, 200, content, now);
            return;
        }
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = Math.min(content.length, Integer.parseInt(ends[1]) + 1);
        if (from >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        send(exchange, 206, Arrays.copyOfRange(content, from, to), now);
    }

    private static void send(HttpExchange exchange, int status, byte[] content, Fault now) throws IOException {
        byte[] sent = now == Fault.FLIPPED_BIT && content.length > 0 ? flipped(content) : content;
        exchange.sendResponseHeaders(status, sent.length == 0 ? -1 : sent.length);
        if (sent.length == 0) {
            return;
        }
        boolean half = now == Fault.TRUNCATED || now == Fault.STALLED;
        OutputStream out = exchange.getResponseBody();
        out.write(sent, 0, half ? sent.length / 2 : sent.length);
        out.flush();
        if (now == Fault.STALLED) {
            pause();
        }
    }

    private static byte[] flipped(byte[] content) {
        byte[] changed = content.clone();
        changed[content.length / 3] ^= 4;
        return changed;
    }

    private String list(String folder) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">");
        xml.append("<D:response><D:href>").append(folder).append("</D:href></D:response>");
        files.forEach((path, content) -> {
            if (path.startsWith(folder)) {
                xml.append("<D:response><D:href>").append(path).append("</D:href><D:propstat><D:prop>");
                xml.append("<D:getlastmodified>Sat, 28 Nov 2026 12:00:00 GMT</D:getlastmodified>");
                xml.append("<D:getcontentlength>").append(content.length).append("</D:getcontentlength>");
                xml.append("</D:prop></D:propstat></D:response>");
            }
        });
        return xml.append("</D:multistatus>").toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package org.cb1network.engine.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small server of files, WebDAV and S3 on loopback, with its files in memory, that does something wrong at chosen requests. It works on
 * plain sockets, because a server library would repair or add faults.
 */
final class FaultyServer implements AutoCloseable {

    /** So that tests need not wait for long; everything else takes milliseconds. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static final Duration MUCH_PATIENCE = Duration.ofSeconds(30);

    final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    private final Map<Object, HttpRequests> clients = new HashMap<>();
    private final Map<Duration, RemoteFiles> buckets = new HashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile Fault fault = Fault.NONE;
    private volatile int first;
    private volatile int last = -1;
    private volatile boolean listsForEver;

    /** What goes wrong. */
    enum Fault {
        NONE,
        FORBIDDEN,
        NOT_FOUND,
        BROKEN,
        REDIRECTED,
        /** The connection is closed before the request is done. */
        CLOSED,
        /** The request is done, but the connection is closed instead of an answer. */
        UNANSWERED,
        TRUNCATED,
        FLIPPED_BIT,
        /** No end, and no length either. */
        ENDLESS,
        /** A length of 2^62. */
        HUGE,
        GIBBERISH,
        SILENT,
        /** Half an answer, and then nothing. */
        STALLED,
        /** A byte now and then. */
        SLOW;

        /** Returns whether clients notice it by waiting. */
        boolean isWaitedFor() {
            return Set.of(SILENT, STALLED, SLOW).contains(this);
        }

        /** Returns whether the next try of the same request would succeed. */
        boolean passes() {
            return Set.of(BROKEN, CLOSED, UNANSWERED, TRUNCATED, GIBBERISH).contains(this);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    private record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    FaultyServer() throws IOException {
        Thread thread = new Thread(this::accept, "faulty server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes the requests from one number to another go wrong, counted from now on. */
    void misbehave(Fault how, int from, int to) {
        requests.set(0);
        fault = how;
        first = from;
        last = to;
    }

    /** Makes each page of a bucket's list announce a further one. */
    void listForEver() {
        listsForEver = true;
    }

    int requests() {
        return requests.get();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/lab/");
    }

    /** Returns a client that reads and writes. */
    RemoteFiles webDav() {
        return new WebDavFiles(requests(false));
    }

    /** Returns a client that only reads. */
    RemoteFiles web() {
        return new HttpFiles(requests(true));
    }

    /** Returns a client of the bucket {@code lab}; one for each patience, because each has threads. */
    RemoteFiles s3() throws RemoteException {
        Duration patience = patience();
        RemoteFiles client = buckets.get(patience);
        if (client == null) {
            client = new S3Files(
                    URI.create("s3://lab/"),
                    Optional.of(URI.create("http://127.0.0.1:" + listener.getLocalPort())),
                    Optional.empty(),
                    patience);
            buckets.put(patience, client);
        }
        return client;
    }

    private Duration patience() {
        // A busy machine must not look like a silent server.
        return fault.isWaitedFor() ? PATIENCE : MUCH_PATIENCE;
    }

    private HttpRequests requests(boolean redirects) {
        Duration patience = patience();
        return clients.computeIfAbsent(
                List.of(patience, redirects),
                unseen -> new HttpRequests(address(), Optional.empty(), redirects, patience));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                // Otherwise each answer of several writes waits 40 ms for an acknowledgement.
                connection.setTcpNoDelay(true);
                connections.add(connection);
                Thread thread = new Thread(() -> serve(connection), "faulty connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (Request request = read(in, out); request != null; request = read(in, out)) {
                int number = requests.getAndIncrement();
                if (!answer(request, number >= first && number <= last ? fault : Fault.NONE, connection)) {
                    return;
                }
            }
        } catch (IOException clientIsGone) {
            return;
        } finally {
            connections.remove(connection);
        }
    }

    private static Request read(InputStream in, OutputStream out) throws IOException {
        String[] start = line(in).split(" ", -1);
        if (start.length < 2) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.containsKey("expect")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(start[0], start[1], headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Returns whether the connection stays open. */
    private boolean answer(Request request, Fault now, Socket connection) throws IOException {
        OutputStream out = connection.getOutputStream();
        switch (now) {
            case FORBIDDEN -> send(out, 403, "", page());
            case NOT_FOUND -> send(out, 404, "", page());
            case BROKEN -> send(out, 500, "", page());
            case REDIRECTED -> send(out, 301, "Location: /elsewhere" + request.path + "\r\n", page());
            case CLOSED -> {
                return false;
            }
            case UNANSWERED -> {
                answered(request, Fault.NONE, OutputStream.nullOutputStream());
                return false;
            }
            case GIBBERISH -> {
                out.write(Results.bytes(200, 1));
                return false;
            }
            case SILENT -> {
                return connection.getInputStream().read() == Integer.MIN_VALUE;
            }
            default -> {
                answered(request, now, out);
                return now == Fault.NONE || now == Fault.FLIPPED_BIT;
            }
        }
        return true;
    }

    /** What web servers show to people may be longer than what was asked for. */
    private static byte[] page() {
        return "<p>Something is wrong here.</p>\n".repeat(200).getBytes(StandardCharsets.US_ASCII);
    }

    private void answered(Request request, Fault now, OutputStream out) throws IOException {
        String path = request.path;
        switch (request.method) {
            case "PROPFIND" -> send(out, 207, list(path).getBytes(StandardCharsets.UTF_8), now);
            case "MKCOL" -> send(out, 405, "", new byte[0]);
            case "PUT" -> {
                files.put(path, now == Fault.FLIPPED_BIT ? flipped(request.body) : request.body);
                send(out, 201, page(), now);
            }
            case "MOVE" -> {
                String to = URI.create(request.headers.get("destination")).getPath();
                byte[] moved = files.remove(path);
                if (moved != null) {
                    files.put(to, moved);
                }
                send(out, moved == null ? 404 : 201, page(), now);
            }
            case "DELETE" -> send(out, files.remove(path) == null ? 404 : 204, new byte[0], now);
            default -> get(request, now, out);
        }
    }

    private void get(Request request, Fault now, OutputStream out) throws IOException {
        if (request.path.contains("?list-type=2")) {
            send(out, 200, objects(request.path).getBytes(StandardCharsets.UTF_8), now);
            return;
        }
        byte[] content = files.get(request.path);
        String range = request.headers.get("range");
        if (content == null) {
            send(out, 404, page(), now);
        } else if (range == null) {
            send(out, 200, content, now);
        } else {
            String[] ends = range.substring("bytes=".length()).split("-", -1);
            int from = Integer.parseInt(ends[0]);
            int to = Math.min(content.length, Integer.parseInt(ends[1]) + 1);
            send(out, from < to ? 206 : 416, from < to ? Arrays.copyOfRange(content, from, to) : new byte[0], now);
        }
    }

    private static void send(OutputStream out, int status, byte[] content, Fault now) throws IOException {
        switch (now) {
            case FLIPPED_BIT -> send(out, status, "", flipped(content));
            case TRUNCATED, STALLED -> {
                head(out, status, "Content-Length: " + content.length + "\r\n");
                out.write(content, 0, content.length / 2);
                if (now == Fault.STALLED) {
                    pause(PATIENCE.multipliedBy(4));
                }
            }
            case ENDLESS -> {
                head(out, status, "Connection: close\r\n");
                for (byte[] piece = new byte[1 << 16]; ; ) {
                    out.write(piece);
                }
            }
            case HUGE -> {
                head(out, status, "Content-Length: " + (1L << 62) + "\r\n");
                out.write(content);
            }
            case SLOW -> {
                head(out, status, "Connection: close\r\n");
                for (int i = 0; ; i++) {
                    out.write(content.length == 0 ? 0 : content[i % content.length]);
                    pause(PATIENCE.dividedBy(4));
                }
            }
            default -> send(out, status, "", content);
        }
    }

    private static void send(OutputStream out, int status, String headers, byte[] content) throws IOException {
        head(out, status, headers + "Content-Length: " + content.length + "\r\n");
        out.write(content);
    }

    private static void head(OutputStream out, int status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + " Status\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] flipped(byte[] content) {
        byte[] changed = content.clone();
        if (changed.length > 0) {
            changed[content.length / 3] ^= 4;
        }
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

    /** Returns the objects of the bucket {@code lab} that a request asks for, as S3 lists them. */
    private String objects(String request) {
        String query = URLDecoder.decode(request.substring(request.indexOf('?')), StandardCharsets.UTF_8);
        String prefix = query.replaceFirst(".*[?&]prefix=", "").replaceFirst("&.*", "");
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult>");
        xml.append("<IsTruncated>").append(listsForEver).append("</IsTruncated>");
        if (listsForEver) {
            xml.append("<NextContinuationToken>more</NextContinuationToken>");
        }
        files.forEach((path, content) -> {
            if (path.startsWith("/lab/" + prefix)) {
                xml.append("<Contents><Key>").append(path.substring("/lab/".length()));
                xml.append("</Key><LastModified>2026-11-28T12:00:00Z</LastModified><Size>");
                xml.append(content.length).append("</Size></Contents>");
            }
        });
        return xml.append("</ListBucketResult>").toString();
    }

    @Override
    public void close() throws IOException {
        buckets.values().forEach(RemoteFiles::close);
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}

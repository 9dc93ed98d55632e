package org.cb1network.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password goes to the server that it is for, and nowhere else. */
class CredentialsTest {

    private static final Netrc.Login LOGIN = new Netrc.Login("me", "my-secret");
    private static final String ENCODED =
            Base64.getEncoder().encodeToString("me:my-secret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private final List<String> authorizations = new ArrayList<>();
    private final List<String> receivedElsewhere = new ArrayList<>();
    private HttpServer server;
    private HttpServer elsewhere;
    private int status = 403;

    @BeforeEach
    void start() throws IOException {
        elsewhere = server(exchange -> {
            receivedElsewhere.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders());
            answer(exchange, 200);
        });
        server = server(exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().add("Location", address(elsewhere) + "there");
            answer(exchange, status);
        });
    }

    private static HttpServer server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("[]".getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void stop() {
        server.stop(0);
        elsewhere.stop(0);
    }

    private HttpRequests requests(Optional<Netrc.Login> login) {
        return new HttpRequests(URI.create(address(server)), login, true, Duration.ofSeconds(30));
    }

    private static String problem(org.junit.jupiter.api.function.Executable request) {
        String message =
                String.valueOf(assertThrows(RemoteException.class, request).getMessage());
        assertFalse(message.contains("my-secret") || message.contains(ENCODED), message);
        return message;
    }

    @Test
    void aLoginIsSentWithEachRequestAndARefusalNamesTheUserOnly() {
        HttpFiles files = new HttpFiles(requests(Optional.of(LOGIN)));
        String message = problem(() -> files.read("manifests/x", 10));
        assertEquals(List.of("Basic " + ENCODED), authorizations);
        assertTrue(message.contains("me is not permitted to do this"), message);
    }

    @Test
    void aLoginIsNotSentToWhereAServerRedirects() {
        HttpFiles files = new HttpFiles(requests(Optional.of(LOGIN)));
        WebDavFiles webDav = new WebDavFiles(requests(Optional.of(LOGIN)));
        for (int redirect : List.of(301, 302, 303, 307, 308)) {
            status = redirect;
            assertTrue(problem(() -> files.read("manifests/x", 10)).contains("it has moved"));
            assertTrue(problem(() -> files.read("packs/x", 5, 10)).contains("it has moved"));
            assertTrue(problem(() -> webDav.write("packs/x", new byte[10])).contains("it has moved"));
            assertTrue(problem(() -> webDav.list("packs")).contains("it has moved"));
        }
        assertEquals(List.of(), receivedElsewhere);
    }

    @Test
    void withoutALoginARedirectIsFollowedForReading() throws IOException {
        status = 302;
        HttpFiles files = new HttpFiles(requests(Optional.empty()));
        assertEquals("[]", new String(files.read("manifests/x", 10), StandardCharsets.US_ASCII));
        assertFalse(receivedElsewhere.get(0).contains("Authorization"), receivedElsewhere.get(0));
    }

    @Test
    void theKeysOfABucketAreNotSentToWhereAServerRedirectsAndNotShown() throws IOException {
        System.setProperty("aws.accessKeyId", "identity");
        System.setProperty("aws.secretAccessKey", "my-secret");
        try (S3Files files = new S3Files(
                URI.create("s3://lab/"),
                Optional.of(URI.create(address(server))),
                Optional.empty(),
                Duration.ofSeconds(30))) {
            for (int answer : List.of(301, 307, 403, 400)) {
                status = answer;
                problem(() -> files.read("manifests/x", 10));
                problem(() -> files.write("packs/x", new byte[10]));
                problem(() -> files.list("packs"));
            }
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
        assertTrue(
                authorizations.stream().allMatch(sent -> sent.contains("Credential=identity/")),
                authorizations::toString);
        assertTrue(authorizations.stream().noneMatch(sent -> sent.contains("my-secret")));
        assertEquals(List.of(), receivedElsewhere);
    }

    @Test
    void aLoginIsReadFromNetrcByHost() throws IOException {
        Path file = Files.writeString(folder.resolve("netrc"), """
                # machine example.org login commented password out
                machine other.org login you password their-secret
                machine example.org
                  login me
                  account ours
                  password my-secret
                """);
        assertEquals(Optional.of(LOGIN), Netrc.of("example.org", file));
        assertEquals(Optional.empty(), Netrc.of("sub.example.org", file));
        assertEquals(Optional.empty(), Netrc.of("example.org", folder.resolve("none")));
        assertEquals("me", LOGIN.toString(), "so that no message can have the password");
        Files.writeString(file, "default login anyone password nothing\n");
        assertEquals("anyone", Netrc.of("sub.example.org", file).orElseThrow().name());
    }
}

package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password of a remote, and what else the environment has, is nowhere in what the program prints and writes. */
class SecretsTest {

    private static final String PASSWORD = "open-sesame";
    private static final String LOGIN =
            Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final String AWS_SECRET = "of-the-environment";
    private static final List<String> SECRETS = List.of(PASSWORD, LOGIN, AWS_SECRET);

    @TempDir
    private Path folder;

    @TempDir
    private Path reader;

    @TempDir
    private Path home;

    private HttpServer server;
    private int served;

    @BeforeEach
    void publish() throws IOException {
        Shell authors = new Shell(folder);
        authors.write(Shell.PIPELINE + "remotes:\n  lab: {url: lab}\n");
        Files.createDirectories(folder.resolve("lab"));
        assertEquals(0, authors.run("run").exit());
        assertEquals(0, authors.run("push").exit());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        new Shell(reader)
                .write(Shell.PIPELINE + "remotes:\n  lab: {url: \"http://127.0.0.1:"
                        + server.getAddress().getPort() + "/\", use: pull}\n");
        Files.writeString(home.resolve("netrc"), "machine 127.0.0.1 login me password " + PASSWORD + "\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        Path file =
                folder.resolve("lab").resolve(exchange.getRequestURI().getPath().substring(1));
        boolean known = ("Basic " + LOGIN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] content = known && Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        served += known ? 1 : 0;
        exchange.sendResponseHeaders(
                known ? content.length == 0 ? 404 : 200 : 401, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    /** Runs a command with the password in its environment, and returns what it prints. */
    private String run(String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--file", reader.resolve("pipeline.yaml").toString()));
        ProcessBuilder command = new ProcessBuilder(ChildJvm.command(
                Path.of(System.getProperty("java.home")),
                ChildJvm.STARTS_FAST,
                Main.class,
                arguments.toArray(String[]::new)));
        command.environment().put("NETRC", home.resolve("netrc").toString());
        command.environment().put("AWS_SECRET_ACCESS_KEY", AWS_SECRET);
        try (ChildJvm child = ChildJvm.start(command)) {
            assertEquals(0, child.join(), String.valueOf(child.lines()));
            return String.join("\n", child.lines());
        }
    }

    private static void assertClean(String where, byte[] content) {
        // A byte is a character of this encoding, so nothing is lost.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (String secret : SECRETS) {
            assertFalse(text.contains(secret), where);
        }
    }

    private static void assertCleanEntries(String where, byte[] zip) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            while (entries.getNextEntry() != null) {
                assertClean(where, entries.readAllBytes());
            }
        }
    }

    @Test
    void aPasswordIsSentToItsServerAndFoundNowhereElse() throws IOException, InterruptedException {
        assertClean("output", run("run").getBytes(StandardCharsets.UTF_8));
        assertTrue(served > 3, "results came from the server, which wants the password");
        assertClean("output", run("status").getBytes(StandardCharsets.UTF_8));
        assertClean("output", run("verify", "--cached", "--update").getBytes(StandardCharsets.UTF_8));
        assertClean(
                "output", run("export", reader.resolve("bundle.zip").toString()).getBytes(StandardCharsets.UTF_8));
        assertClean(
                "output",
                run("run", "--executor", "manual", "--workers", "2", "--detach", "-p", "seed=2")
                        .getBytes(StandardCharsets.UTF_8));
        assertTrue(Files.exists(reader.resolve(".pipeline/jobs")));
        try (Stream<Path> files = Files.walk(reader)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                assertClean(file.toString(), content);
                assertCleanEntries(file.toString(), content);
            }
        }
        try (Store store = Store.openForReading(reader.resolve(".pipeline/store"), warning -> {})) {
            for (CacheKey key : store.keys()) {
                Entry entry = store.find(key).orElseThrow();
                entry.documents().forEach(SecretsTest::assertClean);
                for (StoredOutput output : entry.outputs().values()) {
                    assertClean(output.name(), store.read(output));
                }
            }
        }
    }

    @Test
    void aPasswordIsNotSentUnencryptedToAnotherMachine() throws IOException, InterruptedException {
        Files.writeString(home.resolve("netrc"), "default login me password " + PASSWORD + "\n");
        new Shell(reader).write(Shell.PIPELINE + "remotes:\n  lab: {url: \"http://example.org/\", use: pull}\n");
        String output = run("run");
        assertTrue(output.contains("which http: would send in the clear"), output);
        assertClean("output", output.getBytes(StandardCharsets.UTF_8));
    }
}

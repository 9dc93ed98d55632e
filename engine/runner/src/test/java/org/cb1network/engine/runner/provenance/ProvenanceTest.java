package org.cb1network.engine.runner.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

    private static final Instant STARTED = Instant.parse("2022-05-24T12:00:00.123456Z");

    @Test
    void readsBackWhatItWrote() {
        Provenance provenance = new Provenance(
                "a \"stage\"", "x=1, µ=2\n", "1.0", "a JVM", "an OS", STARTED, Duration.ofNanos(1_234_567));
        assertEquals(provenance, Provenance.parse(provenance.toJson()));
    }

    @Test
    void namesItsMachine() {
        Provenance here = Provenance.here("a", "", "1.0", STARTED, Duration.ZERO);
        assertTrue(here.jvm().contains(System.getProperty("java.vm.version")));
        assertTrue(here.os().contains(System.getProperty("os.arch")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"stage\": \"a\"}", "{\"stage\": {}}", "\u0000"})
    void anythingElseIsRejected(String json) {
        assertThrows(IllegalArgumentException.class, () -> Provenance.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anInvalidTimeIsRejected() {
        String json = new String(
                Provenance.here("a", "", "1.0", STARTED, Duration.ZERO).toJson(), StandardCharsets.UTF_8);
        String wrong = json.replace("2022-05-24", "2022-24-05");
        assertThrows(IllegalArgumentException.class, () -> Provenance.parse(wrong.getBytes(StandardCharsets.UTF_8)));
    }
}

package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint.Reached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFingerprintTest {

    private static final String STAGE = "class a.Stage";
    private static final String KERNEL = "class a.Kernel";

    private static CodeFingerprint sample() {
        SortedMap<String, Reached> reached = new TreeMap<>();
        reached.put(STAGE, reached(Optional.empty(), "method compute()", "01"));
        reached.put(KERNEL, reached(Optional.of(STAGE), "method update(double[], int)", "02"));
        reached.put("resource a/table.bin", reached(Optional.of(KERNEL), "content", "05"));
        SortedMap<String, String> libraries = new TreeMap<>(Map.of("org.example:maths:1.0", "aa"));
        return new CodeFingerprint("a.Stage", reached, libraries, new TreeSet<>(List.of("class a.Kernel uses magic")));
    }

    private static Reached reached(Optional<String> from, String member, String hash) {
        return new Reached(from, new TreeMap<>(Map.of(member, hash)));
    }

    @Test
    void theStoredFormIsReadBack() {
        CodeFingerprint read = CodeFingerprint.parse(sample().toBytes());

        assertEquals(sample(), read);
        assertArrayEquals(sample().toBytes(), read.toBytes());
    }

    @Test
    void theStoredFormIsComparableText() {
        List<String> lines = List.of(new String(sample().toBytes(), StandardCharsets.UTF_8).split("\n"));

        assertEquals("root\ta.Stage", lines.get(2));
        assertTrue(lines.contains("reached\tclass a.Kernel\tclass a.Stage"), lines.toString());
        assertTrue(lines.contains("member\tmethod update(double[], int)\t02"), lines.toString());
    }

    @Test
    void theDigestDependsOnHashesAndLibrariesButNotOnPaths() {
        SortedMap<String, Reached> otherPath = new TreeMap<>(sample().reached());
        otherPath.put(KERNEL, reached(Optional.empty(), "method update(double[], int)", "02"));
        SortedMap<String, Reached> otherHash = new TreeMap<>(sample().reached());
        otherHash.put(KERNEL, reached(Optional.of(STAGE), "method update(double[], int)", "12"));

        assertEquals(sample().digest(), with(otherPath, sample().libraries()).digest());
        assertNotEquals(sample().digest(), with(otherHash, sample().libraries()).digest());
        assertNotEquals(
                sample().digest(), with(sample().reached(), new TreeMap<>()).digest());
    }

    @Test
    void anotherVersionOfALibraryIsNamed() {
        SortedMap<String, String> newer = new TreeMap<>(Map.of("org.example:maths:1.1", "bb"));

        assertEquals(
                List.of(
                        "library org.example:maths:1.1 (bb) is used now",
                        "library org.example:maths:1.0 (aa) is no longer used"),
                with(sample().reached(), newer).changesSince(sample()));
    }

    @Test
    void aReasonWhyMoreCountsIsNamedWhenItComesAndWhenItGoes() {
        CodeFingerprint without =
                new CodeFingerprint("a.Stage", sample().reached(), sample().libraries(), new TreeSet<>());

        assertEquals(List.of("more counts now: class a.Kernel uses magic"), sample().changesSince(without));
        assertEquals(List.of("no longer holds: class a.Kernel uses magic"), without.changesSince(sample()));
    }

    private static CodeFingerprint with(SortedMap<String, Reached> reached, SortedMap<String, String> libraries) {
        return new CodeFingerprint("a.Stage", reached, libraries, sample().reasons());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "something else\n",
                "cb1-code-fingerprint\t2\n",
                "cb1-code-fingerprint\t2\nmember\tmethod a()\t01\n",
                "cb1-code-fingerprint\t3\nroot\ta.Stage\n"
            })
    void anythingElseIsRejected(String stored) {
        byte[] bytes = stored.getBytes(StandardCharsets.UTF_8);

        assertThrows(IllegalArgumentException.class, () -> CodeFingerprint.parse(bytes));
    }

    @Test
    void aFlippedByteIsRejectedOrHasNoEffect() {
        byte[] whole = sample().toBytes();
        long seed = 20240607;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] flipped = Arrays.copyOf(whole, whole.length);
            int at = random.nextInt(whole.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            try {
                // Paths are not under the digest: they explain, and may be wrong.
                assertEquals(
                        sample().digest(), CodeFingerprint.parse(flipped).digest(), "seed " + seed + ", byte " + at);
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().contains("stored code fingerprint"), refused.getMessage());
            }
        }
    }
}

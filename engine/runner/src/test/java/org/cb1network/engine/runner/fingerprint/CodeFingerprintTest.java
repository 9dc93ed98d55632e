package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.engine.runner.fingerprint.MemberId.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFingerprintTest {

    private static final MemberId COMPUTE = new MemberId(Kind.METHOD, "a.Stage", "compute", "()V");
    private static final MemberId UPDATE = new MemberId(Kind.METHOD, "a.Kernel", "update", "([DI)V");

    private static CodeFingerprint sample() {
        SortedMap<MemberId, Reached> members = new TreeMap<>();
        members.put(COMPUTE, new Reached("01", Optional.empty()));
        members.put(UPDATE, new Reached("02", Optional.of(COMPUTE)));
        members.put(new MemberId(Kind.TYPE, "a.Kernel", "", ""), new Reached("03", Optional.of(COMPUTE)));
        members.put(new MemberId(Kind.FIELD, "a.Kernel", "v", "[D"), new Reached("04", Optional.of(UPDATE)));
        members.put(new MemberId(Kind.RESOURCE, "a/table.bin", "", ""), new Reached("05", Optional.of(UPDATE)));
        SortedMap<String, String> libraries = new TreeMap<>();
        libraries.put("org.example:maths:1.0", "aa");
        return new CodeFingerprint("a.Stage", members, libraries, new TreeSet<>(List.of("a.Kernel uses magic")));
    }

    @Test
    void theStoredFormIsReadAsItWasWritten() {
        CodeFingerprint read = CodeFingerprint.parse(sample().toBytes());

        assertEquals(sample(), read);
        assertArrayEquals(sample().toBytes(), read.toBytes());
    }

    @Test
    void theStoredFormIsTextThatCanBeCompared() {
        String[] lines = new String(sample().toBytes(), StandardCharsets.UTF_8).split("\n");

        assertEquals("root\ta.Stage", lines[2]);
        assertTrue(Arrays.asList(lines).contains("method\t02\tupdate\t([DI)V\tmethod\ta.Stage\tcompute\t()V"));
    }

    @Test
    void theDigestDependsOnHashesAndLibrariesButNotOnPaths() {
        SortedMap<MemberId, Reached> otherPath = new TreeMap<>(sample().members());
        otherPath.put(UPDATE, new Reached("02", Optional.empty()));
        SortedMap<MemberId, Reached> otherHash = new TreeMap<>(sample().members());
        otherHash.put(UPDATE, new Reached("12", Optional.of(COMPUTE)));

        assertEquals(sample().digest(), with(otherPath, sample().libraries()).digest());
        assertNotEquals(sample().digest(), with(otherHash, sample().libraries()).digest());
        assertNotEquals(
                sample().digest(), with(sample().members(), new TreeMap<>()).digest());
    }

    @Test
    void anotherVersionOfALibraryIsNamed() {
        SortedMap<String, String> newer = new TreeMap<>();
        newer.put("org.example:maths:1.1", "bb");

        assertEquals(
                List.of(
                        "library org.example:maths:1.1 (bb) is used now",
                        "library org.example:maths:1.0 (aa) is no longer used"),
                with(sample().members(), newer).changesSince(sample()).stream()
                        .map(CodeChange::toString)
                        .toList());
    }

    @Test
    void aNewReasonForTheCoarserFingerprintIsNamed() {
        CodeFingerprint finer =
                new CodeFingerprint("a.Stage", sample().members(), sample().libraries(), new TreeSet<>());

        assertEquals(
                "\"a.Kernel uses magic\" counts now",
                sample().changesSince(finer).get(0).toString());
        assertEquals(
                "\"a.Kernel uses magic\" no longer counts",
                finer.changesSince(sample()).get(0).toString());
    }

    private static CodeFingerprint with(SortedMap<MemberId, Reached> members, SortedMap<String, String> libraries) {
        return new CodeFingerprint("a.Stage", members, libraries, sample().reasons());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "something else\n",
                "cb1-code-fingerprint\t1\n",
                "cb1-code-fingerprint\t1\nwhat\tis\tthis\n",
                "cb1-code-fingerprint\t1\nlibrary\tonly\n",
                "cb1-code-fingerprint\t1\nmethod\t01\ta\t()V\tnobody\tb\tc\td\n"
            })
    void anythingElseIsRefusedAsDamaged(String stored) {
        FingerprintFormatException e = assertThrows(
                FingerprintFormatException.class, () -> CodeFingerprint.parse(stored.getBytes(StandardCharsets.UTF_8)));

        assertTrue(e.getMessage().startsWith("the stored code fingerprint is damaged: "), e.getMessage());
    }

    @Test
    void aLaterVersionIsRefusedByItsNumber() {
        FingerprintFormatException e = assertThrows(
                FingerprintFormatException.class,
                () -> CodeFingerprint.parse("cb1-code-fingerprint\t2\n".getBytes(StandardCharsets.UTF_8)));

        assertTrue(e.getMessage().contains("version 2"), e.getMessage());
    }

    @Test
    void whatACutOrAFlippedByteLeavesIsRefusedOrMeansTheSame() {
        byte[] whole = sample().toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(FingerprintFormatException.class, () -> CodeFingerprint.parse(cut), "cut to " + length);
        }
        long seed = 20240607;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] flipped = whole.clone();
            int at = random.nextInt(whole.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            try {
                // Paths are not under the digest: they explain, and may be wrong.
                assertEquals(
                        sample().digest(), CodeFingerprint.parse(flipped).digest(), "seed " + seed + ", byte " + at);
            } catch (FingerprintFormatException expected) {
                assertTrue(expected.getMessage().contains("stored code fingerprint"), expected.getMessage());
            }
        }
    }
}

package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.bind.CanonicalParameters;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.toys.Toy;
import org.junit.jupiter.api.Test;

class KeyPreimageTest {

    private static final long SEED = 20220524;

    private static KeyPreimage of(Map<String, String> ingredients) {
        return new KeyPreimage(new TreeMap<>(ingredients));
    }

    @Test
    void readsBackWhatItWrote() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            TreeMap<String, String> ingredients = new TreeMap<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                ingredients.put(text(random), text(random));
            }
            KeyPreimage preimage = of(ingredients);
            assertEquals(preimage, KeyPreimage.parse(preimage.toBytes()), "seed " + SEED + ", case " + i);
        }
    }

    private static String text(SplittableRandom random) {
        String alphabet = "ab=\n\0 µ𝛼";
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(5); n > 0; n--) {
            text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, random.nextInt(8))));
        }
        return text.toString();
    }

    @Test
    void theEncodingIsTheDocumentedOne() throws Exception {
        byte[] expected = HexFormat.of()
                .parseHex("00000010" + hex("cb1network-key-1") + "00000001" + "00000001" + hex("a") + "00000002"
                        + hex("bc"));
        KeyPreimage preimage = of(Map.of("a", "bc"));
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(preimage.toBytes()));
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(expected);
        assertEquals(Digest.fromBytes(sha256), preimage.key().digest());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textsWithTheSameConcatenationGiveDifferentKeys() {
        assertNotEquals(of(Map.of("a", "bc")).key(), of(Map.of("ab", "c")).key());
        assertNotEquals(
                of(Map.of("a", "b", "c", "d")).key(), of(Map.of("a", "b\0c\0d")).key());
        assertNotEquals(of(Map.of("a", "")).key(), of(Map.of()).key());
    }

    @Test
    void everyDamagedEncodingIsRejected() {
        byte[] good = of(Map.of("parameter x", "1", "code", "abc")).toBytes();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(IllegalArgumentException.class, () -> KeyPreimage.parse(cut), "cut to " + length);
        }
        assertThrows(IllegalArgumentException.class, () -> KeyPreimage.parse(Arrays.copyOf(good, good.length + 1)));
        byte[] huge = good.clone();
        ByteBuffer.wrap(huge).putInt(24, Integer.MAX_VALUE);
        assertThrows(IllegalArgumentException.class, () -> KeyPreimage.parse(huge));
        byte[] negative = good.clone();
        ByteBuffer.wrap(negative).putInt(20, -1);
        assertThrows(IllegalArgumentException.class, () -> KeyPreimage.parse(negative));
    }

    @Test
    void theSeedIsAnIngredientOnlyOfStagesThatDrawRandomNumbers() {
        assertTrue(point(Toy.seeded("draws", (parameters, context) -> {}), 1)
                .ingredients()
                .containsKey(KeyPreimage.SEED));
        assertFalse(point(Toy.add(), 1).ingredients().containsKey(KeyPreimage.SEED));
        assertEquals(point(Toy.add(), 1).key(), point(Toy.add(), 2).key());
    }

    record Named(Map<String, Part> parts, List<Double> list, Optional<Double> maybe) {}

    record Part(double value, Map<String, Double> further) {}

    @Test
    void theKeyOfAPointIsThatOfItsPreimageWithoutMakingIt() {
        SplittableRandom random = new SplittableRandom(SEED);
        Toy add = Toy.add();
        Toy draws = Toy.seeded("draws", (unused, context) -> {});
        PointKeys added = new PointKeys(add.type(), "code");
        PointKeys drawn = new PointKeys(draws.type(), "code");
        CanonicalParameters canonical = canonical(named(random));
        SortedMap<String, String> inputs = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            canonical = switch (random.nextInt(3)) {
                case 0 -> canonical(named(random));
                case 1 -> canonical.of((Record) named(random));
                // Another seed, as with replicates.
                default -> canonical;
            };
            if (random.nextBoolean()) {
                inputs = new TreeMap<>(Map.of(name(random), "digest", "x", "\u00b5"));
            }
            boolean seeded = random.nextBoolean();
            assertEquals(
                    KeyPreimage.ofPoint((seeded ? draws : add).type(), "code", i, canonical, inputs)
                            .key(),
                    (seeded ? drawn : added).key(i, canonical, inputs),
                    "seed " + SEED + ", " + canonical);
        }
    }

    private static Named named(SplittableRandom random) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            parts.put(name(random), new Part(random.nextInt(3), Map.of(name(random), 1.0, "-", 2.0)));
        }
        return new Named(
                parts,
                random.nextBoolean() ? List.of() : List.of(1.0, 2.0),
                random.nextBoolean() ? Optional.empty() : Optional.of(3.0));
    }

    /** A name as users give them, in which characters come before and after the dot of a path. */
    private static String name(SplittableRandom random) {
        String alphabet = "aB -_>0\u00b5";
        StringBuilder name = new StringBuilder("n");
        for (int n = random.nextInt(4); n > 0; n--) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }

    private static KeyPreimage point(Toy stage, long seed) {
        return KeyPreimage.ofPoint(
                stage.type(), "code", seed, canonical(new NamedLikeAnInput(1)), Map.of("in", "digest"));
    }

    private static CanonicalParameters canonical(Record parameters) {
        return CanonicalParameters.of(ParameterTypes.of(parameters.getClass()), parameters);
    }

    record NamedLikeAnInput(int in) {}

    @Test
    void aParameterAndAnInputOfOneNameAreDifferentIngredients() {
        KeyPreimage preimage = KeyPreimage.ofPoint(
                Toy.total().type(), "code", 1, canonical(new NamedLikeAnInput(1)), Map.of("in", "digest"));
        assertEquals("1", preimage.ingredients().get("parameter in"));
        assertEquals("digest", preimage.ingredients().get("input in"));
    }
}

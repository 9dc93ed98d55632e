package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known answers: the examples of FIPS 180-4. */
class DigestTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void digestsAreThoseOfTheStandard() {
        assertEquals(ABC, Digest.of(Samples.utf8("abc")).hex());
        assertEquals(EMPTY, Digest.of(new byte[0]).hex());
        assertEquals(ABC, Digest.of(Samples.utf8("xabcx"), 1, 3).hex());
    }

    @Test
    void aFileHasTheDigestOfItsContent(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, Samples.utf8("abc"));
        assertEquals(ABC, Digest.of(file).hex());
    }

    @Test
    void aDigestIsRestoredFromHexAndBytes() {
        Digest digest = Digest.of(Samples.utf8("abc"));
        assertEquals(digest, Digest.parse(digest.hex()));
        assertEquals(digest, Digest.fromBytes(digest.bytes()));
        assertEquals(ABC.substring(0, 12), digest.shortHex());
        assertEquals(ABC, new CacheKey(digest).toString());
    }

    @Test
    void anythingElseIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> Digest.parse("abc"));
        assertThrows(IllegalArgumentException.class, () -> Digest.parse("x".repeat(64)));
        assertThrows(IllegalArgumentException.class, () -> Digest.fromBytes(new byte[31]));
    }

    @Test
    void digestsAreOrderedLikeTheirHexDigits() {
        for (int i = 0; i < 200; i++) {
            Digest a = Digest.of(Samples.bytes(i, 4));
            Digest b = Digest.of(Samples.bytes(i + 1, 4));
            assertEquals(Integer.signum(a.hex().compareTo(b.hex())), Integer.signum(a.compareTo(b)));
        }
        assertTrue(new Digest(-1, 0, 0, 0).compareTo(new Digest(1, 0, 0, 0)) > 0);
        assertEquals(0, new CacheKey(new Digest(1, 2, 3, 4)).compareTo(new CacheKey(new Digest(1, 2, 3, 4))));
    }
}

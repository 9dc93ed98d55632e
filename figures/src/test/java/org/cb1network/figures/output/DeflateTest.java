package org.cb1network.figures.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 257, 258, 259, 1000, 32_767, 32_768, 32_769, 300_000})
    void zlibReadsBackWhatWasCompressed(int size) throws IOException {
        for (long seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] data = new byte[size];
            int symbols = new int[] {1, 2, 5, 40, 200, 256}[(int) seed];
            for (int i = 0; i < size; i++) {
                boolean repeat = i > 40_000 && random.nextInt(50) == 0;
                data[i] = repeat ? data[i - 32_768] : (byte) random.nextInt(symbols);
            }
            assertArrayEquals(data, inflated(Deflate.zlib(data)), "seed " + seed + ", size " + size);
        }
    }

    @Test
    void repetitionsAtAllDistancesAreReadBack() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        byte[] data = new byte[400_000];
        int at = 0;
        while (at < data.length) {
            if (at < 10 || random.nextInt(3) == 0) {
                data[at++] = (byte) random.nextInt(256);
            } else {
                int distance = 1 + random.nextInt(Math.min(at, random.nextBoolean() ? 40_000 : 300));
                for (int n = random.nextInt(400); n > 0 && at < data.length; n--, at++) {
                    data[at] = data[at - distance];
                }
            }
        }
        assertArrayEquals(data, inflated(Deflate.zlib(data)));
    }

    @Test
    void veryUnequalFrequenciesStillGiveAValidCode() throws IOException {
        StringBuilder text = new StringBuilder();
        int a = 1;
        int b = 1;
        for (char c = 'a'; c < 'a' + 24; c++) {
            text.append(String.valueOf(c).repeat(a));
            int next = a + b;
            a = b;
            b = next;
        }
        byte[] shuffled = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            byte swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        assertArrayEquals(shuffled, inflated(Deflate.zlib(shuffled)));
    }

    @Test
    void filesAreAboutAsSmallAsThoseOfZlib() {
        StringBuilder path = new StringBuilder();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40_000; i++) {
            Numbers.append(path, 84_000 + 85L * i % 88_000);
            path.append(' ');
            Numbers.append(path, 58_000 + random.nextInt(44_000));
            path.append(" .085 .085 re\n");
        }
        byte[] data = path.toString().getBytes(StandardCharsets.ISO_8859_1);
        Deflater zlib = new Deflater(6);
        zlib.setInput(data);
        zlib.finish();
        int theirs = zlib.deflate(new byte[data.length]);
        int ours = Deflate.zlib(data).length;
        assertTrue(ours < 1.05 * theirs, ours + " against " + theirs + " bytes");
    }

    private static byte[] inflated(byte[] zlib) throws IOException {
        return new InflaterInputStream(new ByteArrayInputStream(zlib)).readAllBytes();
    }
}

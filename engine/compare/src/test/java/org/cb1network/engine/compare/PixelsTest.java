package org.cb1network.engine.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.cb1network.engine.stage.FigureMetadata.Panel;
import org.junit.jupiter.api.Test;

class PixelsTest {

    private static Pixels noise(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rgb = random.ints((long) width * height, 0, 1 << 24).toArray();
        // Runs of equal pixels make other writers choose different filters.
        Arrays.fill(rgb, 0, rgb.length / 3, 0xffffff);
        return Pixels.of(width, height, 10, rgb);
    }

    @Test
    void theJdksReaderSeesWhatIsWritten() throws IOException {
        Pixels pixels = noise(1, 37, 23);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(pixels.encode()));
        assertEquals(37, image.getWidth());
        assertEquals(23, image.getHeight());
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 37; x++) {
                assertEquals(pixels.at(x, y), image.getRGB(x, y) & 0xffffff);
            }
        }
    }

    @Test
    void filesWrittenByTheJdkAreReadWhateverTheirFilters() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, (x * 4) << 16 | (y * 5) << 8 | ((x * y) & 255));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "png", png));
        Pixels pixels = Pixels.decode(png.toByteArray());
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                assertEquals(image.getRGB(x, y) & 0xffffff, pixels.at(x, y));
            }
        }
    }

    @Test
    void theDigestDependsOnThePixelsNotOnTheFile() throws IOException {
        Pixels pixels = noise(2, 20, 20);
        assertEquals(pixels.digest(), Pixels.decode(pixels.encode()).digest());
        assertEquals(10, Pixels.decode(pixels.encode()).perMm());
        assertNotEquals(pixels.digest(), noise(3, 20, 20).digest());
    }

    @Test
    void aPanelsDigestDependsOnlyOnItsOwnPixels() {
        Panel left = new Panel("a", 0, 0, 10, 10);
        Panel right = new Panel("b", 10, 0, 10, 10);
        Pixels both = Samples.picture(true);
        Pixels one = Samples.picture(false);
        assertEquals(both.digestOf(left), one.digestOf(left));
        assertNotEquals(both.digestOf(right), one.digestOf(right));
    }

    @Test
    void damagedFilesCauseIOExceptions() {
        long seed = 4;
        byte[] png = noise(seed, 40, 30).encode();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = png.clone();
            damaged[random.nextInt(png.length)] ^= (byte) (1 + random.nextInt(255));
            byte[] cut = Arrays.copyOf(damaged, random.nextInt(png.length));
            assertThrows(IOException.class, () -> Pixels.decode(cut), "seed " + seed + ", file " + i);
            try {
                Pixels.decode(damaged);
            } catch (IOException expected) {
                assertFalse(expected.getMessage().isEmpty());
            }
        }
    }

    @Test
    void aFileThatDeclaresMorePixelsThanItHasIsRejectedImmediately() {
        byte[] png = noise(5, 40, 30).encode();
        // Width and height follow the signature and the header of the first chunk, whose checksum is then wrong.
        png[16] = 0x7f;
        assertThrows(IOException.class, () -> Pixels.decode(png));
        assertThrows(IOException.class, () -> Pixels.decode(new byte[0]));
        assertThrows(IOException.class, () -> Pixels.decode(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    @Test
    void theWorstBlockIsInThePanelThatLostItsBar() {
        PixelDifference difference = PixelDifference.of(Samples.picture(true), Samples.picture(false));
        assertTrue(difference.sameSize());
        assertEquals(20 * 60, difference.pixels());
        assertFalse(difference.isTolerable());
        assertTrue(difference.xMm() >= 14 && difference.xMm() <= 16, difference.toString());
        assertEquals(
                Optional.of("b"),
                difference.panel(List.of(new Panel("a", 0, 0, 10, 10), new Panel("b", 10, 0, 10, 10))));
    }

    @Test
    void aLostThinLineIsNotTolerated() {
        int[] rgb = new int[100 * 100];
        Arrays.fill(rgb, 0xffffff);
        Pixels without = Pixels.of(100, 100, 10, rgb);
        for (int x = 0; x < 100; x++) {
            rgb[50 * 100 + x] = 0x808080;
        }
        assertFalse(PixelDifference.of(Pixels.of(100, 100, 10, rgb), without).isTolerable());
    }

    @Test
    void anEdgeThatMovedByATwentiethOfAPixelIsTolerated() {
        int[] rgb = new int[100 * 100];
        Arrays.fill(rgb, 0xffffff);
        for (int y = 0; y < 100; y++) {
            rgb[y * 100 + 50] = 0x7f7f7f;
        }
        Pixels before = Pixels.of(100, 100, 10, rgb);
        for (int y = 0; y < 100; y++) {
            rgb[y * 100 + 50] = 0x737373;
        }
        PixelDifference difference = PixelDifference.of(before, Pixels.of(100, 100, 10, rgb));
        assertEquals(100, difference.pixels());
        assertTrue(difference.isTolerable());
    }

    @Test
    void picturesOfDifferentSizesAreNotCompared() {
        PixelDifference difference = PixelDifference.of(noise(6, 10, 10), noise(6, 10, 11));
        assertFalse(difference.sameSize());
        assertFalse(difference.isTolerable());
        assertTrue(difference.inWords().contains("a different size"));
    }

    @Test
    void anSvgIsComparedWithoutItsMetadata() {
        byte[] one =
                "<svg>\n<metadata>table 1</metadata>\n<path d=\"m0 0\"/>\n</svg>\n".getBytes(StandardCharsets.UTF_8);
        byte[] two =
                "<svg>\n<metadata>table 2</metadata>\n<path d=\"m0 0\"/>\n</svg>\n".getBytes(StandardCharsets.UTF_8);
        byte[] three = "<svg>\n<metadata>table 1</metadata>\n</svg>\n".getBytes(StandardCharsets.UTF_8);
        assertEquals("", Drawing.firstDifference(one, two));
        assertTrue(Drawing.firstDifference(one, three).startsWith("element 3 was <path d=\"m0 0\"/>, is </svg>"));
    }
}

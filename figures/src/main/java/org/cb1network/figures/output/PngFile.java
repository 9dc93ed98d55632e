package org.cb1network.figures.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.cb1network.engine.stage.FigureMetadata;

/** Writes the pixels of a {@link PngCanvas} as a PNG file (W3C Recommendation, second edition), 8 bits per channel. */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** The PNG filter "up": differences from the row above. */
    private static final byte UP = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PngFile() {}

    /** Returns the bytes of the file. */
    static byte[] encode(PngCanvas canvas, double dotsPerInch, FigureMetadata metadata) {
        PngFile file = new PngFile();
        file.out.writeBytes(SIGNATURE);
        file.chunk("IHDR", header(canvas.width(), canvas.height()));
        file.chunk("sRGB", new byte[] {0});
        file.chunk("pHYs", density(dotsPerInch));
        metadata.title().ifPresent(title -> file.internationalText("Title", title));
        metadata.software().ifPresent(software -> file.internationalText("Software", software));
        file.internationalText("XML:com.adobe.xmp", XmpPacket.of(metadata));
        file.chunk("IDAT", Deflate.zlib(filtered(canvas)));
        file.chunk("IEND", new byte[0]);
        return file.out.toByteArray();
    }

    private static byte[] header(int width, int height) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        writeInt(header, width);
        writeInt(header, height);
        header.writeBytes(new byte[] {8, 2, 0, 0, 0});
        return header.toByteArray();
    }

    private static byte[] density(double dotsPerInch) {
        int dotsPerMetre = (int) Math.rint(dotsPerInch / 0.0254);
        ByteArrayOutputStream density = new ByteArrayOutputStream();
        writeInt(density, dotsPerMetre);
        writeInt(density, dotsPerMetre);
        density.write(1);
        return density.toByteArray();
    }

    private void internationalText(String keyword, String text) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(new byte[5]);
        chunk.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        chunk("iTXt", chunk.toByteArray());
    }

    private void chunk(String type, byte[] content) {
        writeInt(out, content.length);
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        out.writeBytes(name);
        out.writeBytes(content);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        writeInt(out, (int) check.getValue());
    }

    /**
     * Returns the rows of pixels, each as the difference from the row above, because figures are mostly white and
     * consist mostly of vertical lines.
     */
    private static byte[] filtered(PngCanvas canvas) {
        int stride = 3 * canvas.width() + 1;
        byte[] out = new byte[stride * canvas.height()];
        int[] pixels = canvas.pixels();
        for (int y = 0; y < canvas.height(); y++) {
            int at = y * stride;
            out[at++] = UP;
            for (int i = y * canvas.width(); i < (y + 1) * canvas.width(); i++) {
                int pixel = pixels[i];
                int above = y == 0 ? 0 : pixels[i - canvas.width()];
                out[at++] = (byte) ((pixel >> 16) - (above >> 16));
                out[at++] = (byte) ((pixel >> 8) - (above >> 8));
                out[at++] = (byte) (pixel - above);
            }
        }
        return out;
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        out.write(value >> 24);
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
    }
}

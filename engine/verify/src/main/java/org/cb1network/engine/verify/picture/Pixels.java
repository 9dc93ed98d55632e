package org.cb1network.engine.verify.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.cb1network.cache.Digest;

/**
 * The pixels of a PNG file as this project's figures have them: 8 bits for red, green and blue, not interlaced. Reads nothing by way of
 * the JVM's image code, which needs native libraries that a server may lack.
 */
public final class Pixels {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** More pixels than any figure has; a damaged or hostile file may announce them. */
    private static final long MOST_PIXELS = 200_000_000;

    /** Dots per millimetre of a file that does not say: 300 to the inch. */
    private static final double USUAL_PER_MM = 300 / 25.4;

    private static final double MM_PER_M = 1000;
    private static final int BYTES = 3;

    private final int width;
    private final int height;
    private final double perMm;
    private final int[] rgb;

    private Pixels(int width, int height, double perMm, int[] rgb) {
        this.width = width;
        this.height = height;
        this.perMm = perMm;
        this.rgb = rgb;
    }

    /**
     * A picture.
     *
     * @param perMm dots per millimetre
     * @param rgb row by row, as 0xrrggbb
     */
    public static Pixels of(int width, int height, double perMm, int[] rgb) {
        if (rgb.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + " pixels are not " + rgb.length);
        }
        return new Pixels(width, height, perMm, rgb.clone());
    }

    /**
     * Reads a PNG file.
     *
     * @throws IOException if it is damaged or of another kind
     */
    public static Pixels decode(byte[] png) throws IOException {
        if (png.length < SIGNATURE.length || !Arrays.equals(SIGNATURE, Arrays.copyOf(png, SIGNATURE.length))) {
            throw new IOException("this is not a PNG file");
        }
        ByteBuffer in = ByteBuffer.wrap(png, SIGNATURE.length, png.length - SIGNATURE.length);
        int width = 0;
        int height = 0;
        double perMm = USUAL_PER_MM;
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        while (in.remaining() >= 12) {
            int length = in.getInt();
            byte[] type = new byte[4];
            in.get(type);
            if (length < 0 || length > in.remaining() - 4) {
                throw new IOException("the PNG file is damaged: a part of it is missing");
            }
            byte[] content = new byte[length];
            in.get(content);
            CRC32 check = new CRC32();
            check.update(type);
            check.update(content);
            if ((int) check.getValue() != in.getInt()) {
                throw new IOException("the PNG file is damaged: a checksum is wrong");
            }
            switch (new String(type, StandardCharsets.ISO_8859_1)) {
                case "IHDR" -> {
                    requireLength(content, 13);
                    ByteBuffer header = ByteBuffer.wrap(content);
                    width = header.getInt();
                    height = header.getInt();
                    requireKind(width, height, content);
                }
                case "pHYs" -> {
                    requireLength(content, 9);
                    int perMetre = ByteBuffer.wrap(content).getInt();
                    perMm = perMetre > 0 && content[8] == 1 ? perMetre / MM_PER_M : perMm;
                }
                case "IDAT" -> compressed.writeBytes(content);
                default -> {}
            }
        }
        if (width == 0) {
            throw new IOException("the PNG file is damaged: it has no header");
        }
        return new Pixels(
                width, height, perMm, unfiltered(inflated(compressed.toByteArray(), width, height), width, height));
    }

    private static void requireLength(byte[] content, int length) throws IOException {
        if (content.length != length) {
            throw new IOException("the PNG file is damaged: a part of it has a wrong length");
        }
    }

    private static void requireKind(int width, int height, byte[] header) throws IOException {
        if (width <= 0 || height <= 0 || (long) width * height > MOST_PIXELS) {
            throw new IOException("the PNG file announces " + width + " x " + height + " pixels");
        }
        if (header[8] != 8 || header[9] != 2 || header[12] != 0) {
            throw new IOException("the PNG file is not one of red, green and blue with 8 bits each");
        }
    }

    private static byte[] inflated(byte[] compressed, int width, int height) throws IOException {
        long size = ((long) BYTES * width + 1) * height;
        // A deflated byte cannot stand for more than about a thousand.
        if (size > Integer.MAX_VALUE - 16 || size / 1100 > compressed.length) {
            throw new IOException("the PNG file is damaged: it has too few pixels");
        }
        byte[] out = new byte[(int) size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int filled = 0;
            while (filled < out.length) {
                int count = inflater.inflate(out, filled, out.length - filled);
                if (count == 0) {
                    throw new IOException("the PNG file is damaged: it has too few pixels");
                }
                filled += count;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IOException("the PNG file is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private static int[] unfiltered(byte[] data, int width, int height) throws IOException {
        int stride = BYTES * width;
        byte[] above = new byte[stride];
        byte[] row = new byte[stride];
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            int at = y * (stride + 1);
            int filter = data[at++];
            for (int i = 0; i < stride; i++) {
                int left = i >= BYTES ? row[i - BYTES] & 0xff : 0;
                int up = above[i] & 0xff;
                int corner = i >= BYTES ? above[i - BYTES] & 0xff : 0;
                int predicted = switch (filter) {
                    case 0 -> 0;
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    case 4 -> paeth(left, up, corner);
                    default -> throw new IOException("the PNG file is damaged: it has a filter " + filter);
                };
                row[i] = (byte) (data[at + i] + predicted);
            }
            for (int x = 0; x < width; x++) {
                rgb[y * width + x] = (row[3 * x] & 0xff) << 16 | (row[3 * x + 1] & 0xff) << 8 | (row[3 * x + 2] & 0xff);
            }
            byte[] free = above;
            above = row;
            row = free;
        }
        return rgb;
    }

    /** The predictor of the PNG specification, section 9.4. */
    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** Dots per millimetre. */
    public double perMm() {
        return perMm;
    }

    /** The colour of a pixel as 0xrrggbb. */
    public int at(int x, int y) {
        return rgb[y * width + x];
    }

    /** SHA-256 of width, height and all pixels, in hexadecimal: the same for every file that shows the same. */
    public String digest() {
        return digest(0, 0, width, height);
    }

    /** SHA-256 of the pixels in the area of a panel, in hexadecimal. */
    public String digestOf(Panel panel) {
        int left = pixel(panel.xMm(), width);
        int top = pixel(panel.yMm(), height);
        int right = pixel(panel.xMm() + panel.widthMm(), width);
        int bottom = pixel(panel.yMm() + panel.heightMm(), height);
        return digest(left, top, Math.max(left, right), Math.max(top, bottom));
    }

    private int pixel(double mm, int most) {
        return (int) Math.max(0, Math.min(most, Math.rint(mm * perMm)));
    }

    private String digest(int left, int top, int right, int bottom) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + BYTES * (right - left) * (bottom - top));
        bytes.putInt(right - left).putInt(bottom - top);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = at(x, y);
                bytes.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
            }
        }
        return Digest.of(bytes.array()).hex();
    }

    /** The picture as a PNG file. */
    public byte[] encode() {
        byte[] raw = new byte[(BYTES * width + 1) * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            at++;
            for (int x = 0; x < width; x++) {
                int pixel = at(x, y);
                raw[at++] = (byte) (pixel >> 16);
                raw[at++] = (byte) (pixel >> 8);
                raw[at++] = (byte) pixel;
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .put((byte) 2)
                        .array());
        int perMetre = (int) Math.rint(perMm * MM_PER_M);
        chunk(
                out,
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(perMetre)
                        .putInt(perMetre)
                        .put((byte) 1)
                        .array());
        chunk(out, "IDAT", deflated(raw));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] raw) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}

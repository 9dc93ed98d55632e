package org.cb1network.engine.compare;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.cb1network.cache.Digest;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.engine.stage.FigureMetadata.Panel;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The pixels of a PNG file, read and written by the JDK. This needs neither a screen nor fonts. */
public final class Pixels {

    private static final String PNG = "png";
    private static final String PNG_METADATA = "javax_imageio_png_1.0";
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Maximum number of pixels, more than any figure has; a damaged or hostile file may declare more. */
    private static final long MOST_PIXELS = 200_000_000;

    /** Deflate expands a byte to at most about a thousand, and a pixel has three bytes. */
    private static final long MOST_PIXELS_OF_A_BYTE = 400;

    /** Dots per millimetre of a file that does not say: 300 dpi. */
    private static final double USUAL_PER_MM = 300 / 25.4;

    private static final double MM_PER_M = 1000;
    private static final int BYTES = 3;

    private final int width;
    private final int height;
    private final double perMm;
    private final int[] rgb;
    private final List<Panel> panels;

    private Pixels(int width, int height, double perMm, int[] rgb, List<Panel> panels) {
        this.width = width;
        this.height = height;
        this.perMm = perMm;
        this.rgb = rgb;
        this.panels = panels;
    }

    /**
     * Returns a picture.
     *
     * @param perMm dots per millimetre
     * @param rgb row by row, as 0xrrggbb
     */
    public static Pixels of(int width, int height, double perMm, int[] rgb) {
        if (rgb.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + " pixels are not " + rgb.length);
        }
        return new Pixels(width, height, perMm, rgb.clone(), List.of());
    }

    /** Returns whether a file begins like a PNG file. */
    static boolean isPng(byte[] file) {
        return Arrays.equals(SIGNATURE, Arrays.copyOf(file, SIGNATURE.length));
    }

    /**
     * Reads a PNG file.
     *
     * @throws IOException if it is damaged or of another kind
     */
    public static Pixels decode(byte[] png) throws IOException {
        if (!isPng(png)) {
            throw new IOException("this is not a PNG file");
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(PNG).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > Math.min(MOST_PIXELS, MOST_PIXELS_OF_A_BYTE * png.length)) {
                throw new IOException("the PNG file declares " + width + " x " + height + " pixels");
            }
            int[] argb = reader.read(0).getRGB(0, 0, width, height, null, 0, width);
            List<Panel> panels =
                    FigureMetadata.read(png).map(FigureMetadata::panels).orElse(List.of());
            return new Pixels(width, height, perMm(reader.getImageMetadata(0)), opaque(argb), panels);
        } catch (IIOException | RuntimeException e) {
            // For a damaged file the reader throws all kinds of exceptions.
            throw new IOException("the PNG file is damaged: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static int[] opaque(int[] argb) {
        return Arrays.stream(argb).map(pixel -> pixel & 0xffffff).toArray();
    }

    private static double perMm(IIOMetadata metadata) {
        NodeList sizes = ((Element) metadata.getAsTree(PNG_METADATA)).getElementsByTagName("pHYs");
        if (sizes.getLength() == 0) {
            return USUAL_PER_MM;
        }
        int perMetre = Integer.parseInt(((Element) sizes.item(0)).getAttribute("pixelsPerUnitXAxis"));
        return perMetre > 0 ? perMetre / MM_PER_M : USUAL_PER_MM;
    }

    /** Returns the panels named by the file; none if it names none. */
    public List<Panel> panels() {
        return Collections.unmodifiableList(panels);
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the dots per millimetre. */
    public double perMm() {
        return perMm;
    }

    /** Returns the colour of a pixel as 0xrrggbb. */
    public int at(int x, int y) {
        return rgb[y * width + x];
    }

    /**
     * Returns the SHA-256 of width, height and all pixels in hexadecimal. It is the same for every file that shows the
     * same picture.
     */
    public String digest() {
        return digest(0, 0, width, height);
    }

    /** Returns the SHA-256 of the pixels in the area of a panel, in hexadecimal. */
    public String digestOf(Panel panel) {
        int left = pixel(panel.x(), width);
        int top = pixel(panel.y(), height);
        int right = pixel(panel.x() + panel.width(), width);
        int bottom = pixel(panel.y() + panel.height(), height);
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

    /** Returns the picture as a PNG file. */
    public byte[] encode() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(PNG).next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            IIOMetadataNode size = new IIOMetadataNode("pHYs");
            String perMetre = Long.toString(Math.round(perMm * MM_PER_M));
            size.setAttribute("pixelsPerUnitXAxis", perMetre);
            size.setAttribute("pixelsPerUnitYAxis", perMetre);
            size.setAttribute("unitSpecifier", "meter");
            IIOMetadataNode root = new IIOMetadataNode(PNG_METADATA);
            root.appendChild(size);
            metadata.mergeTree(PNG_METADATA, root);
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}

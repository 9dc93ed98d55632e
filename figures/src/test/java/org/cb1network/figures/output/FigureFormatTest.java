package org.cb1network.figures.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.ColorCells;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.draw.VectorPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FigureFormatTest {

    private static final FigureMetadata METADATA = FigureMetadata.empty()
            .with(FigureMetadata.TITLE, "Gain & <rate> → \"Hz\"")
            .with(FigureMetadata.DESCRIPTION, "Two curves.\nIn two lines.")
            .with(FigureMetadata.SOFTWARE, "cb1network 1.0")
            .withTable("gain/points", "ab".repeat(32))
            .withTable("spontaneous", "cd".repeat(32));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void metadataComeBackFromEveryFormat(FigureFormat format) throws IOException {
        Path file = write(format, "figure." + format.extension());
        FigureMetadata read = FigureMetadata.read(file).orElseThrow();
        assertEquals(METADATA, read);
        assertEquals("ab".repeat(32), read.tables().get("gain/points"));
        assertEquals(Optional.of("Gain & <rate> → \"Hz\""), read.title());
    }

    @Test
    void aFileOfSomebodyElseHasNoMetadata() throws IOException {
        Path file = directory.resolve("other.svg");
        Files.writeString(file, "<svg xmlns='http://www.w3.org/2000/svg'><metadata>x</metadata></svg>");
        assertEquals(Optional.empty(), FigureMetadata.read(file));
    }

    @Test
    void damagedMetadataAreReportedWithTheFile() throws IOException {
        Path file = write(FigureFormat.SVG, "figure.svg");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("</figure:value>", "</figure:valu"));
        IOException error = assertThrows(IOException.class, () -> FigureMetadata.read(file));
        assertTrue(error.getMessage().contains("figure.svg"), error.getMessage());
    }

    @Test
    void pdfToolsFindTitleDigestsAndSize() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(render(FigureFormat.PDF))) {
            assertEquals("Gain & <rate> → \"Hz\"", pdf.getDocumentInformation().getTitle());
            assertEquals("cb1network 1.0", pdf.getDocumentInformation().getCreator());
            assertEquals("ab".repeat(32), pdf.getDocumentInformation().getCustomMetadataValue("table:gain/points"));
            assertEquals(40 / 25.4 * 72, pdf.getPage(0).getMediaBox().getWidth(), 1e-3);
            assertNotNull(pdf.getDocumentCatalog().getMetadata());
            assertEquals(null, pdf.getDocumentInformation().getCreationDate());
        }
    }

    @Test
    void pngHasItsResolutionAndItsSize() throws IOException {
        byte[] file = render(FigureFormat.PNG);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        assertEquals(Math.rint(40 / 25.4 * 300), image.getWidth());
        assertEquals(Math.rint(30 / 25.4 * 300), image.getHeight());
        String latin = new String(file, StandardCharsets.ISO_8859_1);
        int density = latin.indexOf("pHYs");
        assertEquals(11811, ((file[density + 6] & 255) << 8) + (file[density + 7] & 255), "dots per metre");
    }

    @Test
    void svgIsWellFormedAndHasNoIdsThatCouldClashInAPage() throws Exception {
        byte[] file = render(FigureFormat.SVG);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(file))
                .getDocumentElement();
        assertEquals("40mm", root.getAttribute("width"));
        assertEquals("0 0 40 30", root.getAttribute("viewBox"));
        String text = new String(file, StandardCharsets.UTF_8);
        assertFalse(text.contains(" id="), "no ids");
        assertTrue(text.contains("aria-label=\"p1 −2\""), "text can be found");
        assertFalse(text.contains("<text"), "text is drawn as outlines");
    }

    /** PDFBox draws with AWT, so edges may differ; a different place, size or colour shows as a different mean. */
    @Test
    void theThreeFormatsShowTheSame() throws IOException {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(render(FigureFormat.PNG)));
        try (PDDocument document = Loader.loadPDF(render(FigureFormat.PDF))) {
            BufferedImage pdf = new PDFRenderer(document).renderImageWithDPI(0, 300);
            int block = 16;
            for (int x = 0; x + block < Math.min(png.getWidth(), pdf.getWidth()); x += block) {
                for (int y = 0; y + block < Math.min(png.getHeight(), pdf.getHeight()); y += block) {
                    for (int shift = 0; shift < 24; shift += 8) {
                        double difference = mean(png, x, y, block, shift) - mean(pdf, x, y, block, shift);
                        assertEquals(0, difference, 42, "near pixel " + x + ", " + y);
                    }
                }
            }
        }
    }

    private static double mean(BufferedImage image, int left, int top, int size, int shift) {
        double sum = 0;
        for (int x = left; x < left + size; x++) {
            for (int y = top; y < top + size; y++) {
                sum += image.getRGB(x, y) >> shift & 255;
            }
        }
        return sum / (size * size);
    }

    @Test
    void aHundredThousandSpikesAreASmallFile() {
        int n = 100_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 5 + 90 * ((i * 0.618033988749895) % 1);
            y[i] = 5 + 40 * ((i * 0.754877666246693) % 1);
        }
        Consumer<Canvas> raster =
                canvas -> canvas.dots(Dots.of(Rect.of(5, 5, 90, 40), x, y, 0.085, 0.085), Color.BLACK);
        int svg = FigureFormat.SVG.draw(100, 50, METADATA, raster).length;
        int pdf = FigureFormat.PDF.draw(100, 50, METADATA, raster).length;
        int png = FigureFormat.PNG.draw(100, 50, METADATA, raster).length;
        assertTrue(svg < 8 * n, "SVG: " + svg + " bytes");
        assertTrue(pdf < 5 * n, "PDF: " + pdf + " bytes");
        assertTrue(png < 3 * n, "PNG: " + png + " bytes");
    }

    @Test
    void numbersAreShortAndNeverInExponents() {
        assertEquals("0", Numbers.format(-0.0001));
        assertEquals("-.25", Numbers.format(-0.25));
        assertEquals("1.5", Numbers.format(1.5));
        assertEquals("12345678.9", Numbers.format(12345678.9));
        assertEquals(".001", Numbers.format(0.0006));
        assertEquals("100", Numbers.format(99.9999));
    }

    private Path write(FigureFormat format, String name) throws IOException {
        return Files.write(directory.resolve(name), render(format));
    }

    private static byte[] render(FigureFormat format) {
        return format.draw(40, 30, METADATA, FigureFormatTest::everything);
    }

    /** Everything that a canvas can do. */
    private static void everything(Canvas canvas) {
        canvas.fill(VectorPath.circle(10, 10, 6), Color.hex("#e41f2d"));
        canvas.fill(VectorPath.ellipse(14, 12, 6, 4), Color.hex("#1f77b4").withAlpha(0.5));
        canvas.stroke(VectorPath.path(3, 25, 10, 20, 16, 26), Stroke.round(3), Color.hex("#2ca02c"));
        canvas.stroke(VectorPath.line(2, 28, 38, 28), Stroke.ruled(1).dashed(4.0, 2.0), Color.BLACK);
        canvas.clipped(Rect.of(20, 2, 6, 6), () -> canvas.fill(VectorPath.circle(26, 5, 5), Color.hex("#ff7f0e")));
        canvas.cells(new ColorCells(Rect.of(28, 3, 8, 8), 4, 4, (row, column) -> Color.gray((row + column) / 8.0)));
        double[] x = {20.1, 22.1, 24.1};
        canvas.dots(Dots.of(Rect.of(20, 12, 10, 5), x, new double[] {12.5, 14.5, 16.5}, 0.5, 0.5), Color.BLACK);
        canvas.text(TextLayout.of("p_{1} -2", TextStyle.plain(12)).at(28, 22, Anchor.CENTER, 30), Color.BLACK);
    }
}

package org.cb1network.figures.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.stage.FigureMetadata;

/** Writes one page as a PDF 1.4 file (ISO 32000-1 has all of it). The file's identifier is a digest of its content. */
final class PdfFile {

    private static final double POINTS_PER_MM = 72 / 25.4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private PdfFile() {}

    /**
     * Returns the bytes of the file.
     *
     * @param content page content, in mm with y down
     * @param opacities names of graphics states by the opacity they set, in thousandths
     */
    static byte[] encode(
            double widthMm, double heightMm, String content, Map<Long, String> opacities, FigureMetadata metadata) {
        PdfFile file = new PdfFile();
        String scale = sixDecimals(POINTS_PER_MM);
        String width = Numbers.format(widthMm * POINTS_PER_MM);
        String height = Numbers.format(heightMm * POINTS_PER_MM);
        String toMillimetres = scale + " 0 0 -" + scale + " 0 " + height + " cm\n";
        StringBuilder states = new StringBuilder();
        opacities.forEach((opacity, name) -> {
            String value = Numbers.format(opacity / 1000.0);
            states.append('/')
                    .append(name)
                    .append("<</CA ")
                    .append(value)
                    .append("/ca ")
                    .append(value)
                    .append(">>");
        });
        file.text("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        file.object("<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>");
        file.object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        file.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + width + " " + height
                + "]/Contents 4 0 R/Group<</S/Transparency/CS/DeviceRGB>>/Resources<</ExtGState<<" + states + ">>>>>>");
        file.stream("/Filter/FlateDecode", Deflate.zlib(latin(toMillimetres + content)));
        String packet = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + XmpPacket.of(metadata)
                + "\n<?xpacket end=\"r\"?>";
        file.stream("/Type/Metadata/Subtype/XML", packet.getBytes(StandardCharsets.UTF_8));
        file.object(information(metadata));
        file.end();
        return file.out.toByteArray();
    }

    /** Returns the document information: title and software under their usual names, all else under its own. */
    private static String information(FigureMetadata metadata) {
        StringBuilder information = new StringBuilder("<<");
        metadata.title().ifPresent(title -> information.append("/Title").append(string(title)));
        metadata.description().ifPresent(text -> information.append("/Subject").append(string(text)));
        metadata.software().ifPresent(software -> information.append("/Creator").append(string(software)));
        metadata.tables()
                .forEach((table, digest) -> information
                        .append(name(FigureMetadata.TABLE_PREFIX + table))
                        .append(string(digest)));
        return information.append(">>").toString();
    }

    private static String name(String text) {
        StringBuilder name = new StringBuilder("/");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            name.append(plain ? String.valueOf((char) b) : "#" + HexFormat.of().toHexDigits(b));
        }
        return name.toString();
    }

    /** Returns a text string: UTF-16 with byte order mark, in hexadecimal, which needs no escapes. */
    private static String string(String text) {
        return "<feff" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE)) + ">";
    }

    private static String sixDecimals(double value) {
        long millionths = (long) Math.rint(value * 1e6);
        return millionths / 1_000_000 + "."
                + String.valueOf(1_000_000 + millionths % 1_000_000).substring(1);
    }

    private void object(String dictionary) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n" + dictionary + "\nendobj\n");
    }

    private void stream(String dictionary, byte[] bytes) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n<<" + dictionary + "/Length " + bytes.length + ">>\nstream\n");
        out.writeBytes(bytes);
        text("\nendstream\nendobj\n");
    }

    private void end() {
        String id = HexFormat.of().formatHex(sha256(out.toByteArray()), 0, 16);
        int start = out.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) {
            text(String.valueOf(10_000_000_000L + offset).substring(1) + " 00000 n \n");
        }
        text("trailer\n<</Size " + (offsets.size() + 1) + "/Root 1 0 R/Info " + offsets.size() + " 0 R/ID[<" + id + "><"
                + id + ">]>>\nstartxref\n" + start + "\n%%EOF\n");
    }

    private void text(String text) {
        out.writeBytes(latin(text));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}

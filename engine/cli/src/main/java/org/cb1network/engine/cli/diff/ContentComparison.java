package org.cb1network.engine.cli.diff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableFormatException;
import org.cb1network.engine.verify.picture.PixelDifference;
import org.cb1network.engine.verify.picture.Pixels;

/** Compares the contents of two artifacts whose digests differ. */
final class ContentComparison {

    private static final int SHORT_DIGEST = 12;
    private static final String PNG = "\u0089PNG";
    private static final String SVG = "<svg";
    private static final String METADATA = "<metadata>";
    private static final String METADATA_END = "</metadata>";

    private ContentComparison() {}

    static ArtifactChange compare(String name, SideArtifact before, SideArtifact now) throws IOException {
        Optional<byte[]> old = before.content().read();
        Optional<byte[]> current = now.content().read();
        if (old.isEmpty() || current.isEmpty()) {
            String text = "other content (" + shortened(before.digest()) + " -> " + shortened(now.digest())
                    + "); its bytes are not here to be compared";
            return new ArtifactChange(name, before.digest(), now.digest(), Optional.empty(), text, false);
        }
        try {
            TableChange table = TableChange.between(Table.read(old.get()), Table.read(current.get()));
            return new ArtifactChange(name, before.digest(), now.digest(), Optional.of(table), inWords(table), true);
        } catch (TableFormatException noTable) {
            String text = inBytes(old.get(), current.get());
            return new ArtifactChange(name, before.digest(), now.digest(), Optional.empty(), text, true);
        }
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
    }

    private static String inWords(TableChange table) {
        StringBuilder text = new StringBuilder();
        text.append(table.changed()).append(" of ").append(table.rowsNow()).append(" rows changed");
        if (table.added() > 0) {
            text.append(", ").append(table.added()).append(" added");
        }
        if (table.removed() > 0) {
            text.append(", ").append(table.removed()).append(" removed");
        }
        if (!table.matchedBy().isEmpty()) {
            text.append(" (rows matched by ").append(table.matchedBy()).append(")");
        }
        if (!table.columns().isEmpty()) {
            text.append("; columns: ").append(table.columns());
        }
        return text.toString();
    }

    private static String inBytes(byte[] before, byte[] now) {
        if (drawing(before).equals(drawing(now))) {
            return "the same drawing; only its metadata differ, which name the tables it was drawn from";
        }
        if (isPng(before) && isPng(now)) {
            return inPixels(before, now);
        }
        int place = Arrays.mismatch(before, now);
        String sizes =
                before.length == now.length ? now.length + " bytes" : before.length + " -> " + now.length + " bytes";
        return sizes + ", different from byte " + (place + 1L) + " on";
    }

    private static boolean isPng(byte[] file) {
        return new String(file, 0, Math.min(PNG.length(), file.length), StandardCharsets.ISO_8859_1).equals(PNG);
    }

    private static String inPixels(byte[] before, byte[] now) {
        try {
            PixelDifference difference = PixelDifference.of(Pixels.decode(before), Pixels.decode(now));
            return difference.sameSize() && difference.pixels() == 0
                    ? "the same pixels; only its metadata differ"
                    : difference.inWords();
        } catch (IOException e) {
            return "a picture that cannot be compared: " + e.getMessage();
        }
    }

    /** An SVG file without its metadata; any other file as it is. */
    private static String drawing(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(METADATA);
        int end = text.indexOf(METADATA_END, Math.max(0, start));
        boolean isSvg = text.contains(SVG) && start >= 0 && end >= 0;
        return isSvg ? text.substring(0, start) + text.substring(end) : text;
    }
}

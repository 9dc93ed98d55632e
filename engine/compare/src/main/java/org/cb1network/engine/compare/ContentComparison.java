package org.cb1network.engine.compare;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableFormatException;

/**
 * The difference of two contents with different digests. Tables are compared by their cells, drawings without their
 * metadata, pictures by their pixels, and anything else by bytes.
 *
 * @param table the difference, if both are tables
 * @param text the difference in words
 */
public record ContentComparison(Optional<TableComparison> table, String text) {

    /**
     * Compares two contents.
     *
     * @throws IOException if both begin like tables and one of them is damaged
     */
    public static ContentComparison of(byte[] before, byte[] now) throws IOException {
        try {
            TableComparison table = TableComparison.of(Table.read(before), Table.read(now));
            return new ContentComparison(Optional.of(table), inWords(table));
        } catch (TableFormatException noTable) {
            return new ContentComparison(Optional.empty(), inBytes(before, now));
        }
    }

    private static String inWords(TableComparison table) {
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
        if (Arrays.equals(Drawing.withoutMetadata(before), Drawing.withoutMetadata(now))) {
            return "the same drawing; only its metadata differs, which names the tables it was drawn from";
        }
        if (Pixels.isPng(before) && Pixels.isPng(now)) {
            return inPixels(before, now);
        }
        String sizes =
                before.length == now.length ? now.length + " bytes" : before.length + " -> " + now.length + " bytes";
        return sizes + ", different from byte " + (Arrays.mismatch(before, now) + 1L) + " on";
    }

    private static String inPixels(byte[] before, byte[] now) {
        try {
            PixelDifference difference = PixelDifference.of(Pixels.decode(before), Pixels.decode(now));
            return difference.sameSize() && difference.pixels() == 0
                    ? "the same pixels; only the metadata differs"
                    : difference.inWords();
        } catch (IOException e) {
            return "a picture that cannot be compared: " + e.getMessage();
        }
    }
}

package org.cb1network.engine.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableFormatException;

/**
 * Compares the outputs of two sides: by digest, and where the digests differ, by content. Tables are compared by their
 * cells, drawings without their metadata, pictures by their pixels, and anything else by bytes.
 */
public final class OutputComparison {

    private OutputComparison() {}

    /**
     * Returns the outputs that differ, by name; empty if all have the same bytes.
     *
     * @param before digest of each output of the first side in hexadecimal, by name
     * @param now digest of each output of the second side
     * @throws IOException if bytes to be compared cannot be read, or begin like a table and are damaged
     */
    public static List<OutputDifference> of(
            SortedMap<String, String> before, Contents ofBefore, SortedMap<String, String> now, Contents ofNow)
            throws IOException {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        List<OutputDifference> differences = new ArrayList<>();
        for (String name : names) {
            String old = before.getOrDefault(name, "");
            String current = now.getOrDefault(name, "");
            if (old.isEmpty() || current.isEmpty()) {
                String text = old.isEmpty() ? "new" : "removed";
                differences.add(new OutputDifference(name, old, current, Optional.empty(), text, true));
            } else if (!old.equals(current)) {
                differences.add(difference(name, old, ofBefore.content(old), current, ofNow.content(current)));
            }
        }
        return differences;
    }

    /**
     * Compares two results of one key in two stores.
     *
     * @throws IOException if bytes to be compared cannot be read
     */
    public static List<OutputDifference> ofEntries(Store store, Entry before, Store otherStore, Entry now)
            throws IOException {
        return of(digests(before), contents(store, before), digests(now), contents(otherStore, now));
    }

    /** Returns the digest of each output of an entry in hexadecimal, by name. */
    public static SortedMap<String, String> digests(Entry entry) {
        SortedMap<String, String> digests = new TreeMap<>();
        entry.outputs()
                .forEach((name, output) -> digests.put(name, output.digest().hex()));
        return digests;
    }

    /** Returns the contents of an entry's outputs. */
    public static Contents contents(Store store, Entry entry) {
        return digest -> {
            for (StoredOutput output : entry.outputs().values()) {
                if (output.digest().hex().equals(digest)) {
                    return Optional.of(store.read(output));
                }
            }
            return Optional.empty();
        };
    }

    private static OutputDifference difference(
            String name, String before, Optional<byte[]> old, String now, Optional<byte[]> current) throws IOException {
        if (old.isEmpty() || current.isEmpty()) {
            String text = "different content (" + shortened(before) + " -> " + shortened(now)
                    + "); its bytes are not available for comparison";
            return new OutputDifference(name, before, now, Optional.empty(), text, false);
        }
        try {
            TableComparison table = TableComparison.of(Table.read(old.get()), Table.read(current.get()));
            return new OutputDifference(name, before, now, Optional.of(table), inWords(table), true);
        } catch (TableFormatException noTable) {
            String text = inBytes(old.get(), current.get());
            return new OutputDifference(name, before, now, Optional.empty(), text, true);
        }
    }

    private static String shortened(String digest) {
        return Digest.parse(digest).shortHex();
    }

    private static String inWords(TableComparison table) {
        StringBuilder text = new StringBuilder();
        text.append(Count.part(table.changed(), table.rowsNow(), "row")).append(" changed");
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
        String sizes = before.length == now.length
                ? Count.of(now.length, "byte")
                : Count.digits(before.length) + " -> " + Count.of(now.length, "byte");
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

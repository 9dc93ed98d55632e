package org.cb1network.engine.runner.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.table.TableDifference;
import org.cb1network.engine.table.TableFormatException;
import org.cb1network.engine.table.TableReader;

/** Compares two results of one key that stand in two stores: by digest, and where these differ, by content. */
public final class EntryComparison {

    /** Tables of fewer bytes are read into memory, others from their file. */
    private static final long MOST_BYTES_IN_MEMORY = 1 << 20;

    private final Store firstStore;
    private final String firstName;
    private final Store secondStore;
    private final String secondName;

    /**
     * @param firstName what to call a value of the first store, such as {@code in the store}
     * @param secondName the same of the second
     */
    public EntryComparison(Store firstStore, String firstName, Store secondStore, String secondName) {
        this.firstStore = firstStore;
        this.firstName = firstName;
        this.secondStore = secondStore;
        this.secondName = secondName;
    }

    /**
     * The outputs that differ, by name; empty if all have the same bytes.
     *
     * @throws IOException if bytes that are to be compared cannot be read
     */
    public List<OutputDifference> compare(Entry first, Entry second) throws IOException {
        SortedSet<String> names = new TreeSet<>(first.outputs().keySet());
        names.addAll(second.outputs().keySet());
        List<OutputDifference> differences = new ArrayList<>();
        for (String name : names) {
            StoredOutput one = first.outputs().get(name);
            StoredOutput other = second.outputs().get(name);
            if (one == null || other == null) {
                differences.add(new OutputDifference(
                        name,
                        Optional.ofNullable(one).map(StoredOutput::digest),
                        Optional.ofNullable(other).map(StoredOutput::digest),
                        Optional.empty(),
                        "only " + (one == null ? secondName : firstName)));
            } else if (!one.sameContent(other)) {
                differences.add(difference(one, other));
            }
        }
        return differences;
    }

    private OutputDifference difference(StoredOutput one, StoredOutput other) throws IOException {
        Optional<TableDifference> table = Optional.empty();
        String where;
        try (TableReader first = open(firstStore, one);
                TableReader second = open(secondStore, other)) {
            table = TableDifference.between(first, second);
            where = table.map(place -> place.describe(firstName, secondName))
                    .orElse("the same columns and cells in other bytes: descriptions differ, or how they were written");
        } catch (TableFormatException noTable) {
            where = firstByte(one, other);
        }
        return new OutputDifference(one.name(), Optional.of(one.digest()), Optional.of(other.digest()), table, where);
    }

    private static TableReader open(Store store, StoredOutput output) throws IOException {
        return output.length() <= MOST_BYTES_IN_MEMORY
                ? TableReader.open(store.read(output))
                : TableReader.open(store.file(output));
    }

    private String firstByte(StoredOutput one, StoredOutput other) throws IOException {
        int place = Arrays.mismatch(firstStore.read(one), secondStore.read(other));
        String sizes = one.length() == other.length()
                ? one.length() + " bytes"
                : one.length() + " bytes " + firstName + ", " + other.length() + " " + secondName;
        return sizes + ", different from byte " + (place + 1L) + " on";
    }
}

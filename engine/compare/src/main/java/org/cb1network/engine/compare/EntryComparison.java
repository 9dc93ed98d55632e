package org.cb1network.engine.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;

/** Compares two results of one key in two stores: by digest, and if the digests differ, by content. */
public final class EntryComparison {

    private final Store firstStore;
    private final String firstName;
    private final Store secondStore;
    private final String secondName;

    /**
     * Creates a comparison.
     *
     * @param firstName phrase for values of the first store, such as {@code in the store}
     * @param secondName phrase for values of the second store
     */
    public EntryComparison(Store firstStore, String firstName, Store secondStore, String secondName) {
        this.firstStore = firstStore;
        this.firstName = firstName;
        this.secondStore = secondStore;
        this.secondName = secondName;
    }

    /**
     * Returns the outputs that differ, by name; empty if all have the same bytes.
     *
     * @throws IOException if bytes to be compared cannot be read
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
                        "only " + (one == null ? secondName : firstName)));
            } else if (!one.sameContent(other)) {
                differences.add(difference(one, other));
            }
        }
        return differences;
    }

    private OutputDifference difference(StoredOutput one, StoredOutput other) throws IOException {
        ContentComparison content = ContentComparison.of(firstStore.read(one), secondStore.read(other));
        String where = content.table().map(this::where).orElse(content.text());
        return new OutputDifference(one.name(), Optional.of(one.digest()), Optional.of(other.digest()), where);
    }

    private String where(TableComparison table) {
        if (table.verdict() == Verdict.REPRODUCED) {
            return "the same columns and cells in different bytes: the descriptions or the encoding differ";
        }
        return table.columns().isEmpty() && !table.first().isEmpty()
                ? table.first().get(0).describe(firstName, secondName)
                : table.message();
    }
}

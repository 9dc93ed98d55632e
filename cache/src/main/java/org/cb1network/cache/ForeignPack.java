package org.cb1network.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A sealed pack outside the store, of which only the end has been read. Its index has the positions of its records, so
 * that they can be fetched one by one. Format and checks are those of the packs of a store ({@link Pack});
 * {@link Store#pack} makes such packs.
 *
 * <p>The pack's name is the checksum of its index, and the index has the checksum of every record. A caller that trusts
 * the name can therefore trust every record that passes the checks here.
 */
public final class ForeignPack {

    /** Maximum length of the index and the end of a pack together. */
    public static final int LONGEST_INDEX_BYTES = 1 << 26;

    private final Pack pack;
    private final List<Item> items;

    private ForeignPack(Pack pack, List<Item> items) {
        this.pack = pack;
        this.items = items;
    }

    /** An entry, or the bytes of an output, at its place in a pack. */
    public static final class Item {

        private final RecordHeader header;
        private final long position;

        private Item(RecordHeader header, long position) {
            this.header = header;
            this.position = position;
        }

        /** Returns whether it is an entry; if not, it is an output. */
        public boolean isEntry() {
            return header.type() == RecordHeader.ENTRY;
        }

        /** Returns the key of the entry, or the digest of the output. */
        public Digest key() {
            return header.key();
        }

        /** Returns the position of its first byte in the pack. */
        public long position() {
            return position;
        }

        /** Returns its length in bytes. */
        public int length() {
            return header.length();
        }

        /**
         * Returns a number that is equal for entries of equal outputs, and different otherwise except by chance; see {@link
         * Store#contentsOf}.
         */
        public long contents() {
            return header.contents();
        }
    }

    /**
     * An entry and the bytes of its small outputs.
     *
     * @param entry the entry
     * @param inline the bytes of those outputs that are part of the record, by name
     */
    public record FoundEntry(Entry entry, SortedMap<String, byte[]> inline) {}

    /**
     * Reads the index of a pack.
     *
     * @param name name of the pack
     * @param length length of the pack in bytes
     * @param end all bytes from the beginning of the index to the end of the pack
     * @throws IOException if these bytes are not the end of the pack with this name and length
     */
    public static ForeignPack open(String name, long length, byte[] end) throws IOException {
        Pack pack = Pack.foreign(name, new End(length, end));
        if (!pack.isAsNamed()) {
            throw new IOException("its index is not the one that its name promises");
        }
        List<Item> items = new ArrayList<>();
        pack.visit((header, position) -> {
            if (header.type() == RecordHeader.ENTRY || header.type() == RecordHeader.OUTPUT) {
                items.add(new Item(header, position));
            }
        });
        // The beginning has not been read and is therefore never sound; only the index matters.
        if (!pack.endsWith(end.length)) {
            throw new IOException("its index is damaged");
        }
        return new ForeignPack(pack, List.copyOf(items));
    }

    /** Returns whether a text is the name of a sealed pack. */
    public static boolean isName(String text) {
        return Pack.isPack(text) && text.endsWith(Pack.SEALED);
    }

    /** Returns everything that the pack has. */
    public List<Item> items() {
        return items;
    }

    /** Decodes the entry in these bytes, or returns empty if they are not the item's bytes or not an entry. */
    public Optional<FoundEntry> entry(Item item, byte[] record) {
        if (!item.isEntry() || !pack.isSound(record, item.position(), item.header)) {
            return Optional.empty();
        }
        return Optional.ofNullable(EntryRecord.decode(item.header, record))
                .filter(EntryRecord::inlineIsSound)
                .map(found -> new FoundEntry(found.entry(), found.inline()));
    }

    /** Returns the bytes of an output, or empty if they are not the item's or do not have the output's digest. */
    public Optional<byte[]> output(Item item, byte[] record) {
        if (item.isEntry() || !pack.isSound(record, item.position(), item.header)) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(record, RecordHeader.BYTES, record.length);
        return Digest.of(content).equals(item.key()) ? Optional.of(content) : Optional.empty();
    }

    /** The end of a file, without the bytes before it. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    private record End(long length, byte[] bytes) implements StoreFiles.Input {

        @Override
        public int read(long position, byte[] target, int offset, int count) {
            long from = position - (length - bytes.length);
            if (from < 0 || from >= bytes.length) {
                return 0;
            }
            int n = (int) Math.min(count, bytes.length - from);
            System.arraycopy(bytes, (int) from, target, offset, n);
            return n;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}

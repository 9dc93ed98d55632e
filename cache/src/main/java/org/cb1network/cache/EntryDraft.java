package org.cb1network.cache;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be published under a key: documents and outputs, the latter as bytes or as temporary files. */
public final class EntryDraft {

    private final SortedMap<String, byte[]> documents;
    private final SortedMap<String, OutputSource> outputs;

    private EntryDraft(Builder builder) {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(builder.documents));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(builder.outputs));
    }

    /** An empty draft. */
    public static Builder builder() {
        return new Builder();
    }

    SortedMap<String, byte[]> documents() {
        return documents;
    }

    SortedMap<String, OutputSource> outputs() {
        return outputs;
    }

    /** Where the bytes of an output are. */
    sealed interface OutputSource permits Bytes, TemporaryFile {}

    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    record Bytes(byte[] content) implements OutputSource {}

    record TemporaryFile(Path file) implements OutputSource {}

    /** Collects a draft. Names are 1 to 100 of the characters {@code a-z 0-9 . _ -} without a leading or double dot. */
    public static final class Builder {

        private final SortedMap<String, byte[]> documents = new TreeMap<>();
        private final SortedMap<String, OutputSource> outputs = new TreeMap<>();
        private long documentBytes;

        private Builder() {}

        /**
         * Adds a document, up to 64 MiB, and 128 MiB with all others.
         *
         * @throws IllegalArgumentException if the name is not allowed or taken, or the document is larger
         */
        public Builder document(String name, byte[] content) {
            Names.check("document", name);
            documentBytes += content.length;
            if (documentBytes > EntryRecord.LONGEST_DOCUMENTS_BYTES) {
                throw new IllegalArgumentException("With document " + name + " all documents have " + documentBytes
                        + " bytes, more than " + EntryRecord.LONGEST_DOCUMENTS_BYTES + ". Make some of them outputs.");
            }
            if (content.length > EntryRecord.LONGEST_DOCUMENT_BYTES) {
                throw new IllegalArgumentException("Document " + name + " has " + content.length + " bytes, more than "
                        + EntryRecord.LONGEST_DOCUMENT_BYTES + ". Make it an output.");
            }
            if (documents.putIfAbsent(name, content.clone()) != null) {
                throw new IllegalArgumentException("There are two documents " + name + ".");
            }
            return this;
        }

        /**
         * Adds an output by its bytes, which must not change until it is published.
         *
         * @throws IllegalArgumentException if the name is not allowed or taken
         */
        public Builder output(String name, byte[] content) {
            return output(name, new Bytes(content));
        }

        /**
         * Adds an output that was written to a file, closed by now. A file of {@link Store#newTemporaryFile()} is
         * moved into the store and gone after publishing; any other file is copied and stays.
         *
         * @throws IllegalArgumentException if the name is not allowed or taken
         */
        public Builder output(String name, Path file) {
            return output(name, new TemporaryFile(file));
        }

        private Builder output(String name, OutputSource source) {
            Names.check("output", name);
            if (outputs.putIfAbsent(name, source) != null) {
                throw new IllegalArgumentException("There are two outputs " + name + ".");
            }
            return this;
        }

        /** The finished draft. */
        public EntryDraft build() {
            return new EntryDraft(this);
        }
    }
}

package org.cb1network.cache;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The documents and outputs to be published under a key. Outputs are given as bytes or as temporary files. */
public final class EntryDraft {

    private final SortedMap<String, byte[]> documents;
    private final SortedMap<String, OutputSource> outputs;

    private EntryDraft(Builder builder) {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(builder.documents));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(builder.outputs));
    }

    /** Returns a builder of an empty draft. */
    public static Builder builder() {
        return new Builder();
    }

    SortedMap<String, byte[]> documents() {
        return documents;
    }

    SortedMap<String, OutputSource> outputs() {
        return outputs;
    }

    /** Where the bytes of an output come from. */
    sealed interface OutputSource permits Bytes, TemporaryFile {}

    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    record Bytes(byte[] content) implements OutputSource {}

    record TemporaryFile(Path file) implements OutputSource {}

    /** Builds a draft. Names have 1 to 100 of the characters {@code a-z 0-9 . _ -}, without a leading or double dot. */
    public static final class Builder {

        private final SortedMap<String, byte[]> documents = new TreeMap<>();
        private final SortedMap<String, OutputSource> outputs = new TreeMap<>();
        private long documentBytes;

        private Builder() {}

        /**
         * Adds a document of up to 64 MiB. All documents together may have up to 128 MiB.
         *
         * @throws IllegalArgumentException if the name is not allowed or already used, or if a limit is exceeded
         */
        public Builder document(String name, byte[] content) {
            Names.check("document", name);
            documentBytes += content.length;
            if (documentBytes > EntryRecord.LONGEST_DOCUMENTS_BYTES) {
                throw new IllegalArgumentException("With document " + name + ", the documents have " + documentBytes
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
         * Adds an output given by its bytes, which must not change before publication.
         *
         * @throws IllegalArgumentException if the name is not allowed or already used
         */
        public Builder output(String name, byte[] content) {
            return output(name, new Bytes(content));
        }

        /**
         * Adds an output given by a file that has been closed. A file from {@link Store#newTemporaryFile()} is moved
         * into the store, so it no longer exists after publishing; any other file is copied.
         *
         * @throws IllegalArgumentException if the name is not allowed or already used
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

        /** Returns the finished draft. */
        public EntryDraft build() {
            return new EntryDraft(this);
        }
    }
}

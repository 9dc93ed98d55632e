package org.cb1network.engine.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** A file with a dictionary-encoded column, like categories of pandas and factors of R. */
final class DictionaryFile {

    private DictionaryFile() {}

    /** Returns a file with a column that has {@code positions} in {@code entries}. */
    static byte[] write(String column, ArrowType indexType, ArrowType entryType, Object[] entries, Object... positions)
            throws IOException {
        DictionaryEncoding encoding = new DictionaryEncoding(7, false, (ArrowType.Int) indexType);
        Field words = new Field("words", new FieldType(false, entryType, null), null);
        Field numbers = new Field(column, new FieldType(false, indexType, encoding), null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot dictionary = VectorSchemaRoot.of(words.createVector(allocator));
                VectorSchemaRoot root = VectorSchemaRoot.of(numbers.createVector(allocator))) {
            ArrowVectors.set(dictionary, "words", entries);
            FieldVector vector = dictionary.getVector("words");
            vector.setValueCount(entries.length);
            ArrowVectors.set(root, column, positions);
            root.setRowCount(positions.length);
            DictionaryProvider provider =
                    new DictionaryProvider.MapDictionaryProvider(new Dictionary(vector, encoding));
            try (ArrowFileWriter writer = new ArrowFileWriter(root, provider, Channels.newChannel(out))) {
                writer.writeBatch();
                writer.end();
            }
        }
        return out.toByteArray();
    }
}

package org.cb1network.engine.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.Field;

/** A file with a dictionary-encoded column, as pandas writes categories. */
final class DictionaryFile {

    private DictionaryFile() {}

    static byte[] write(Field field) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator();
                VarCharVector words = new VarCharVector("words", allocator);
                FieldVector indices = field.createVector(allocator)) {
            words.setSafe(0, "V1".getBytes(StandardCharsets.UTF_8));
            words.setValueCount(1);
            indices.setValueCount(0);
            Dictionary dictionary = new Dictionary(words, field.getDictionary());
            VectorSchemaRoot root = new VectorSchemaRoot(List.of(indices));
            try (ArrowFileWriter writer = new ArrowFileWriter(
                    root, new DictionaryProvider.MapDictionaryProvider(dictionary), Channels.newChannel(out))) {
                writer.writeBatch();
                writer.end();
            }
        }
        return out.toByteArray();
    }
}

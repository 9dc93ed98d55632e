package org.cb1network.engine.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;

/** Arrow's own Java implementation, for comparison. */
final class ArrowVectors {

    private ArrowVectors() {}

    /** Reads a file with arrow-vector: the schema, and the cells row by row. */
    record Contents(Schema schema, List<Integer> batchRows, List<List<Object>> rows) {}

    static Contents read(byte[] file) throws IOException {
        List<Integer> batchRows = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(
                        new SeekableReadChannel(new ByteArrayReadableSeekableByteChannel(file)),
                        allocator,
                        CommonsCompressionFactory.INSTANCE)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                batchRows.add(root.getRowCount());
                for (int row = 0; row < root.getRowCount(); row++) {
                    rows.add(cells(root, row));
                }
            }
            return new Contents(root.getSchema(), batchRows, rows);
        }
    }

    private static List<Object> cells(VectorSchemaRoot root, int row) {
        List<Object> cells = new ArrayList<>();
        for (FieldVector vector : root.getFieldVectors()) {
            Object cell = vector.getObject(row);
            cells.add(cell instanceof org.apache.arrow.vector.util.Text ? cell.toString() : cell);
        }
        return cells;
    }

    /** Returns a file with one batch of {@code rows} rows that {@code fill} writes to the vectors. */
    static byte[] write(List<Field> fields, int rows, CodecType codec, Consumer<VectorSchemaRoot> fill)
            throws IOException {
        return write(fields, rows, 1, codec, fill);
    }

    static byte[] write(List<Field> fields, int rows, int batches, CodecType codec, Consumer<VectorSchemaRoot> fill)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean plain = codec == CodecType.NO_COMPRESSION;
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root =
                        VectorSchemaRoot.create(new Schema(fields, Map.of("name", "theirs")), allocator);
                ArrowFileWriter writer = new ArrowFileWriter(
                        root,
                        null,
                        Channels.newChannel(out),
                        Map.of(),
                        IpcOption.DEFAULT,
                        plain ? NoCompressionCodec.Factory.INSTANCE : CommonsCompressionFactory.INSTANCE,
                        codec,
                        Optional.empty())) {
            for (int i = 0; i < batches; i++) {
                root.getFieldVectors().forEach(FieldVector::reset);
                fill.accept(root);
                root.setRowCount(rows);
                writer.writeBatch();
            }
            writer.end();
        }
        return out.toByteArray();
    }

    static void set(VectorSchemaRoot root, String column, Object... values) {
        FieldVector vector = root.getVector(column);
        vector.setInitialCapacity(values.length);
        vector.allocateNew();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                vector.setNull(i);
            } else if (vector instanceof IntVector ints) {
                ints.setSafe(i, (Integer) values[i]);
            } else if (vector instanceof Float8Vector doubles) {
                doubles.setSafe(i, (Double) values[i]);
            } else if (vector instanceof BitVector bits) {
                bits.setSafe(i, (Boolean) values[i] ? 1 : 0);
            } else if (vector instanceof VariableWidthFieldVector texts) {
                texts.setSafe(i, ((String) values[i]).getBytes(StandardCharsets.UTF_8));
            } else if (vector instanceof BaseIntVector whole) {
                whole.setUnsafeWithPossibleTruncate(i, ((Number) values[i]).longValue());
            } else if (vector instanceof Float4Vector floats) {
                floats.setSafe(i, (Float) values[i]);
            } else {
                throw new IllegalArgumentException("no such vector: " + vector);
            }
        }
    }

    /** Returns whether arrow-vector's stream reader finds the same content in the file without its footer. */
    static int streamBatches(byte[] file) throws IOException {
        int batches = 0;
        try (BufferAllocator allocator = new RootAllocator();
                org.apache.arrow.vector.ipc.ArrowStreamReader reader =
                        new org.apache.arrow.vector.ipc.ArrowStreamReader(
                                new ByteArrayInputStream(file, 8, file.length - 8),
                                allocator,
                                CommonsCompressionFactory.INSTANCE)) {
            while (reader.loadNextBatch()) {
                batches++;
            }
        }
        return batches;
    }
}

package org.cb1network.engine.table;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * The parts of an Arrow IPC file as this project writes them: magic, messages, footer.
 *
 * <p>Source: "Arrow Columnar Format", version 1.5, sections "Encapsulated message format" and "IPC File Format".
 */
final class ArrowFile {

    /** Every part of the file starts at a multiple of this many bytes. */
    static final int ALIGNMENT = 8;

    /** First and last bytes of a file. */
    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /** First bytes of a message; its length follows. */
    static final int CONTINUATION = -1;

    /** Bytes before a message: {@link #CONTINUATION} and length. */
    static final int MESSAGE_PREFIX_BYTES = 8;

    static final String NAME = "name";
    static final String DESCRIPTION = "description";
    static final String UNIT = "unit";

    /** Position of a record batch in the file. */
    record BlockPosition(long offset, int metadataBytes, long bodyBytes) {}

    private ArrowFile() {}

    static int padded(int bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    static ByteBuffer schemaMessage(TableSchema schema) {
        FlatBufferBuilder out = new FlatBufferBuilder();
        return message(out, MessageHeader.Schema, schema(out, schema), 0);
    }

    static ByteBuffer batchMessage(Cells[] columns, int rows, BatchBody body) {
        FlatBufferBuilder out = new FlatBufferBuilder();
        int compression = body.compressed()
                ? BodyCompression.createBodyCompression(out, CompressionType.ZSTD, BodyCompressionMethod.BUFFER)
                : 0;
        RecordBatch.startBuffersVector(out, body.bufferCount());
        for (int i = body.bufferCount() - 1; i >= 0; i--) {
            Buffer.createBuffer(out, body.offset(i), body.length(i));
        }
        int buffers = out.endVector();
        RecordBatch.startNodesVector(out, columns.length);
        for (int i = 0; i < columns.length; i++) {
            FieldNode.createFieldNode(out, rows, 0);
        }
        int nodes = out.endVector();
        RecordBatch.startRecordBatch(out);
        RecordBatch.addLength(out, rows);
        RecordBatch.addNodes(out, nodes);
        RecordBatch.addBuffers(out, buffers);
        if (compression != 0) {
            RecordBatch.addCompression(out, compression);
        }
        return message(out, MessageHeader.RecordBatch, RecordBatch.endRecordBatch(out), body.size());
    }

    private static ByteBuffer message(FlatBufferBuilder out, byte headerType, int header, long bodyBytes) {
        Message.startMessage(out);
        Message.addBodyLength(out, bodyBytes);
        Message.addHeader(out, header);
        Message.addHeaderType(out, headerType);
        Message.addVersion(out, MetadataVersion.V5);
        out.finish(Message.endMessage(out));
        return out.dataBuffer();
    }

    static ByteBuffer footer(TableSchema schema, List<BlockPosition> batches) {
        FlatBufferBuilder out = new FlatBufferBuilder();
        int schemaPosition = schema(out, schema);
        Footer.startDictionariesVector(out, 0);
        int dictionaries = out.endVector();
        Footer.startRecordBatchesVector(out, batches.size());
        for (int i = batches.size() - 1; i >= 0; i--) {
            BlockPosition batch = batches.get(i);
            Block.createBlock(out, batch.offset(), batch.metadataBytes(), batch.bodyBytes());
        }
        int blocks = out.endVector();
        Footer.startFooter(out);
        Footer.addVersion(out, MetadataVersion.V5);
        Footer.addSchema(out, schemaPosition);
        Footer.addDictionaries(out, dictionaries);
        Footer.addRecordBatches(out, blocks);
        out.finish(Footer.endFooter(out));
        return out.dataBuffer();
    }

    private static int schema(FlatBufferBuilder out, TableSchema schema) {
        List<Column> columns = schema.columns();
        int[] positions = new int[columns.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = field(out, columns.get(i));
        }
        int fields = Schema.createFieldsVector(out, positions);
        int metadata = Schema.createCustomMetadataVector(
                out, keyValues(out, new TreeMap<>(Map.of(NAME, schema.name(), DESCRIPTION, schema.description()))));
        Schema.startSchema(out);
        Schema.addEndianness(out, Endianness.Little);
        Schema.addFields(out, fields);
        Schema.addCustomMetadata(out, metadata);
        return Schema.endSchema(out);
    }

    private static int field(FlatBufferBuilder out, Column column) {
        int name = out.createString(column.name());
        int type = type(out, column.type());
        int children = Field.createChildrenVector(out, new int[0]);
        int metadata = Field.createCustomMetadataVector(
                out, keyValues(out, new TreeMap<>(Map.of(UNIT, column.unit(), DESCRIPTION, column.description()))));
        Field.startField(out);
        Field.addName(out, name);
        Field.addNullable(out, false);
        Field.addTypeType(out, typeTag(column.type()));
        Field.addType(out, type);
        Field.addChildren(out, children);
        Field.addCustomMetadata(out, metadata);
        return Field.endField(out);
    }

    private static byte typeTag(ColumnType type) {
        return switch (type) {
            case INT32, INT64 -> Type.Int;
            case FLOAT64 -> Type.FloatingPoint;
            case BOOLEAN -> Type.Bool;
            case TEXT -> Type.Utf8;
        };
    }

    private static int type(FlatBufferBuilder out, ColumnType type) {
        return switch (type) {
            case INT32 -> Int.createInt(out, 32, true);
            case INT64 -> Int.createInt(out, 64, true);
            case FLOAT64 -> FloatingPoint.createFloatingPoint(out, Precision.DOUBLE);
            case BOOLEAN -> {
                Bool.startBool(out);
                yield Bool.endBool(out);
            }
            case TEXT -> {
                Utf8.startUtf8(out);
                yield Utf8.endUtf8(out);
            }
        };
    }

    private static int[] keyValues(FlatBufferBuilder out, SortedMap<String, String> entries) {
        int[] positions = new int[entries.size()];
        int i = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            int key = out.createString(entry.getKey());
            int value = out.createString(entry.getValue());
            positions[i++] = KeyValue.createKeyValue(out, key, value);
        }
        return positions;
    }
}

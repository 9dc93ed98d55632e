package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
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
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an Arrow IPC file says about itself, and believes none of it unchecked.
 *
 * <p>Every position, length and row count is compared with the size of the file before anything of that size is
 * allocated, so that a damaged or hostile file gives a message and not an exhausted memory.
 */
final class ArrowFileParser {

    /** Magic and padding at the beginning; length of the footer and magic at the end. */
    private static final int HEAD_BYTES = 8;

    private static final int TAIL_BYTES = 4 + ArrowFile.MAGIC.length;

    /** Enough for half a million batches, that is for more rows than a disk holds. */
    private static final int MAX_FOOTER_BYTES = 16 * 1024 * 1024;

    /** Of a zstd file, four bytes stand for at most one block of 128 KiB. */
    static final long MOST_BYTES_FROM_ONE = 32_768;

    private final ByteSource source;
    private long textBudget;

    ArrowFileParser(ByteSource source) {
        this.source = source;
    }

    /** What the footer says: the schema, and where the batches are. */
    record Contents(TableSchema schema, List<Batch> batches) {
        long rows() {
            long rows = 0;
            for (Batch batch : batches) {
                rows += batch.rows();
            }
            return rows;
        }
    }

    /** One record batch: its rows, and position and length of each of its buffers in the file. */
    record Batch(int rows, boolean compressed, List<Extent> buffers) {}

    /** A stretch of the file. */
    record Extent(long position, int length) {}

    Contents parse() throws IOException {
        try {
            return parseFooter(footer());
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            // The flatbuffers library follows offsets wherever they lead.
            throw new TableFormatException(source.name(), "the metadata of this Arrow file is damaged", e);
        }
    }

    private ByteBuffer footer() throws IOException {
        checkHead();
        ByteBuffer tail = source.read(source.size() - TAIL_BYTES, TAIL_BYTES);
        byte[] magic = new byte[ArrowFile.MAGIC.length];
        tail.get(4, magic);
        if (!Arrays.equals(magic, ArrowFile.MAGIC)) {
            throw problem("the end of this Arrow file is missing; it is truncated or was not completed");
        }
        int length = tail.getInt(0);
        if (length <= 0 || length > Math.min(MAX_FOOTER_BYTES, source.size() - HEAD_BYTES - TAIL_BYTES)) {
            throw problem("this Arrow file announces a footer of " + length + " bytes, which cannot be");
        }
        textBudget = length;
        return source.read(footerPosition(length), length);
    }

    private long footerPosition(int length) {
        return source.size() - TAIL_BYTES - length;
    }

    private void checkHead() throws IOException {
        int length = (int) Math.min(source.size(), ArrowFile.MAGIC.length);
        byte[] magic = new byte[length];
        source.read(0, length).get(magic);
        if (source.size() == 0) {
            throw problem("the file is empty");
        }
        if (!Arrays.equals(magic, Arrays.copyOf(ArrowFile.MAGIC, length))) {
            boolean stream = length >= 4
                    && ByteBuffer.wrap(magic).order(ByteOrder.LITTLE_ENDIAN).getInt() == ArrowFile.CONTINUATION;
            throw problem(
                    stream
                            ? "this looks like the Arrow stream format; the Arrow file format is needed"
                            : "this is not an Arrow file");
        }
        if (source.size() < HEAD_BYTES + TAIL_BYTES) {
            throw problem("this Arrow file is truncated after " + source.size() + " bytes");
        }
    }

    private Contents parseFooter(ByteBuffer bytes) throws IOException {
        Footer footer = Footer.getRootAsFooter(bytes);
        TableSchema schema = schema(footer.schema());
        if (footer.dictionariesLength() > 0) {
            throw problem("dictionary batches are not supported; write text columns as plain utf8");
        }
        long end = source.size() - TAIL_BYTES - bytes.limit();
        long free = HEAD_BYTES;
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < footer.recordBatchesLength(); i++) {
            Block block = footer.recordBatches(i);
            if (block.offset() < free
                    || block.metaDataLength() <= ArrowFile.MESSAGE_PREFIX_BYTES
                    || block.bodyLength() < 0
                    || block.offset() > end - block.metaDataLength()
                    || block.bodyLength() > end - block.metaDataLength() - block.offset()) {
                throw problem("record batch " + i + " lies outside the file or overlaps another one");
            }
            free = block.offset() + block.metaDataLength() + block.bodyLength();
            batches.add(batch(i, block, schema));
        }
        return new Contents(schema, List.copyOf(batches));
    }

    private TableSchema schema(@Nullable Schema schema) throws IOException {
        if (schema == null) {
            throw problem("this Arrow file has no schema");
        }
        if (schema.endianness() != Endianness.Little) {
            throw problem("this Arrow file is big-endian; only little-endian files are supported");
        }
        if (schema.fieldsLength() == 0) {
            throw problem("the table has no columns");
        }
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            Column column = column(i, schema.fields(i));
            if (!names.add(column.name())) {
                throw problem("two columns are named \"" + column.name() + "\"");
            }
            columns.add(column);
        }
        String name = "";
        String description = "";
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            KeyValue entry = schema.customMetadata(i);
            if (ArrowFile.NAME.equals(text(entry.key()))) {
                name = text(entry.value());
            } else if (ArrowFile.DESCRIPTION.equals(entry.key())) {
                description = text(entry.value());
            }
        }
        return new TableSchema(name, description, columns);
    }

    private Column column(int index, Field field) throws IOException {
        String name = text(field.name());
        if (name.isEmpty()) {
            throw problem("column " + (index + 1) + " has no name");
        }
        if (field.dictionary() != null) {
            throw problem(
                    "column \"" + name + "\" is dictionary-encoded, which is not supported; write it as plain utf8");
        }
        ColumnType type = type(name, field);
        String unit = "";
        String description = "";
        for (int i = 0; i < field.customMetadataLength(); i++) {
            KeyValue entry = field.customMetadata(i);
            if (ArrowFile.UNIT.equals(text(entry.key()))) {
                unit = text(entry.value());
            } else if (ArrowFile.DESCRIPTION.equals(entry.key())) {
                description = text(entry.value());
            }
        }
        return new Column(name, type, unit, description);
    }

    private ColumnType type(String name, Field field) throws IOException {
        return switch (field.typeType()) {
            case Type.Int -> integer(name, (Int) field.type(new Int()));
            case Type.FloatingPoint -> floatingPoint(name, (FloatingPoint) field.type(new FloatingPoint()));
            case Type.Bool -> ColumnType.BOOLEAN;
            case Type.Utf8 -> ColumnType.TEXT;
            default -> throw unsupported(name, typeName(field.typeType()));
        };
    }

    private ColumnType integer(String name, @Nullable Int type) throws IOException {
        if (type == null || !type.isSigned() || (type.bitWidth() != 32 && type.bitWidth() != 64)) {
            throw unsupported(
                    name,
                    type == null ? "no type" : (type.isSigned() ? "" : "unsigned ") + type.bitWidth() + "-bit integer");
        }
        return type.bitWidth() == 32 ? ColumnType.INT32 : ColumnType.INT64;
    }

    private ColumnType floatingPoint(String name, @Nullable FloatingPoint type) throws IOException {
        if (type == null || type.precision() != Precision.DOUBLE) {
            throw unsupported(name, "floating-point number of less than 64 bits");
        }
        return ColumnType.FLOAT64;
    }

    private static String typeName(byte tag) {
        return tag > 0 && tag < Type.names.length ? Type.name(tag) : "unknown type " + tag;
    }

    private TableFormatException unsupported(String column, String type) {
        return problem("column \"" + column + "\" has a type that is not supported (" + type
                + "); use int32, int64, float64, bool or utf8");
    }

    private Batch batch(int index, Block block, TableSchema schema) throws IOException {
        String where = "record batch " + index;
        RecordBatch batch = message(where, block);
        boolean compressed = compressed(where, batch.compression());
        long rows = batch.length();
        if (rows < 0 || rows > Cells.MAX_ROWS) {
            throw problem(where + " announces " + rows + " rows");
        }
        if (batch.nodesLength() != schema.columns().size()) {
            throw problem(where + " has " + batch.nodesLength() + " columns, the schema "
                    + schema.columns().size());
        }
        List<Extent> buffers = extents(where, block, batch);
        int next = 0;
        for (int i = 0; i < batch.nodesLength(); i++) {
            Column column = schema.columns().get(i);
            Cells cells = Cells.of(schema, column);
            checkNode(where, column, batch.nodes(i), rows);
            if (next + cells.bufferCount() > buffers.size()) {
                throw problem(where + " has too few buffers");
            }
            List<Extent> data = buffers.subList(next + 1, next + cells.bufferCount());
            checkLengths(where, column, cells.leastBytes(rows), data, compressed);
            next += cells.bufferCount();
        }
        return new Batch((int) rows, compressed, buffers);
    }

    /** The record batch that a block holds. */
    private RecordBatch message(String where, Block block) throws IOException {
        ByteBuffer prefixed = source.read(block.offset(), block.metaDataLength());
        // Before Arrow 0.15 the length came without the continuation marker.
        int prefix = prefixed.getInt(0) == ArrowFile.CONTINUATION ? ArrowFile.MESSAGE_PREFIX_BYTES : 4;
        ByteBuffer bytes = prefixed.position(prefix).slice().order(ByteOrder.LITTLE_ENDIAN);
        Message message = Message.getRootAsMessage(bytes);
        RecordBatch batch = message.headerType() == MessageHeader.RecordBatch
                ? (RecordBatch) message.header(new RecordBatch())
                : null;
        if (batch == null) {
            throw problem(where + " is not one");
        }
        return batch;
    }

    private List<Extent> extents(String where, Block block, RecordBatch batch) throws IOException {
        long body = block.offset() + block.metaDataLength();
        List<Extent> extents = new ArrayList<>();
        for (int i = 0; i < batch.buffersLength(); i++) {
            extents.add(extent(where, batch.buffers(i), body, block.bodyLength()));
        }
        return List.copyOf(extents);
    }

    private boolean compressed(String where, @Nullable BodyCompression compression) throws IOException {
        if (compression == null) {
            return false;
        }
        if (compression.method() != BodyCompressionMethod.BUFFER || compression.codec() != CompressionType.ZSTD) {
            throw problem(where + " is compressed with LZ4 or an unknown method; use zstd or no compression");
        }
        return true;
    }

    private void checkNode(String where, Column column, FieldNode node, long rows) throws IOException {
        if (node.length() != rows) {
            throw problem(
                    where + " has " + rows + " rows, but " + node.length() + " in column \"" + column.name() + "\"");
        }
        if (node.nullCount() != 0) {
            throw problem("column \"" + column.name() + "\" has missing values (nulls), which are not supported; write"
                    + " missing numbers as NaN and missing text as empty text");
        }
    }

    private Extent extent(String where, Buffer buffer, long body, long bodyBytes) throws IOException {
        if (buffer.offset() < 0
                || buffer.length() < 0
                || buffer.offset() > bodyBytes
                || buffer.length() > bodyBytes - buffer.offset()
                || buffer.length() > Cells.MAX_ROWS) {
            throw problem(where + " announces a buffer that lies outside of it, or is larger than two gigabytes");
        }
        return new Extent(body + buffer.offset(), (int) buffer.length());
    }

    private void checkLengths(String where, Column column, long[] leastBytes, List<Extent> buffers, boolean compressed)
            throws IOException {
        for (int i = 0; i < leastBytes.length; i++) {
            long most = buffers.get(i).length() * (compressed ? MOST_BYTES_FROM_ONE : 1);
            if (most < leastBytes[i]) {
                throw problem(where + " announces more rows than it has bytes for in column \"" + column.name() + "\"");
            }
        }
    }

    /**
     * A text of the metadata. Many entries may point at one long text; together they must not be longer than the footer,
     * as they are in every file that a program wrote in earnest.
     */
    private String text(@Nullable String text) throws IOException {
        if (text == null) {
            return "";
        }
        textBudget -= text.length();
        if (textBudget < 0) {
            throw problem("the metadata of this Arrow file is damaged");
        }
        return text;
    }

    private TableFormatException problem(String problem) {
        return new TableFormatException(source.name(), problem);
    }
}

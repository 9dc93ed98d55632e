package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
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
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;
import org.jspecify.annotations.Nullable;

/**
 * Parses the metadata of an Arrow IPC file and checks all of it.
 *
 * <p>Every position, length and row count is compared with the size of the file before memory of that size is
 * allocated, so a damaged or hostile file yields an error message and does not exhaust the memory.
 */
final class ArrowFileParser {

    /** Magic and padding at the beginning; footer length and magic at the end. */
    private static final int HEAD_BYTES = 8;

    private static final int TAIL_BYTES = 4 + ArrowFile.MAGIC.length;

    /** Enough for half a million batches, which is more rows than fit on a disk. */
    private static final int MAX_FOOTER_BYTES = 16 * 1024 * 1024;

    /** Four bytes of a zstd file expand to at most one block of 128 KiB. */
    static final long MOST_BYTES_FROM_ONE = 32_768;

    /** Stands for a variable number of buffers: two, plus as many as the batch says. */
    private static final int VIEWS = -1;

    /** Maximum nesting depth of lists, more than any program uses. */
    private static final int MAX_DEPTH = 64;

    private final ByteSource source;
    private final Predicate<String> wanted;
    private long textBudget;
    private long nodeBudget;

    /** Reads the columns with wanted names. Other columns may have any type. */
    ArrowFileParser(ByteSource source, Predicate<String> wanted) {
        this.source = source;
        this.wanted = wanted;
    }

    /**
     * The content of the footer.
     *
     * @param schema schema of the columns to read
     * @param columns storage of these columns
     * @param columnNames names of all columns of the file
     * @param dictionaries dictionaries of the columns to read, in the order of the file; one dictionary may have
     *     several parts
     */
    record Contents(
            TableSchema schema,
            List<StoredColumn> columns,
            List<String> columnNames,
            List<DictionaryBatch> dictionaries,
            List<Batch> batches) {
        long rows() {
            long rows = 0;
            for (Batch batch : batches) {
                rows += batch.rows();
            }
            return rows;
        }
    }

    /**
     * The storage of a column.
     *
     * @param form form of the cells or, if there is a dictionary, of its entries
     * @param indices form of the positions in the dictionary; null if there is none
     * @param dictionary number of the dictionary
     */
    record StoredColumn(
            Column column, CellForm form, @Nullable CellForm indices, long dictionary) {

        /** Returns the form of the values in record batches. */
        CellForm inBatches() {
            return indices == null ? form : indices;
        }
    }

    /** Entries of a column's dictionary. */
    record DictionaryBatch(StoredColumn stored, Batch batch) {}

    /**
     * A record batch: its number of rows, and the position and length of each buffer in the file for every column to
     * read.
     */
    record Batch(int rows, Compression compression, List<List<Extent>> columns) {}

    /**
     * A column of the file.
     *
     * @param stored null if it is not read
     * @param nodes the numbers of buffers of the column and of all its descendants, in the order of a batch
     */
    private record FileColumn(@Nullable StoredColumn stored, List<Integer> nodes) {}

    /** A range of bytes in the file. */
    record Extent(long position, int length) {}

    Contents parse() throws IOException {
        try {
            return parseFooter(footer());
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            // The flatbuffers library follows offsets unchecked.
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
            throw problem("this Arrow file declares a footer of " + length + " bytes, which is impossible");
        }
        textBudget = length;
        nodeBudget = length;
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
        Schema schema = footer.schema();
        if (schema == null) {
            throw problem("this Arrow file has no schema");
        }
        List<String> names = new ArrayList<>();
        List<FileColumn> fields = fields(schema, names);
        List<StoredColumn> columns =
                fields.stream().map(FileColumn::stored).filter(Objects::nonNull).toList();
        Blocks blocks = new Blocks(source.size() - TAIL_BYTES - bytes.limit());
        Map<Long, StoredColumn> byDictionary = new HashMap<>();
        columns.stream().filter(c -> c.indices() != null).forEach(c -> byDictionary.putIfAbsent(c.dictionary(), c));
        List<DictionaryBatch> dictionaries = new ArrayList<>();
        for (int i = 0; i < footer.dictionariesLength(); i++) {
            String where = "dictionary batch " + i;
            Block block = blocks.next(where, footer.dictionaries(i));
            dictionaryBatch(where, block, byDictionary, dictionaries);
        }
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < footer.recordBatchesLength(); i++) {
            String where = "record batch " + i;
            Block block = blocks.next(where, footer.recordBatches(i));
            com.google.flatbuffers.Table header = message(where, block, MessageHeader.RecordBatch, new RecordBatch());
            batches.add(batch(where, block, (RecordBatch) header, fields));
        }
        return new Contents(
                tableSchema(schema, columns),
                columns,
                List.copyOf(names),
                List.copyOf(dictionaries),
                List.copyOf(batches));
    }

    /**
     * Checks that blocks lie within the file and do not overlap. Dictionaries may appear anywhere among the batches.
     */
    private final class Blocks {
        private final long end;
        private final NavigableMap<Long, Long> taken = new TreeMap<>();

        Blocks(long end) {
            this.end = end;
        }

        Block next(String where, Block block) throws IOException {
            if (block.offset() < HEAD_BYTES
                    || block.metaDataLength() <= ArrowFile.MESSAGE_PREFIX_BYTES
                    || block.bodyLength() < 0
                    || block.offset() > end - block.metaDataLength()
                    || block.bodyLength() > end - block.metaDataLength() - block.offset()) {
                throw problem(where + " lies outside the file or overlaps another one");
            }
            long from = block.offset();
            long to = from + block.metaDataLength() + block.bodyLength();
            Map.Entry<Long, Long> before = taken.lowerEntry(to);
            if (before != null && before.getValue() > from) {
                throw problem(where + " lies outside the file or overlaps another one");
            }
            taken.put(from, to);
            return block;
        }
    }

    private List<FileColumn> fields(Schema schema, List<String> names) throws IOException {
        if (schema.endianness() != Endianness.Little) {
            throw problem("this Arrow file is big-endian; only little-endian files are supported");
        }
        if (schema.fieldsLength() == 0) {
            throw problem("the table has no columns");
        }
        List<FileColumn> fields = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            org.apache.arrow.flatbuf.Field field = schema.fields(i);
            String name = text(field.name());
            if (wanted.test(name) && !read.add(name)) {
                throw problem("two columns are named \"" + name + "\"");
            }
            names.add(name);
            List<Integer> nodes = new ArrayList<>();
            addNodes(field, nodes, 0);
            fields.add(new FileColumn(wanted.test(name) ? storedColumn(i, name, field) : null, nodes));
        }
        return fields;
    }

    /**
     * Counts the buffers of a column and of all its descendants. A negative count means that the batch gives the number
     * of additional buffers.
     */
    private void addNodes(org.apache.arrow.flatbuf.Field field, List<Integer> nodes, int depth) throws IOException {
        if (depth > MAX_DEPTH || nodeBudget-- < 0) {
            throw problem("the metadata of this Arrow file is damaged");
        }
        if (field.dictionary() != null) {
            nodes.add(2);
            return;
        }
        nodes.add(
                switch (field.typeType()) {
                    case Type.Null, Type.RunEndEncoded -> 0;
                    case Type.Struct_, Type.FixedSizeList -> 1;
                    case Type.Union -> unionBuffers((Union) field.type(new Union()));
                    case Type.Utf8, Type.LargeUtf8, Type.Binary, Type.LargeBinary -> 3;
                    case Type.ListView, Type.LargeListView -> 3;
                    case Type.Utf8View, Type.BinaryView -> VIEWS;
                    default -> 2;
                });
        for (int i = 0; i < field.childrenLength(); i++) {
            addNodes(field.children(i), nodes, depth + 1);
        }
    }

    private static int unionBuffers(@Nullable Union union) {
        return union != null && union.mode() == UnionMode.Dense ? 2 : 1;
    }

    private TableSchema tableSchema(Schema schema, List<StoredColumn> columns) throws IOException {
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
        return new TableSchema(
                name, description, columns.stream().map(StoredColumn::column).toList());
    }

    private StoredColumn storedColumn(int index, String name, org.apache.arrow.flatbuf.Field field) throws IOException {
        if (name.isEmpty()) {
            throw problem("column " + (index + 1) + " has no name");
        }
        CellForm form = form(name, field);
        DictionaryEncoding dictionary = field.dictionary();
        CellForm indices = null;
        if (dictionary != null) {
            Int type = dictionary.indexType();
            indices = type == null ? CellForm.INT32 : integer(name, type);
        }
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
        Column column = new Column(name, form.type(), unit, description);
        return new StoredColumn(column, form, indices, dictionary == null ? 0 : dictionary.id());
    }

    private CellForm form(String name, org.apache.arrow.flatbuf.Field field) throws IOException {
        return switch (field.typeType()) {
            case Type.Int -> integer(name, (Int) field.type(new Int()));
            case Type.FloatingPoint -> floatingPoint(name, (FloatingPoint) field.type(new FloatingPoint()));
            case Type.Bool -> CellForm.BOOL;
            case Type.Utf8 -> CellForm.UTF8;
            case Type.LargeUtf8 -> CellForm.LARGE_UTF8;
            case Type.Utf8View -> CellForm.UTF8_VIEW;
            default -> throw unsupported(name, typeName(field.typeType()));
        };
    }

    private CellForm integer(String name, @Nullable Int type) throws IOException {
        if (type == null) {
            throw unsupported(name, "no type");
        }
        boolean signed = type.isSigned();
        return switch (type.bitWidth()) {
            case 8 -> signed ? CellForm.INT8 : CellForm.UINT8;
            case 16 -> signed ? CellForm.INT16 : CellForm.UINT16;
            case 32 -> signed ? CellForm.INT32 : CellForm.UINT32;
            case 64 -> signed ? CellForm.INT64 : CellForm.UINT64;
            default -> throw unsupported(name, type.bitWidth() + "-bit integer");
        };
    }

    private CellForm floatingPoint(String name, @Nullable FloatingPoint type) throws IOException {
        if (type == null || type.precision() == Precision.HALF) {
            throw unsupported(name, "floating-point number of 16 bits");
        }
        return type.precision() == Precision.SINGLE ? CellForm.FLOAT32 : CellForm.FLOAT64;
    }

    private static String typeName(byte tag) {
        return tag > 0 && tag < Type.names.length ? Type.name(tag) : "unknown type " + tag;
    }

    private TableFormatException unsupported(String column, String type) {
        return problem("column \"" + column + "\" has a type that is not supported (" + type
                + "); use int32, int64, float64, bool or utf8");
    }

    private void dictionaryBatch(
            String where, Block block, Map<Long, StoredColumn> byDictionary, List<DictionaryBatch> dictionaries)
            throws IOException {
        var header = (org.apache.arrow.flatbuf.DictionaryBatch)
                message(where, block, MessageHeader.DictionaryBatch, new org.apache.arrow.flatbuf.DictionaryBatch());
        StoredColumn column = byDictionary.get(header.id());
        if (column == null) {
            return;
        }
        boolean first = dictionaries.stream().noneMatch(d -> d.stored().dictionary() == header.id());
        if (!first && !header.isDelta()) {
            throw problem(where + " replaces an earlier dictionary, which is not allowed in an Arrow file");
        }
        RecordBatch data = header.data();
        if (data == null) {
            throw problem(where + " is empty");
        }
        StoredColumn entries = new StoredColumn(column.column(), column.form(), null, column.dictionary());
        int buffers =
                entries.form() == CellForm.UTF8_VIEW ? VIEWS : entries.form().bufferCount();
        FileColumn field = new FileColumn(entries, List.of(buffers));
        dictionaries.add(new DictionaryBatch(entries, batch(where, block, data, List.of(field))));
    }

    private Batch batch(String where, Block block, RecordBatch batch, List<FileColumn> fields) throws IOException {
        Compression compression = compression(where, batch.compression());
        long rows = batch.length();
        if (rows < 0 || rows > Cells.MAX_ROWS) {
            throw problem(where + " declares " + rows + " rows");
        }
        int nodes = fields.stream().mapToInt(field -> field.nodes().size()).sum();
        if (batch.nodesLength() != nodes) {
            throw problem(where + " has " + batch.nodesLength() + " columns, the schema " + nodes);
        }
        long body = block.offset() + block.metaDataLength();
        List<List<Extent>> columns = new ArrayList<>();
        int node = 0;
        long buffer = 0;
        int views = 0;
        for (FileColumn field : fields) {
            long first = buffer;
            for (int buffers : field.nodes()) {
                buffer += buffers == VIEWS ? 2 + variadicBuffers(where, batch, views++) : buffers;
            }
            if (buffer > batch.buffersLength()) {
                throw problem(where + " has too few buffers");
            }
            StoredColumn stored = field.stored();
            if (stored != null) {
                checkNode(where, stored.column(), batch.nodes(node), rows);
                List<Extent> extents = new ArrayList<>();
                for (long i = first; i < buffer; i++) {
                    extents.add(extent(where, batch.buffers((int) i), body, block.bodyLength()));
                }
                checkLength(where, stored, rows, extents.get(1), compression);
                columns.add(List.copyOf(extents));
            }
            node += field.nodes().size();
        }
        return new Batch((int) rows, compression, List.copyOf(columns));
    }

    private long variadicBuffers(String where, RecordBatch batch, int index) throws IOException {
        long count = index < batch.variadicBufferCountsLength() ? batch.variadicBufferCounts(index) : -1;
        if (count < 0 || count > batch.buffersLength()) {
            throw problem(where + " has too few buffers");
        }
        return count;
    }

    /** Returns the message in a block, which is read into {@code header}. */
    private com.google.flatbuffers.Table message(
            String where, Block block, byte type, com.google.flatbuffers.Table header) throws IOException {
        ByteBuffer prefixed = source.read(block.offset(), block.metaDataLength());
        // Before Arrow 0.15, the length had no continuation marker before it.
        int prefix = prefixed.getInt(0) == ArrowFile.CONTINUATION ? ArrowFile.MESSAGE_PREFIX_BYTES : 4;
        ByteBuffer bytes = prefixed.position(prefix).slice().order(ByteOrder.LITTLE_ENDIAN);
        Message message = Message.getRootAsMessage(bytes);
        com.google.flatbuffers.Table found = message.headerType() == type ? message.header(header) : null;
        if (found == null) {
            throw problem(where + " is a message of another kind");
        }
        return found;
    }

    private Compression compression(String where, @Nullable BodyCompression compression) throws IOException {
        if (compression == null) {
            return Compression.NONE;
        }
        if (compression.method() == BodyCompressionMethod.BUFFER && compression.codec() == CompressionType.ZSTD) {
            return Compression.ZSTD;
        }
        if (compression.method() == BodyCompressionMethod.BUFFER && compression.codec() == CompressionType.LZ4_FRAME) {
            return Compression.LZ4;
        }
        throw problem(where + " is compressed by an unknown method; use zstd, lz4 or no compression");
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
            throw problem(where + " declares a buffer that lies outside it, or is larger than two gigabytes");
        }
        return new Extent(body + buffer.offset(), (int) buffer.length());
    }

    private void checkLength(String where, StoredColumn stored, long rows, Extent cells, Compression compression)
            throws IOException {
        long most = cells.length() * (compression == Compression.NONE ? 1 : MOST_BYTES_FROM_ONE);
        if (most < stored.inBatches().leastBytes(rows)) {
            throw problem(where + " declares more rows than it has bytes for in column \""
                    + stored.column().name() + "\"");
        }
    }

    /**
     * Returns a text of the metadata. Many entries may refer to one long text, so the total length is limited to that
     * of the footer, which no normal file exceeds.
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

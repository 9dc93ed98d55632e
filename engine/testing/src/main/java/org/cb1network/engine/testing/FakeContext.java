package org.cb1network.engine.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableWriter;

/**
 * Computes one point of a stage with tables in memory, and keeps the outputs:
 *
 * <pre>{@code
 * Table rates = Tables.of("population rate:Hz", "E", 2.0, "E", 4.0);
 * Table mean = FakeContext.of(stage).with("rates", rates).run(stage, parameters).output("mean");
 * }</pre>
 */
public final class FakeContext implements StageContext {

    private final Stage<?> stage;
    private final Map<String, List<PointTable>> inputs = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
    private final Map<String, TableWriter> open = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private long seed = 1;
    private int replicate = 1;

    private FakeContext(Stage<?> stage) {
        this.stage = stage;
    }

    /** Returns a context for a stage, with seed 1, replicate 1, and nothing connected to its inputs. */
    public static FakeContext of(Stage<?> stage) {
        return new FakeContext(stage);
    }

    /**
     * Connects a table to an input.
     *
     * @throws IllegalArgumentException if the stage has no such input
     */
    public FakeContext with(String port, Table table) {
        return withPoint(port, Map.of(), table);
    }

    /**
     * Connects a table as {@link #with(String, Table)} does. The stage sees only its first few columns and those that
     * the input declares.
     */
    public FakeContext with(String port, Table table, int leading) {
        return withPoint(port, Map.of(), table, leading);
    }

    /**
     * Connects one more table to an input that takes a table for each point of a sweep.
     *
     * @param axes values of the axes of the sweep at this point, by name
     */
    public FakeContext withPoint(String port, Map<String, String> axes, Table table) {
        declared(port);
        inputs.computeIfAbsent(port, name -> new ArrayList<>()).add(new PointTable(new TreeMap<>(axes), () -> table));
        return this;
    }

    /**
     * Connects one more table as {@link #withPoint(String, Map, Table)} does, with the columns of
     * {@link #with(String, Table, int)}.
     */
    public FakeContext withPoint(String port, Map<String, String> axes, Table table, int leading) {
        List<String> declared =
                declared(port).columns().stream().map(Column::name).toList();
        List<String> seen = table.schema().columns().stream()
                .map(Column::name)
                .filter(name -> table.schema().indexOf(name) < leading || declared.contains(name))
                .toList();
        return withPoint(port, axes, table.select(seen));
    }

    private InputPort declared(String port) {
        if (stage.type().ports() != StageType.Ports.FIXED) {
            return new InputPort(port, "");
        }
        return stage.type().inputs().stream()
                .filter(input -> input.name().equals(port))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the stage has no input " + port));
    }

    /** Sets the seed of the point. */
    public FakeContext seed(long value) {
        seed = value;
        return this;
    }

    /** Sets the number of the replicate. */
    public FakeContext replicate(int value) {
        replicate = value;
        return this;
    }

    /**
     * Runs the stage, and closes its tables as the engine does.
     *
     * @param computing the stage that this context is of
     * @throws Exception if the stage throws one
     */
    public <P extends Record> FakeContext run(Stage<P> computing, P parameters) throws Exception {
        computing.compute(parameters, this);
        for (String output : List.copyOf(open.keySet())) {
            close(output);
        }
        return this;
    }

    private void close(String output) throws IOException {
        TableWriter writer = open.remove(output);
        if (writer != null) {
            writer.close();
        }
    }

    /** Returns whether the stage wrote an output of this name. */
    public boolean has(String output) {
        return outputs.containsKey(output);
    }

    /** Returns a table that the stage wrote. */
    public Table output(String output) throws IOException {
        return Table.read(bytes(output));
    }

    /**
     * Returns an output of the stage as bytes, after closing it if it is a table.
     *
     * @throws IllegalArgumentException if the stage did not write it
     */
    public byte[] bytes(String output) throws IOException {
        close(output);
        ByteArrayOutputStream bytes = outputs.get(output);
        if (bytes == null) {
            throw new IllegalArgumentException("the stage yielded no output " + output);
        }
        return bytes.toByteArray();
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public int replicate() {
        return replicate;
    }

    @Override
    public Table input(String port) throws IOException {
        return inputs(port).get(0).table();
    }

    @Override
    public List<PointTable> inputs(String port) {
        List<PointTable> tables = inputs.get(port);
        if (tables == null && declared(port).optional()) {
            return List.of();
        } else if (tables == null) {
            throw new IllegalArgumentException("the test connects nothing to the input " + port);
        }
        return List.copyOf(tables);
    }

    @Override
    public String digest(String port) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (PointTable table : inputs(port)) {
                sha.update(table.table().toBytes());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TableWriter table(String output) throws IOException {
        TableWriter begun = open.get(output);
        return begun != null ? begun : table(output, List.of());
    }

    @Override
    public TableWriter table(String output, List<Column> leading) throws IOException {
        TableWriter writer = open.get(output);
        if (writer == null) {
            TableOutput port = (TableOutput) port(output);
            writer = TableWriter.open(begin(output), port.schema().withLeading(leading));
            open.put(output, writer);
        }
        return writer;
    }

    @Override
    public OutputStream file(String output) {
        port(output);
        return begin(output);
    }

    private OutputPort port(String output) {
        return stage.type().outputs().stream()
                .filter(candidate -> candidate.name().equals(output))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the stage has no output " + output));
    }

    private ByteArrayOutputStream begin(String output) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        outputs.put(output, bytes);
        return bytes;
    }

    @Override
    public StageType<?> type() {
        return stage.type();
    }

    @Override
    public Map<String, Object> axes() {
        return Map.of();
    }

    @Override
    public Path scratchFolder() {
        throw new UnsupportedOperationException("a stage that needs a folder is tested with the engine");
    }

    @Override
    public void keepLog(byte[] text) {}

    @Override
    public void warn(String message, String where) {
        warnings.add(where.isEmpty() ? message : message + " (" + where + ")");
    }

    /** Returns the warnings of the stage, each with its place in parentheses. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void progress(String doing, double share) {}

    @Override
    public void checkCancelled() {}
}

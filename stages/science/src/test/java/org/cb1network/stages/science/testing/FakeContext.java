package org.cb1network.stages.science.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;

/** Runs one point of a stage with tables from memory, and keeps its outputs. */
public final class FakeContext implements StageContext {

    private final Stage<?> stage;
    private final Map<String, Table> inputs = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> bytes = new HashMap<>();
    private final Map<String, TableWriter> writers = new HashMap<>();
    private long seed = 1;
    private int replicate = 1;

    private FakeContext(Stage<?> stage) {
        this.stage = stage;
    }

    public static FakeContext of(Stage<?> stage) {
        return new FakeContext(stage);
    }

    public FakeContext with(String port, Table table) {
        if (stage.type().inputs().stream().noneMatch(input -> input.name().equals(port))) {
            throw new IllegalArgumentException("no input " + port);
        }
        inputs.put(port, table);
        return this;
    }

    public FakeContext seed(long value) {
        seed = value;
        return this;
    }

    public FakeContext replicate(int value) {
        replicate = value;
        return this;
    }

    /** Computes the point, and closes the outputs as the engine does. */
    public <P extends Record> FakeContext run(Stage<P> computing, P parameters) throws Exception {
        computing.compute(parameters, this);
        for (TableWriter writer : writers.values()) {
            writer.close();
        }
        return this;
    }

    /** Returns an output of the stage. */
    public Table output(String name) throws IOException {
        return Table.read(bytes.get(name).toByteArray());
    }

    /** Returns whether the stage wrote a table of this name. */
    public boolean has(String name) {
        return bytes.containsKey(name);
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
    public Table input(String port) {
        Table table = inputs.get(port);
        if (table == null) {
            throw new IllegalArgumentException("the test connects nothing to the input " + port);
        }
        return table;
    }

    @Override
    public String digest(String port) {
        throw new UnsupportedOperationException("no stage of this module asks where its inputs are from");
    }

    @Override
    public List<PointTable> inputs(String port) {
        Table table = input(port);
        return List.of(new PointTable(new TreeMap<>(), () -> table));
    }

    @Override
    public TableWriter table(String output) throws IOException {
        TableWriter begun = writers.get(output);
        return begun != null ? begun : table(output, List.of());
    }

    @Override
    public TableWriter table(String output, List<Column> leading) throws IOException {
        TableWriter writer = writers.get(output);
        if (writer == null) {
            TableSchema schema = stage.type().outputs().stream()
                    .filter(candidate -> candidate.name().equals(output))
                    .map(candidate -> ((TableOutput) candidate).schema().withLeading(leading))
                    .findFirst()
                    .orElseThrow();
            bytes.put(output, new ByteArrayOutputStream());
            writer = TableWriter.open(bytes.get(output), schema);
            writers.put(output, writer);
        }
        return writer;
    }

    @Override
    public OutputStream file(String output) {
        throw new UnsupportedOperationException("no stage of this module puts out files");
    }

    @Override
    public void checkCancelled() {}
}

package org.cb1network.figures.stage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableWriter;

/** Gives a figure tables from memory, with the columns that it has asked for and no others, and keeps what it puts out. */
final class TableContext implements StageContext {

    private final Stage<?> stage;
    private final Map<String, List<PointTable>> inputs = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> outputs = new LinkedHashMap<>();
    private final Map<String, TableWriter> writers = new LinkedHashMap<>();

    TableContext(Stage<?> stage) {
        this.stage = stage;
    }

    /** Connects a table, of which the figure sees the columns it has declared and the leading ones. */
    TableContext with(String port, Table table, int leading) {
        return withPoint(port, Map.of(), table, leading);
    }

    TableContext withPoint(String port, Map<String, String> axes, Table table, int leading) {
        InputPort declared = stage.type().inputs().stream()
                .filter(input -> input.name().equals(port))
                .findFirst()
                .orElseThrow();
        List<String> names = table.schema().columns().stream()
                .filter(column -> table.schema().indexOf(column.name()) < leading
                        || declared.columns().stream()
                                .anyMatch(other -> other.name().equals(column.name())))
                .map(Column::name)
                .toList();
        Table seen = table.select(names);
        inputs.computeIfAbsent(port, name -> new java.util.ArrayList<>())
                .add(new PointTable(new TreeMap<>(axes), () -> seen));
        return this;
    }

    /** The bytes of an output; tables are closed by this. */
    byte[] output(String name) throws IOException {
        TableWriter writer = writers.get(name);
        if (writer != null) {
            writer.close();
        }
        return outputs.get(name).toByteArray();
    }

    @Override
    public long seed() {
        throw new UnsupportedOperationException("figures draw no random numbers");
    }

    @Override
    public int replicate() {
        return 1;
    }

    @Override
    public Table input(String port) throws IOException {
        return inputs.get(port).get(0).table();
    }

    @Override
    public List<PointTable> inputs(String port) {
        return inputs.get(port);
    }

    @Override
    public String digest(String port) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (PointTable table : inputs.get(port)) {
                sha.update(table.table().toBytes());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TableWriter table(String output) throws IOException {
        return table(output, List.of());
    }

    @Override
    public TableWriter table(String output, List<Column> leading) throws IOException {
        if (!writers.containsKey(output)) {
            TableOutput port = (TableOutput) stage.type().outputs().stream()
                    .filter(candidate -> candidate.name().equals(output))
                    .findFirst()
                    .orElseThrow();
            writers.put(output, TableWriter.open(file(output), port.schema()));
        }
        return writers.get(output);
    }

    @Override
    public OutputStream file(String output) {
        outputs.put(output, new ByteArrayOutputStream());
        return outputs.get(output);
    }

    @Override
    public void checkCancelled() {}
}

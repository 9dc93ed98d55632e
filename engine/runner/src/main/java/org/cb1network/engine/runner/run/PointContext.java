package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.StageWarning;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.jspecify.annotations.Nullable;

/** The context of a stage while it computes one point. Used by one thread. */
final class PointContext implements StageContext, AutoCloseable {

    private static final String WORK = "work";

    private final PointTask task;
    private final Store inputs;
    private final Store results;
    private final Cancellation cancellation;
    private final PointsAtWork atWork;
    private final Map<String, OutputBuffer> buffers = new LinkedHashMap<>();
    private final Map<String, TableWriter> writers = new HashMap<>();
    private final Map<String, String> warnings = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();
    private byte[] log = {};
    private @Nullable ScratchFolder scratch;
    private boolean finished;

    /**
     * Creates a context.
     *
     * @param inputs store of the task's inputs
     * @param results store for its outputs
     */
    PointContext(PointTask task, Store inputs, Store results, Cancellation cancellation, PointsAtWork atWork) {
        this.task = task;
        this.inputs = inputs;
        this.results = results;
        this.cancellation = cancellation;
        this.atWork = atWork;
    }

    @Override
    public long seed() {
        return task.seed();
    }

    @Override
    public int replicate() {
        return task.replicate();
    }

    @Override
    public StageType<?> type() {
        return task.type();
    }

    @Override
    public Map<String, Object> axes() {
        return task.axes();
    }

    @Override
    public Path scratchFolder() throws IOException {
        ScratchFolder made = scratch;
        if (made == null) {
            // Where the next process finds it if this one is killed; not everybody may write beside a shared store.
            made = ScratchFolder.create(List.of(
                    results.root().toAbsolutePath().resolveSibling(""), Path.of(System.getProperty("java.io.tmpdir"))));
            Files.createDirectory(made.path().resolve(WORK));
            scratch = made;
        }
        return made.path().resolve(WORK);
    }

    /** Returns what the user should know about this computation, but not about its result. */
    List<String> notices() {
        return notices;
    }

    @Override
    public void keepLog(byte[] text) {
        log = text.clone();
    }

    @Override
    public Table input(String port) throws IOException {
        List<PointTask.InputTable> tables = tablesAt(port);
        if (tables.size() != 1) {
            throw new IllegalArgumentException(
                    "input '" + port + "' has " + tables.size() + " tables, one per point; use inputs()");
        }
        return read(port, tables.get(0));
    }

    @Override
    public List<PointTable> inputs(String port) {
        List<PointTable> tables = new ArrayList<>();
        for (PointTask.InputTable table : tablesAt(port)) {
            tables.add(new PointTable(table.axes(), () -> read(port, table)));
        }
        return tables;
    }

    /** Reads a table with the types that the port declares. */
    private Table read(String port, PointTask.InputTable table) throws IOException {
        List<Column> expected = task.type().inputs().stream()
                .filter(declared -> declared.name().equals(port))
                .flatMap(declared -> declared.columns().stream())
                .toList();
        return Table.read(inputs.read(table.content())).readAs(expected);
    }

    @Override
    public String digest(String port) {
        return PointTask.InputTable.digestOf(tablesAt(port));
    }

    @Override
    public TableWriter table(String output) throws IOException {
        TableWriter begun = writers.get(output);
        return begun != null ? begun : table(output, List.of());
    }

    @Override
    public TableWriter table(String output, List<Column> leading) throws IOException {
        if (!(port(output) instanceof TableOutput table)) {
            throw new IllegalArgumentException("output '" + output + "' is a file, not a table");
        }
        if (table.exact() && table.axesOf().isEmpty() && !leading.isEmpty()) {
            throw new IllegalStateException("the type says that no columns lead the output '" + output + "'");
        }
        TableSchema schema = table.schema().withLeading(leading);
        TableWriter writer = writers.get(output);
        if (writer == null) {
            writer = TableWriter.open(buffer(output), schema);
            writers.put(output, writer);
        } else if (!writer.schema().equals(schema)) {
            throw new IllegalStateException("output '" + output + "' was begun with other columns");
        }
        return writer;
    }

    @Override
    public OutputStream file(String output) {
        if (!(port(output) instanceof FileOutput)) {
            throw new IllegalArgumentException("output '" + output + "' is a table, not a file");
        }
        return buffer(output);
    }

    @Override
    public void warn(String message, String where) {
        warnings.putIfAbsent(message, where);
    }

    @Override
    public void progress(String doing, double share) {
        atWork.tell(task, doing, share);
    }

    @Override
    public void checkCancelled() {
        cancellation.check();
    }

    /** Closes all requested outputs and adds them and the warnings to an entry; an output that the stage did not write is empty. */
    void finish(EntryDraft.Builder draft) throws IOException {
        if (log.length > 0) {
            draft.document(PointComputer.LOG, log);
        }
        for (OutputPort port : task.outputs()) {
            if (port instanceof TableOutput) {
                table(port.name()).close();
            } else {
                buffer(port.name()).close();
            }
            buffer(port.name()).addTo(draft, port.name());
        }
        StageWarning.addTo(draft, warnings);
        finished = true;
    }

    /** Discards what an unfinished point has written. The outputs of a finished point belong to the store. */
    @Override
    public void close() {
        if (!finished) {
            // Writers hold only memory, and their last rows are not needed.
            buffers.values().forEach(OutputBuffer::discard);
        }
        try {
            if (scratch != null) {
                scratch.close();
            }
        } catch (IOException e) {
            // A killed program is still writing there; the next process removes the folder.
            notices.add("a scratch folder cannot be removed yet: " + e.getMessage());
        }
    }

    private List<PointTask.InputTable> tablesAt(String port) {
        List<PointTask.InputTable> tables = task.inputs().get(port);
        boolean optional = task.type().inputs().stream()
                .anyMatch(declared -> declared.name().equals(port) && declared.optional());
        if (tables == null && optional) {
            return List.of();
        } else if (tables == null) {
            throw new IllegalArgumentException("stage type "
                    + task.implementation().type().name() + " has no input '" + port + "'; it has "
                    + task.inputs().keySet());
        }
        return tables;
    }

    private OutputBuffer buffer(String output) {
        return buffers.computeIfAbsent(output, name -> new OutputBuffer(results));
    }

    private OutputPort port(String output) {
        @Nullable OutputPort found = null;
        for (OutputPort port : task.outputs()) {
            if (port.name().equals(output)) {
                found = port;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("stage type "
                    + task.implementation().type().name() + " has no output '" + output + "' for these parameters");
        }
        return found;
    }
}

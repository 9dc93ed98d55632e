package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.util.List;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.ResultLostException;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableWriter;
import org.jspecify.annotations.Nullable;

/** Collects the tables of a sweep's points into one table, with the axes of the sweep as leading columns. */
final class Collector {

    private final Store points;
    private final Store tables;
    private final Cancellation cancellation;

    Collector(Store store, Cancellation cancellation) {
        this(store, store, cancellation);
    }

    /**
     * Creates a collector whose tables go to another store than the points' results.
     *
     * @param points has the results of the points
     * @param tables receives the collected tables
     */
    Collector(Store points, Store tables, Cancellation cancellation) {
        this.points = points;
        this.tables = tables;
        this.cancellation = cancellation;
    }

    /**
     * Collects every output of a stage whose points are all in the store, unless already collected.
     *
     * @throws ResultLostException if a point's result is no longer in the store
     */
    void collect(StageWork work) throws IOException {
        for (TableOutput output : work.collectedOutputs()) {
            collect(work, output);
        }
    }

    /** Collects one output, unless already collected. */
    void collect(StageWork work, TableOutput output) throws IOException {
        KeyPreimage preimage = work.collectionPreimage(output);
        if (tables.find(preimage.key()).isEmpty()) {
            collect(work, output, preimage);
        }
    }

    private void collect(StageWork work, TableOutput output, KeyPreimage preimage) throws IOException {
        OutputBuffer buffer = new OutputBuffer(tables);
        try {
            writeRows(work, output, buffer);
            EntryDraft.Builder draft = EntryDraft.builder().document(KeyPreimage.DOCUMENT, preimage.toBytes());
            buffer.addTo(draft, output.name());
            tables.publish(preimage.key(), draft.build());
        } finally {
            buffer.discard();
        }
    }

    private void writeRows(StageWork work, TableOutput output, OutputBuffer buffer) throws IOException {
        List<Column> axes =
                work.stage().sweep().axes().stream().map(Axis::column).toList();
        Losses losses = new Losses();
        @Nullable TableWriter rows = null;
        try {
            for (Point point : work.stage().points()) {
                cancellation.check();
                Table table = losses.orNull(() -> tableOf(work, output, point));
                if (table == null || losses.any()) {
                    continue;
                }
                Table placed = table.withLeading(axes, point.values());
                // A point's table may have more leading columns than its output declares; the first table decides.
                rows = rows == null ? TableWriter.open(buffer, placed.schema()) : rows;
                rows.append(placed);
            }
            losses.throwIfAny();
        } finally {
            if (rows != null) {
                rows.close();
            }
        }
    }

    private Table tableOf(StageWork work, TableOutput output, Point point) throws IOException {
        return Table.read(points.read(work.outputOfPoint(points, output.name(), point.index())));
    }

    /** Collects damage found while reading. Reading continues, so that all damage is found and repaired at once. */
    private static final class Losses {
        private @Nullable IOException first;

        interface TableSource {
            Table read() throws IOException;
        }

        @Nullable
        Table orNull(TableSource source) throws IOException {
            try {
                return source.read();
            } catch (CorruptObjectException | ResultLostException lost) {
                first = first == null ? lost : first;
                return null;
            }
        }

        boolean any() {
            return first != null;
        }

        void throwIfAny() throws IOException {
            if (first != null) {
                throw first;
            }
        }
    }
}

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
     * One whose tables do not go where the points' results are.
     *
     * @param points has the results of the points
     * @param tables gets the collected tables
     */
    Collector(Store points, Store tables, Cancellation cancellation) {
        this.points = points;
        this.tables = tables;
        this.cancellation = cancellation;
    }

    /**
     * Collects every output of a stage whose points are all in the store, where that has not been done.
     *
     * @throws ResultLostException if a point's result is not in the store any more
     */
    void collect(StageWork work) throws IOException {
        for (TableOutput output : work.collectedOutputs()) {
            collect(work, output);
        }
    }

    /** Collects one output, where that has not been done. */
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
            EntryDraft.Builder draft = EntryDraft.builder().document(PointComputer.PREIMAGE, preimage.toBytes());
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
                // A point's table may have more leading columns than its output declares; the first one tells.
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

    /** Damage that reading came upon. One goes on reading, so that all of it is noticed and mended at once. */
    private static final class Losses {
        private @Nullable IOException first;

        interface Reading {
            Table read() throws IOException;
        }

        @Nullable
        Table orNull(Reading reading) throws IOException {
            try {
                return reading.read();
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

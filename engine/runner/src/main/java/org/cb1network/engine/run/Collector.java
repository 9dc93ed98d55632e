package org.cb1network.engine.run;

import java.io.IOException;
import java.util.List;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.engine.plan.KeyPreimage;
import org.cb1network.engine.plan.ResultLostException;
import org.cb1network.engine.plan.StageWork;
import org.cb1network.engine.spec.Axis;
import org.cb1network.engine.spec.Point;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.table.Column;
import org.cb1network.table.Table;
import org.cb1network.table.TableSchema;
import org.cb1network.table.TableWriter;

/** Collects the tables of a sweep's points into one table, with the axes of the sweep as leading columns. */
final class Collector {

    private final Store store;
    private final Cancellation cancellation;

    Collector(Store store, Cancellation cancellation) {
        this.store = store;
        this.cancellation = cancellation;
    }

    /**
     * Collects every output of a stage whose points are all in the store, where that has not been done.
     *
     * @throws ResultLostException if a point's result is not in the store any more
     */
    void collect(StageWork work) throws IOException {
        for (TableOutput output : work.collectedOutputs()) {
            KeyPreimage preimage = work.collectionPreimage(output);
            if (store.find(preimage.key()).isEmpty()) {
                collect(work, output, preimage);
            }
        }
    }

    private void collect(StageWork work, TableOutput output, KeyPreimage preimage) throws IOException {
        OutputBuffer buffer = new OutputBuffer(store);
        try {
            writeRows(work, output, buffer);
            EntryDraft.Builder draft = EntryDraft.builder().document(PointComputer.PREIMAGE, preimage.toBytes());
            buffer.addTo(draft, output.name());
            store.publish(preimage.key(), draft.build());
        } catch (IOException | RuntimeException e) {
            buffer.discard();
            throw e;
        }
    }

    private void writeRows(StageWork work, TableOutput output, OutputBuffer buffer) throws IOException {
        List<Column> axes =
                work.stage().sweep().axes().stream().map(Axis::column).toList();
        // A point's table may have more leading columns than its output declares; the first one tells.
        TableSchema schema =
                tableOf(work, output, work.stage().sweep().point(0)).schema();
        try (TableWriter rows = TableWriter.open(buffer, schema.withLeading(axes))) {
            for (Point point : work.stage().points()) {
                cancellation.check();
                rows.append(tableOf(work, output, point).withLeading(axes, point.values()));
            }
        }
    }

    private Table tableOf(StageWork work, TableOutput output, Point point) throws IOException {
        return Table.read(store.read(work.outputOfPoint(store, output.name(), point.index())));
    }
}

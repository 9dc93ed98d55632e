package org.cb1network.engine.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableWriter;

/** What the engine hands to a stage for one point, beside the parameters. Used by the thread that computes the point. */
public interface StageContext {

    /** The seed of this point: derived from the root seed and the replicate, and from nothing else. */
    long seed();

    /** The number of the replicate, from 1; 1 where the sweep has no replicates. */
    int replicate();

    /**
     * The table at an input.
     *
     * @throws IllegalArgumentException if the stage has no such input
     * @throws IOException if the table cannot be read
     */
    Table input(String port) throws IOException;

    /**
     * The tables at an input that is connected to an output with one table for each point, in the order of the points; a single
     * one, without axes, at any other input.
     *
     * @throws IllegalArgumentException if the stage has no such input
     */
    List<PointTable> inputs(String port);

    /**
     * What an input holds, as SHA-256 in hexadecimal: that of the table's file or, of many tables, one of all their axes and
     * digests together. The same content has the same digest, whatever it was computed by.
     *
     * @throws IllegalArgumentException if the stage has no such input
     */
    String digest(String port);

    /**
     * Where to write the rows of a table output. The engine closes it.
     *
     * @throws IllegalArgumentException if the stage has no such output, or it is a file
     */
    TableWriter table(String output) throws IOException;

    /**
     * As {@link #table(String)}, with columns before those of the output: a stage that summarizes a sweep hands on its axes.
     *
     * @throws IllegalStateException if the output was begun with other columns
     */
    TableWriter table(String output, List<Column> leading) throws IOException;

    /**
     * Where to write the rows of the table output that has the name of the rows' type.
     *
     * @throws IllegalArgumentException as {@link #table(String)}
     */
    default <R extends Record> RowWriter<R> rows(RowType<R> type) throws IOException {
        return rows(type, List.of());
    }

    /** As {@link #rows(RowType)}, with columns before those of the output; see {@link #table(String, List)}. */
    default <R extends Record> RowWriter<R> rows(RowType<R> type, List<Column> leading) throws IOException {
        return new RowWriter<>(type, table(type.schema().name(), leading));
    }

    /**
     * Where to write a file output. The engine closes it.
     *
     * @throws IllegalArgumentException if the stage has no such output, or it is a table
     */
    OutputStream file(String output) throws IOException;

    /**
     * To be called now and then, at least about ten times a second.
     *
     * @throws java.util.concurrent.CancellationException if the user has stopped the run
     */
    void checkCancelled();
}

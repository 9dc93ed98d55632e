package org.cb1network.engine.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableWriter;

/** Gives a stage access to inputs, outputs and seed of one point. Used only by the thread that computes the point. */
public interface StageContext {

    /** Returns the seed of this point, which is derived only from the root seed and the replicate. */
    long seed();

    /** Returns the number of the replicate, from 1; always 1 if the sweep has no replicates. */
    int replicate();

    /** Returns the type of this stage, with the inputs and outputs that the stage declares if its type lets it. */
    StageType<?> type();

    /**
     * Returns the values of the sweep's axes at this point, by name. They are part of the key only if the type {@linkplain
     * StageType#declaresPorts declares ports}; other stages must not let them change an output.
     */
    Map<String, Object> axes();

    /**
     * Returns the table at an input.
     *
     * @throws IllegalArgumentException if the stage has no such input
     * @throws IOException if the table cannot be read
     */
    Table input(String port) throws IOException;

    /**
     * Returns the rows of the table at the input that has the name of the rows' type.
     *
     * @throws IllegalArgumentException as {@link #input} and {@link RowType#read}
     * @throws IOException if the table cannot be read
     */
    default <R extends Record> List<R> read(RowType<R> type) throws IOException {
        return type.read(input(type.schema().name()));
    }

    /**
     * Returns the tables at an input that is connected to an output with one table per point, in the order of the
     * points. Any other input has a single table without axes, or none if it is optional and not connected.
     *
     * @throws IllegalArgumentException if the stage has no such input
     */
    List<PointTable> inputs(String port);

    /**
     * Returns the SHA-256 of an input's content in hexadecimal: that of the table's file or, for several tables, a
     * digest of all their axes and digests. Equal content has an equal digest, however it was computed.
     *
     * @throws IllegalArgumentException if the stage has no such input
     */
    String digest(String port);

    /**
     * Returns the writer of a table output. The engine closes it.
     *
     * @throws IllegalArgumentException if the stage has no such output, or it is a file
     */
    TableWriter table(String output) throws IOException;

    /**
     * Returns a writer like {@link #table(String)}, with columns in front of those of the output, for a stage that
     * summarizes a sweep and passes on its axes.
     *
     * @throws IllegalStateException if the writer was created with other columns
     */
    TableWriter table(String output, List<Column> leading) throws IOException;

    /**
     * Returns the writer of the table output with the name of the row type.
     *
     * @throws IllegalArgumentException as {@link #table(String)}
     */
    default <R extends Record> RowWriter<R> rows(RowType<R> type) throws IOException {
        return rows(type, List.of());
    }

    /**
     * Returns a writer like {@link #rows(RowType)}, with columns in front of those of the output; see {@link
     * #table(String, List)}.
     */
    default <R extends Record> RowWriter<R> rows(RowType<R> type, List<Column> leading) throws IOException {
        return new RowWriter<>(type, table(type.schema().name(), leading));
    }

    /**
     * Returns the stream of a file output. The engine closes it.
     *
     * @throws IllegalArgumentException if the stage has no such output, or it is a table
     */
    OutputStream file(String output) throws IOException;

    /**
     * Returns an empty folder for this point, the same at every call. The engine removes it when the point ends, and a later
     * process does so if this one is killed.
     */
    Path scratchFolder() throws IOException;

    /** Keeps a text beside the outputs, such as what a program printed. It is not an output: it may differ each time. */
    void keepLog(byte[] text);

    /** Tells the user that something about the result of this point is questionable; see {@link #warn(String, String)}. */
    default void warn(String message) {
        warn(message, "");
    }

    /**
     * Tells the user that something about the result of this point is questionable. The warning is stored beside the result, not in it,
     * and shown by every run that uses the result: once for each stage, with the number of points that have the same message.
     *
     * @param message what is questionable, in the same words for every point
     * @param where what distinguishes this point, such as a time and a neuron; may be empty
     */
    void warn(String message, String where);

    /**
     * Tells the user how far the computation of this point is. It changes no result and costs little.
     *
     * @param doing what the stage is doing, such as {@code "drawing connections"}
     * @param share of it that is done, from 0 to 1
     */
    void progress(String doing, double share);

    /**
     * Checks whether the run has been cancelled. Call this at least about ten times per second.
     *
     * @throws java.util.concurrent.CancellationException if the user has stopped the run
     */
    void checkCancelled();
}

package org.cb1network.engine.stage;

import java.io.IOException;
import java.io.OutputStream;
import org.cb1network.table.Table;
import org.cb1network.table.TableWriter;

/** What the engine hands to a stage for one point, beside the parameters. Used by the thread that computes the point. */
public interface StageContext {

    /** The seed of this point: derived from the root seed, the stage and the point, and from nothing else. */
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
     * Where to write the rows of a table output. The engine closes it.
     *
     * @throws IllegalArgumentException if the stage has no such output, or it is a file
     */
    TableWriter table(String output) throws IOException;

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

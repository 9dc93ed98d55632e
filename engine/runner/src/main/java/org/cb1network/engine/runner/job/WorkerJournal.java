package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The journal in which a worker reports to the other workers and the head. It is only a hint: if it cannot be written,
 * the worker continues.
 */
public final class WorkerJournal {

    static final String STARTED = "started";
    static final String COMPUTING = "computing";
    static final String FAILED = "failed";
    static final String WARNING = "warning";
    static final String ENDED = "ended";

    private final Journal journal;

    /** @param worker number of the worker, from 1 */
    public WorkerJournal(JobFolder folder, int worker) {
        this.journal = new Journal(folder.journal(worker));
    }

    /** Reports that the worker has started. */
    public void started(String host, String version) {
        write(
                STARTED,
                "host",
                host,
                "pid",
                Long.toString(ProcessHandle.current().pid()),
                "version",
                version);
    }

    /** Reports that the worker has ended. */
    public void ended(WorkerStatus.End why, String message) {
        write(ENDED, "why", why.name(), "message", message);
    }

    /** Reports something that the user should know. */
    public void warning(String message) {
        write(WARNING, "message", message);
    }

    void computing(Collection<String> points, int done) {
        write(COMPUTING, "points", String.join(" ", points), "done", Integer.toString(done));
    }

    void failed(String key, String stage, String point, String message) {
        write(FAILED, "key", key, "stage", stage, "point", point, "message", message);
    }

    static Set<String> keys(String text) {
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(text.split(" ")));
    }

    private void write(String event, String... fields) {
        try {
            journal.write(event, fields);
        } catch (IOException e) {
            // The results are in the store. The scheduler tells the head, and the store tells the other workers, that
            // this worker is running.
            return;
        }
    }
}

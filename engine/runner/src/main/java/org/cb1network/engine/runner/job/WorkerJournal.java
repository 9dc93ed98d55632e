package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a worker tells the others and the head. It is a hint: a worker goes on if it cannot be written. */
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

    /** It has begun. */
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

    /** It has ended. */
    public void ended(WorkerStatus.End why, String message) {
        write(ENDED, "why", why.name(), "message", message);
    }

    /** Something the user should know. */
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
            // The results are in the store. The head learns from the scheduler, and the others from the store, that
            // this worker lives.
            return;
        }
    }
}

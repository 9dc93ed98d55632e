package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.util.List;

/** What the process that watches a run notes, for those who watch it later. */
final class HeadJournal {

    static final String WATCHING = "watching";
    static final String SUBMITTED = "submitted";
    static final String LOST = "lost";

    private final Journal journal;

    HeadJournal(JobFolder folder) {
        this.journal = new Journal(folder.headJournal());
    }

    /** A head lives. */
    void watching(String host) throws IOException {
        journal.write(
                WATCHING,
                "host",
                host,
                "pid",
                Long.toString(ProcessHandle.current().pid()));
    }

    /** Workers were given to the scheduler. */
    void submitted(String id, List<Integer> workers) throws IOException {
        journal.write(
                SUBMITTED,
                "id",
                id,
                "workers",
                String.join(" ", workers.stream().map(String::valueOf).toList()));
    }

    /** A worker is gone that has not said why. */
    void lost(int worker, String reason) throws IOException {
        journal.write(LOST, "worker", Integer.toString(worker), "reason", reason);
    }
}

package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.util.List;

/** The journal of a run's head, for later heads of the same run. */
final class HeadJournal {

    static final String WATCHING = "watching";
    static final String SUBMITTED = "submitted";
    static final String LOST = "lost";

    private final Journal journal;

    HeadJournal(JobFolder folder) {
        this.journal = new Journal(folder.headJournal());
    }

    /** Notes that a head is running. */
    void watching(String host) throws IOException {
        journal.write(
                WATCHING,
                "host",
                host,
                "pid",
                Long.toString(ProcessHandle.current().pid()));
    }

    /** Notes that workers were submitted to the scheduler. */
    void submitted(String id, List<Integer> workers) throws IOException {
        journal.write(
                SUBMITTED,
                "id",
                id,
                "workers",
                String.join(" ", workers.stream().map(String::valueOf).toList()));
    }

    /** Notes that a worker ended without giving a reason. */
    void lost(int worker, String reason) throws IOException {
        journal.write(LOST, "worker", Integer.toString(worker), "reason", reason);
    }
}

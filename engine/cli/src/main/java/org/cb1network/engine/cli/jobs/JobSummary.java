package org.cb1network.engine.cli.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.cb1network.engine.runner.job.Job;
import org.cb1network.engine.runner.job.JobFolder;
import org.cb1network.engine.runner.job.Slurm;
import org.cb1network.engine.runner.job.Team;
import org.cb1network.engine.runner.job.WorkerStatus;
import org.cb1network.engine.runner.job.Workforce;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.table.Count;

/**
 * The progress of a run on workers, according to its folder and the scheduler.
 *
 * @param name name of its folder
 * @param job its description
 * @param isAlive whether workers compute or wait in the queue
 * @param working number of workers that have started, not ended, and recently given a sign of life
 * @param computed number of points that they have computed
 */
public record JobSummary(String name, Job job, boolean isAlive, long working, int computed) {

    /**
     * Reads the state of a run.
     *
     * @throws IOException if its folder cannot be read
     */
    public static JobSummary of(JobFolder folder) throws IOException {
        return of(folder, Slurm.of(folder.read()));
    }

    static JobSummary of(JobFolder folder, Optional<Slurm> slurm) throws IOException {
        Job job = folder.read();
        Team team = new Team(folder, job.workers());
        team.refresh();
        Instant now = folder.now();
        // Only then need no scheduler be asked: Slurm may requeue workers that it has stopped.
        boolean complete = team.workers().stream()
                .allMatch(worker -> worker.ended().equals(Optional.of(WorkerStatus.End.COMPLETE)));
        return new JobSummary(
                folder.name(),
                job,
                !complete && new Workforce(folder, job, team, slurm, Optional.empty(), notice -> {}).isAlive(),
                team.workers().stream()
                        .filter(worker -> worker.isUnderWay() && !worker.isSilent(now))
                        .count(),
                team.workers().stream().mapToInt(WorkerStatus::computed).sum());
    }

    /** Describes it in one line. */
    public String text() {
        return name + "  " + job.executor()
                + RunSettings.variant(job.request().profile(), job.request().overrides()) + ": "
                + (isAlive ? Count.part(working, job.workers(), "worker", "computes", "compute") : "ended") + ", "
                + Count.of(computed, "point") + " computed";
    }
}

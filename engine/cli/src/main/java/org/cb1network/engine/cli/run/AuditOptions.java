package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.cb1network.engine.cli.output.AuditPrinter;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.audit.Audit;
import org.cb1network.engine.runner.audit.AuditReport;
import org.cb1network.engine.runner.audit.CacheHits;
import org.cb1network.engine.runner.audit.SampleSize;
import org.cb1network.engine.runner.audit.StoredPoint;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of {@code run --audit}, which recomputes some of the results that came from the store and compares them.
 */
public final class AuditOptions {

    /** Random seeds are short enough to be typed. */
    private static final int MOST_SEEDS = 1_000_000;

    @Option(
            names = "--audit",
            paramLabel = "SAMPLE",
            description =
                    "Recompute a random sample of the results taken from the store and compare: a percentage such as 5%%,"
                            + " a number, or all. Results that differ are set aside; exit code 4.")
    @Nullable
    String sample;

    @Option(names = "--audit-seed", paramLabel = "N", description = "The seed of the sample (default: random).")
    @Nullable
    public Long seed;

    public boolean isWanted() {
        return sample != null;
    }

    /**
     * Checks the options before anything runs.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public void check(boolean dryRun) {
        if (sample == null) {
            if (seed != null) {
                throw new IllegalArgumentException("--audit-seed needs --audit");
            }
            return;
        }
        size(sample);
        if (dryRun) {
            throw new IllegalArgumentException("--audit and --dry-run exclude each other; leave one of them out");
        }
    }

    /** Audits the results that a run took from the store. Returns the exit code. */
    public int run(
            Workspace workspace,
            CacheHits hits,
            RunReport report,
            int jobs,
            Cancellation cancellation,
            AuditPrinter printer,
            TaskProgress progress,
            List<Path> scratchPlaces)
            throws IOException {
        List<StoredPoint> points = hits.points(report);
        List<CacheHits.TableHit> tables = hits.tables(report);
        SampleSize size = size(sample == null ? "" : sample);
        long number = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEEDS) : seed;
        printer.started(size.of(points.size()), points.size(), size.of(tables.size()), tables.size(), number);
        int all = size.of(points.size()) + size.of(tables.size());
        AtomicInteger done = new AtomicInteger();
        Runnable each = () -> progress.update(done.incrementAndGet(), all);
        AuditReport audited = new Audit(
                        workspace.store(),
                        scratchPlaces,
                        cancellation,
                        ProgramCode.version(),
                        Clock.systemUTC(),
                        jobs,
                        each)
                .run(points, tables, size, number);
        progress.end();
        printer.print(audited);
        return ExitCode.of(audited.verdict());
    }

    private static SampleSize size(String text) {
        try {
            return SampleSize.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--audit: " + e.getMessage(), e);
        }
    }
}

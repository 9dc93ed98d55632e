package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cb1network.cache.DoctorReport;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreStatistics;
import org.cb1network.engine.cli.progress.TaskProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: checks everything in the store. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Reads and checks every object and entry of the store, sets damaged ones aside, and reports what it did.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the store is sound, or what was damaged is mended",
            "6:the store is damaged, or cannot be used"
        })
final class DoctorCommand implements Callable<Integer> {

    private static final double MB = 1e6;

    @Mixin
    PipelineOptions options;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Change nothing.")
    boolean dryRun;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (options.cacheDir == null && !Files.exists(options.file)) {
            // Otherwise a typo in the name would create an empty store and call it sound.
            throw new IllegalArgumentException("there is no file " + options.file
                    + ", so its store cannot be located; name the pipeline with --file or the store with --cache-dir");
        }
        try (Store store = Store.open(options.storeFolder(), Warnings.to(spec))) {
            DoctorReport report = examine(store);
            for (DoctorReport.Finding finding : report.findings()) {
                out.println(finding.where() + ": " + finding.message());
            }
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %d entries, %d objects, %.1f MB read",
                    verdict(report),
                    report.entries(),
                    report.objects(),
                    report.bytesRead() / MB));
            out.flush();
            return report.healthy() ? ExitCode.OK : ExitCode.STORE_UNUSABLE;
        }
    }

    private DoctorReport examine(Store store) throws IOException {
        StoreStatistics before = store.statistics();
        long megabytes = (long) ((before.packBytes() + before.objectBytes()) / MB);
        try (TaskProgress progress = new TaskProgress(spec.commandLine().getErr(), "MB")) {
            return store.examine(
                    !dryRun, bytes -> progress.update(Math.min((long) (bytes / MB), megabytes), megabytes));
        }
    }

    private static String verdict(DoctorReport report) {
        boolean damage =
                report.findings().stream().anyMatch(finding -> finding.severity() == DoctorReport.Severity.DAMAGE);
        if (!damage) {
            return "sound";
        }
        return report.healthy() ? "repaired" : "damaged";
    }
}

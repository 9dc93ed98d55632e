package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cb1network.cache.DoctorReport;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreStatistics;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.workspace.PipelineFile;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.cb1network.engine.cli.workspace.StoreOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Size;
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
        exitCodeList = {"0:the store is sound, or all damage was repaired", "6:the store is damaged, or cannot be used"
        })
final class DoctorCommand implements Callable<Integer> {

    private static final double MB = 1e6;

    @Mixin
    PipelineFile pipeline;

    @Mixin
    StoreOptions store;

    @Mixin
    ScratchOptions scratch;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Change nothing.")
    boolean dryRun;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        scratch.requirePlace();
        PrintWriter out = spec.commandLine().getOut();
        try (Store opened = openStore()) {
            DoctorReport report = examine(opened);
            for (DoctorReport.Finding finding : report.findings()) {
                out.println(finding.where() + ": " + finding.message());
            }
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %s, %s, %s read",
                    verdict(report),
                    Count.of(report.entries(), "entry", "entries"),
                    Count.of(report.objects(), "object"),
                    Size.of(report.bytesRead())));
            printScratchFolders(out);
            out.flush();
            return report.healthy() ? ExitCode.OK : ExitCode.STORE_UNUSABLE;
        }
    }

    private DoctorReport examine(Store opened) throws IOException {
        StoreStatistics before = opened.statistics();
        long megabytes = (long) ((before.packBytes() + before.objectBytes()) / MB);
        try (TaskProgress progress = new TaskProgress(spec.commandLine().getErr(), "MB")) {
            return opened.examine(
                    !dryRun, bytes -> progress.update(Math.min((long) (bytes / MB), megabytes), megabytes));
        }
    }

    /** Opens the store for reading first, so that a mistyped folder is an error and not a new, empty store. */
    private Store openStore() throws IOException {
        Store read = Store.openForReading(store.folder(pipeline), WarningPrinter.to(spec));
        if (dryRun) {
            return read;
        }
        read.close();
        return Store.open(store.folder(pipeline), WarningPrinter.to(spec));
    }

    private void printScratchFolders(PrintWriter out) {
        List<Path> places = scratch.places(store.folder(pipeline));
        if (dryRun) {
            ScratchFolder.abandoned(places)
                    .forEach(folder -> out.println(folder + ": left by a process that was killed"));
        } else {
            ScratchFolder.removeAbandoned(places)
                    .forEach(folder -> out.println(folder + ": left by a process that was killed; removed"));
        }
        ScratchFolder.kept(places)
                .forEach(folder -> out.println(folder + ": kept by 'verify'; delete it when it is no longer needed"));
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

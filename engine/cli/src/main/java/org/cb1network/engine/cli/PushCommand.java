package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.RemoteAccess;
import org.cb1network.engine.cli.workspace.RemoteChoice;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.remote.Push;
import org.cb1network.engine.remote.Remote;
import org.cb1network.engine.remote.SigningKey;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.spec.RemoteSettings.Use;
import org.cb1network.engine.table.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code push}: copies results to a remote. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description =
                "Copies results from the store to a remote, where others can get them. Only what the remote does not have is sent.",
        exitCodeList = {
            "0:the remote has the results",
            "3:there are no results to push",
            "7:the remote cannot be used; nothing is lost, and 'push' continues"
        })
final class PushCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteChoice remotes;

    @Parameters(paramLabel = "STAGE", arity = "0..*", description = "Only these stages and what they need.")
    List<String> targets = List.of();

    @Option(names = "--all", description = "Everything that the store has, and not only the results of this pipeline.")
    boolean all;

    @Option(
            names = "--check",
            description =
                    "Read back everything that the remote has of these results, and send again what is damaged there.")
    boolean check;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (all && !targets.isEmpty()) {
            throw new IllegalArgumentException("--all pushes everything: leave out the stages");
        }
        try (TaskProgress progress = TaskProgress.doing(err, "MB", "planning");
                Workspace workspace = Workspace.openForReading(options, WarningPrinter.to(progress::println));
                Remote remote = RemoteAccess.one(
                        options,
                        remotes,
                        workspace.pipeline().remotes(),
                        Use.PUSH,
                        WarningPrinter.ofNotices(progress::println))) {
            Selection selection = Selection.of(workspace.pipeline(), targets, List.of(), false);
            List<StageWork> works = workspace.planner().plan(selection).stages().stream()
                    .flatMap(stage -> stage.work().stream())
                    .toList();
            Set<CacheKey> wholes = new HashSet<>();
            works.forEach(work -> wholes.addAll(work.keysOfWhole()));
            List<CacheKey> keys = all ? workspace.store().keys() : present(works, workspace.store());
            if (keys.isEmpty()) {
                progress.println("pipeline: there are no results to push; 'run' computes them");
                return ExitCode.STALE;
            }
            Optional<SigningKey> key = signingKey();
            progress.begin("pushing to " + remote.name(), remote.traffic()::toString);
            Push.Report report = new Push(
                            remote, workspace.store(), key, Clock.systemUTC(), check, progress::updateBytes)
                    .push(keys, wholes, ProgramCode.version(), all ? "a whole store" : workspace.whose());
            progress.end();
            out.println("pushed " + Count.of(report.pushed(), "result") + " to " + remote.name() + " (" + remote.place()
                    + "), "
                    + Count.digits(report.there())
                    + (report.there() == 1 ? " was" : " were") + " there; " + remote.traffic()
                    + key.map(signer -> "; signed by " + signer).orElse("; unsigned"));
            out.flush();
            return ExitCode.OK;
        }
    }

    /** Returns the keys of the results of some stages in the store. */
    private static List<CacheKey> present(List<StageWork> works, Store store) {
        return works.stream()
                .flatMap(work -> work.allKeys().stream())
                .distinct()
                .filter(store::contains)
                .toList();
    }

    /** Returns the user's signing key, if there is one. */
    private static Optional<SigningKey> signingKey() throws IOException {
        Path file = RemoteCommand.keyFile();
        return Files.exists(file) ? Optional.of(SigningKey.read(file)) : Optional.empty();
    }
}

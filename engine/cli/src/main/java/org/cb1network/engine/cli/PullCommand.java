package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteAccess;
import org.cb1network.engine.cli.workspace.RemoteChoice;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.remote.Remote;
import org.cb1network.engine.remote.RemoteException;
import org.cb1network.engine.remote.RemoteSource;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.RemoteSettings.Use;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.table.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pull}: copies results of a remote into the store. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = "Copies results from a remote into the store and checks them. Computes nothing.",
        exitCodeList = {
            "0:the store has all results",
            "3:the remote does not have all results",
            "7:the remote cannot be used; what was pulled is kept"
        })
final class PullCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteChoice remotes;

    @Parameters(
            paramLabel = "STAGE",
            arity = "0..*",
            description = "The results of these stages; not those of the stages before them.")
    List<String> targets = List.of();

    @Option(
            names = "--tables",
            description = "Only tables and figures, not the results of single points behind them. 'run' fetches a point"
                    + " when it needs it.")
    boolean tables;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PipelineSpec pipeline = Workspace.read(options);
        try (TaskProgress progress = TaskProgress.doing(spec.commandLine().getErr(), "results", "opening the remote");
                Remote remote = RemoteAccess.one(
                        options, remotes, pipeline.remotes(), Use.PULL, WarningPrinter.ofNotices(progress::println));
                Workspace workspace = openStore(remote, pipeline, progress)) {
            Store store = workspace.store();
            store.requireWritable();
            progress.begin("pulling from " + remote.name(), remote.traffic()::toString);
            int before = store.keys().size();
            List<CacheKey> first = targets.isEmpty() ? firstKeys(workspace) : List.of();
            Set<CacheKey> together = tables ? remote.packedWith(first) : remote.pushedWith(first);
            store.attach(new RemoteSource(List.of(remote), (done, all) -> show(progress, done, all)));
            // In whole packs, before planning would ask for parts of each of them, stage by stage.
            store.fetch(together);
            progress.begin("planning", remote.traffic()::toString);
            Selection selection = Selection.of(pipeline, targets, List.of(), false);
            Plan plan = workspace.planner().plan(selection);
            // All at once: neighbours in a pack are one request.
            List<CacheKey> keys = new ArrayList<>();
            List<CacheKey> results = new ArrayList<>();
            int missing = 0;
            for (StagePlan stage : plan.stages()) {
                if (targets.isEmpty() || targets.contains(stage.name())) {
                    stage.work().ifPresent(work -> {
                        keys.addAll(tables ? work.keysOfWhole() : work.allKeys());
                        results.addAll(tables ? work.keysOfWholeResults() : work.resultKeys());
                    });
                    missing += stage.work().isPresent() ? 0 : stage.points();
                }
            }
            remote.compare(keys, store);
            store.fetch(keys);
            store.flush();
            progress.end();
            missing +=
                    (int) results.stream().filter(key -> !store.contains(key)).count();
            if (remote.failure().isPresent()) {
                RemoteException failure = remote.failure().get();
                throw new RemoteException(failure.reason(), String.valueOf(failure.getMessage()), failure);
            }
            out.println("pulled " + Count.of(store.keys().size() - before, "result") + " from " + remote.name() + " ("
                    + remote.place() + "), which has " + Count.digits(remote.size()) + "; " + remote.traffic());
            if (missing > 0) {
                out.println(
                        Count.of(missing, "result is", "results are") + " not there; 'run' computes what is missing");
            }
            out.flush();
            return missing == 0 ? ExitCode.OK : ExitCode.STALE;
        }
    }

    /** Planning asks for single entries, which would each be the whole of its own. */
    private static void show(TaskProgress progress, long done, long all) {
        if (all > 1) {
            progress.update(done, all);
        }
    }

    /** Opens the store when the remote has answered, so that a wrong address makes no store. */
    private Workspace openStore(Remote remote, PipelineSpec pipeline, TaskProgress progress) throws IOException {
        remote.size();
        return Workspace.open(pipeline, options, WarningPrinter.to(progress::println));
    }

    /** Returns the keys of stages that need no other. They tell which pushes and packs have results of this pipeline. */
    private List<CacheKey> firstKeys(Workspace workspace) throws IOException {
        List<CacheKey> keys = new ArrayList<>();
        for (StageSpec stage : workspace.pipeline().stages().values()) {
            if (stage.predecessors().isEmpty()) {
                StageWork work = workspace.planner().prepare(stage, Map.of());
                keys.addAll(tables ? work.keysOfWhole() : work.allKeys());
            }
        }
        return keys;
    }
}

package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.CodeArchive;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.provenance.RunHistory.StageLine;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;

/**
 * The results that the pipelines of a folder use: those of the chosen pipeline, profile and overrides, and of every
 * other pipeline file and profile that was run without overrides; and those of complete runs of pipelines in other
 * folders that use the same store. It is unknown what a stage that waits for others will use. The results that its last
 * run used therefore count, too, and so do those of the last runs of a pipeline that cannot be read at present.
 */
public final class ReachableResults {

    private final Path folder;
    private final Store store;
    private final RunHistory history;
    private final Workspace workspace;
    private final Set<CacheKey> keys = new HashSet<>();
    private final List<String> users = new ArrayList<>();

    private ReachableResults(Path folder, Workspace workspace) {
        this.folder = folder;
        this.workspace = workspace;
        this.store = workspace.store();
        this.history = workspace.history();
    }

    /**
     * Finds the results in use.
     *
     * @param folder the folder of the pipelines
     */
    public static ReachableResults of(Path folder, Workspace workspace) throws IOException {
        ReachableResults results = new ReachableResults(folder, workspace);
        results.addPlan(workspace.pipeline());
        List<RunSettings> known = new ArrayList<>(List.of(workspace.settings()));
        for (RunSettings settings : workspace.history().settings()) {
            if (settings.overrides().isEmpty() && known.stream().noneMatch(settings::areThoseOf)) {
                known.add(settings);
                results.add(settings);
            }
        }
        results.addRunsElsewhere();
        return results;
    }

    /** Returns the keys of their entries in the store. */
    public Set<CacheKey> keys() {
        return keys;
    }

    /** Returns a short description of each user of the results. */
    public List<String> users() {
        return users;
    }

    private void add(RunSettings settings) throws IOException {
        Path file = folder.resolve(settings.file());
        if (settings.file().isEmpty()) {
            users.add(settings.pipeline() + settings.variant() + " (its last run)");
            lastUses(settings).values().forEach(this::addLastUse);
        } else if (Files.exists(file)) {
            try {
                addPlan(PipelineReader.read(file, settings.profile(), List.of(), StageCatalog.ofThisProgram()));
            } catch (PipelineException unreadable) {
                users.add(settings.owner() + " (as of its last run: it cannot be read now)");
                lastUses(settings).values().forEach(this::addLastUse);
            }
        }
    }

    /**
     * Adds complete runs of other folders, which the store has recorded. The histories of those folders are not
     * searched.
     */
    private void addRunsElsewhere() throws IOException {
        Path here = folder.toAbsolutePath().normalize();
        Set<String> elsewhere = new TreeSet<>();
        for (CacheKey key : store.keys()) {
            store.find(key)
                    .flatMap(entry -> RunEntry.of(entry, store))
                    .filter(run -> !here.equals(run.pipeline().getParent()) && Files.exists(run.pipeline()))
                    .ifPresent(run -> {
                        keys.addAll(run.keys());
                        elsewhere.add(run.pipeline() + RunSettings.variant(run.profile(), List.of())
                                + " (its complete runs)");
                    });
        }
        users.addAll(elsewhere);
    }

    private void addPlan(PipelineSpec pipeline) throws IOException {
        RunSettings settings = RunSettings.of(pipeline);
        users.add(settings.owner());
        Set<String> waiting = new HashSet<>();
        for (StagePlan stage : new Planner(pipeline, store, workspace.code())
                .plan(Selection.all(pipeline))
                .stages()) {
            keys.add(CodeArchive.key(workspace.code().digestOf(stage.stage().stage())));
            if (stage.work().isPresent()) {
                keys.addAll(stage.work().get().allKeys());
            } else {
                waiting.add(stage.name());
            }
        }
        if (!waiting.isEmpty()) {
            Map<String, StageLine> lastUses = lastUses(settings);
            lastUses.keySet().retainAll(waiting);
            lastUses.values().forEach(this::addLastUse);
        }
    }

    /** Returns what the last run of each stage used, as far as it was known then. */
    private Map<String, StageLine> lastUses(RunSettings settings) throws IOException {
        Map<String, StageLine> lines = new HashMap<>();
        try (Stream<RunHistory.Run> runs = history.latestFirst(settings::areThoseOf)) {
            runs.flatMap(run -> run.stages().stream())
                    .filter(line -> !line.keys().isEmpty())
                    .forEach(line -> lines.putIfAbsent(line.stage(), line));
        }
        return lines;
    }

    private void addLastUse(StageLine line) {
        line.keys().values().forEach(this::add);
        line.outputs().values().forEach(output -> add(output.entry()));
        if (!line.key().isEmpty()) {
            CacheKey stageKey = add(line.key());
            keys.addAll(StageWork.keysOfPoints(store, stageKey));
        }
    }

    private CacheKey add(String hex) {
        CacheKey key = new CacheKey(Digest.parse(hex));
        keys.add(key);
        return key;
    }
}

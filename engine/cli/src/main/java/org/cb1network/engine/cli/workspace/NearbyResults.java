package org.cb1network.engine.cli.workspace;

import com.google.common.io.Closer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.verify.bundle.Bundle;
import org.cb1network.engine.verify.result.Artifact;
import org.cb1network.engine.verify.result.FolderResults;
import org.cb1network.engine.verify.result.KnownResults;
import org.cb1network.engine.verify.result.StoreResults;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds results that a lock names in the store of the pipeline, in its folder {@code results}, and in the places given
 * with {@code --against}. They are opened only when needed, because most verifications find no difference.
 */
public final class NearbyResults implements KnownResults, AutoCloseable {

    private final PipelineOptions options;
    private final List<Path> against;
    private final CommandSpec spec;
    private final Closer open = Closer.create();
    private @Nullable KnownResults places;

    public NearbyResults(PipelineOptions options, List<Path> against, CommandSpec spec) {
        this.options = options;
        this.against = against;
        this.spec = spec;
    }

    /**
     * Looks for the places of {@code --against}, and opens and closes the stores and bundles in them, so that one that is
     * missing or unreadable is reported before long work, not after it.
     */
    public static void requireReadable(List<Path> against, CommandSpec spec) throws IOException {
        for (Path place : against) {
            if (!Files.exists(place)) {
                throw new IllegalArgumentException("--against: there is no " + place);
            }
            if (Files.isRegularFile(place)) {
                Bundle.open(place).close();
            }
            requireReadableStore(place, spec);
            requireReadableStore(place.resolve(".pipeline").resolve("store"), spec);
        }
    }

    /** Opens and closes the store in a folder, if there is one. */
    public static void requireReadableStore(Path folder, CommandSpec spec) throws IOException {
        if (isStore(folder)) {
            Store.openForReading(folder, WarningPrinter.to(spec)).close();
        }
    }

    private static boolean isStore(Path folder) {
        return Files.isRegularFile(folder.resolve("FORMAT"));
    }

    @Override
    public Optional<byte[]> content(String digest) throws IOException {
        return places().content(digest);
    }

    @Override
    public Optional<List<Artifact.Piece>> points(String artifact, String digest) throws IOException {
        return places().points(artifact, digest);
    }

    private KnownResults places() throws IOException {
        KnownResults known = places;
        if (known == null) {
            List<KnownResults> all = new ArrayList<>();
            for (Path place : against) {
                addPlace(place, all);
            }
            addStore(options.storeFolder(), options.historyFolder(), all);
            all.add(new FolderResults(options.lockedFolder()));
            known = KnownResults.first(all);
            places = known;
        }
        return known;
    }

    private void addPlace(Path place, List<KnownResults> all) throws IOException {
        if (Files.isRegularFile(place)) {
            all.add(open.register(Bundle.open(place)));
            return;
        }
        Path pipeline = place.resolve(".pipeline");
        addStore(pipeline.resolve("store"), pipeline.resolve("history"), all);
        addStore(place, pipeline.resolve("history"), all);
        all.add(new FolderResults(place));
    }

    private void addStore(Path store, Path history, List<KnownResults> all) throws IOException {
        if (isStore(store)) {
            Workspace workspace = Workspace.openForReading(options, store, WarningPrinter.to(spec));
            open.register(workspace::close);
            all.add(new StoreResults(
                    workspace.store(),
                    workspace.planner().plan(Selection.all(workspace.pipeline())),
                    new RunHistory(history)));
        }
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}

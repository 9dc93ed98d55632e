package org.cb1network.engine.cli;

import com.google.common.io.Closer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.verify.bundle.Bundle;
import org.cb1network.engine.verify.result.Artifact;
import org.cb1network.engine.verify.result.FolderReferences;
import org.cb1network.engine.verify.result.References;
import org.cb1network.engine.verify.result.StoreReferences;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where the results that a lock names are looked for: in the store of the pipeline, in its folder {@code results}, and where {@code
 * --against} says. Nothing is opened before it is needed: most verifications find no difference.
 */
final class NearbyReferences implements References, AutoCloseable {

    private final PipelineOptions options;
    private final List<Path> against;
    private final CommandSpec spec;
    private final Closer open = Closer.create();
    private @Nullable References places;

    NearbyReferences(PipelineOptions options, List<Path> against, CommandSpec spec) {
        this.options = options;
        this.against = against;
        this.spec = spec;
        for (Path place : against) {
            if (!Files.exists(place)) {
                throw new IllegalArgumentException("--against: there is no " + place);
            }
        }
    }

    @Override
    public Optional<byte[]> content(String digest) throws IOException {
        return places().content(digest);
    }

    @Override
    public Optional<List<Artifact.Piece>> points(String artifact, String digest) throws IOException {
        return places().points(artifact, digest);
    }

    private References places() throws IOException {
        References known = places;
        if (known == null) {
            List<References> all = new ArrayList<>();
            for (Path place : against) {
                addPlace(place, all);
            }
            addStore(options.storeFolder(), options.historyFolder(), all);
            all.add(new FolderReferences(options.resultsFolder()));
            known = References.first(all);
            places = known;
        }
        return known;
    }

    private void addPlace(Path place, List<References> all) throws IOException {
        if (Files.isRegularFile(place)) {
            all.add(open.register(Bundle.open(place)));
            return;
        }
        Path pipeline = place.resolve(".pipeline");
        addStore(pipeline.resolve("store"), pipeline.resolve("history"), all);
        addStore(place, pipeline.resolve("history"), all);
        all.add(new FolderReferences(place));
    }

    /** A store is opened only where there is one: opening makes a new one elsewhere. */
    private void addStore(Path store, Path history, List<References> all) throws IOException {
        if (Files.isRegularFile(store.resolve("FORMAT"))) {
            Workspace workspace = Workspace.open(options, store, Warnings.to(spec));
            open.register(workspace::close);
            all.add(new StoreReferences(
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

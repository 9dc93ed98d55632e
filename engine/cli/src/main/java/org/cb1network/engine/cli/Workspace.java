package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreListener;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.runner.provenance.Explainer;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;

/** A pipeline with its store, history and code, opened for one command. */
final class Workspace implements AutoCloseable {

    private final PipelineSpec pipeline;
    private final Store store;
    private final RunHistory history;
    private final StageCode code;

    private Workspace(PipelineSpec pipeline, Store store, RunHistory history) {
        this.pipeline = pipeline;
        this.store = store;
        this.history = history;
        this.code = ProgramCode.OF_THIS_PROGRAM;
    }

    /**
     * Reads the pipeline and opens the store.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if the pipeline is not valid
     * @throws org.cb1network.cache.StoreException if the store cannot be used
     */
    static Workspace open(PipelineOptions options, StoreListener warnings) throws IOException {
        return open(options, options.storeFolder(), warnings);
    }

    /** As {@link #open(PipelineOptions, StoreListener)}, with a store that is elsewhere. */
    static Workspace open(PipelineOptions options, Path storeFolder, StoreListener warnings) throws IOException {
        PipelineSpec pipeline =
                PipelineReader.read(options.file, options.profile, options.overrides, StageCatalog.ofThisProgram());
        Store store = Store.open(storeFolder, warnings);
        return new Workspace(pipeline, store, new RunHistory(options.historyFolder()));
    }

    PipelineSpec pipeline() {
        return pipeline;
    }

    Store store() {
        return store;
    }

    RunHistory history() {
        return history;
    }

    Planner planner() {
        return new Planner(pipeline, store, code);
    }

    Explainer explainer() {
        return new Explainer(store, history, code);
    }

    StageCode code() {
        return code;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}

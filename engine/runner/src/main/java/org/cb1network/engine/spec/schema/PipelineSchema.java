package org.cb1network.engine.spec.schema;

import org.cb1network.engine.spec.StageCatalog;

/** Writes the JSON Schema (draft 2020-12) of {@code pipeline.yaml}. */
public final class PipelineSchema {

    private PipelineSchema() {}

    /** The schema for the stage types of a catalog, indented, with a line feed at the end. */
    public static String json(StageCatalog catalog) {
        throw new UnsupportedOperationException();
    }
}

package org.cb1network.engine.runner.spec.read;

import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Name;
import org.cb1network.engine.stage.Range;

/** The first lines of the document. */
@Describe("A pipeline: a model, and stages that compute with it")
public record Header(
        @Describe("name of the pipeline") @Name("pipeline") String name,

        @Describe("what the pipeline is about") @Default("''")
        String description,

        @Describe("the root seed") @Range(min = 0) long seed) {}

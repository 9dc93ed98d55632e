package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.schema.PipelineSchema;
import org.junit.jupiter.api.Test;

class PublishedSchemaTest {

    private static final Path PUBLISHED = Path.of("..", "..", "pipeline.schema.json");

    @Test
    void theSchemaInTheRepositoryIsUpToDate() throws IOException {
        assertEquals(
                PipelineSchema.json(StageCatalog.ofThisProgram()).strip(),
                Files.readString(PUBLISHED).strip(),
                "write it anew with: java -jar pipeline.jar schema > pipeline.schema.json");
    }
}

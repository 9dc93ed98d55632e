package org.cb1network.engine.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;

/**
 * Loads classes on a thread of its own while the command line is still being parsed. A command that has nothing to do spends most of
 * its time loading the classes that read a pipeline.
 */
final class HeadStart {

    /** Any is good enough to load what reads one, and what says that it is wrong costs nothing. */
    private static final String PIPELINE = """
            pipeline: none
            model: {populations: {a: {size: 1}}}
            conditions: {b: {populations.a.size: 2}}
            stages: {c: {run: none, with: {duration: 1 ms}, sweep: {condition: [b], replicate: 1..2}}}
            """;

    private HeadStart() {}

    /** Starts the thread; it ends with the process. */
    static void begin() {
        Thread thread = new Thread(HeadStart::load, "head start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            ProgramCode.OF_THIS_PROGRAM.programDigest();
            PipelineReader.read(
                    PIPELINE.getBytes(StandardCharsets.UTF_8),
                    Path.of("none.yaml"),
                    PipelineReader.DEFAULT_PROFILE,
                    List.of(),
                    StageCatalog.ofThisProgram());
        } catch (RuntimeException e) {
            // The command meets it, too, and says what is wrong.
            return;
        }
    }
}

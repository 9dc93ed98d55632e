package org.cb1network.engine.spec.read;

import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.spec.PipelineSpec;
import org.cb1network.engine.spec.StageCatalog;

/** Reads {@code pipeline.yaml}. */
public final class PipelineReader {

    /** The profile that every pipeline has, whether it writes it out or not: the document as it is. */
    public static final String DEFAULT_PROFILE = "paper";

    private PipelineReader() {}

    /**
     * Reads and checks a pipeline.
     *
     * @param file the file
     * @param profile name of the profile, {@link #DEFAULT_PROFILE} if the user names none
     * @param overrides {@code path=value} each, in the order of the command line; they apply after the profile
     * @param catalog the stage types that it may use
     * @throws org.cb1network.engine.spec.yaml.PipelineException with everything that is wrong
     */
    public static PipelineSpec read(Path file, String profile, List<String> overrides, StageCatalog catalog) {
        throw new UnsupportedOperationException();
    }
}

package org.cb1network.engine.cli.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.cli.results.ResultsFolder;

/**
 * What killed processes left beside the store: temporary files of copies, the report and the history, whose names contain the number of
 * the process, and scratch folders.
 */
public final class Leftovers {

    private static final Pattern RUN = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-(\\d{1,18})-.+\\.tmp");

    private Leftovers() {}

    /** Removes them as far as possible; the rest does no harm. */
    public static void remove(PipelineOptions options, ScratchOptions scratch) {
        Path results = options.resultsFolder();
        for (Path folder :
                List.of(results, results.resolve(ResultsFolder.TABLES), results.resolve(ResultsFolder.FIGURES))) {
            WholeFile.removeAbandoned(folder, WholeFile.TEMPORARY);
        }
        WholeFile.removeAbandoned(options.historyFolder(), RUN);
        ScratchFolder.removeAbandoned(scratch.places(options.storeFolder()));
    }
}

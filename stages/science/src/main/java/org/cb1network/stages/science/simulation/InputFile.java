package org.cb1network.stages.science.simulation;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.ProblemReport;

/**
 * A file that a network is built from.
 *
 * @param <T> what it holds
 * @param dependencies what decides, besides the file, whether it can be used
 * @param parser reads it
 */
record InputFile<T>(DataFile file, List<Object> dependencies, DataFile.Parser<T> parser) {

    T read() throws IOException {
        return file.read(parser);
    }

    /** Reports what is wrong with it at this place in the parameters, unless it is too large to be read for that. */
    void check(ProblemReport report, Object... path) {
        file.problem(dependencies, parser).ifPresent(problem -> report.problem(problem, "", path));
    }
}

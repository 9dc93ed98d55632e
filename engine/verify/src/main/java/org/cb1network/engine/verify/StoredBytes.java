package org.cb1network.engine.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.plan.ResultLostException;
import org.cb1network.engine.verify.result.Artifact;
import org.cb1network.engine.verify.result.Content;
import org.cb1network.engine.verify.result.FigureFile;
import org.cb1network.engine.verify.result.Results;

/**
 * Checks that the bytes in a store match their entries. A verification that takes results from the store needs this.
 */
public final class StoredBytes {

    private StoredBytes() {}

    /**
     * Reads every result.
     *
     * @param progress called before each result
     * @return a check for each output that is damaged or missing; empty if there is none
     * @throws IOException if reading fails for another reason
     */
    public static List<Check> damaged(Results results, Progress progress) throws IOException {
        List<Check> damaged = new ArrayList<>();
        int done = 0;
        for (Artifact artifact : results.artifacts().values()) {
            progress.at(done++, results.artifacts().size(), artifact.name());
            for (Artifact.Piece piece : artifact.pieces()) {
                String point = piece.point().isEmpty() ? "" : "point " + piece.point() + ": ";
                check(artifact.name(), point, piece.content(), damaged);
            }
        }
        for (Map.Entry<String, List<FigureFile>> figure : results.figures().entrySet()) {
            for (FigureFile file : figure.getValue()) {
                check(figure.getKey() + "." + file.output(), "", file.content(), damaged);
            }
        }
        return damaged;
    }

    private static void check(String subject, String point, Content content, List<Check> damaged) throws IOException {
        try {
            content.read();
        } catch (CorruptObjectException | ResultLostException e) {
            damaged.add(new Check(Level.BYTES, subject, Verdict.CHANGED, 1, point + e.getMessage()));
        }
    }
}

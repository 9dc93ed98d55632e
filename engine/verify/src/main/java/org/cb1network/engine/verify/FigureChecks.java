package org.cb1network.engine.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.compare.Drawing;
import org.cb1network.engine.compare.PixelDifference;
import org.cb1network.engine.compare.Pixels;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.verify.lock.LockedFigure;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.result.FigureFile;
import org.cb1network.engine.verify.result.KnownResults;
import org.cb1network.engine.verify.result.Results;

/** Compares figures: their pixels, panel by panel, and the bytes of their files. */
final class FigureChecks {

    private final LockedProfile locked;
    private final LockedProfile found;
    private final Results results;
    private final KnownResults references;
    private final Optional<Path> differences;
    private final TableChecks tables;
    private final List<Check> checks = new ArrayList<>();

    /**
     * Creates the comparison.
     *
     * @param tables comparisons of the tables that the figures are drawn from
     */
    FigureChecks(
            LockedProfile locked,
            LockedProfile found,
            Results results,
            KnownResults references,
            Optional<Path> differences,
            TableChecks tables) {
        this.locked = locked;
        this.found = found;
        this.results = results;
        this.references = references;
        this.differences = differences;
        this.tables = tables;
    }

    /** Returns the checks made so far. */
    List<Check> checks() {
        return checks;
    }

    private void add(Level level, String subject, Verdict verdict, int compared, String message) {
        checks.add(new Check(level, subject, verdict, compared, message));
    }

    /** Compares the figure of a stage: its pixels, and the bytes of its files. */
    void compare(String stage) throws IOException {
        LockedFigure before = locked.figures().get(stage);
        LockedFigure now = found.figures().get(stage);
        if (before == null || now == null) {
            add(
                    Level.PICTURES,
                    stage,
                    Verdict.CHANGED,
                    1,
                    before == null ? "the lock does not have this figure" : "the figure is missing");
            return;
        }
        Check picture = comparePicture(stage, before, now);
        checks.add(picture);
        for (String output : Words.union(before.files().keySet(), now.files().keySet())) {
            compareFile(stage, output, before, now, picture.verdict());
        }
    }

    private void compareFile(String stage, String output, LockedFigure before, LockedFigure now, Verdict picture)
            throws IOException {
        String subject = stage + "." + output;
        String was = before.files().get(output);
        String is = now.files().get(output);
        if (was == null || is == null) {
            add(Level.BYTES, subject, Verdict.CHANGED, 1, was == null ? "the lock does not have it" : "it is missing");
        } else if (was.equals(is)) {
            add(Level.BYTES, subject, Verdict.REPRODUCED, 1, "");
        } else {
            boolean drawnAlike = output.equals("png") || before.drawing().equals(now.drawing());
            // The metadata names the tables behind a figure, so it may differ only if the tables do.
            if (picture == Verdict.REPRODUCED && drawnAlike && !drawnFromTheSame(stage)) {
                add(
                        Level.BYTES,
                        subject,
                        Verdict.WITHIN_TOLERANCE,
                        1,
                        "the drawing is the same; only the metadata differs, which names the tables behind the figure");
            } else {
                Verdict verdict = picture == Verdict.WITHIN_TOLERANCE ? picture : Verdict.CHANGED;
                String alike = picture == Verdict.REPRODUCED && drawnAlike
                        ? ", although the drawing and its tables are the same"
                        : drawingDifference(stage, output, was);
                add(Level.BYTES, subject, verdict, 1, Words.bytesDiffer(was, is) + alike);
            }
        }
    }

    /** Returns the first element of an SVG file that differs, if the file named by the lock is available. */
    private String drawingDifference(String stage, String output, String was) throws IOException {
        if (!output.equals("svg")) {
            return "";
        }
        Optional<byte[]> reference = references.content(was);
        Optional<FigureFile> file = file(stage, "svg");
        if (reference.isEmpty() || file.isEmpty()) {
            return "";
        }
        String difference =
                Drawing.firstDifference(reference.get(), file.get().content().read());
        return difference.isEmpty() ? "" : "; " + difference;
    }

    private Optional<FigureFile> file(String stage, String output) {
        return results.figures().getOrDefault(stage, List.of()).stream()
                .filter(file -> file.output().equals(output))
                .findFirst();
    }

    private Check comparePicture(String stage, LockedFigure before, LockedFigure now) throws IOException {
        if (before.pixels().equals(now.pixels())) {
            return new Check(Level.PICTURES, stage, Verdict.REPRODUCED, 1, "");
        }
        List<String> differing = new ArrayList<>();
        for (String panel : Words.union(before.panels().keySet(), now.panels().keySet())) {
            if (!Objects.equals(before.panels().get(panel), now.panels().get(panel))) {
                differing.add(panel);
            }
        }
        String inPanels = differing.isEmpty()
                ? (now.panels().isEmpty() ? "" : "outside the panels, ")
                : (differing.size() == 1 ? "panel " : "panels ") + Words.someOf(differing) + ": ";
        Optional<FigureFile> file = file(stage, "png");
        String lockedPng = before.files().getOrDefault("png", "");
        Optional<byte[]> reference = lockedPng.isEmpty() ? Optional.empty() : references.content(lockedPng);
        if (file.isEmpty() || reference.isEmpty()) {
            boolean sameNumbers = drawnFromTheSame(stage);
            return new Check(
                    Level.PICTURES,
                    stage,
                    sameNumbers ? Verdict.CHANGED : Verdict.NOT_CHECKABLE,
                    1,
                    inPanels + "the pixels differ"
                            + (sameNumbers ? " although the figure's tables are the same" : "")
                            + "; the picture named by the lock is not available to locate the difference");
        }
        return comparePixels(stage, file.get(), reference.get(), inPanels);
    }

    private Check comparePixels(String stage, FigureFile file, byte[] reference, String inPanels) throws IOException {
        Pixels is = Pixels.decode(file.content().read());
        Pixels was = Pixels.decode(reference);
        PixelDifference difference = PixelDifference.of(was, is);
        Optional<String> worst = difference.sameSize() ? difference.panel(is.panels()) : Optional.empty();
        String message = inPanels
                + difference.inWords()
                + worst.map(letter -> ", panel " + letter).orElse("");
        boolean tolerable = difference.isTolerable() && !drawnFromTheSame(stage);
        if (tolerable) {
            message += String.format(
                    Locale.ROOT,
                    " (no block by more than %.0f %%: edges that moved by a fraction of a pixel)",
                    100 * PixelDifference.TOLERATED);
        }
        if (differences.isPresent()) {
            Path folder = differences.get();
            Files.createDirectories(folder);
            Path picture = folder.resolve(stage + "-difference.png");
            WholeFile.write(picture, PixelDifference.picture(was, is).encode());
            message += "; see " + picture;
        }
        return new Check(Level.PICTURES, stage, tolerable ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED, 1, message);
    }

    private boolean drawnFromTheSame(String stage) {
        return tables.areReproduced(results.drawnFrom().getOrDefault(stage, Set.of()));
    }
}

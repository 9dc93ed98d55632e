package org.cb1network.engine.cli.workspace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.cli.results.ResultsFolder;

/**
 * Temporary files that killed processes left beside the store: of copies, the report and the history. Their names contain the number
 * of the process. Scratch folders are handled elsewhere ({@link org.cb1network.cache.ScratchFolder}).
 */
public final class Leftovers {

    private static final Pattern RUN = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-(\\d{1,18})-.+\\.tmp");

    /** The process may be alive on another machine, but no process takes this long to write. */
    private static final Duration OLD = Duration.ofMinutes(1);

    private Leftovers() {}

    /** Removes them as far as possible; the rest does no harm. */
    public static void remove(PipelineOptions options) {
        Path results = options.resultsFolder();
        for (Path folder :
                List.of(results, results.resolve(ResultsFolder.TABLES), results.resolve(ResultsFolder.FIGURES))) {
            remove(folder, WholeFile.TEMPORARY);
        }
        remove(options.historyFolder(), RUN);
        ScratchFolder.removeAbandoned(options.scratchPlaces());
    }

    /** Removes those of one file, whose folder may have the files of other programs. */
    public static void removeOf(Path file) {
        Path absolute = file.toAbsolutePath();
        remove(
                Objects.requireNonNull(absolute.getParent()),
                WholeFile.temporaryOf(String.valueOf(absolute.getFileName())));
    }

    private static void remove(Path folder, Pattern names) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tmp")) {
            for (Path file : files) {
                Matcher name = names.matcher(file.getFileName().toString());
                if (name.matches() && isAbandoned(file, Long.parseLong(name.group(1)))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The next run tries again.
            return;
        }
    }

    private static boolean isAbandoned(Path file, long process) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && ProcessHandle.of(process).isEmpty()
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(OLD));
    }
}

package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.cb1network.cache.Digest;
import org.cb1network.engine.cli.lineage.Lineage;
import org.cb1network.engine.cli.lineage.StoredLineage;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.results.CopyFolder;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.stage.FigureMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace}: shows the origin of a figure file. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description =
                "Shows the origin of a figure: the tables it names, and the stages, parameters, seeds and code behind them.",
        exitCodeList = {"3:a table of the figure is not among the present results"})
final class TraceCommand implements Callable<Integer> {

    private static final Pattern TABLE = Pattern.compile("\\.(arrow|csv)$");

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Parameters(paramLabel = "FILE", description = "A figure as SVG, PDF or PNG.")
    Path figure;

    @Option(names = "--short", description = "Only the tables, without the stages behind them.")
    boolean brief;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(figure)) {
            throw new IllegalArgumentException("there is no file " + figure);
        }
        if (TABLE.matcher(figure.toString()).find()) {
            throw new IllegalArgumentException(
                    figure + " is a table, which does not record its origin; 'show STAGE.OUTPUT' prints it");
        }
        FigureMetadata metadata = FigureMetadata.read(figure)
                .filter(known -> !known.tables().isEmpty())
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                figure
                                        + " does not say what it was drawn from: another program drew it, or a tool removed its metadata"));
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = Workspace.openForReading(options, remotes, spec)) {
            Plan plan = workspace.planner().plan(Selection.all(workspace.pipeline()));
            Lineage lineage = new Lineage(plan, workspace.store());
            out.println(figure + ": " + metadata.title().orElse("a figure without a title"));
            out.println(lineage.of(Digest.of(figure).hex())
                    .map(place -> "This very file is " + place + " of " + workspace.whose() + ".")
                    .orElse(notPresent(workspace.whose())));
            List<String> others = metadata.tables().values().stream()
                    .filter(digest -> lineage.of(digest).isEmpty())
                    .toList();
            Optional<StoredLineage> stored =
                    others.isEmpty() ? Optional.empty() : Optional.of(new StoredLineage(workspace.store()));
            List<Lineage.OutputName> known = new ArrayList<>();
            metadata.tables().forEach((input, digest) -> {
                Optional<Lineage.OutputName> place = lineage.of(digest);
                place.ifPresent(known::add);
                String from = place.map(Lineage.OutputName::toString)
                        .or(() -> stored.map(all -> all.describe(digest)))
                        .orElse("unknown");
                out.println("  " + input + ": " + from + ", sha-256 " + digest);
            });
            if (!brief) {
                lineage.print(known, out);
                stored.ifPresent(all -> all.print(others, out));
            }
            boolean all = others.stream()
                    .allMatch(digest -> stored.isPresent() && stored.get().knows(digest));
            if (!all) {
                out.println();
                out.println(unknown(workspace.whose()));
            }
            out.flush();
            return others.isEmpty() ? ExitCode.OK : ExitCode.STALE;
        }
    }

    private String notPresent(String owner) throws IOException {
        return "This very file is not among the present results of " + owner
                + otherOwner(owner)
                        .map(other -> ". Its folder has results of " + other
                                + ": name that file and profile (--file, --profile).")
                        .orElse(".");
    }

    /** Returns whose results the folder of the figure has, if it has others. */
    private Optional<String> otherOwner(String owner) throws IOException {
        Path folder = Objects.requireNonNull(figure.toAbsolutePath().getParent());
        return CopyFolder.owner(folder).filter(other -> !other.equals(owner));
    }

    private String unknown(String owner) throws IOException {
        return otherOwner(owner)
                .map(other -> "The tables marked 'unknown' are not results of " + owner
                        + ": the folder of the figure has results of " + other
                        + ". Name that file and profile (--file, --profile).")
                .orElse("The tables marked 'unknown' are not results of " + owner
                        + " as it is now, and the store does not list them:"
                        + " they may be tables of single points, from another store, or removed.");
    }
}

package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.diff.DiffReport;
import org.cb1network.engine.cli.diff.Differ;
import org.cb1network.engine.cli.diff.Sides;
import org.cb1network.engine.cli.output.DiffPrinter;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: compares two runs, folders of results or locks. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Shows the differences between two sets of results: parameters, code, tables, figures, in the order of the"
                        + " pipeline.",
        exitCodeList = {
            "0:nothing differs",
            "2:the command line is wrong, or there is no such run, folder or file",
            "4:something differs"
        })
final class DiffCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description =
                    "A run of this pipeline file and profile (last, last~1), a run by its time as 'log' prints it, the"
                            + " folder of a pipeline or of its store (its last such run), a folder of results, or a lock file.")
    String before;

    @Parameters(index = "1", paramLabel = "B", description = "What to compare it with.")
    String now;

    @Option(names = "--json", description = "Print JSON lines.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Sides sides = new Sides(
                options.historyFolder(), options.storeFolder(), options.settings(), WarningPrinter.to(spec))) {
            DiffReport report = Differ.compare(sides.find(before), sides.find(now));
            if (json) {
                DiffPrinter.json(report, out);
            } else {
                DiffPrinter.text(report, out);
            }
            return ExitCode.of(report.verdict());
        }
    }
}

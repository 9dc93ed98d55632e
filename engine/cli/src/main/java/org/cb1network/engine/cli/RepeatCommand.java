package org.cb1network.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code repeat}: recomputes points under different conditions and compares the bytes. */
@Command(
        name = "repeat",
        mixinStandardHelpOptions = true,
        description =
                "Recomputes a sample of the stored points under different conditions (threads, garbage collectors,"
                        + " interpreter, other JDKs), each in its own process, and compares the bytes.",
        exitCodeList = {
            "0:the bytes are the same",
            "3:there are no results to repeat",
            "4:something came out differently",
            "5:a condition that is possible here could not be checked",
            "129, 130, 143:stopped by a closed terminal, Ctrl-C or a signal"
        })
final class RepeatCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Mixin
    ScratchOptions scratch;

    @Option(
            names = "--points",
            paramLabel = "SAMPLE",
            defaultValue = RepeatRun.USUAL_POINTS,
            description = "Number of points: a number, a percentage such as 1%%, or all (default: ${DEFAULT-VALUE}).")
    String points;

    @Option(
            names = "--longest",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Leave out points whose first computation took longer than this (default: ${DEFAULT-VALUE}).")
    double longest;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the sample (default: random).")
    @Nullable
    Long seed;

    @Option(
            names = "--conditions",
            paramLabel = "NAME",
            split = ",",
            description = "Only these conditions (default: all).")
    List<String> only = List.of();

    @Option(names = "--json", description = "Print JSON lines.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        scratch.requirePlace();
        return new RepeatRun(options, scratch, spec).run(points, longest, seed, only, json);
    }
}

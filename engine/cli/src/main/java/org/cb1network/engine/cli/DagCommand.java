package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.table.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dag}: shows the stages and their dependencies. */
@Command(name = "dag", mixinStandardHelpOptions = true, description = "Shows the stages and which results they need.")
final class DagCommand implements Callable<Integer> {

    /** Output formats of the graph. */
    enum Format {
        TEXT,
        DOT
    }

    @Mixin
    PipelineOptions options;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}, the latter for Graphviz (default: ${DEFAULT-VALUE}).")
    Format format;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PipelineSpec pipeline =
                PipelineReader.read(options.file, options.profile, options.overrides, StageCatalog.ofThisProgram());
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.DOT) {
            printDot(pipeline, out);
        } else {
            printText(pipeline, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void printText(PipelineSpec pipeline, PrintWriter out) {
        for (StageSpec stage : Selection.all(pipeline).stages()) {
            out.println(stage.name() + " (" + stage.type().name() + ", "
                    + Count.of(stage.sweep().size(), "point") + ")");
            stage.references().forEach(reference -> out.println("  <- " + reference));
            stage.sweep().each().ifPresent(each -> out.println("  <- each point of " + each.name()));
        }
    }

    private static void printDot(PipelineSpec pipeline, PrintWriter out) {
        String name = pipeline.name().replace("\\", "\\\\").replace("\"", "\\\"");
        out.println("digraph \"" + name + "\" {");
        out.println("  rankdir=LR; node [shape=box];");
        for (StageSpec stage : Selection.all(pipeline).stages()) {
            out.println("  \"" + stage.name() + "\";");
            stage.predecessors().forEach(from -> out.println("  \"" + from + "\" -> \"" + stage.name() + "\";"));
        }
        out.println("}");
    }
}

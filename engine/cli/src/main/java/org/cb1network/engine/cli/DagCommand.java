package org.cb1network.engine.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineChoice;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageSpec;
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
    PipelineChoice options;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or dot for Graphviz (default: ${DEFAULT-VALUE}).")
    Format format;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PipelineSpec pipeline = options.read();
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

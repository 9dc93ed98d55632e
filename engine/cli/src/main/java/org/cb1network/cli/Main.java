package org.cb1network.cli;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.spec.yaml.PipelineException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code pipeline}. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Computes a pipeline of stages and stores every result, so that nothing is computed twice.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything went well",
            "1:a stage failed",
            "2:the command line or the pipeline file is wrong",
            "3:results are out of date (status --exit-code)",
            "4:verify: results are not those of pipeline.lock",
            "5:verify: nothing has changed, but not everything could be checked",
            "6:the store cannot be used",
            "130:stopped by Ctrl-C"
        },
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            WhyCommand.class,
            DagCommand.class,
            ShowCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            TraceCommand.class,
            LogCommand.class,
            GcCommand.class,
            DoctorCommand.class,
            SchemaCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {

    @Spec
    CommandSpec spec;

    /** Starts the command line and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Main::misused)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misused(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("pipeline: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** Version of this program as the manifest of {@code pipeline.jar} has it. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof PipelineException) {
            err.println(problem.getMessage());
            return ExitCode.USAGE;
        }
        if (problem instanceof CancellationException) {
            return ExitCode.INTERRUPTED;
        }
        String message = problem.getMessage();
        if (problem instanceof StoreException) {
            err.println("pipeline: " + message);
            return ExitCode.STORE_UNUSABLE;
        }
        if (problem instanceof IllegalArgumentException && message != null) {
            err.println("pipeline: " + message);
            return ExitCode.USAGE;
        }
        if (problem instanceof java.io.IOException && message != null) {
            err.println("pipeline: " + problem.getClass().getSimpleName() + ": " + message);
            return ExitCode.STAGE_FAILED;
        }
        err.println("pipeline: this is a mistake in the program; please report it with the lines below");
        problem.printStackTrace(err);
        return ExitCode.STAGE_FAILED;
    }

    /** The text of {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"pipeline " + version()};
        }
    }
}

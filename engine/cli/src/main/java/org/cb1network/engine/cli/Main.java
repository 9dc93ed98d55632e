package org.cb1network.engine.cli;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.cli.jobs.StillRunningException;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.output.HelpText;
import org.cb1network.engine.cli.output.StandardStream;
import org.cb1network.engine.cli.output.WrappingWriter;
import org.cb1network.engine.cli.progress.Terminal;
import org.cb1network.engine.cli.results.FileFailure;
import org.cb1network.engine.cli.run.RunRequest;
import org.cb1network.engine.cli.workspace.MissingResultsException;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.runner.job.SchedulerException;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.runner.spec.yaml.UnusualCharacters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
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
        commandListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pipeline run --profile quick      the pipeline with short simulations",
            "  pipeline run                      the whole pipeline",
            "  pipeline plan -p 'stages.spontaneous.with.duration=1 s'",
            "                                    what a changed parameter makes stale",
            "  pipeline show spontaneous-rates.summary --csv > rates.csv",
            "  pipeline verify --profile quick   compares results with pipeline.lock",
            "",
            "'pipeline COMMAND --help' says more about a command."
        })
public final class Main implements Runnable {

    private static final long MIB = 1 << 20;
    private static final int NAME_COLUMNS = 11;

    /** Of help without a terminal. */
    private static final int USUAL_COLUMNS = 80;

    /** Arguments of commands whose standard output is for programs, so that its lines stay whole. */
    private static final Set<String> DATA = Set.of("show", "dag", "schema", "--csv", "--json");

    @Spec
    CommandSpec spec;

    /** A command: its name, and the heading of {@code --help} under which it is listed. */
    private record Subcommand(String name, String group) {}

    private static final String COMPUTE = "Compute";
    private static final String LOOK = "Look at results";
    private static final String EXPLAIN = "Find out what has changed";
    private static final String CHECK = "Check and publish";
    private static final String MAINTAIN = "Maintain and set up";

    /** The commands in the order in which {@code --help} lists them. */
    private static final List<Subcommand> COMMANDS = List.of(
            new Subcommand("run", COMPUTE),
            new Subcommand("plan", COMPUTE),
            new Subcommand("status", COMPUTE),
            new Subcommand("show", LOOK),
            new Subcommand("tables", LOOK),
            new Subcommand("report", LOOK),
            new Subcommand("trace", LOOK),
            new Subcommand("why", EXPLAIN),
            new Subcommand("log", EXPLAIN),
            new Subcommand("diff", EXPLAIN),
            new Subcommand("verify", CHECK),
            new Subcommand("export", CHECK),
            new Subcommand("push", CHECK),
            new Subcommand("pull", CHECK),
            new Subcommand("remote", CHECK),
            new Subcommand("repeat", CHECK),
            new Subcommand(RepeatPointsCommand.NAME, CHECK),
            new Subcommand("init", MAINTAIN),
            new Subcommand("dag", MAINTAIN),
            new Subcommand("gc", MAINTAIN),
            new Subcommand("doctor", MAINTAIN),
            new Subcommand("jobs", MAINTAIN),
            new Subcommand(WorkerCommand.NAME, MAINTAIN),
            new Subcommand("schema", MAINTAIN),
            new Subcommand("help", MAINTAIN));

    private static final List<String> NAMES =
            COMMANDS.stream().map(Subcommand::name).toList();

    /** Returns a new command. Constructor references would load the classes of all commands, which takes longer than parsing. */
    private static Object command(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "plan" -> new PlanCommand();
            case "status" -> new StatusCommand();
            case "show" -> new ShowCommand();
            case "tables" -> new TablesCommand();
            case "report" -> new ReportCommand();
            case "trace" -> new TraceCommand();
            case "why" -> new WhyCommand();
            case "log" -> new LogCommand();
            case "diff" -> new DiffCommand();
            case "verify" -> new VerifyCommand();
            case "export" -> new ExportCommand();
            case "push" -> new PushCommand();
            case "pull" -> new PullCommand();
            case "remote" -> new RemoteCommand();
            case "repeat" -> new RepeatCommand();
            case RepeatPointsCommand.NAME -> new RepeatPointsCommand();
            case "init" -> new InitCommand();
            case "dag" -> new DagCommand();
            case "gc" -> new GcCommand();
            case "doctor" -> new DoctorCommand();
            case "jobs" -> new JobsCommand();
            case WorkerCommand.NAME -> new WorkerCommand();
            case "schema" -> new SchemaCommand();
            case "help" -> helpCommand();
            default -> throw new IllegalArgumentException("there is no command '" + name + "'");
        };
    }

    /** picocli's own command describes itself by what it does without an argument. */
    private static CommandLine helpCommand() {
        CommandLine help = new CommandLine(new CommandLine.HelpCommand());
        help.getCommandSpec().usageMessage().description("Shows the help of a command.");
        return help;
    }

    /** Starts the command line and ends the JVM with its exit code. */
    public static void main(String[] args) {
        StandardStream out = new StandardStream("standard output", FileDescriptor.out);
        StandardStream err = new StandardStream("standard error", FileDescriptor.err);
        int exit = execute(args, out, err);
        if (!Interruption.isEndingJvm()) {
            System.exit(exit);
        }
    }

    /** Executes a command; the exit code also shows whether its output could not be written. */
    static int execute(String[] args, StandardStream out, StandardStream err) {
        boolean isData = Stream.of(args).anyMatch(DATA::contains) && !asksForHelp(args);
        PrintWriter results = isData ? out.writer() : wrapped(out, Terminal.ofStandardOutput());
        PrintWriter messages = wrapped(err, Terminal.ofStandardError());
        int exit;
        try {
            exit = execute(args, results, messages);
            results.flush();
        } catch (StandardStream.LostException lost) {
            exit = ExitCode.INPUT_OUTPUT;
        }
        if (out.isLost()) {
            if (!err.isLost()) {
                explainLoss(out, messages);
            }
            return out.exitCode();
        }
        return err.isLost() ? err.exitCode() : exit;
    }

    /** Returns a writer that breaks long lines if a terminal shows them. */
    private static PrintWriter wrapped(StandardStream stream, Optional<Terminal> terminal) {
        return terminal.map(shown -> new PrintWriter(new WrappingWriter(stream.writer(), shown::columns), true))
                .orElseGet(stream::writer);
    }

    private static void explainLoss(StandardStream out, PrintWriter messages) {
        try {
            messages.println("pipeline: " + out.problem());
        } catch (StandardStream.LostException bothToTheSamePlace) {
            return; // the exit code shows it
        }
    }

    /**
     * Executes a command as {@link #execute(String[], StandardStream, StandardStream)} does, with writers that do not
     * report lost output.
     */
    static int execute(String[] args, PrintWriter out, PrintWriter err) {
        try {
            Arguments.requireReadableFolder();
            String[] inUtf8 = Arguments.inUtf8(args);
            if (repeatRun(inUtf8, out, err)) {
                return ExitCode.OK;
            }
            String[] arguments = Arguments.commandFirst(inUtf8, NAMES);
            CommandLine commandLine = commandLine(arguments).setOut(out).setErr(err);
            if (asksForHelp(arguments)) {
                HelpText.prepare(commandLine, columnsOfHelp());
            }
            return commandLine.execute(arguments);
        } catch (IllegalArgumentException unreadable) {
            err.println("pipeline: " + unreadable.getMessage());
            return ExitCode.USAGE;
        }
    }

    /** Returns the width of the terminal that shows help. A pager does not break lines at blanks, so it gets no narrow help. */
    private static int columnsOfHelp() {
        return Terminal.ofStandardOutput()
                .map(Terminal::columns)
                .orElseGet(() -> Terminal.ofStandardError()
                        .map(terminal -> Math.max(HelpText.LEAST_COLUMNS, terminal.columns()))
                        .orElse(USUAL_COLUMNS));
    }

    /** Repeats a run that has nothing to do. Returns whether the arguments request such a run. */
    private static boolean repeatRun(String[] arguments, PrintWriter out, PrintWriter err) {
        try {
            Optional<RunRequest> request = RunRequest.of(arguments);
            return request.isPresent() && request.get().repeat(out, err);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return false; // the command itself meets the same problem and explains it
        }
    }

    private static boolean asksForHelp(String... arguments) {
        return arguments.length == 0
                || Stream.of(arguments)
                        .anyMatch(argument -> Set.of("help", "-h", "--help").contains(argument));
    }

    /**
     * Returns the command line for some arguments. If the first one names a command (other than {@code help}), only
     * that command is registered, because each one adds 10 ms to the start.
     */
    static CommandLine commandLine(String... args) {
        String first = args.length == 0 ? "help" : args[0];
        boolean all =
                first.equals("help") || !(NAMES.contains(first) || first.equals("--version") || first.equals("-V"));
        CommandLine commandLine = new CommandLine(new Main());
        COMMANDS.stream()
                .filter(one -> all || one.name.equals(first))
                .forEach(one -> commandLine.addSubcommand(one.name, command(one.name)));
        listExitCodes(commandLine, ExitCode.MEANINGS);
        commandLine.getSubcommands().values().forEach(Main::listExitCodes);
        if (all) {
            commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Main::commandsByGroup);
        }
        OptionValues.register(commandLine);
        return commandLine
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionStrategy(Main::execute)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Lists the codes that every command has, and those that a command, and each command below it, adds or explains itself. */
    private static void listExitCodes(CommandLine command) {
        listExitCodes(
                command, ExitCode.of(command.getCommandSpec().usageMessage().exitCodeList()));
        command.getSubcommands().values().forEach(Main::listExitCodes);
    }

    private static void listExitCodes(CommandLine command, List<String> meanings) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(UsageMessageSpec.keyValuesMap(meanings.toArray(String[]::new)));
    }

    /** Returns what {@code --help} prints, by command; that of the program itself under the empty name. */
    public static Map<String, String> help() {
        return help(Integer.MAX_VALUE);
    }

    /** Does the same for a terminal of some width, in columns. */
    static Map<String, String> help(int width) {
        CommandLine program = commandLine("help");
        HelpText.prepare(program, width);
        Map<String, String> help = new LinkedHashMap<>();
        help.put("", program.getUsageMessage(Help.Ansi.OFF));
        program.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help") && !command.getCommandSpec().usageMessage().hidden()) {
                help.put(name, command.getUsageMessage(Help.Ansi.OFF));
            }
        });
        return help;
    }

    private static String commandsByGroup(Help help) {
        StringBuilder text = new StringBuilder();
        String group = "";
        for (Subcommand one : COMMANDS) {
            Help command = help.subcommands().get(one.name);
            if (command != null) {
                text.append(one.group.equals(group) ? "" : String.format("%n%s:%n", one.group));
                group = one.group;
                Help.TextTable table = Help.TextTable.forColumns(
                        help.colorScheme(),
                        new Help.Column(NAME_COLUMNS, 2, Help.Column.Overflow.SPAN),
                        new Help.Column(
                                help.commandSpec().usageMessage().width() - NAME_COLUMNS,
                                2,
                                Help.Column.Overflow.WRAP));
                String description = String.format(
                        String.join(" ", command.commandSpec().usageMessage().description()));
                table.addRowValues(one.name, description.strip().split("(?<=\\.) ", 2)[0]);
                text.append(table);
            }
        }
        return text.toString();
    }

    /** picocli does not handle errors of the JVM. Running out of memory is not a bug; the user can raise -Xmx. */
    private static int execute(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (StandardStream.LostException helpThatNobodyReads) {
            return ExitCode.INPUT_OUTPUT;
        } catch (OutOfMemoryError e) {
            PrintWriter err = parsed.commandSpec().commandLine().getErr();
            err.println("pipeline: out of memory: Java may use "
                    + Runtime.getRuntime().maxMemory() / MIB
                    + " MiB; give it more with -Xmx. What is finished is kept");
            return ExitCode.STAGE_FAILED;
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misused(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        if (problem instanceof UnmatchedArgumentException unmatched && command.getParent() == null) {
            err.println("pipeline: " + withoutCommand(unmatched.getUnmatched().get(0), command));
        } else {
            String message = String.valueOf(problem.getMessage());
            err.println("pipeline: " + message + UnusualCharacters.remark(message));
            UnmatchedArgumentException.printSuggestions(problem, err);
        }
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** Says what is wrong with a first argument that is not a command. */
    private static String withoutCommand(String argument, CommandLine program) {
        if (!argument.startsWith("-")) {
            return "there is no command '" + argument + "'; "
                    + Spelling.advice(argument, program.getSubcommands().keySet());
        }
        String option = argument.replaceFirst("=.*", "");
        boolean known = program.getSubcommands().values().stream()
                .anyMatch(command -> command.getCommandSpec().findOption(option) != null);
        return (known ? "the option '" + option + "' has no command before it" : "unknown option '" + option + "'")
                + "; write the command first, then its options: pipeline run --profile quick";
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof StandardStream.LostException) {
            return ExitCode.INPUT_OUTPUT; // the stream reports it with more detail
        }
        if (problem instanceof PipelineException) {
            err.println(problem.getMessage());
            return ExitCode.USAGE;
        }
        if (problem instanceof CancellationException) {
            err.println("pipeline: stopped");
            return ExitCode.INTERRUPTED;
        }
        String message = problem.getMessage();
        if (problem instanceof StoreException) {
            err.println("pipeline: " + message);
            return ExitCode.STORE_UNUSABLE;
        }
        if (problem instanceof MissingResultsException) {
            err.println("pipeline: " + message);
            return ExitCode.STALE;
        }
        if (problem instanceof StillRunningException) {
            err.println("pipeline: " + message);
            return ExitCode.STILL_RUNNING;
        }
        if (problem instanceof SchedulerException) {
            err.println("pipeline: " + message);
            return ExitCode.NO_WORKERS;
        }
        if (problem instanceof InvalidPathException noPath) {
            err.println("pipeline: " + Arguments.describe(noPath));
            return ExitCode.USAGE;
        }
        if (problem instanceof IllegalArgumentException && message != null) {
            err.println("pipeline: " + message + UnusualCharacters.remark(message));
            return ExitCode.USAGE;
        }
        if (problem instanceof UncheckedIOException && problem.getCause() instanceof IOException cause) {
            boolean own = message != null && !message.equals(cause.toString());
            err.println("pipeline: " + (own ? message : FileFailure.describe(cause)));
            return ExitCode.INPUT_OUTPUT;
        }
        if (problem instanceof IOException failure) {
            err.println("pipeline: " + FileFailure.describe(failure));
            return ExitCode.INPUT_OUTPUT;
        }
        err.println("pipeline: this is a mistake in the program; please report it with the lines below");
        problem.printStackTrace(err);
        return ExitCode.STAGE_FAILED;
    }

    /** The text of {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"pipeline " + ProgramCode.version()};
        }
    }
}

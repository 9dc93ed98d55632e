package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @TempDir
    private Path folder;

    static List<String> commands() {
        return Main.commandLine().getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns every command at any depth, hidden ones too, such as {@code jobs log}; not {@code help}, which is help itself. */
    static List<String> commandsAtAnyDepth() {
        List<String> names = new ArrayList<>();
        addCommandsOf(Main.commandLine(), "", names);
        return names;
    }

    private static void addCommandsOf(CommandLine parent, String prefix, List<String> names) {
        parent.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                names.add(prefix + name);
                addCommandsOf(command, prefix + name + " ", names);
            }
        });
    }

    private static CommandLine command(String path) {
        CommandLine command = Main.commandLine();
        for (String name : List.of(path.split(" "))) {
            command = command.getSubcommands().get(name);
        }
        return command;
    }

    @ParameterizedTest
    @MethodSource("commandsAtAnyDepth")
    void everyCommandAtAnyDepthAnswersHelp(String path) {
        Shell.Result help = Shell.raw((path + " --help").split(" "));
        assertEquals(0, help.exit(), help.err());
        assertTrue(help.out().contains("Usage: pipeline " + path), help.out());
    }

    @Test
    void aCommandTakesTheFileIfTheCommandAboveItDoes() {
        List<String> without = commandsAtAnyDepth().stream()
                .filter(path -> path.contains(" "))
                .filter(path -> takesFile(path.substring(0, path.lastIndexOf(' '))) && !takesFile(path))
                .toList();
        assertEquals(List.of(), without);
    }

    private static boolean takesFile(String path) {
        return command(path).getCommandSpec().findOption("--file") != null;
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 55, 70, 80, 95, 110})
    void helpBreaksNoLineInADottedName(int columns) {
        Pattern broken = Pattern.compile(
                "stages\\.\\s+spontaneous|spontaneous\\.\\s+(with|rates)|with\\.\\s+duration|executors\\.\\s+(use|slurm)|slurm\\.\\s+workers"
                        + "|pipeline\\.\\s+(yaml|lock)\\b|\\.\\s+pipeline/store");
        Main.help(columns)
                .forEach((command, help) -> assertFalse(broken.matcher(help).find(), command + ":\n" + help));
    }

    @ParameterizedTest
    @ValueSource(ints = {55, 80, 110})
    void helpFitsIntoATerminal(int columns) {
        Main.help(columns)
                .forEach((command, help) -> help.lines()
                        .forEach(line -> assertTrue(
                                line.length() <= columns || !line.strip().contains(" "), command + ": " + line)));
    }

    /** Lines that were broken twice alternated between long and short ones. */
    @Test
    void inANarrowTerminalHelpLeavesLinesWholeForTheWriterThatBreaksThem() {
        String help = Main.help(50).get("run");
        assertTrue(
                help.lines()
                        .anyMatch(line ->
                                line.matches("      --audit=SAMPLE {2}Recompute a random sample .* exit code 4\\.")),
                help);
    }

    @Test
    void helpHasDotsInNames() {
        assertTrue(
                Main.help(80).get("plan").contains("\"stages.spontaneous.with.duration=1 s\""),
                Main.help(80).get("plan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs log --file FILE", "jobs --file FILE log", "jobs --file FILE"})
    void theFileMayStandBeforeOrAfterACommandOfJobs(String arguments) throws IOException {
        Path run = Files.createDirectories(folder.resolve(".pipeline/jobs/broken"));
        Files.writeString(run.resolve("run.json"), "nonsense");
        String file = folder.resolve("pipeline.yaml").toString();
        Shell.Result result = Shell.raw(arguments.replace("FILE", file).split(" "));
        assertTrue(result.err().contains(run.resolve("run.json").toString()), result.out() + result.err());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpOnOut(String command) {
        Shell.Result help = Shell.raw(command, "--help");
        assertEquals(0, help.exit());
        assertTrue(help.out().contains("Usage: pipeline " + command), help.out());
        assertEquals("", help.err());
    }

    @Test
    void withoutACommandTheCommandsAndExitCodesAreListed() {
        Shell.Result usage = Shell.raw();
        for (String command : commands()) {
            assertTrue(usage.out().contains("  " + command), command);
        }
        assertTrue(usage.out().contains("stopped by a closed terminal, Ctrl-C"), usage.out());
    }

    @Test
    void readmeListsTheExitCodes() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../../README.md")).stream()
                .filter(line -> line.matches("\\| \\d+(, \\d+)* \\|.*"))
                .map(line ->
                        line.substring(2, line.length() - 2).replace(" | ", ":").replace('`', '\''))
                .toList();
        assertEquals(ExitCode.MEANINGS, rows);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandListsItsExitCodes(String command) {
        assertTrue(Shell.raw(command, "--help").out().contains("Exit codes:"), command);
    }

    @Test
    void commandsStandUnderWhatTheyAreForWithExamplesBelow() {
        List<String> usage = Shell.raw().outLines();
        assertEquals(usage.indexOf("Compute:") + 1, firstStartingWith("  run ", usage));
        assertTrue(usage.indexOf("Check and publish:") < firstStartingWith("  verify ", usage));
        assertTrue(usage.contains("Examples:"));
        assertTrue(usage.stream().noneMatch(line -> line.contains("%n")));
        assertTrue(usage.stream().allMatch(line -> line.length() <= 80), "help fits 80 columns");
    }

    private static int firstStartingWith(String start, List<String> lines) {
        return lines.indexOf(lines.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow());
    }

    private static List<String> codes(CommandLine command) {
        return List.copyOf(
                command.getCommandSpec().usageMessage().exitCodeList().keySet());
    }

    private static List<String> allCodes() {
        return ExitCode.MEANINGS.stream()
                .map(meaning -> meaning.substring(0, meaning.indexOf(':')))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commandsAtAnyDepth")
    void theCodesOfAnyCommandAreListedWithThoseOfACommandInTheOrderOfReadme(String path) {
        List<String> listed = codes(command(path));
        assertTrue(listed.containsAll(List.of("0", "2", "6", "7")), listed.toString());
        assertEquals(allCodes().stream().filter(listed::contains).toList(), listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "4", "5"})
    void theCommandsThatReadmeNamesForACodeAreThoseThatListIt(String code) {
        String meaning = ExitCode.MEANINGS.get(allCodes().indexOf(code));
        Set<String> named = Pattern.compile("'(\\w+)[^']*'")
                .matcher(meaning)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listing = commands().stream()
                .filter(name -> codes(command(name)).contains(code))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(named, listing);
    }

    /** Returns the commands of this program, hidden ones too; {@code help} is picocli's. */
    static List<String> ownCommands() {
        return commandsAtAnyDepth().stream().filter(path -> !path.contains(" ")).toList();
    }

    @ParameterizedTest
    @MethodSource("ownCommands")
    void aCommandListsTheCodesThatItsClassNames(String name) throws IOException, ReflectiveOperationException {
        CommandLine command = command(name);
        Class<?> type = command.getCommand().getClass();
        Path source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
        List<String> listed = new ArrayList<>();
        codes(command).forEach(code -> listed.addAll(List.of(code.split(", "))));
        List<String> missing = new ArrayList<>();
        Matcher named = Pattern.compile("ExitCode\\.([A-Z_]+)").matcher(Files.readString(source));
        while (named.find()) {
            String code = String.valueOf(ExitCode.class.getField(named.group(1)).get(null));
            if (!listed.contains(code)) {
                missing.add(named.group(1));
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void anUnknownCodeOfACommandIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> ExitCode.of(Map.of("10", "nothing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "rnu"})
    void nothingHasColoursIfNoColorIsSet(String line) throws Exception {
        assertFalse(inColour(line, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")), line);
    }

    @Test
    void helpHasColoursIfTheyAreForced() throws Exception {
        assertTrue(inColour("run --help", Map.of("CLICOLOR_FORCE", "1")), "otherwise NO_COLOR would have no effect");
    }

    /** Returns whether a command prints control characters when its output is no terminal. */
    private static boolean inColour(String line, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                ChildJvm.command(ChildJvm.THIS_JDK, ChildJvm.STARTS_FAST, Main.class, line.split(" ")));
        builder.environment().keySet().removeAll(Set.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
        builder.environment().putAll(environment);
        try (ChildJvm child = ChildJvm.start(builder)) {
            child.join();
            assertFalse(child.lines().isEmpty(), line);
            return String.join("", child.lines()).contains("\u001b");
        }
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(1, Shell.raw("--version").outLines().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dag --remote lab",
                "dag --cache-dir store",
                "doctor -p nonsense",
                "doctor --profile zzz",
                "log -p seed=5",
                "log --cache-dir store",
                "show --scratch-dir .",
                "diff last last~1 --remote lab",
                "repeat --no-remote",
                "push --no-remote",
                "gc --no-remote",
                "remote check --scratch-dir ."
            })
    void anOptionThatWouldHaveNoEffectIsUnknown(String arguments) {
        Shell.Result result = Shell.raw(arguments.split(" "));
        assertEquals(2, result.exit(), result.out());
        String option = arguments.replaceAll(".* (-\\S+).*", "$1");
        assertTrue(result.err().contains("Unknown option") && result.err().contains("'" + option + "'"), result.err());
    }

    @Test
    void everyCommandOnAPipelineTakesItsFile() {
        List<String> without =
                commandsAtAnyDepth().stream().filter(path -> !takesFile(path)).toList();
        // keygen and the group above it are about the user, a worker about the folder of a run, and init about a new
        // folder.
        assertEquals(List.of("remote", "remote keygen", "init", "worker"), without);
    }

    @Test
    void anUnknownCommandOrOptionIsExplainedBriefly() {
        Shell.Result command = Shell.raw("rnu");
        assertEquals(2, command.exit());
        assertEquals(
                "pipeline: there is no command 'rnu'; did you mean 'run'?",
                command.err().lines().findFirst().orElseThrow());
        Shell.Result option = Shell.raw("run", "--jobz", "2");
        assertEquals(2, option.exit());
        assertTrue(option.err().contains("--jobs"), option.err());
        assertTrue(option.err().endsWith("See 'pipeline run --help'." + System.lineSeparator()), option.err());
        Shell.Result number = Shell.raw("run", "--jobs", "two");
        assertEquals(2, number.exit());
        assertTrue(number.err().contains("'two' is not a whole number"), number.err());
        assertEquals(2, Shell.raw("run", "--jobs", "0").exit());
        assertTrue(Shell.raw("repeat", "--seed", "1e3").err().contains("'1e3' is not a whole number"));
        assertTrue(Shell.raw("repeat", "--longest", "ten").err().contains("'ten' is not a number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run --executor=     | it is empty; valid names are local, slurm, manual",
                "run --executor slrm | there is no 'slrm'; did you mean 'slurm'?",
                "init --example=x .  | there is no 'x'; valid names are coba, paper, script",
                "dag --format=       | it is empty; valid names are text, dot"
            })
    void aWrongValueOfAnOptionIsExplainedWithTheNamesThatUsersWrite(String arguments, String message) {
        Shell.Result result = Shell.raw(arguments.split(" "));
        assertEquals(2, result.exit());
        assertTrue(result.err().contains("': " + message + System.lineSeparator()), result.err());
    }

    @Test
    void namesOfValuesMayBeInCapitals() throws IOException {
        Shell shell = new Shell(folder);
        shell.write(Shell.PIPELINE);
        Shell.Result result = shell.run("dag", "--format", "DOT");
        assertTrue(result.out().startsWith("digraph"), result.out() + result.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-s       | unknown option '-s'",
                "--nope=3 | unknown option '--nope'",
                "-j 2 run | the option '-j' has no command before it"
            })
    void anOptionBeforeTheCommandIsNotTakenForACommand(String arguments, String message) {
        Shell.Result result = Shell.raw(arguments.split(" "));
        assertEquals(2, result.exit());
        assertTrue(result.err().startsWith("pipeline: " + message + "; write the command first"), result.err());
    }

    @Test
    void allProblemsOfAPipelineAreListedWithTheirPositions() throws IOException {
        Shell shell = new Shell(folder);
        shell.write(
                Shell.PIPELINE.replace("duration: 100 ms", "durations: 100 ms").replace("run: summ", "run: sum"));
        for (String command : List.of("run", "plan", "status", "dag")) {
            Shell.Result result = shell.run(command);
            assertEquals(2, result.exit());
            assertEquals("", result.out());
            List<String> problems = result.err().lines().toList();
            assertTrue(problems.size() >= 2, result.err());
            assertTrue(
                    problems.stream().allMatch(line -> line.matches(".*pipeline\\.yaml:\\d+:\\d+: .*")), result.err());
            assertTrue(result.err().contains("did you mean 'duration'?"), result.err());
            assertFalse(result.err().contains("\tat "), result.err());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "=",
                "stages.sim.with.duration",
                "stages.sin.with.duration=1 s",
                "stages.sim.with.duration=1 mV",
                "stages.sim.with.duration=${nothing}",
                "seed=x"
            })
    void aWrongOverrideIsExplained(String override) throws IOException {
        Shell.Result result = new Shell(folder).run("plan", "-p", override);
        assertEquals(2, result.exit(), result.out());
        assertTrue(result.err().startsWith("-p no. 1: "), result.err());
        assertFalse(result.err().contains("\tat "), result.err());
    }

    @Test
    void aMissingFileOrProfileIsExplained() throws IOException {
        Shell.Result file =
                Shell.raw("run", "--file", folder.resolve("nothing.yaml").toString());
        assertEquals(2, file.exit());
        assertTrue(file.err().contains("there is no such file"), file.err());
        Shell.Result profile = new Shell(folder).run("run", "--profile", "papr");
        assertEquals(2, profile.exit());
        assertTrue(profile.err().contains("did you mean 'paper'?"), profile.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--cache-dir", "--junit", "--against"})
    void anEmptyPathSuggestsAnEmptyShellVariable(String option) {
        Shell.Result result = Shell.raw("verify", option, "");
        assertEquals(2, result.exit());
        assertTrue(result.err().contains("does a variable of the shell have no value?"), result.err());
    }

    @Test
    void anUnusableStoreHasItsOwnExitCode() throws IOException {
        Shell shell = new Shell(folder);
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("thesis.txt"), "not a store");
        for (Path impossible : List.of(file, file.resolve("below"), full)) {
            Shell.Result result = shell.run("run", "--cache-dir", impossible.toString());
            assertEquals(6, result.exit(), result.err());
            assertEquals(1, result.err().lines().count(), result.err());
        }
        assertEquals("not a store", Files.readString(full.resolve("thesis.txt")));
    }
}

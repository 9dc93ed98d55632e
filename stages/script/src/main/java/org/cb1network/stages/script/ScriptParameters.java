package org.cb1network.stages.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.CheckedBeforeRun;
import org.cb1network.engine.stage.CommandOutput;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.OutsideKey;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.stage.SourceFiles;
import org.cb1network.engine.stage.Unit;

/** The parameters of a script stage. */
record ScriptParameters(
        @Describe("the program and its arguments; no shell interprets them")
        List<String> command,

        @Describe(
                "files and folders that the program reads: scripts, modules, data. Their copies are all it finds of the"
                        + " pipeline's folder, and their content is part of the key")
        @Default("[]")
        SourceFiles files,

        @Describe("commands whose output is part of the key, such as [python3, --version]") @Default("[]")
        List<CommandOutput> environment,

        @Describe("how the inputs are given") @Default("csv")
        TableFormat format,

        @Describe("values for the program, by name") @Default("{}")
        Map<String, Setting> parameters,

        @Describe("whether numbers in the outputs may be missing: NaN, NA or empty") @Default("false")
        boolean allowMissing,

        @Describe("time after which the program is ended")
        @Unit("s")
        @Range(min = 0, minExclusive = true)
        @Default("3600 s")
        @OutsideKey
        double timeoutS,

        @Describe("memory that the program needs, in MiB; as many points run at a time as fit together")
        @Range(min = 0)
        @Default("100")
        @OutsideKey
        int memoryMib)
        implements Checked, CheckedBeforeRun {

    @Override
    public void check(ProblemReport report) {
        if (command.isEmpty() || command.get(0).isBlank()) {
            report.problem("the command is empty", "write [python3, script.py], for example", "command");
            return;
        }
        for (String argument : command.subList(1, command.size())) {
            if (!files.files().containsKey(argument) && isFile(argument)) {
                report.problem(
                        "the command names the file " + argument + ", which is not among 'files'",
                        "add it there, so that its content is part of the key",
                        "command");
            }
        }
        for (String name : files.files().keySet()) {
            String first = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
            if (ScriptFolder.OWN.contains(first)) {
                report.problem(
                        "the file " + name + " is in the way: the program finds its inputs, outputs and parameters at "
                                + String.join(", ", ScriptFolder.OWN),
                        "move it to another folder",
                        "files");
            }
        }
        new Imports(files)
                .unlisted()
                .forEach((imported, by) -> report.problem(
                        by + " imports " + imported + ", which is not among 'files'",
                        "add it there, so that the script finds it and its content is part of the key",
                        "files"));
    }

    @Override
    public void checkMachine(ProblemReport report) {
        requireProgram(command, report, "command");
        for (int i = 0; i < environment.size(); i++) {
            requireProgram(environment.get(i).command(), report, "environment", i);
        }
    }

    private void requireProgram(List<String> started, ProblemReport report, Object... path) {
        try {
            new Program(files).in(files.folder(), started);
        } catch (IOException missing) {
            report.problem(String.valueOf(missing.getMessage()), "", path);
        }
    }

    private boolean isFile(String argument) {
        try {
            Path path = Path.of(argument);
            return !path.isAbsolute() && Files.isRegularFile(files.folder().resolve(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

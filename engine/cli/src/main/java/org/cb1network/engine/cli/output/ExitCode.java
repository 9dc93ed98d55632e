package org.cb1network.engine.cli.output;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cb1network.engine.compare.Verdict;

/** The exit codes of the program. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int STAGE_FAILED = 1;
    public static final int USAGE = 2;
    public static final int STALE = 3;
    public static final int CHANGED = 4;
    public static final int NOT_CHECKABLE = 5;
    public static final int STORE_UNUSABLE = 6;
    public static final int INPUT_OUTPUT = 7;
    public static final int STILL_RUNNING = 8;
    public static final int NO_WORKERS = 9;
    public static final int INTERRUPTED = 130;

    /** Exit code of a process ended by the signal SIGPIPE. */
    static final int READER_GONE = 141;

    /** The meaning of each code, as {@code --help} and README list them. */
    public static final List<String> MEANINGS = List.of(
            "0:success",
            "1:a stage failed",
            "2:the command line, the pipeline file, a data file, the lock or a bundle is wrong",
            "3:results are missing or out of date ('status --exit-code', 'show', 'tables', 'report', 'trace', 'repeat', 'verify --repeat', 'export', 'push', 'pull')",
            "4:results differ ('verify', 'run --audit', 'repeat', 'diff')",
            "5:nothing differs, but something could not be checked ('verify', 'run --audit', 'repeat')",
            "6:the store cannot be used",
            "7:another file or folder, the output or a remote cannot be read or written (for example a full disk)",
            "8:workers of an earlier run still compute",
            "9:a scheduler cannot be used, or gives no workers",
            "129, 130, 143:stopped by a closed terminal, Ctrl-C, or a termination signal; finished results are kept, and 'run' continues from there",
            "141:the program that read the output has ended (a closed pipe)");

    /** The codes that every command has. */
    private static final Set<String> OF_ANY_COMMAND = Set.of("0", "2", "6", "7");

    private ExitCode() {}

    /**
     * Returns the codes of a command with their meanings, in the order of {@link #MEANINGS}: those that every command has, and its own.
     *
     * @param own what a code means for this command, by code; an empty text stands for the usual meaning
     * @throws IllegalArgumentException if there is no such code
     */
    public static List<String> of(Map<String, String> own) {
        Set<String> unknown = new HashSet<>(own.keySet());
        List<String> meanings = new ArrayList<>();
        for (String meaning : MEANINGS) {
            String code = meaning.substring(0, meaning.indexOf(':'));
            unknown.remove(code);
            String ofThisCommand = own.getOrDefault(code, "");
            if (!ofThisCommand.isEmpty()) {
                meanings.add(code + ":" + ofThisCommand);
            } else if (own.containsKey(code) || OF_ANY_COMMAND.contains(code)) {
                meanings.add(meaning);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no exit code " + unknown);
        }
        return meanings;
    }

    /** Returns the exit code for a comparison. */
    public static int of(Verdict verdict) {
        return switch (verdict) {
            case REPRODUCED, WITHIN_TOLERANCE -> OK;
            case CHANGED -> CHANGED;
            case NOT_CHECKABLE -> NOT_CHECKABLE;
        };
    }
}

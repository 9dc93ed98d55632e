package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Corrects arguments that the JVM has decoded wrongly or that follow the habits of other programs. */
final class Arguments {

    /** The JVM replaces each byte that the locale does not know by this character. */
    private static final int REPLACEMENT = 0xFFFD;

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /**
     * Returns the arguments, decoded as UTF-8. In the locale C, which is usual in containers, the JVM knows only ASCII; Linux still has
     * the original bytes.
     *
     * @throws IllegalArgumentException if characters cannot be recovered
     */
    static String[] inUtf8(String[] arguments) {
        boolean damaged = false;
        for (String argument : arguments) {
            damaged |= argument.indexOf(REPLACEMENT) >= 0;
        }
        if (!damaged) {
            return arguments;
        }
        try {
            // The arguments of the JVM come first.
            List<String> all = List.of(Files.readString(COMMAND_LINE).split("\0", -1));
            int end = all.size() - 1;
            return all.subList(end - arguments.length, end).toArray(String[]::new);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the arguments have characters that Java cannot read in this locale; " + cure(), e);
        }
    }

    /**
     * Checks that Java can read the name of the working folder, against which it resolves relative paths.
     *
     * @throws IllegalArgumentException if it cannot
     */
    static void requireReadableFolder() {
        String folder = System.getProperty("user.dir");
        boolean readable;
        try {
            readable = Files.isDirectory(Path.of(folder));
        } catch (InvalidPathException e) {
            readable = false;
        }
        if (!readable) {
            throw new IllegalArgumentException("the name of the working folder (" + folder
                    + ") has characters that Java cannot read in this locale, or the folder is gone; " + cure());
        }
    }

    /** Returns why a text is not a path, and what to do. */
    static String describe(InvalidPathException problem) {
        String text = problem.getInput();
        return "'" + Spelling.shorten(text) + "' cannot be a path; "
                + (StandardCharsets.US_ASCII.newEncoder().canEncode(text) ? "name another" : cure());
    }

    /** Returns advice for names that Java cannot read or write. */
    static String cure() {
        return "set the locale to UTF-8, for example LC_ALL=C.UTF-8, and start again";
    }

    /**
     * Moves options from before the command to after it: {@code --profile quick run} becomes {@code run --profile quick}. Also replaces
     * {@code version} by {@code --version}.
     */
    static String[] commandFirst(String[] arguments, Collection<String> commands) {
        if (arguments.length == 1 && arguments[0].equals("version")) {
            return new String[] {"--version"};
        }
        if (arguments.length < 2 || !arguments[0].startsWith("-")) {
            return arguments;
        }
        CommandSpec known = CommandSpec.forAnnotatedObject(new PipelineOptions())
                .addMixin("scratch", CommandSpec.forAnnotatedObject(new ScratchOptions()))
                .addMixin("remotes", CommandSpec.forAnnotatedObject(new RemoteOptions()));
        int command = 0;
        while (command < arguments.length && arguments[command].startsWith("-")) {
            @Nullable OptionSpec option = known.findOption(arguments[command]);
            command += option == null || option.arity().max() == 0 ? 1 : 2;
        }
        if (command >= arguments.length || !commands.contains(arguments[command])) {
            return arguments;
        }
        List<String> moved = new ArrayList<>(List.of(arguments));
        moved.add(0, moved.remove(command));
        return moved.toArray(String[]::new);
    }
}

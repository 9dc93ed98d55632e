package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What the user wrote on the command line, put right where the JVM or a habit of other programs has turned it. */
final class Arguments {

    /** What the JVM makes of a byte that the locale does not know. */
    private static final int REPLACEMENT = 0xFFFD;

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /**
     * Arguments in UTF-8. In the locale C, which is usual in containers, the JVM knows ASCII alone and loses all else; Linux still has
     * the bytes.
     *
     * @throws IllegalArgumentException if characters are lost for good
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
     * Makes sure that names of files mean what they say. Java resolves relative ones against the name of the working folder, which it may
     * not be able to read.
     *
     * @throws IllegalArgumentException if that is so
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

    /** What helps where Java cannot read or write a name. */
    static String cure() {
        return "set the locale to UTF-8, for example LC_ALL=C.UTF-8, and start again";
    }

    /**
     * Moves options that stand before the command behind it, where they belong: {@code --profile quick run} is {@code run --profile
     * quick}. And {@code version} is {@code --version}.
     */
    static String[] commandFirst(String[] arguments, Collection<String> commands) {
        if (arguments.length == 1 && arguments[0].equals("version")) {
            return new String[] {"--version"};
        }
        if (arguments.length < 2 || !arguments[0].startsWith("-")) {
            return arguments;
        }
        CommandSpec takingValues = CommandSpec.forAnnotatedObject(new PipelineOptions());
        int command = 0;
        while (command < arguments.length && arguments[command].startsWith("-")) {
            command += takingValues.findOption(arguments[command]) == null ? 1 : 2;
        }
        if (command >= arguments.length || !commands.contains(arguments[command])) {
            return arguments;
        }
        List<String> moved = new ArrayList<>(List.of(arguments));
        moved.add(0, moved.remove(command));
        return moved.toArray(String[]::new);
    }
}

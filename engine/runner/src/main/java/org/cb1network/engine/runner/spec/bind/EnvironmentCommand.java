package org.cb1network.engine.runner.spec.bind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.ChildProcess;
import org.jspecify.annotations.Nullable;

/** Runs a command of the user once, and returns what it prints on standard output and standard error. */
final class EnvironmentCommand implements Supplier<String> {

    private static final int MOST_BYTES = 1 << 22;
    private static final int LONGEST_SHOWN = 120;
    private static final long MOST_SECONDS = 60;

    private final List<String> command;
    private final Path folder;
    private final SourcePosition position;
    private @Nullable String output;

    /**
     * Creates a command.
     *
     * @param folder where it runs
     * @param position where it is written, for messages
     */
    EnvironmentCommand(List<String> command, Path folder, SourcePosition position) {
        this.command = command;
        this.folder = folder;
        this.position = position;
    }

    /**
     * Returns the output: a short line as it is, anything longer as its digest.
     *
     * @throws PipelineException if the command cannot be run or fails
     */
    @Override
    public synchronized String get() {
        String known = output;
        if (known == null) {
            known = shown(run());
            output = known;
        }
        return known;
    }

    private static String shown(byte[] printed) {
        String text = new String(printed, StandardCharsets.UTF_8).strip();
        boolean isShort = text.length() <= LONGEST_SHOWN && text.lines().count() <= 1;
        return isShort ? text : "sha256:" + Digest.of(printed).hex();
    }

    /** Returns the end of what was printed, which usually says what is wrong, after a colon; empty if nothing was. */
    private static String lastLine(byte[] printed) {
        String text = new String(printed, StandardCharsets.UTF_8).strip();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return last.isEmpty() ? "" : ": " + Spelling.shorten(last);
    }

    private byte[] run() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            int exit = new ChildProcess(command, folder, Map.of(), MOST_SECONDS)
                    .run((bytes, length) -> add(printed, bytes, length), () -> requireShort(printed));
            if (exit != 0) {
                throw problem("ended with exit code " + exit + lastLine(printed.toByteArray()), "");
            }
            return printed.toByteArray();
        } catch (IOException e) {
            throw problem("cannot be started: " + e.getMessage(), "install the program, or remove the command");
        } catch (TimeoutException e) {
            throw problem("takes too long: " + e.getMessage(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem("was interrupted", "");
        }
    }

    private static void add(ByteArrayOutputStream printed, byte[] bytes, int length) {
        if (printed.size() <= MOST_BYTES) {
            printed.write(bytes, 0, length);
        }
    }

    private void requireShort(ByteArrayOutputStream printed) {
        if (printed.size() > MOST_BYTES) {
            throw problem("prints more than " + (MOST_BYTES >> 20) + " MiB", "");
        }
    }

    private PipelineException problem(String what, String advice) {
        Problems problems = new Problems();
        problems.add(position, "the command '" + String.join(" ", command) + "' " + what, advice);
        return problems.exception();
    }
}

package org.cb1network.engine.cli.workspace;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.cb1network.cache.StoreListener;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the warnings of stores and remotes. */
public final class WarningPrinter {

    private WarningPrinter() {}

    /** Prints each warning once, even if a store is opened again with the same listener. */
    public static StoreListener to(CommandSpec command) {
        return to(command.commandLine().getErr()::println);
    }

    /** Prints what is wrong with a remote, and other notices. */
    public static Consumer<String> ofNotices(CommandSpec command) {
        return ofNotices(command.commandLine().getErr()::println);
    }

    /** Does the same for commands that show their progress. */
    public static Consumer<String> ofNotices(Consumer<String> lines) {
        return notice -> lines.accept("warning: " + notice);
    }

    /** Prints the warnings of a store, as {@link #to(CommandSpec)} does, for commands that show their progress. */
    public static StoreListener to(Consumer<String> lines) {
        Set<String> said = ConcurrentHashMap.newKeySet();
        return warning -> {
            if (said.add(warning.message())) {
                lines.accept("store: " + warning.message());
            }
        };
    }
}

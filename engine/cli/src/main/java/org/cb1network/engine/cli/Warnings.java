package org.cb1network.engine.cli;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.cb1network.cache.StoreListener;
import picocli.CommandLine.Model.CommandSpec;

/** Tells the user what the store noticed and dealt with. */
final class Warnings {

    private Warnings() {}

    /** Says each thing once, also if a store is opened again with the same listener. */
    static StoreListener to(CommandSpec command) {
        return to(command.commandLine().getErr()::println);
    }

    /** The same, for commands that show how far they are. */
    static StoreListener to(Consumer<String> lines) {
        Set<String> said = ConcurrentHashMap.newKeySet();
        return warning -> {
            if (said.add(warning.message())) {
                lines.accept("store: " + warning.message());
            }
        };
    }
}

package org.cb1network.engine.cli;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.cache.StoreListener;
import picocli.CommandLine.Model.CommandSpec;

/** Tells the user what the store noticed and dealt with. */
final class Warnings {

    private Warnings() {}

    /** Says each thing once, also if a store is opened again with the same listener. */
    static StoreListener to(CommandSpec command) {
        Set<String> said = ConcurrentHashMap.newKeySet();
        return warning -> {
            if (said.add(warning.message())) {
                command.commandLine().getErr().println("store: " + warning.message());
            }
        };
    }
}

package org.cb1network.cli;

import org.cb1network.cache.StoreListener;
import picocli.CommandLine.Model.CommandSpec;

/** Tells the user what the store noticed and dealt with. */
final class Warnings {

    private Warnings() {}

    static StoreListener to(CommandSpec command) {
        return warning -> command.commandLine().getErr().println("store: " + warning.message());
    }
}

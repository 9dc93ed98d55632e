package org.cb1network.engine.runner.spec;

import java.nio.file.Path;

/**
 * The folder with a user's settings for all pipelines: {@code cb1-pipeline} in {@code $XDG_CONFIG_HOME}, or in {@code ~/.config} (XDG Base
 * Directory Specification).
 */
public final class UserFolder {

    private UserFolder() {}

    /** Returns the folder, which need not exist. */
    public static Path path() {
        String config = System.getenv("XDG_CONFIG_HOME");
        Path folder = config == null || config.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return folder.resolve("cb1-pipeline");
    }
}

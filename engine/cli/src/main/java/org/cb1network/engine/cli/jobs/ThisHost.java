package org.cb1network.engine.cli.jobs;

import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The machine and the class path of this process, which other processes of a run need. */
public final class ThisHost {

    private ThisHost() {}

    /** Returns the name of this machine. */
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** Returns the class path of this process with absolute paths, usable from any folder. */
    public static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(part -> !part.isEmpty())
                .map(part -> Path.of(part).toAbsolutePath())
                .toList();
    }
}

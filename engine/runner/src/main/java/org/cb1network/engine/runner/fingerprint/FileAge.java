package org.cb1network.engine.runner.fingerprint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/**
 * Detects whether a file that the JVM reads code from is still the one that it opened. If another file is moved into
 * its place, Java continues with the open file and offers no way to see which one it has.
 */
final class FileAge {

    private FileAge() {}

    /**
     * Returns whether a file may have been changed or replaced since this process started. A file from the future does
     * not count: the clocks differ, so nothing is known.
     */
    static boolean mayBeYoungerThanThisProcess(Path file) throws IOException {
        Instant changed = latest(changed(file), changed(file.toRealPath()));
        // Whole seconds before the exact time, which takes tens of milliseconds to determine.
        Optional<Instant> started = ProcessHandle.current().info().startInstant();
        boolean surelyOlder = started.isPresent() && changed.isBefore(started.get());
        return !surelyOlder
                && isWithin(
                        changed,
                        Instant.ofEpochMilli(
                                ManagementFactory.getRuntimeMXBean().getStartTime()),
                        Instant.now());
    }

    static boolean isWithin(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    /**
     * Returns when a file or link was last changed or moved. On systems that do not record moves, an open file cannot
     * be moved.
     */
    private static Instant changed(Path file) throws IOException {
        boolean noted = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Object time = Files.getAttribute(file, noted ? "unix:ctime" : "lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        return ((FileTime) time).toInstant();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

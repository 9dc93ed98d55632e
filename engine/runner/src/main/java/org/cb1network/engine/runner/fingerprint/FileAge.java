package org.cb1network.engine.runner.fingerprint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Whether a file that the JVM reads code from is still the one that it has opened. Java goes on with the open file when another one
 * is moved into its place, and shows nobody which one it has.
 */
final class FileAge {

    private FileAge() {}

    /**
     * Whether a file may have been changed, or put in its place, since this process started. Not if it is from the future: then
     * clocks differ, and nothing can be told.
     */
    static boolean mayBeYoungerThanThisProcess(Path file) throws IOException {
        Instant changed = latest(changed(file), changed(file.toRealPath()));
        // Whole seconds before the exact time, which takes tens of milliseconds to find out.
        boolean surelyOlder = ProcessHandle.current()
                .info()
                .startInstant()
                .filter(changed::isBefore)
                .isPresent();
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

    /** When a file or link was last changed or moved; where systems do not note the latter, the file cannot be moved while it is open. */
    private static Instant changed(Path file) throws IOException {
        boolean noted = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Object time = Files.getAttribute(file, noted ? "unix:ctime" : "lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        return ((FileTime) time).toInstant();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

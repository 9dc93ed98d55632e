package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files of one open store. Their names begin with the node's number and the session's name, and the
 * session holds a lock while it is open. So processes on the same node can distinguish files in use from leftovers of
 * ended processes. Files of other nodes are kept for a week.
 */
final class Session implements AutoCloseable {

    private static final Pattern TEMPORARY = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})-\\d+\\.tmp");

    /** Age at which temporary files count as leftovers if locks cannot tell. */
    private static final Duration OLD = Duration.ofDays(7);

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Set<Path> open = new HashSet<>();
    private @Nullable String name;
    private long count;

    Session(StoreFiles files, StoreLayout layout, LockFile locks) {
        this.files = files;
        this.layout = layout;
        this.locks = locks;
    }

    /** Returns the name of a temporary file that does not exist yet. */
    synchronized Path newName() {
        if (name == null) {
            String random = files.newName();
            // Held until the store is closed.
            locks.tryExclusive(LockPosition.session(random));
            name = HexFormat.of().toHexDigits(layout.node()) + "-" + random;
            removeLitter();
        }
        Path path = layout.temporary().resolve(name + "-" + ++count + ".tmp");
        open.add(path);
        return path;
    }

    /** Returns whether this is a temporary file of this session. */
    synchronized boolean owns(Path file) {
        return open.contains(file);
    }

    /** Notes that a file has been moved away. */
    synchronized void forget(Path file) {
        open.remove(file);
    }

    /** Deletes a temporary file of this session. */
    void discard(Path file) {
        forget(file);
        SmallFiles.deleteQuietly(files, Step.DELETE_TEMPORARY, file);
    }

    /** Deletes a file if it is a temporary file of this session that has not been moved away. */
    void discardIfOwned(Path file) {
        if (owns(file)) {
            discard(file);
        }
    }

    private void removeLitter() {
        try {
            for (String file : files.list(layout.temporary())) {
                if (isLitter(file)) {
                    SmallFiles.deleteQuietly(
                            files, Step.DELETE_TEMPORARY, layout.temporary().resolve(file));
                }
            }
        } catch (IOException e) {
            // Garbage collection and the doctor try again and report the reason.
            return;
        }
    }

    /** Returns whether a name has the form of a temporary file. */
    static boolean isTemporary(String file) {
        return TEMPORARY.matcher(file).matches();
    }

    /** Returns whether a file in the temporary folder belongs to a session that has ended. */
    boolean isLitter(String file) {
        Matcher matcher = TEMPORARY.matcher(file);
        if (!matcher.matches() || isFolder(file)) {
            return false;
        }
        if (HexFormat.fromHexDigitsToLong(matcher.group(1)) != layout.node() || !locks.betweenProcesses()) {
            return isOld(file);
        }
        Optional<LockFile.Held> lock = locks.tryExclusive(LockPosition.session(matcher.group(2)));
        lock.ifPresent(LockFile.Held::close);
        return lock.isPresent();
    }

    /** Returns whether this is a folder. A folder is never a temporary file, whatever its name. */
    private boolean isFolder(String file) {
        try {
            BasicFileAttributes attributes = files.attributes(layout.temporary().resolve(file));
            return attributes != null && attributes.isDirectory();
        } catch (IOException e) {
            return true;
        }
    }

    private boolean isOld(String file) {
        try {
            BasicFileAttributes attributes = files.attributes(layout.temporary().resolve(file));
            return attributes != null
                    && files.nowMillis() - attributes.lastModifiedTime().toMillis() > OLD.toMillis();
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes the remaining temporary files. */
    @Override
    public void close() {
        Set<Path> left;
        synchronized (this) {
            left = Set.copyOf(open);
        }
        for (Path file : left) {
            discard(file);
        }
    }
}

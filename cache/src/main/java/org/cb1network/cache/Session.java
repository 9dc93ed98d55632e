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
 * The temporary files of one open store. Their names begin with the node's and the session's, and the session holds a lock as
 * long as it lives; so processes of the same node can tell the files of the living from the litter of the dead. Those of other
 * nodes are left alone for a week.
 */
final class Session implements AutoCloseable {

    private static final Pattern TEMPORARY = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})-\\d+\\.tmp");

    /** Temporary files of this age are taken to be litter where locks do not tell. */
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

    /** A name for a temporary file that does not exist yet. */
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

    /** Whether this is a temporary file of this session. */
    synchronized boolean owns(Path file) {
        return open.contains(file);
    }

    /** The file has been moved away. */
    synchronized void forget(Path file) {
        open.remove(file);
    }

    /** Deletes a temporary file of this session. */
    void discard(Path file) {
        forget(file);
        SmallFiles.deleteQuietly(files, Step.DELETE_TEMPORARY, file);
    }

    /** Deletes a file if it is a temporary one of this session that has not been moved away. */
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
            // Garbage collection and the doctor will try again and say why not.
            return;
        }
    }

    /** Whether a name has the form of a temporary file. */
    static boolean isTemporary(String file) {
        return TEMPORARY.matcher(file).matches();
    }

    /** Whether a file in the temporary folder belongs to a session that has ended. */
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

    /** A folder is nobody's temporary file, whatever its name is. */
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

    /** Removes the temporary files that are still there. */
    @Override
    public void close() {
        Set<Path> left;
        synchronized (this) {
            left = Set.copyOf(open);
        }
        left.forEach(this::discard);
    }
}

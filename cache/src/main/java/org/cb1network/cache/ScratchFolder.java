package org.cb1network.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder for what one command computes and nobody needs afterwards, such as a store of its own. Nobody can guess its name, so nothing can
 * lie in wait there; nobody else can look into it; and it is locked while its process lives, so that the next process recognizes and
 * removes what a killed one has left.
 */
public final class ScratchFolder implements AutoCloseable {

    private static final String PREFIX = "scratch-";

    /** What shares locks with its maker (see {@link StoreFiles#node}), the maker's process, and a random number. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9a-f]{16})-(\\d{1,18})-\\d+");

    private static final String KEPT = "kept-";
    private static final Pattern KEPT_NAME = Pattern.compile(KEPT + "[0-9a-f]{16}-\\d{1,18}-\\d+");
    private static final String LOCK = ".lock";

    /** The first thing that is made in it may be missing for a moment. */
    private static final int MOST_TRIES = 10;

    private final Path path;
    private final FileChannel lock;
    private boolean kept;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a new empty one, after removing those of killed processes.
     *
     * @param places folders in which it may be; the first one that can be written is taken
     * @throws IOException if none can be
     */
    public static ScratchFolder create(List<Path> places) throws IOException {
        removeAbandoned(places);
        IOException problem = new IOException("there is no place for a scratch folder");
        for (Path place : places) {
            for (int tries = 1; tries <= MOST_TRIES; tries++) {
                try {
                    @Nullable ScratchFolder made = createIn(Files.createDirectories(place));
                    if (made != null) {
                        return made;
                    }
                } catch (IOException e) {
                    problem = e;
                    break;
                }
            }
        }
        throw problem;
    }

    /** Null if another process has taken it for an abandoned one before it was locked. */
    private static @Nullable ScratchFolder createIn(Path place) throws IOException {
        Path real = place.toRealPath();
        Path path = Files.createTempDirectory(
                real, PREFIX + node(real) + "-" + ProcessHandle.current().pid() + "-");
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (isFree(lock) && Files.exists(path.resolve(LOCK))) {
            return new ScratchFolder(path, lock);
        }
        lock.close();
        return null;
    }

    private static String node(Path folder) {
        return HexFormat.of().toHexDigits(new SystemFiles().node(folder));
    }

    /** Takes the lock if nobody has it. Where there are no locks, nobody is seen to have it. */
    private static boolean isFree(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Where a store may be in it. */
    public Path store() {
        return path.resolve("store");
    }

    /** Whether a folder lies in a scratch folder. */
    static boolean holds(Path folder) {
        Path parent = folder.getParent();
        return parent != null
                && NAME.matcher(String.valueOf(parent.getFileName())).matches();
    }

    /**
     * Keeps the folder, for somebody to look into. Call it when no file in it is open.
     *
     * @return its new name
     */
    public Path keep() throws IOException {
        lock.close();
        Files.deleteIfExists(path.resolve(LOCK));
        String name = String.valueOf(path.getFileName());
        kept = true;
        return Files.move(path, path.resolveSibling(KEPT + name.substring(PREFIX.length())));
    }

    /** Removes it with everything in it. */
    @Override
    public void close() throws IOException {
        if (!kept) {
            lock.close();
            delete(path);
        }
    }

    /** The folders that processes of this machine left that were killed. */
    public static List<Path> abandoned(List<Path> places) {
        List<Path> abandoned = new ArrayList<>();
        for (Path place : places) {
            for (Path folder : named(place, NAME)) {
                if (isAbandoned(folder)) {
                    abandoned.add(folder);
                }
            }
        }
        return abandoned;
    }

    /** The folders that were kept for somebody to look into. */
    public static List<Path> kept(List<Path> places) {
        List<Path> kept = new ArrayList<>();
        places.forEach(place -> kept.addAll(named(place, KEPT_NAME)));
        return kept;
    }

    /**
     * Removes what processes of this machine left that were killed, as far as that is possible.
     *
     * @return what was removed
     */
    public static List<Path> removeAbandoned(List<Path> places) {
        List<Path> removed = new ArrayList<>();
        for (Path folder : abandoned(places)) {
            try {
                delete(folder);
                removed.add(folder);
            } catch (IOException e) {
                // Perhaps another process removes it just now; the next one tries again.
            }
        }
        return removed;
    }

    private static List<Path> named(Path place, Pattern name) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(place)) {
            return found;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                place.toRealPath(),
                file -> name.matcher(String.valueOf(file.getFileName())).matches())) {
            folders.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            // What cannot be looked at cannot be removed, either.
            return found;
        }
        found.removeIf(folder -> !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS));
        return found;
    }

    private static boolean isAbandoned(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        if (!name.matches()
                || !name.group(1).equals(node(folder))
                || Long.parseLong(name.group(2)) == ProcessHandle.current().pid()) {
            // Of another machine, whose locks may not be seen here; or of this process, which would lose its lock.
            return false;
        }
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            // Not locked yet, another user's, or there are no locks.
            return false;
        }
    }

    /**
     * Deletes a folder with everything in it, its lock last, so that one that is deleted in part is still recognized; links are deleted,
     * not followed.
     *
     * @throws IOException if something in it cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(folder.resolve(LOCK))) {
                    makeDeletable(file);
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                if (visited.equals(folder)) {
                    Files.deleteIfExists(folder.resolve(LOCK));
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Objects of a store are read-only, which keeps Windows from deleting them. */
    private static void makeDeletable(Path file) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            Files.getFileAttributeView(file, DosFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setReadOnly(false);
        }
    }
}

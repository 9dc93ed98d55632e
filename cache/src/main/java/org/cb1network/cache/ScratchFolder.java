package org.cb1network.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the temporary data of one command, such as a temporary store. Its name cannot be guessed, so nobody can
 * prepare it in advance, and other users cannot read it. It is locked while its process runs, so that the next process
 * recognizes and removes the folder of a killed one.
 */
public final class ScratchFolder implements AutoCloseable {

    private static final String PREFIX = "scratch-";

    /** The node that created it (see {@link StoreFiles#node}), the process that created it, and a random number. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9a-f]{16})-(\\d{1,18})-\\d+");

    private static final String KEPT = "kept-";
    private static final Pattern KEPT_NAME = Pattern.compile(KEPT + "[0-9a-f]{16}-\\d{1,18}-\\d+");
    private static final String LOCK = ".lock";

    /** A folder is locked long before it is that old. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /** Maximum number of attempts: another process may remove the folder before it is locked. */
    private static final int MOST_TRIES = 10;

    private final Path path;
    private final FileChannel lock;
    private boolean kept;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates an empty scratch folder, after removing those of killed processes.
     *
     * @param places folders in which it may be created; the first writable one is used
     * @throws IOException if none is writable
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

    /** Returns null if another process took the folder for an abandoned one before it was locked. */
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

    /** Takes the lock if it is free. On a file system without locks, it always seems to be free. */
    private static boolean isFree(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    /** Returns the path of this folder. */
    public Path path() {
        return path;
    }

    /** Returns the path in this folder for a store. */
    public Path store() {
        return path.resolve("store");
    }

    /** Returns whether a folder lies in a scratch folder. */
    static boolean holds(Path folder) {
        Path parent = folder.getParent();
        return parent != null
                && NAME.matcher(String.valueOf(parent.getFileName())).matches();
    }

    /**
     * Keeps the folder for inspection. No file in it may be open.
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

    /** Removes this folder with everything in it. */
    @Override
    public void close() throws IOException {
        if (!kept) {
            lock.close();
            delete(path);
        }
    }

    /** Returns the folders left behind by killed processes of this machine. */
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

    /** Returns the folders that were kept for inspection. */
    public static List<Path> kept(List<Path> places) {
        List<Path> kept = new ArrayList<>();
        places.forEach(place -> kept.addAll(named(place, KEPT_NAME)));
        return kept;
    }

    /**
     * Removes the folders left behind by killed processes of this machine, as far as possible.
     *
     * @return the removed folders
     */
    public static List<Path> removeAbandoned(List<Path> places) {
        List<Path> removed = new ArrayList<>();
        for (Path folder : abandoned(places)) {
            try {
                delete(folder);
                removed.add(folder);
            } catch (IOException e) {
                // Another process may be removing it at this moment; the next process tries again.
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
            // A folder that cannot be read cannot be removed either.
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
            // It belongs to another machine, whose locks may be invisible here, or to this process, which would lose
            // its lock.
            return false;
        }
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock() != null;
        } catch (NoSuchFileException e) {
            return isOld(folder);
        } catch (IOException | OverlappingFileLockException e) {
            // Another user's, or there are no locks.
            return false;
        }
    }

    /**
     * Returns whether a folder has not just been created. It has no lock for a moment only, unless its process was killed in that moment, or a
     * process wrote into it while it was deleted.
     */
    private static boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(YOUNG));
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Deletes a folder with everything in it, its lock last, so that a partly deleted folder is still recognized. Links
     * are deleted, not followed. Folders that their owner may not read or change, such as a script may leave, are deleted,
     * too.
     *
     * @throws IOException if something in it cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                if (!Files.isWritable(visited) || !Files.isExecutable(visited)) {
                    permitAll(visited);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(file)) {
                    throw problem;
                }
                permitAll(file);
                if (!Files.isReadable(file)) {
                    throw problem;
                }
                delete(file);
                return FileVisitResult.CONTINUE;
            }

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

    private static void permitAll(Path folder) throws IOException {
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Objects of a store are read-only, which keeps Windows from deleting them. */
    private static void makeDeletable(Path file) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            Files.getFileAttributeView(file, DosFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setReadOnly(false);
        }
    }
}

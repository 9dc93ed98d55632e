package org.cb1network.cache;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The real file system. It uses the streams of {@code java.io} because an interrupt of a thread that uses a channel
 * closes the channel for all threads, and a cancelled run must not lose the results that it is about to publish.
 */
final class SystemFiles implements StoreFiles {

    @Override
    public void createFolder(Step step, Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            shareAsParent(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    @Override
    public Output create(Step step, Path file) throws IOException {
        Files.createFile(file);
        return new StreamOutput(new FileOutputStream(file.toFile(), true));
    }

    @Override
    public Output append(Step step, Path file) throws IOException {
        requireRegular(file);
        return new StreamOutput(new FileOutputStream(file.toFile(), true));
    }

    @Override
    public Input open(Path file) throws IOException {
        requireRegular(file);
        return new RandomInput(new RandomAccessFile(file.toFile(), "r"));
    }

    @Override
    public void truncate(Step step, Path file, long length) throws IOException {
        requireRegular(file);
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            if (length < random.length()) {
                random.setLength(length);
            }
        }
    }

    @Override
    public void move(Step step, Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Step step, Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void makeReadOnly(Step step, Path file) throws IOException {
        PosixFileAttributeView posix =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (posix == null) {
            if (!file.toFile().setReadOnly()) {
                throw new FileSystemException(file.toString(), null, "cannot be made read-only");
            }
            return;
        }
        Set<PosixFilePermission> rights = EnumSet.copyOf(posix.readAttributes().permissions());
        rights.removeAll(Set.of(
                PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
        posix.setPermissions(rights);
    }

    @Override
    public void touch(Step step, Path file) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.fromMillis(nowMillis()), null, null);
    }

    @Override
    public void forceFolder(Step step, Path folder) {
        // A channel would force nothing for an interrupted thread.
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows and some network file systems cannot do this. There a loss of power may lose the name, and the
            // result is computed again.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            for (Path path : content) {
                names.add(path.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public String newName() {
        UUID random = UUID.randomUUID();
        // Some bits of each half are fixed, but different ones.
        return HexFormat.of().toHexDigits(random.getMostSignificantBits() ^ random.getLeastSignificantBits());
    }

    @Override
    public long node(Path root) {
        List<String> parts = new ArrayList<>();
        parts.add(textOf(Path.of("/proc/sys/kernel/random/boot_id")));
        parts.add(textOf(Path.of("/proc/sys/kernel/hostname")));
        parts.add(String.valueOf(System.getenv("COMPUTERNAME")));
        try {
            parts.add(String.valueOf(Files.getAttribute(root, "unix:dev")));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            parts.add("");
        }
        return Digest.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .first();
    }

    private static String textOf(Path file) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public boolean isWritable(Path folder) {
        return Files.isWritable(folder);
    }

    @Override
    public FileChannel openLocks(Path file) throws IOException {
        boolean isNew = attributes(file) == null;
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (isNew) {
            shareAsParent(file);
        }
        return channel;
    }

    @Override
    public @Nullable FileLock tryLock(FileChannel locks, long position, boolean shared) throws IOException {
        return locks.tryLock(position, 1, shared);
    }

    /** Gives the group the same write permission that it has for the folder, regardless of the creator's umask. */
    private static void shareAsParent(Path file) throws IOException {
        PosixFileAttributeView parent =
                Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class);
        PosixFileAttributeView own = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (parent == null || !parent.readAttributes().permissions().contains(PosixFilePermission.GROUP_WRITE)) {
            return;
        }
        Set<PosixFilePermission> rights = EnumSet.copyOf(own.readAttributes().permissions());
        if (rights.add(PosixFilePermission.GROUP_WRITE)) {
            own.setPermissions(rights);
        }
    }

    private static void requireRegular(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
    }

    private record StreamOutput(FileOutputStream stream) implements Output {

        @Override
        public void write(Step step, byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
        }

        @Override
        public void force(Step step) throws IOException {
            stream.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    private record RandomInput(RandomAccessFile random) implements Input {

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            synchronized (random) {
                random.seek(position);
                int done = 0;
                while (done < length) {
                    int n = random.read(bytes, offset + done, length - done);
                    if (n < 0) {
                        break;
                    }
                    done += n;
                }
                return done;
            }
        }

        @Override
        public long length() throws IOException {
            return random.length();
        }

        @Override
        public void close() {
            try {
                random.close();
            } catch (IOException e) {
                // Nothing was written through it.
                return;
            }
        }
    }
}

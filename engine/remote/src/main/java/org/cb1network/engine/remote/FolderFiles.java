package org.cb1network.engine.remote;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.cb1network.cache.FileProblem;
import org.cb1network.engine.remote.RemoteException.Reason;

/** A remote in a folder, such as one on a USB stick, of a file server, or of a web server. */
final class FolderFiles implements RemoteFiles {

    private final Path root;

    FolderFiles(Path root) {
        this.root = root;
    }

    @Override
    public List<Listed> list(String folder) throws RemoteException {
        if (!Files.isDirectory(root)) {
            throw new RemoteException(
                    Reason.UNUSABLE, "there is no folder " + root + "; make it, or mount what it is on");
        }
        List<Listed> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(root.resolve(folder))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()) {
                    files.add(new Listed(
                            path.getFileName().toString(),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
            }
            return files;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    @Override
    public byte[] read(String name, int limit) throws RemoteException {
        try {
            if (Files.size(root.resolve(name)) > limit) {
                throw new RemoteException(Reason.UNUSABLE, name + " is longer than " + limit + " bytes");
            }
            return read(name, 0, limit);
        } catch (RemoteException e) {
            throw e;
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    @Override
    public byte[] read(String name, long position, int length) throws RemoteException {
        try (RandomAccessFile file = new RandomAccessFile(existing(name).toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(length, file.length() - position))];
            file.seek(position);
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    private Path existing(String name) throws IOException {
        Path file = root.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        return file;
    }

    @Override
    public void write(String name, byte[] content) throws RemoteException {
        Path file = root.resolve(name);
        Path part = file.resolveSibling(PART + UUID.randomUUID());
        try {
            Files.createDirectories(part.resolveSibling("."));
            try {
                try (FileChannel out =
                        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                        out.write(rest);
                    }
                    out.force(true);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    @Override
    public void delete(String name) throws RemoteException {
        try {
            Files.deleteIfExists(root.resolve(name));
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    private RemoteException failure(String name, IOException e) {
        Reason reason = e instanceof NoSuchFileException
                ? Reason.MISSING
                : e instanceof AccessDeniedException ? Reason.REFUSED : Reason.UNAVAILABLE;
        String problem = FileProblem.describe(e);
        return new RemoteException(
                reason, e instanceof FileSystemException ? problem : root.resolve(name) + ": " + problem, e);
    }
}

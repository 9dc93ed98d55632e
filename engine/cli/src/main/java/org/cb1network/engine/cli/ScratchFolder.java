package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import org.jspecify.annotations.Nullable;

/** A folder that is there for one command only. */
final class ScratchFolder {

    private ScratchFolder() {}

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // Objects of a store are read-only, which keeps Windows from deleting them.
                DosFileAttributeView dos = Files.getFileAttributeView(file, DosFileAttributeView.class);
                if (dos != null
                        && attributes.isRegularFile()
                        && file.getFileSystem().supportedFileAttributeViews().contains("dos")) {
                    makeWritable(dos);
                }
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Linux offers this view, too, but not for every file system: deleting does not need it there. */
    private static void makeWritable(DosFileAttributeView dos) {
        try {
            dos.setReadOnly(false);
        } catch (IOException | UnsupportedOperationException e) {
            // Deleting will tell whether that was needed.
            return;
        }
    }
}

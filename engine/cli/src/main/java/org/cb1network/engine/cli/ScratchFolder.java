package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import org.jspecify.annotations.Nullable;

/** Deletes folders that are used by a single command only. */
final class ScratchFolder {

    private ScratchFolder() {}

    /** Deletes a folder with all its contents. Links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // The objects of a store are read-only, which prevents Windows from deleting them.
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

    /**
     * Clears the read-only attribute. Linux offers this view, too, but not for every file system, and does not need it
     * for deletion.
     */
    private static void makeWritable(DosFileAttributeView dos) {
        try {
            dos.setReadOnly(false);
        } catch (IOException | UnsupportedOperationException e) {
            // The deletion will fail if this was needed.
            return;
        }
    }
}

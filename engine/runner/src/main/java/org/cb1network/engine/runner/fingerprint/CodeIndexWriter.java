package org.cb1network.engine.runner.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes, at build time, what would be unavailable or expensive later: the {@link LibraryTable} of this JVM's class
 * path and the {@link CodeIndex} with the digests of all stages.
 */
public final class CodeIndexWriter {

    private CodeIndexWriter() {}

    /**
     * Writes both files.
     *
     * @param arguments name of the interface that all stages implement, and the folder of the program's resources
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected: STAGE-INTERFACE FOLDER");
        }
        Path folder = Path.of(arguments[1]);
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        LibraryTable libraries = LibraryTable.of(loader);
        write(folder.resolve(LibraryTable.RESOURCE), libraries.toBytes());
        CodeIndex index = CodeIndex.take(ClassSource.of(loader), libraries, arguments[0]);
        write(folder.resolve(CodeIndex.RESOURCE), index.toBytes());
    }

    private static void write(Path file, byte[] content) throws IOException {
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return; // keeps its time, so that nothing is built again because of it
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
    }
}

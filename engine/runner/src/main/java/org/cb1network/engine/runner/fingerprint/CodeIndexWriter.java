package org.cb1network.engine.runner.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Run while the program is built: writes what is known then and is lost or expensive later.
 *
 * <p>{@link LibraryIndex#RESOURCE}: the libraries on this JVM's class path, because in the finished program they are
 * merged into one jar and can no longer be told apart. {@link CodeIndex#RESOURCE}: the digests of all stages, because
 * taking them anew costs a cold JVM a good part of a second.
 */
public final class CodeIndexWriter {

    private CodeIndexWriter() {}

    /**
     * Writes both files.
     *
     * @param arguments the name of the interface that all stages implement, and the folder of the program's resources
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected: STAGE-INTERFACE FOLDER");
        }
        ProjectScope scope = ProjectScope.ofThisProject();
        Path folder = Path.of(arguments[1]);
        ClassLoader loader = ClassLoader.getSystemClassLoader();

        LibraryTable libraries = ClassPathLibraries.of(loader, scope).table();
        write(folder.resolve(LibraryIndex.RESOURCE), libraries.toBytes());

        CodeIndex index = CodeIndex.take(ClassSource.of(loader), scope, libraries, arguments[0]);
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

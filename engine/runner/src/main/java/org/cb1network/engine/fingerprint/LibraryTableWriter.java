package org.cb1network.engine.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Run while the program is built: writes the list of libraries on this JVM's class path, because in the finished program
 * they are merged into one jar and can no longer be told apart.
 */
public final class LibraryTableWriter {

    private LibraryTableWriter() {}

    /**
     * Writes the list.
     *
     * @param arguments the prefix of the project's own classes ({@code org.cb1network.}), and the file to write
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected: PREFIX FILE");
        }
        ProjectScope scope = ProjectScope.of(arguments[0]);
        Path file = Path.of(arguments[1]);
        byte[] table = ClassPathLibraries.of(ClassLoader.getSystemClassLoader(), scope)
                .table()
                .toBytes();
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), table)) {
            return; // keeps its time, so that nothing is built again because of it
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, table);
    }
}

package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Checks {@code pipeline.jar} itself, after it was built. {@code mvn verify} runs it; it is no part of the other tests. */
class PackagedJarCheck {

    @Test
    void everyClassOfALibraryIsInTheJar() throws IOException {
        Set<String> packaged = classes(Path.of(System.getProperty("packaged.jar")));
        Set<String> missing = new TreeSet<>();
        int libraries = 0;
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (place.endsWith(".jar")) {
                Set<String> classes = classes(Path.of(place));
                Set<String> lacking = new TreeSet<>(classes);
                lacking.removeAll(packaged);
                // Libraries of the tests alone have no class there.
                if (lacking.size() < classes.size()) {
                    libraries++;
                    missing.addAll(lacking);
                }
            }
        }
        assertTrue(libraries > 10, "only " + libraries + " libraries");
        assertEquals(Set.of(), missing);
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> names = file.stream().map(ZipEntry::getName).toList();
            return names.stream()
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .collect(Collectors.toSet());
        }
    }
}

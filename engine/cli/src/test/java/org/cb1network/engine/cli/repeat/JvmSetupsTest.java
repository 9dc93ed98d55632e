package org.cb1network.engine.cli.repeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmSetupsTest {

    @TempDir
    private Path folder;

    private Path jdk(String name) throws IOException {
        Path home = folder.resolve(name);
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "");
        assertTrue(java.toFile().setExecutable(true));
        return home;
    }

    private static List<Path> jdks(JvmSetups conditions) {
        return conditions.all().stream()
                .filter(condition -> condition.name().startsWith("jdk:"))
                .map(JvmSetup::java)
                .toList();
    }

    @Test
    void jdksBesideThisOneAndThoseThatVariablesNameAreFoundOnceEach() throws IOException {
        Path here = jdk("all/jdk-17");
        Path beside = jdk("all/jdk-21");
        Path named = jdk("elsewhere/jdk-25");
        Files.createDirectories(folder.resolve("all/no-jdk"));
        Files.createSymbolicLink(folder.resolve("all/default"), beside);
        Map<String, String> environment = Map.of(
                "JAVA_25_HOME", named.toString(),
                "JAVA_HOME", here.toString(),
                "JAVA_HOME_21_X64", beside.toString(),
                "HOME", jdk("wrong").toString());
        List<Path> found = jdks(new JvmSetups(here, environment, 2));
        assertTrue(found.contains(named.resolve("bin/java")), found.toString());
        assertTrue(found.contains(beside.resolve("bin/java")), found.toString());
        assertEquals(2, found.stream().filter(java -> java.startsWith(folder)).count(), found.toString());
    }

    @Test
    void morePointsAreComputedAtATimeThanThereAreProcessors() {
        for (int processors : List.of(1, 2, 64)) {
            JvmSetups conditions = new JvmSetups(folder, Map.of(), processors);
            JvmSetup threads = conditions.all().get(0);
            assertTrue(threads.jobs() >= 4 && threads.jobs() > processors, "on " + processors);
        }
    }

    @Test
    void everyConditionHasAUniqueName() {
        List<String> names = JvmSetups.here().all().stream().map(JvmSetup::name).toList();
        assertEquals(names.size(), names.stream().distinct().count());
    }
}

package org.cb1network.engine.cli.repeat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The conditions under which points are repeated: those of this JDK, and one for each other JDK found. */
public final class JvmSetups {

    /** Measured: interpreted code takes 20 to 60 times as long as compiled code. */
    private static final double INTERPRETED = 50;

    private static final double HALF_COMPILED = 3;
    private static final Pattern HOME_VARIABLE = Pattern.compile("JAVA(_\\d+)?_HOME|JAVA_HOME_\\w+");
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    private final Path home;
    private final Map<String, String> environment;
    private final int processors;

    /**
     * Creates the conditions.
     *
     * @param home folder of the JDK that this process runs on
     * @param environment variables such as {@code JAVA_25_HOME} that name other JDKs
     * @param processors number of processors
     */
    JvmSetups(Path home, Map<String, String> environment, int processors) {
        this.home = home;
        this.environment = new TreeMap<>(environment);
        this.processors = processors;
    }

    /** Returns the conditions of this machine. */
    public static JvmSetups here() {
        return new JvmSetups(
                Path.of(System.getProperty("java.home")),
                System.getenv(),
                Runtime.getRuntime().availableProcessors());
    }

    /** Returns all conditions. Whether they are possible here must be tried. */
    public List<JvmSetup> all() {
        List<JvmSetup> all = new ArrayList<>();
        int many = Math.max(4, 2 * processors);
        all.add(new JvmSetup("threads", many + " points at a time", java(home), List.of(), many, 1));
        all.add(onThisJdk("one-processor", "the JVM sees one processor", "-XX:ActiveProcessorCount=1"));
        all.add(onThisJdk("serial-gc", "serial garbage collector", "-XX:+UseSerialGC"));
        all.add(onThisJdk("parallel-gc", "parallel garbage collector", "-XX:+UseParallelGC"));
        all.add(onThisJdk("g1-gc", "garbage collector G1", "-XX:+UseG1GC"));
        all.add(onThisJdk("z-gc", "garbage collector ZGC", "-XX:+UseZGC"));
        all.add(onThisJdk("no-avx", "x86 without AVX and FMA instructions", "-XX:UseAVX=0"));
        all.add(onThisJdk(
                "elsewhere",
                "Turkish locale, other time zone and default character set",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Kiritimati",
                "-Dfile.encoding=ISO-8859-1"));
        all.add(new JvmSetup(
                "first-compiler",
                "compiled only by C1",
                java(home),
                List.of("-XX:TieredStopAtLevel=1"),
                1,
                HALF_COMPILED));
        all.add(new JvmSetup("interpreted", "nothing compiled", java(home), List.of("-Xint"), 1, INTERPRETED));
        otherJdks()
                .forEach((name, folder) ->
                        all.add(new JvmSetup(name, "the JDK in " + folder, java(folder), List.of(), 1, 1)));
        return all;
    }

    private JvmSetup onThisJdk(String name, String description, String... options) {
        return new JvmSetup(name, description, java(home), List.of(options), 1, 1);
    }

    /** Finds other JDKs by name: those named by variables, those next to this one, and those in the usual folder. */
    private Map<String, Path> otherJdks() {
        List<Path> candidates = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (HOME_VARIABLE.matcher(name).matches() && !value.isBlank()) {
                candidates.add(Path.of(value));
            }
        });
        Path beside = home.toAbsolutePath().getParent();
        if (beside != null) {
            candidates.addAll(foldersIn(beside));
        }
        candidates.addAll(foldersIn(USUAL_PLACE));
        Map<Path, Path> known = new LinkedHashMap<>();
        known.put(real(java(home)), home);
        Map<String, Path> jdks = new LinkedHashMap<>();
        for (Path candidate : candidates) {
            boolean runs = Files.isExecutable(java(candidate));
            if (runs && known.putIfAbsent(real(java(candidate)), candidate) == null) {
                jdks.put("jdk:" + candidate.getFileName(), candidate);
            }
        }
        return jdks;
    }

    private static List<Path> foldersIn(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            // The folder does not exist or is not readable.
            return List.of();
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private static Path java(Path jdk) {
        return jdk.resolve("bin").resolve("java");
    }
}

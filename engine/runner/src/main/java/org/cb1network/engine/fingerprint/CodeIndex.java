package org.cb1network.engine.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.fingerprint.ClassSource.Stamp;

/**
 * Digests of the fingerprints of all stages of a program, taken when it was built, and the stamps of the files they were
 * taken from. While all stamps hold, the digests do.
 *
 * <p>Lines of fields separated by tabs:
 *
 * <pre>
 * cb1-code  1
 * file   org/cb1network/network/Kernel.class  size  CRC-32
 * stage  org.cb1network.stages.spontaneous.SpontaneousStage  digest
 * </pre>
 *
 * @param files all files of the project, and the list of libraries
 * @param digests digest by name of the stage class
 */
record CodeIndex(SortedMap<String, Stamp> files, SortedMap<String, String> digests) {

    /** Name of the resource that an index is stored in. */
    static final String RESOURCE = "META-INF/cb1/code.tsv";

    private static final String HEAD = "cb1-code\t1";

    /** Knows no stage. */
    static CodeIndex empty() {
        return new CodeIndex(new TreeMap<>(), new TreeMap<>());
    }

    /** Takes the fingerprints of all classes below an interface that are not abstract. */
    static CodeIndex take(ClassSource source, ProjectScope scope, LibraryTable libraries, String stageInterface) {
        ProjectCode code = new ProjectCode(source, scope);
        if (code.find(stageInterface.replace('.', '/')) == null) {
            throw new IllegalArgumentException("there is no class " + stageInterface + " on the class path");
        }
        CodeFingerprinter fingerprinter = new CodeFingerprinter(source, scope, libraries);
        SortedMap<String, Stamp> files = new TreeMap<>();
        for (String name : source.list(scope.folder())) {
            files.put(name, Stamp.of(source.bytes(name).orElseThrow()));
        }
        files.put(LibraryIndex.RESOURCE, Stamp.of(libraries.toBytes()));
        SortedMap<String, String> digests = new TreeMap<>();
        for (String name : code.concreteSubtypes(stageInterface.replace('.', '/'))) {
            String stage = name.replace('/', '.');
            digests.put(stage, fingerprinter.of(stage).digest());
        }
        return new CodeIndex(files, digests);
    }

    /** The index in the jar that a class loader reads from; empty if there is none, or the classes are not in a jar. */
    static CodeIndex of(ClassLoader loader, ClassSource source) {
        URL stored = loader.getResource(RESOURCE);
        if (stored == null || !stored.getProtocol().equals("jar")) {
            return empty();
        }
        try (InputStream in = stored.openStream()) {
            return parse(in.readAllBytes())
                    .filter(index -> index.holdsFor(source))
                    .orElse(empty());
        } catch (IOException e) {
            return empty(); // fingerprints can be taken without it
        }
    }

    Optional<String> digest(String stageClass) {
        return Optional.ofNullable(digests.get(stageClass));
    }

    /** Whether all files are those that the digests were taken from. */
    boolean holdsFor(ClassSource source) {
        for (Map.Entry<String, Stamp> file : files.entrySet()) {
            if (!source.stamp(file.getKey()).equals(Optional.of(file.getValue()))) {
                return false;
            }
        }
        return true;
    }

    byte[] toBytes() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        files.forEach((name, stamp) -> text.append("file\t")
                .append(name)
                .append('\t')
                .append(stamp.size())
                .append('\t')
                .append(stamp.crc())
                .append('\n'));
        digests.forEach((stage, digest) ->
                text.append("stage\t").append(stage).append('\t').append(digest).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the stored form; empty if it is damaged, for it can be done without. */
    static Optional<CodeIndex> parse(byte[] stored) {
        String[] lines = new String(stored, StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(HEAD) || !lines[lines.length - 1].isEmpty()) {
            return Optional.empty();
        }
        CodeIndex index = empty();
        for (int i = 1; i < lines.length - 1; i++) {
            String[] fields = lines[i].split("\t", -1);
            try {
                if (fields[0].equals("file") && fields.length == 4) {
                    index.files.put(fields[1], new Stamp(Long.parseLong(fields[2]), Long.parseLong(fields[3])));
                } else if (fields[0].equals("stage") && fields.length == 3) {
                    index.digests.put(fields[1], fields[2]);
                } else {
                    return Optional.empty();
                }
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(index);
    }
}

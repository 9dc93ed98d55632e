package org.cb1network.engine.runner.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Digests of the fingerprints of all stages of a program, taken when it was built, and the stamps of the files they were
 * taken from. While all stamps hold, the digests do.
 *
 * <p>Lines of fields separated by tabs:
 *
 * <pre>
 * cb1-code  1
 * file   stamp  org/cb1network/stages/network/Kernel.class
 * stage  digest  org.cb1network.stages.science.simulation.SimulateStage
 * </pre>
 *
 * @param files stamps by name of all files of the program, of other resources that count, and of the list of libraries
 * @param digests digests by name of the stage class
 */
record CodeIndex(Map<String, Long> files, Map<String, String> digests) {

    /** Name of the resource that an index is stored in. */
    static final String RESOURCE = "META-INF/cb1/code.tsv";

    /** The folder of the program's own classes. */
    private static final String PROGRAM = "org/cb1network/";

    private static final String CLASS = ".class";
    private static final String HEAD = "cb1-code\t1";

    /** Returns an index without stages. */
    static CodeIndex empty() {
        return new CodeIndex(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * Computes the fingerprints of all classes of the program that implement an interface and are not abstract.
     *
     * @param stageInterface its dotted name
     */
    static CodeIndex take(ClassSource source, LibraryTable libraries, String stageInterface) {
        String interfaceName = stageInterface.replace('.', '/');
        Map<String, Long> files = new TreeMap<>();
        Map<String, ClassReader> headers = new TreeMap<>();
        for (String file : source.list(PROGRAM)) {
            byte[] content = source.bytes(file).orElseThrow();
            files.put(file, ClassSource.stampOf(content));
            if (file.endsWith(CLASS)) {
                headers.put(file.substring(0, file.length() - CLASS.length()), new ClassReader(content));
            }
        }
        if (!headers.containsKey(interfaceName)) {
            throw new IllegalArgumentException("there is no class " + stageInterface + " on the class path");
        }
        files.put(LibraryTable.RESOURCE, ClassSource.stampOf(libraries.toBytes()));
        CodeFingerprinter fingerprinter = new CodeFingerprinter(source, libraries);
        Map<String, String> digests = new LinkedHashMap<>();
        headers.forEach((name, header) -> {
            if ((header.getAccess() & Opcodes.ACC_ABSTRACT) == 0 && isBelow(interfaceName, name, headers)) {
                CodeFingerprint fingerprint = fingerprinter.of(name.replace('/', '.'));
                digests.put(fingerprint.root(), fingerprint.digest());
                fingerprint
                        .resources()
                        .forEach(resource -> source.bytes(resource)
                                .ifPresent(content -> files.put(resource, ClassSource.stampOf(content))));
            }
        });
        return new CodeIndex(files, digests);
    }

    /** Returns the stamps of all files of the program, by name. */
    static Map<String, Long> stamps(ClassSource source) {
        Map<String, Long> files = new TreeMap<>();
        for (String file : source.list(PROGRAM)) {
            files.put(file, ClassSource.stampOf(source.bytes(file).orElseThrow()));
        }
        return files;
    }

    private static boolean isBelow(String supertype, String name, Map<String, ClassReader> headers) {
        ClassReader header = headers.get(name);
        return name.equals(supertype)
                || (header != null
                        && Stream.concat(Stream.of(header.getSuperName()), Stream.of(header.getInterfaces()))
                                .anyMatch(parent -> isBelow(supertype, parent, headers)));
    }

    /**
     * Returns the index of the program that is read from a source; empty if it is missing or describes other classes.
     */
    static CodeIndex of(ClassSource source) {
        if (source.stamp(RESOURCE) < 0) {
            return empty(); // not from a jar: it may be older than the classes
        }
        try {
            Optional<byte[]> stored = source.bytes(RESOURCE);
            Optional<CodeIndex> index = stored.isEmpty() ? Optional.empty() : parse(stored.get());
            return index.isPresent() && index.get().holdsFor(source) ? index.get() : empty();
        } catch (NumberFormatException e) {
            return empty(); // fingerprints can be taken without it
        }
    }

    Optional<String> digest(String stageClass) {
        return Optional.ofNullable(digests.get(stageClass));
    }

    /** Returns whether all files are those that the digests were taken from. */
    boolean holdsFor(ClassSource source) {
        for (Map.Entry<String, Long> file : files.entrySet()) {
            if (source.stamp(file.getKey()) != file.getValue()) {
                return false;
            }
        }
        return true;
    }

    byte[] toBytes() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        files.forEach((name, stamp) ->
                text.append("file\t").append(stamp).append('\t').append(name).append('\n'));
        digests.forEach((stage, digest) ->
                text.append("stage\t").append(digest).append('\t').append(stage).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the stored form; empty if it is damaged, because the program also works without it. */
    static Optional<CodeIndex> parse(byte[] stored) {
        String text = new String(stored, StandardCharsets.UTF_8);
        if (!text.startsWith(HEAD + "\n") || !text.endsWith("\n")) {
            return Optional.empty();
        }
        CodeIndex index = empty();
        int end;
        for (int start = HEAD.length() + 1; start < text.length(); start = end + 1) {
            end = text.indexOf('\n', start);
            int first = text.indexOf('\t', start);
            int second = text.indexOf('\t', first + 1);
            if (first < 0 || second < 0 || second > end) {
                return Optional.empty();
            }
            String value = text.substring(first + 1, second);
            String name = text.substring(second + 1, end);
            if (text.startsWith("stage", start)) {
                index.digests.put(name, value);
            } else {
                index.files.put(name, Long.parseLong(value));
            }
        }
        return Optional.of(index);
    }
}

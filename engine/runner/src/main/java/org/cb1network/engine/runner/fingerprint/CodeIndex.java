package org.cb1network.engine.runner.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Digests of the fingerprints of all stages of a program, taken when it was built, and the stamps of the files they were
 * taken from. While all stamps hold, the digests do.
 *
 * <p>Lines of fields separated by tabs:
 *
 * <pre>
 * cb1-code  1
 * file   stamp  org/cb1network/stages/network/Kernel.class
 * stage  digest  org.cb1network.stages.science.spontaneous.SpontaneousStage
 * </pre>
 *
 * @param files stamps of all files of the project and of the list of libraries, by name
 * @param digests digests by name of the stage class
 */
record CodeIndex(Map<String, Long> files, Map<String, String> digests) {

    /** Name of the resource that an index is stored in. */
    static final String RESOURCE = "META-INF/cb1/code.tsv";

    private static final String HEAD = "cb1-code\t1";

    /** Knows no stage. */
    static CodeIndex empty() {
        return new CodeIndex(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Takes the fingerprints of all classes below an interface that are not abstract. */
    static CodeIndex take(ClassSource source, ProjectScope scope, LibraryTable libraries, String stageInterface) {
        ProjectCode code = new ProjectCode(source, scope);
        if (code.find(stageInterface.replace('.', '/')) == null) {
            throw new IllegalArgumentException("there is no class " + stageInterface + " on the class path");
        }
        CodeFingerprinter fingerprinter = new CodeFingerprinter(source, scope, libraries);
        Map<String, Long> files = new TreeMap<>();
        for (String name : source.list(scope.folder())) {
            files.put(name, ClassSource.stampOf(source.bytes(name).orElseThrow()));
        }
        files.put(LibraryIndex.RESOURCE, ClassSource.stampOf(libraries.toBytes()));
        Map<String, String> digests = new LinkedHashMap<>();
        for (String name : code.concreteSubtypes(stageInterface.replace('.', '/'))) {
            String stage = name.replace('/', '.');
            digests.put(stage, fingerprinter.of(stage).digest());
        }
        return new CodeIndex(files, digests);
    }

    /** The index of the program that is read from a source; empty if there is none or it is of other classes. */
    static CodeIndex of(ClassSource source) {
        if (source.stamp(RESOURCE) < 0) {
            return empty(); // not from a jar: it may be older than the classes
        }
        try {
            return source.bytes(RESOURCE)
                    .flatMap(CodeIndex::parse)
                    .filter(index -> index.holdsFor(source))
                    .orElse(empty());
        } catch (NumberFormatException e) {
            return empty(); // fingerprints can be taken without it
        }
    }

    Optional<String> digest(String stageClass) {
        return Optional.ofNullable(digests.get(stageClass));
    }

    /** Whether all files are those that the digests were taken from. */
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

    /** Reads the stored form; empty if it is damaged, for it can be done without. */
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

package org.cb1network.engine.verify.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cb1network.cache.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Results stored as files in a folder, such as the copies in {@code results}. They are found by content, regardless of
 * their names.
 */
public final class FolderResults implements KnownResults {

    private static final int DEEPEST = 4;
    private static final List<String> ENDINGS = List.of(".arrow", ".svg", ".pdf", ".png");

    private final Path folder;
    private @Nullable Map<String, Path> byDigest;

    /**
     * Creates a source of results.
     *
     * @param folder the folder; its subfolders are searched, too
     */
    public FolderResults(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> content(String digest) throws IOException {
        Path file = index().get(digest);
        if (file == null) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(file);
        return Digest.of(content).hex().equals(digest) ? Optional.of(content) : Optional.empty();
    }

    private Map<String, Path> index() throws IOException {
        Map<String, Path> known = byDigest;
        if (known == null) {
            known = new HashMap<>();
            if (Files.isDirectory(folder)) {
                List<Path> files;
                try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
                    files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .filter(file -> ENDINGS.stream()
                                    .anyMatch(ending ->
                                            file.getFileName().toString().endsWith(ending)))
                            .sorted()
                            .toList();
                }
                for (Path file : files) {
                    known.put(Digest.of(file).hex(), file);
                }
            }
            byDigest = known;
        }
        return known;
    }
}

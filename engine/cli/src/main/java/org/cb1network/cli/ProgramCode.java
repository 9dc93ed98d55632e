package org.cb1network.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.engine.fingerprint.ClassSource;
import org.cb1network.engine.fingerprint.CodeFingerprint;
import org.cb1network.engine.fingerprint.CodeFingerprinter;
import org.cb1network.engine.fingerprint.LibraryIndex;
import org.cb1network.engine.fingerprint.ProjectScope;
import org.cb1network.engine.plan.StageCode;
import org.cb1network.engine.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The code of this program. Reading all classes takes a good part of a second in a fresh JVM; so the digests of a program that
 * runs from a jar are kept in the store, under the digest of that whole jar: a jar that differs in one bit has digests of its own.
 */
final class ProgramCode implements StageCode {

    private static final ProjectScope SCOPE = ProjectScope.of("org.cb1network.");
    private static final String DIGEST = "digest";

    private final Store store;
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Map<String, CodeFingerprint> fingerprints = new ConcurrentHashMap<>();
    private @Nullable CodeFingerprinter fingerprinter;
    private @Nullable Optional<Digest> jar;

    ProgramCode(Store store) {
        this.store = store;
    }

    @Override
    public String digestOf(Stage<?> stage) {
        return digests.computeIfAbsent(stage.getClass().getName(), this::findDigest);
    }

    @Override
    public CodeFingerprint fingerprintOf(Stage<?> stage) {
        return fingerprint(stage.getClass().getName());
    }

    private CodeFingerprint fingerprint(String stageClass) {
        return fingerprints.computeIfAbsent(stageClass, name -> fingerprinter().of(name));
    }

    private synchronized CodeFingerprinter fingerprinter() {
        if (fingerprinter == null) {
            ClassLoader program = ProgramCode.class.getClassLoader();
            fingerprinter = new CodeFingerprinter(ClassSource.of(program), SCOPE, LibraryIndex.of(program, SCOPE));
        }
        return fingerprinter;
    }

    private String findDigest(String stageClass) {
        Optional<Digest> program = jar();
        if (program.isEmpty()) {
            return fingerprint(stageClass).digest();
        }
        CacheKey key = new CacheKey(
                Digest.of(("code of " + stageClass + " in " + program.get().hex()).getBytes(StandardCharsets.UTF_8)));
        Optional<Entry> known = store.find(key);
        if (known.isPresent()) {
            byte[] digest = known.get().documents().get(DIGEST);
            if (digest != null) {
                return new String(digest, StandardCharsets.UTF_8);
            }
        }
        String digest = fingerprint(stageClass).digest();
        remember(key, digest);
        return digest;
    }

    private void remember(CacheKey key, String digest) {
        try {
            store.publish(
                    key,
                    EntryDraft.builder()
                            .document(DIGEST, digest.getBytes(StandardCharsets.UTF_8))
                            .build());
        } catch (IOException e) {
            // A store that can only be read: the next start reads the classes again.
            return;
        }
    }

    /** Digest of the jar that this program runs from; empty if it runs from folders. */
    private synchronized Optional<Digest> jar() {
        if (jar == null) {
            jar = findJar();
        }
        return jar;
    }

    private static Optional<Digest> findJar() {
        CodeSource source = ProgramCode.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(file) ? Optional.of(Digest.of(file)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the program's own jar", e);
        }
    }
}

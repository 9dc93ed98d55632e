package org.cb1network.engine.cli.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.fingerprint.CodeFingerprinter;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.stage.Stage;

/** The code of this program. It does not change while the program runs, so each fingerprint is computed once. */
public final class ProgramCode implements StageCode {

    /** The class that starts the program in another process. */
    public static final String MAIN_CLASS = "org.cb1network.engine.cli.Main";

    public static final StageCode OF_THIS_PROGRAM = new ProgramCode();

    /** One for the program's own stages and one for each loader of plugins, created when first needed. */
    private final Map<ClassLoader, CodeFingerprinter> fingerprinters = new HashMap<>();

    private final Map<ClassLoader, String> plugins = new ConcurrentHashMap<>();

    private ProgramCode() {}

    /** Returns the version of this program from the manifest of {@code pipeline.jar}. */
    public static String version() {
        String version = ProgramCode.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }

    @Override
    public String digestOf(Stage<?> stage) {
        return fingerprinter(stage.getClass().getClassLoader())
                .digestOf(stage.getClass().getName());
    }

    @Override
    public String programDigest() {
        return fingerprinter(ProgramCode.class.getClassLoader()).programDigest();
    }

    @Override
    public String pluginDigest(Stage<?> stage) {
        ClassLoader loader = stage.getClass().getClassLoader();
        return loader == ProgramCode.class.getClassLoader()
                ? ""
                : plugins.computeIfAbsent(loader, plugin -> digest(stage.getClass()));
    }

    private static String digest(Class<?> plugin) {
        try {
            return Digest.of(Path.of(plugin.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()))
                    .hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CodeFingerprint fingerprintOf(Stage<?> stage) {
        return fingerprinter(stage.getClass().getClassLoader())
                .of(stage.getClass().getName());
    }

    private CodeFingerprinter fingerprinter(ClassLoader loader) {
        synchronized (fingerprinters) {
            CodeFingerprinter known = fingerprinters.get(loader);
            if (known == null) {
                known = CodeFingerprinter.of(loader);
                fingerprinters.put(loader, known);
            }
            return known;
        }
    }
}

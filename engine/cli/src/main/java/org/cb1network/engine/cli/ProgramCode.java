package org.cb1network.engine.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.fingerprint.CodeFingerprinter;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.stage.Stage;

/** The code of this program. It does not change while it runs, so that there is one, and nothing is worked out twice. */
final class ProgramCode implements StageCode {

    static final StageCode OF_THIS_PROGRAM = new ProgramCode();

    /** One for the program's own stages and one for each loader of plugins, made at the first question. */
    private final Map<ClassLoader, CodeFingerprinter> fingerprinters = new ConcurrentHashMap<>();

    private ProgramCode() {}

    @Override
    public String digestOf(Stage<?> stage) {
        return fingerprinter(stage).digestOf(stage.getClass().getName());
    }

    @Override
    public CodeFingerprint fingerprintOf(Stage<?> stage) {
        return fingerprinter(stage).of(stage.getClass().getName());
    }

    private CodeFingerprinter fingerprinter(Stage<?> stage) {
        return fingerprinters.computeIfAbsent(stage.getClass().getClassLoader(), CodeFingerprinter::of);
    }
}

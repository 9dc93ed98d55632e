package org.cb1network.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.engine.fingerprint.CodeFingerprint;
import org.cb1network.engine.fingerprint.CodeFingerprinter;
import org.cb1network.engine.fingerprint.ProjectScope;
import org.cb1network.engine.plan.StageCode;
import org.cb1network.engine.stage.Stage;

/** The code of this program. */
final class ProgramCode implements StageCode {

    private final CodeFingerprinter fingerprinter =
            CodeFingerprinter.of(ProgramCode.class.getClassLoader(), ProjectScope.ofThisProject());
    private final Map<String, CodeFingerprint> fingerprints = new ConcurrentHashMap<>();

    @Override
    public String digestOf(Stage<?> stage) {
        return fingerprinter.digestOf(stage.getClass().getName());
    }

    @Override
    public CodeFingerprint fingerprintOf(Stage<?> stage) {
        return fingerprints.computeIfAbsent(stage.getClass().getName(), fingerprinter::of);
    }
}

package org.cb1network.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.engine.fingerprint.CodeFingerprint;
import org.cb1network.engine.fingerprint.CodeFingerprinter;
import org.cb1network.engine.fingerprint.ProjectScope;
import org.cb1network.engine.plan.StageCode;
import org.cb1network.engine.stage.Stage;

/** The code of this program. It does not change while it runs, so that there is one, and nothing is worked out twice. */
final class ProgramCode implements StageCode {

    static final StageCode OF_THIS_PROGRAM = new ProgramCode();

    private final CodeFingerprinter fingerprinter =
            CodeFingerprinter.of(ProgramCode.class.getClassLoader(), ProjectScope.ofThisProject());
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Map<String, CodeFingerprint> fingerprints = new ConcurrentHashMap<>();

    private ProgramCode() {}

    @Override
    public String digestOf(Stage<?> stage) {
        return digests.computeIfAbsent(stage.getClass().getName(), fingerprinter::digestOf);
    }

    @Override
    public CodeFingerprint fingerprintOf(Stage<?> stage) {
        return fingerprints.computeIfAbsent(stage.getClass().getName(), fingerprinter::of);
    }
}

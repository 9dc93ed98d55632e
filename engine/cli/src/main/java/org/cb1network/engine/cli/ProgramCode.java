package org.cb1network.engine.cli;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.fingerprint.CodeFingerprinter;
import org.cb1network.engine.runner.fingerprint.ProjectScope;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.stage.Stage;

/** The code of this program. It does not change while it runs, so that there is one, and nothing is worked out twice. */
final class ProgramCode implements StageCode {

    static final StageCode OF_THIS_PROGRAM = new ProgramCode();

    /** Made at the first question: what goes wrong then is no failure of this class. */
    private final Supplier<CodeFingerprinter> fingerprinter = Suppliers.memoize(
            () -> CodeFingerprinter.of(ProgramCode.class.getClassLoader(), ProjectScope.ofThisProject()));

    private ProgramCode() {}

    @Override
    public String digestOf(Stage<?> stage) {
        return fingerprinter.get().digestOf(stage.getClass().getName());
    }

    @Override
    public CodeFingerprint fingerprintOf(Stage<?> stage) {
        return fingerprinter.get().of(stage.getClass().getName());
    }
}

package org.cb1network.engine.cli;

import com.google.common.base.Throwables;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.stage.DataFileException;

/** Notes whether what fails is due to the user's data files, and to nothing else. */
final class DataFileFailures implements RunListener {

    private boolean any;
    private boolean others;

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.PointFailed failed) {
            boolean dataFile =
                    Throwables.getCausalChain(failed.cause()).stream().anyMatch(DataFileException.class::isInstance);
            any |= dataFile;
            others |= !dataFile;
        }
    }

    /** The exit code of a run that failed: a wrong data file is the same to a user as a wrong pipeline file. */
    int exitCode() {
        return any && !others ? ExitCode.USAGE : ExitCode.STAGE_FAILED;
    }
}

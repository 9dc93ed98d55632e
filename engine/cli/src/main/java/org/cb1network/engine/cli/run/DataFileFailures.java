package org.cb1network.engine.cli.run;

import com.google.common.base.Throwables;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.stage.DataFileException;

/** Records whether all failures of a run are due to the user's data files. */
public final class DataFileFailures implements RunListener {

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

    /** Returns the exit code of a failed run. To the user, a wrong data file is like a wrong pipeline file. */
    public int exitCode() {
        return any && !others ? ExitCode.USAGE : ExitCode.STAGE_FAILED;
    }
}

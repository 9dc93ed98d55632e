package org.cb1network.engine.cli;

import org.cb1network.engine.compare.Verdict;

/** The exit codes of the program. The help of the command and README list the same numbers. */
final class ExitCode {

    static final int OK = 0;
    static final int STAGE_FAILED = 1;
    static final int USAGE = 2;
    static final int STALE = 3;
    static final int CHANGED = 4;
    static final int NOT_CHECKABLE = 5;
    static final int STORE_UNUSABLE = 6;
    static final int UNWRITABLE = 7;
    static final int STILL_RUNNING = 8;
    static final int NO_WORKERS = 9;
    static final int INTERRUPTED = 130;

    /** Exit code of a process ended by the signal SIGPIPE. */
    static final int READER_GONE = 141;

    private ExitCode() {}

    /** Returns the exit code for a comparison. */
    static int of(Verdict verdict) {
        return switch (verdict) {
            case REPRODUCED, WITHIN_TOLERANCE -> OK;
            case CHANGED -> CHANGED;
            case NOT_CHECKABLE -> NOT_CHECKABLE;
        };
    }
}

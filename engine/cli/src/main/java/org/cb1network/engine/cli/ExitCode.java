package org.cb1network.engine.cli;

import org.cb1network.engine.compare.Verdict;

/** What the process tells its caller. The same numbers stand in the help of the command and in README. */
final class ExitCode {

    static final int OK = 0;
    static final int STAGE_FAILED = 1;
    static final int USAGE = 2;
    static final int STALE = 3;
    static final int CHANGED = 4;
    static final int NOT_CHECKABLE = 5;
    static final int STORE_UNUSABLE = 6;
    static final int UNWRITABLE = 7;
    static final int INTERRUPTED = 130;

    /** What a process ends with that the signal SIGPIPE ends. */
    static final int READER_GONE = 141;

    private ExitCode() {}

    /** What a comparison tells. */
    static int of(Verdict verdict) {
        return switch (verdict) {
            case REPRODUCED, WITHIN_TOLERANCE -> OK;
            case CHANGED -> CHANGED;
            case NOT_CHECKABLE -> NOT_CHECKABLE;
        };
    }
}

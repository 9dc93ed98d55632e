package org.cb1network.engine.cli.progress;

import java.io.PrintWriter;

/** Shows the progress of a command. */
interface ProgressView {

    /** Shows the progress, unless it was shown a moment ago. Called at every change and at least once per second. */
    void show(ProgressLine progress);

    /** Prints a line that stays. */
    void println(String line);

    /** Removes the progress line. */
    void clear();

    /** Returns a view that shows nothing. */
    static ProgressView none() {
        return new ProgressView() {
            @Override
            public void show(ProgressLine progress) {}

            @Override
            public void println(String line) {}

            @Override
            public void clear() {}
        };
    }

    /** Returns a view with one changing line on a terminal, and with occasional lines otherwise. */
    static ProgressView on(PrintWriter err) {
        return Terminal.ofStandardError()
                .<ProgressView>map(terminal -> new TerminalView(err, terminal::columns, System::nanoTime))
                .orElseGet(() -> new LogView(err, System::nanoTime));
    }
}

package org.cb1network.engine.report;

import java.io.IOException;

/** A section of the page. */
interface Section {

    /** Its anchor. */
    String id();

    /** Its heading. */
    String title();

    /**
     * Writes what stands below the heading.
     *
     * @return whether there is anything; otherwise the section is left out
     * @throws IOException if a result cannot be read
     */
    boolean write(ReportContent content, Html html) throws IOException;
}

package org.cb1network.engine.report;

import java.io.IOException;

/** A section of the page. */
interface Section {

    /** Returns the anchor. */
    String id();

    /** Returns the heading. */
    String title();

    /**
     * Writes the content below the heading.
     *
     * @return whether there is any content; otherwise the section is left out
     * @throws IOException if a result cannot be read
     */
    boolean write(ReportContent content, Html html) throws IOException;
}

package org.cb1network.engine.verify.picture;

import java.io.IOException;
import java.util.List;

/** Reads from a figure's file which panels it has. */
@FunctionalInterface
public interface PanelReader {

    /**
     * The panels of a figure; none if its file does not name any. Panels of one letter may have several areas.
     *
     * @throws IOException if the file is damaged
     */
    List<Panel> panels(byte[] file) throws IOException;
}

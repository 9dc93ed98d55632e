package org.cb1network.engine.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.engine.verify.picture.Panel;
import org.cb1network.engine.verify.picture.PanelReader;

/** Reads the panels of a figure from the metadata of its file. */
final class FigurePanels implements PanelReader {

    @Override
    public List<Panel> panels(byte[] file) throws IOException {
        Optional<FigureMetadata> metadata = FigureMetadata.read(file);
        List<Panel> panels = new ArrayList<>();
        try {
            metadata.ifPresent(known -> known.panels()
                    .forEach(panel -> panels.add(
                            new Panel(panel.letter(), panel.x(), panel.y(), panel.width(), panel.height()))));
        } catch (IllegalArgumentException e) {
            throw new IOException("the metadata of the figure are damaged: " + e.getMessage(), e);
        }
        return panels;
    }
}

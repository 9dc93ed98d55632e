package org.cb1network.figures.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.figures.output.FigureFormat;
import org.cb1network.figures.plot.DrawnDatum;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.theme.Theme;

/**
 * A figure as a stage: it draws tables and writes the figure in all formats and a table {@code data} with the numbers
 * that its marks show. The metadata of the files contain the digests of the tables, so that {@code trace} finds their
 * origin.
 *
 * @param <P> the record of the figure's parameters
 */
public abstract class FigureStage<P extends Record> implements Stage<P> {

    /** The program in the metadata, without a version because a new version must not change the bytes. */
    private static final String SOFTWARE = "cb1network";

    private static final RowType<DrawnDatum> DATA =
            RowType.of("data", "the numbers that the figure shows, mark by mark", DrawnDatum.class);

    private final StageType<P> type;

    /**
     * Describes a type of figure.
     *
     * @param name the type's name in {@code run:}
     * @param summary one sentence for users
     * @param parameters the record of its parameters
     * @param inputs the tables that it draws
     */
    protected FigureStage(String name, String summary, Class<P> parameters, List<InputPort> inputs) {
        List<OutputPort> outputs = new ArrayList<>();
        for (FigureFormat format : FigureFormat.values()) {
            outputs.add(new FileOutput(
                    format.extension(), format.mediaType(), format.extension(), "the figure as " + format.name()));
        }
        outputs.add(DATA.output());
        this.type = new StageType<>(name, summary, parameters, inputs, outputs, false);
    }

    @Override
    public final StageType<P> type() {
        return type;
    }

    @Override
    public final void compute(P parameters, StageContext context) throws IOException {
        Figure figure = draw(parameters, Theme.published(), context).software(SOFTWARE);
        for (InputPort input : type.inputs()) {
            if (!context.inputs(input.name()).isEmpty()) {
                figure.drawnFrom(input.name(), context.digest(input.name()));
            }
        }
        RowWriter<DrawnDatum> data = context.rows(DATA);
        for (DrawnDatum datum : figure.data()) {
            data.write(datum);
        }
        for (FigureFormat format : FigureFormat.values()) {
            context.checkCancelled();
            try (OutputStream file = context.file(format.extension())) {
                file.write(figure.render(format));
            }
        }
    }

    /**
     * Draws the figure. The data of its marks become the table {@code data}.
     *
     * @param parameters of the figure
     * @param theme colours and sizes
     * @param context its tables; implementations must not write to it
     * @throws IOException if a table cannot be read
     */
    protected abstract Figure draw(P parameters, Theme theme, StageContext context) throws IOException;
}

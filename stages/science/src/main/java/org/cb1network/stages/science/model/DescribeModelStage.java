package org.cb1network.stages.science.model;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.network.spec.AfferentModel;
import org.cb1network.stages.network.spec.NetworkModel;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.PopulationModel;
import org.cb1network.stages.network.spec.ProjectionModel;

/** The network model as tables: who there is and who projects to whom, with all choices made and all conditions applied. */
public final class DescribeModelStage implements Stage<DescribeModelStage.Parameters> {

    /**
     * What to describe.
     *
     * @param model the network
     */
    public record Parameters(NetworkModel model) {}

    private static final TableSchema POPULATIONS = TableSchema.of(
            "populations",
            "populations and afferents",
            Column.text("population", "its name"),
            Column.bool("afferent", "whether it lies outside of the network"),
            Column.int32("neurons", "1", "number of neurons"),
            Column.text("releases", "receptor that its synapses act on"),
            Column.float64("leak", "nS", "leak conductance; NaN for an afferent, as all that follow"),
            Column.float64("capacitance", "pF", "membrane capacitance"),
            Column.float64("rest", "mV", "resting potential"),
            Column.float64("reset", "mV", "potential after a spike"),
            Column.float64("threshold", "mV", "potential above which a neuron spikes"),
            Column.float64("refractory", "ms", "time after a spike without another one"));

    private static final TableSchema PROJECTIONS = TableSchema.of(
            "projections",
            "projections, those without connections included",
            Column.text("pre", "where it comes from"),
            Column.text("post", "where it goes to"),
            Column.bool("afferent", "whether it comes from outside of the network"),
            Column.float64("probability", "1", "connection probability; NaN where a table of connections is given"),
            Column.int32("in_degree", "1", "synapses of each postsynaptic neuron; 0 where a table is given"),
            Column.float64("weight", "nS", "peak conductance of one event"),
            Column.float64("release", "1", "probability that a spike releases at a synapse"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "describe-model",
            "The network model as tables",
            Parameters.class,
            List.of(),
            List.<OutputPort>of(new TableOutput(POPULATIONS, true), new TableOutput(PROJECTIONS, true)),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        NetworkModel model = parameters.model();
        TableWriter populations = context.table("populations");
        for (Map.Entry<String, PopulationModel> entry : model.populations().entrySet()) {
            PopulationModel population = entry.getValue();
            populations.text(0, entry.getKey()).bool(1, false).int32(2, population.size());
            populations.text(3, population.releases());
            populations.float64(4, population.leakNs()).float64(5, population.capacitancePf());
            populations.float64(6, population.restMv()).float64(7, population.resetMv());
            populations.float64(8, population.thresholdMv()).float64(9, population.refractoryMs());
            populations.endRow();
        }
        for (Map.Entry<String, AfferentModel> entry : model.afferents().entrySet()) {
            AfferentModel afferent = entry.getValue();
            populations.text(0, entry.getKey()).bool(1, true).int32(2, afferent.size());
            populations.text(3, afferent.releases());
            for (int column = 4; column < POPULATIONS.columns().size(); column++) {
                populations.float64(column, Double.NaN);
            }
            populations.endRow();
        }
        for (Map.Entry<Pathway, ProjectionModel> entry : model.projections().entrySet()) {
            write(entry.getKey(), entry.getValue(), model, context.table("projections"));
        }
    }

    private static void write(Pathway pathway, ProjectionModel projection, NetworkModel model, TableWriter out)
            throws IOException {
        AfferentModel afferent = model.afferents().get(pathway.pre());
        PopulationModel population = model.populations().get(pathway.pre());
        int size = afferent != null ? afferent.size() : population == null ? 0 : population.size();
        double probability = projection.probability().orElse(Double.NaN);
        out.text(0, pathway.pre());
        out.text(1, pathway.post());
        out.bool(2, afferent != null);
        out.float64(3, probability);
        out.int32(4, (int) (probability * size));
        out.float64(5, projection.weightNs());
        out.float64(6, projection.release());
        out.endRow();
    }
}

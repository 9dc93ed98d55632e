package org.cb1network.stages.science.model;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.table.Cell;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkModel;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;

/** Writes the network model as tables of populations and projections, with all choices and conditions applied. */
public final class DescribeModelStage implements Stage<DescribeModelStage.Parameters> {

    /**
     * The parameters.
     *
     * @param model the network
     */
    public record Parameters(NetworkModel model) {}

    /** A population or an afferent. */
    private record PopulationRow(
            @Cell("its name") String population,
            @Cell("whether it lies outside of the network") boolean afferent,
            @Cell("number of neurons") int neurons,
            @Cell("receptor that its synapses act on") String releases,

            @Cell(value = "leak conductance; NaN for an afferent, as all that follow", unit = "nS")
            double leak,

            @Cell(value = "membrane capacitance", unit = "pF")
            double capacitance,

            @Cell(value = "resting potential", unit = "mV") double rest,

            @Cell(value = "potential after a spike", unit = "mV")
            double reset,

            @Cell(value = "potential above which a neuron spikes", unit = "mV")
            double threshold,

            @Cell(value = "time after a spike without another one", unit = "ms")
            double refractory) {}

    private static final RowType<PopulationRow> POPULATIONS =
            RowType.of("populations", "populations and afferents", PopulationRow.class);

    /** A projection. */
    private record ProjectionRow(
            @Cell("where it comes from") String pre,
            @Cell("where it goes to") String post,

            @Cell("whether it comes from outside of the network")
            boolean afferent,

            @Cell("connection probability; NaN where a table of connections is given")
            double probability,

            @Cell("synapses of each postsynaptic neuron; 0 where a table is given")
            int inDegree,

            @Cell(value = "peak conductance of one event", unit = "nS")
            double weight,

            @Cell("probability that a spike releases at a synapse")
            double release) {}

    private static final RowType<ProjectionRow> PROJECTIONS =
            RowType.of("projections", "projections, those without connections included", ProjectionRow.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "describe-model",
            "The network model as tables",
            Parameters.class,
            List.of(),
            List.<OutputPort>of(
                    POPULATIONS.output().asExact(), PROJECTIONS.output().asExact()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        NetworkModel model = parameters.model();
        RowWriter<PopulationRow> populations = context.rows(POPULATIONS);
        for (Map.Entry<String, Population> entry : model.populations().entrySet()) {
            populations.write(row(entry.getKey(), entry.getValue()));
        }
        for (Map.Entry<String, Afferent> entry : model.afferents().entrySet()) {
            populations.write(row(entry.getKey(), entry.getValue()));
        }
        Network network = new Network(model, Map.of(), Map.of());
        RowWriter<ProjectionRow> projections = context.rows(PROJECTIONS);
        for (Map.Entry<Pathway, Projection> entry : model.projections().entrySet()) {
            projections.write(row(entry.getKey(), entry.getValue(), network));
        }
    }

    private static PopulationRow row(String name, Population population) {
        return new PopulationRow(
                name,
                false,
                population.size(),
                population.releases(),
                population.leakNs(),
                population.capacitancePf(),
                population.restMv(),
                population.resetMv(),
                population.thresholdMv(),
                population.refractoryMs());
    }

    private static PopulationRow row(String name, Afferent afferent) {
        double none = Double.NaN;
        return new PopulationRow(name, true, afferent.size(), afferent.releases(), none, none, none, none, none, none);
    }

    private static ProjectionRow row(Pathway pathway, Projection projection, Network network) {
        return new ProjectionRow(
                pathway.pre(),
                pathway.post(),
                network.model().afferents().containsKey(pathway.pre()),
                projection.probability().orElse(Double.NaN),
                (int) network.meanInDegree(pathway),
                projection.weightNs().orElse(Double.NaN),
                projection.release());
    }
}

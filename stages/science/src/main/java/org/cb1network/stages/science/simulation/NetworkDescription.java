package org.cb1network.stages.science.simulation;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.cb1network.stages.network.input.ConnectionFile;
import org.cb1network.stages.network.input.EventFile;
import org.cb1network.stages.network.spec.AfferentModel;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.NetworkModel;
import org.cb1network.stages.network.spec.NetworkSpec;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.PopulationModel;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.ProjectionModel;
import org.cb1network.stages.network.spec.Stimulus;
import org.jspecify.annotations.Nullable;

/** Translates the model of the pipeline file into the simulator's description of a network. */
final class NetworkDescription {

    private NetworkDescription() {}

    /**
     * The network of a simulation, with its stimuli, and with connections and events from files where the model names some.
     *
     * @param replicate number of the replicate, for stimuli that differ between replicates
     * @throws IOException if such a file cannot be read or used
     */
    static NetworkSpec of(SimulationParameters parameters, int replicate) throws IOException {
        return withFiles(withoutFiles(parameters, replicate), parameters);
    }

    /** The same without connections and events from files; where there should be some, there are none. */
    static NetworkSpec withoutFiles(SimulationParameters parameters, int replicate) {
        NetworkModel model = parameters.model();
        NetworkSpec.Builder builder = NetworkSpec.builder(model.timeStepMs()).noise(model.afferentNoise());
        model.receptors()
                .forEach((name, receptor) -> builder.receptor(name, receptor.reversalMv(), receptor.decayMs()));
        model.populations().forEach((name, population) -> builder.population(population(name, population)));
        model.afferents()
                .forEach((name, afferent) ->
                        builder.afferent(name, afferent.size(), stimulus(name, afferent, parameters, replicate)));
        for (Map.Entry<Pathway, ProjectionModel> entry : model.projections().entrySet()) {
            project(entry.getKey(), entry.getValue(), model, builder);
        }
        return builder.build();
    }

    private static Population population(String name, PopulationModel population) {
        return new Population(
                name,
                population.size(),
                population.leakNs(),
                population.capacitancePf(),
                population.restMv(),
                population.resetMv(),
                population.thresholdMv(),
                population.refractoryMs());
    }

    private static Stimulus stimulus(
            String name, AfferentModel afferent, SimulationParameters parameters, int replicate) {
        StimulusParameters stimulus = parameters.stimuli().get(name);
        if (stimulus instanceof StimulusParameters.Constant constant) {
            return constant.stimulus();
        } else if (stimulus instanceof StimulusParameters.Staircase staircase) {
            return staircase.stimulus();
        } else if (stimulus instanceof StimulusParameters.RandomEvents random) {
            return random.stimulus(parameters.durationMs(), replicate);
        } else if (stimulus instanceof StimulusParameters.Bumps bumps) {
            return bumps.stimulus();
        }
        return new ConstantRate(afferent.rateHz());
    }

    private static void project(
            Pathway pathway, ProjectionModel projection, NetworkModel model, NetworkSpec.Builder builder) {
        String receptor =
                Objects.requireNonNull(projection.receptor().orElse(null), "a normalized model names receptors");
        double probability = projection.probability().orElse(0.0);
        if (model.afferents().containsKey(pathway.pre())) {
            builder.afferentProjection(pathway.pre(), pathway.post(), receptor, projection.weightNs(), probability);
        } else if (probability > 0 || projection.connections().isPresent()) {
            builder.projection(
                    pathway.pre(), pathway.post(), receptor, projection.weightNs(), probability, projection.release());
        }
    }

    private static NetworkSpec withFiles(NetworkSpec network, SimulationParameters parameters) throws IOException {
        NetworkSpec complete = network;
        for (Map.Entry<Pathway, ProjectionModel> entry :
                parameters.model().projections().entrySet()) {
            if (entry.getValue().connections().isPresent()) {
                String name =
                        Projection.nameOf(entry.getKey().pre(), entry.getKey().post());
                complete = complete.withConnections(
                        name,
                        entry.getValue()
                                .connections()
                                .get()
                                .read(path -> given(
                                        ConnectionFile.read(path, network).get(name),
                                        "connections of " + entry.getKey())));
            }
        }
        for (Map.Entry<String, StimulusParameters> entry : parameters.stimuli().entrySet()) {
            if (entry.getValue() instanceof StimulusParameters.EventFile events) {
                complete = complete.withStimulus(
                        entry.getKey(),
                        events.file()
                                .read(path -> given(
                                        EventFile.read(path, network).get(entry.getKey()),
                                        "events of " + entry.getKey())));
            }
        }
        return complete;
    }

    private static <T> T given(@Nullable T rows, String what) throws IOException {
        if (rows == null) {
            throw new IOException("there are no " + what + " in it");
        }
        return rows;
    }
}

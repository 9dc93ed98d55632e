package org.cb1network.stages.science.simulation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cb1network.stages.network.input.ConnectionFile;
import org.cb1network.stages.network.input.EventFile;
import org.cb1network.stages.network.input.RateFile;
import org.cb1network.stages.network.input.SpikeFile;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.SpikeTimes;
import org.cb1network.stages.network.spec.Stimulus;

/** Builds the network described by the parameters of a simulation. */
final class SimulatedNetwork {

    private SimulatedNetwork() {}

    /**
     * Returns the model with its stimuli, and with connections and events from files if the parameters name any.
     *
     * @param replicate number of the replicate, for stimuli that differ between replicates
     * @throws IOException if such a file cannot be read or used
     */
    static Network of(SimulationParameters parameters, int replicate) throws IOException {
        Network network = withoutFiles(parameters, replicate);
        return new Network(network.model(), stimuli(parameters, network), connections(network), network.currents());
    }

    /** Returns the same network without connections and events from files. */
    static Network withoutFiles(SimulationParameters parameters, int replicate) {
        Map<String, Stimulus> stimuli = new LinkedHashMap<>();
        parameters.stimuli().forEach((afferent, stimulus) -> {
            if (stimulus instanceof StimulusParameters.Constant constant) {
                stimuli.put(afferent, constant.stimulus());
            } else if (stimulus instanceof StimulusParameters.Staircase staircase) {
                stimuli.put(afferent, staircase.stimulus());
            } else if (stimulus instanceof StimulusParameters.RandomEvents random) {
                stimuli.put(afferent, random.stimulus(parameters.durationMs(), replicate));
            } else if (stimulus instanceof StimulusParameters.Bumps bumps) {
                stimuli.put(afferent, bumps.stimulus());
            } else if (stimulus instanceof StimulusParameters.Steps steps) {
                stimuli.put(afferent, steps.stimulus());
            } else if (stimulus instanceof StimulusParameters.Ramps ramps) {
                stimuli.put(afferent, ramps.stimulus());
            } else if (stimulus instanceof StimulusParameters.Sine sine) {
                stimuli.put(afferent, sine.stimulus());
            } else if (stimulus instanceof StimulusParameters.RateFile) {
                stimuli.put(afferent, new ConstantRate(0));
            } else if (stimulus instanceof StimulusParameters.SpikeFile) {
                stimuli.put(afferent, new SpikeTimes(EventList.EMPTY));
            } else {
                stimuli.put(afferent, ExplicitEvents.of(Map.of()));
            }
        });
        Map<String, CurrentStimulus> currents = new LinkedHashMap<>();
        parameters.currents().forEach((population, current) -> currents.put(population, current.stimulus()));
        return new Network(parameters.model(), stimuli, Map.of(), currents);
    }

    private static Map<String, Stimulus> stimuli(SimulationParameters parameters, Network network) throws IOException {
        Map<String, Stimulus> stimuli = new LinkedHashMap<>(network.stimuli());
        for (Map.Entry<String, StimulusParameters> entry : parameters.stimuli().entrySet()) {
            String afferent = entry.getKey();
            if (entry.getValue() instanceof StimulusParameters.EventFile events) {
                stimuli.put(
                        afferent,
                        events.file().read(path -> EventFile.read(path, afferent, network, parameters.durationMs())));
            } else if (entry.getValue() instanceof StimulusParameters.RateFile rates) {
                stimuli.put(afferent, rates.file().read(RateFile::read));
            } else if (entry.getValue() instanceof StimulusParameters.SpikeFile spikes) {
                stimuli.put(
                        afferent,
                        spikes.file().read(path -> SpikeFile.read(path, afferent, network, parameters.durationMs())));
            }
        }
        return stimuli;
    }

    private static Map<Pathway, ExplicitConnections> connections(Network network) throws IOException {
        Map<Pathway, ExplicitConnections> connections = new LinkedHashMap<>();
        for (Map.Entry<Pathway, Projection> entry :
                network.model().projections().entrySet()) {
            Pathway pathway = entry.getKey();
            if (entry.getValue().connect().orElse(null) instanceof Connect.Listed listed) {
                connections.put(pathway, listed.file().read(path -> ConnectionFile.read(path, pathway, network)));
            }
        }
        return connections;
    }
}

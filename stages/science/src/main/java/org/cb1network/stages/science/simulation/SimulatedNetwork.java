package org.cb1network.stages.science.simulation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.stages.network.input.ConnectionFile;
import org.cb1network.stages.network.input.EventFile;
import org.cb1network.stages.network.input.RateFile;
import org.cb1network.stages.network.input.SpikeFile;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.RateCourse;
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
                // Not a constant rate of 0: that is no stimulus at all.
                stimuli.put(afferent, new RateCourse(List.of(0.0), List.of(0.0), false));
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

    /** Reports what is wrong with the files of a network. */
    static void checkFiles(SimulationParameters parameters, Network network, ProblemReport report) {
        for (String afferent : parameters.stimuli().keySet()) {
            stimulusFile(parameters, afferent, network)
                    .ifPresent(file -> file.check(report, "stimuli", afferent, "file"));
        }
        for (Pathway pathway : network.model().projections().keySet()) {
            connectionFile(pathway, network)
                    .ifPresent(file -> file.check(report, "model", "projections", pathway, "connect", "file"));
        }
    }

    private static Map<String, Stimulus> stimuli(SimulationParameters parameters, Network network) throws IOException {
        Map<String, Stimulus> stimuli = new LinkedHashMap<>(network.stimuli());
        for (String afferent : parameters.stimuli().keySet()) {
            Optional<InputFile<? extends Stimulus>> file = stimulusFile(parameters, afferent, network);
            if (file.isPresent()) {
                stimuli.put(afferent, file.get().read());
            }
        }
        return stimuli;
    }

    private static Map<Pathway, ExplicitConnections> connections(Network network) throws IOException {
        Map<Pathway, ExplicitConnections> connections = new LinkedHashMap<>();
        for (Pathway pathway : network.model().projections().keySet()) {
            Optional<InputFile<ExplicitConnections>> file = connectionFile(pathway, network);
            if (file.isPresent()) {
                connections.put(pathway, file.get().read());
            }
        }
        return connections;
    }

    private static Optional<InputFile<? extends Stimulus>> stimulusFile(
            SimulationParameters parameters, String afferent, Network network) {
        double durationMs = parameters.durationMs();
        StimulusParameters stimulus = parameters.stimuli().get(afferent);
        if (stimulus instanceof StimulusParameters.EventFile events) {
            return Optional.of(new InputFile<>(
                    events.file(),
                    EventFile.dependencies(afferent, network, durationMs),
                    path -> EventFile.read(path, afferent, network, durationMs)));
        }
        if (stimulus instanceof StimulusParameters.RateFile rates) {
            return Optional.of(new InputFile<>(rates.file(), List.of(), RateFile::read));
        }
        if (stimulus instanceof StimulusParameters.SpikeFile spikes) {
            return Optional.of(new InputFile<>(
                    spikes.file(),
                    SpikeFile.dependencies(afferent, network, durationMs),
                    path -> SpikeFile.read(path, afferent, network, durationMs)));
        }
        return Optional.empty();
    }

    private static Optional<InputFile<ExplicitConnections>> connectionFile(Pathway pathway, Network network) {
        return network.projection(pathway)
                .connect()
                .filter(Connect.Listed.class::isInstance)
                .map(connect -> new InputFile<>(
                        ((Connect.Listed) connect).file(),
                        ConnectionFile.dependencies(pathway, network),
                        path -> ConnectionFile.read(path, pathway, network)));
    }
}

package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.record.NetworkView;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.RateStimulus;
import org.cb1network.stages.network.spec.Receptor;
import org.cb1network.stages.network.spec.Stimulus;
import org.jspecify.annotations.Nullable;

/** One network in motion. A step is {@link #evolve()}, {@link #propagate()}, {@link #nextStep()}. */
public final class Kernel implements NetworkView {
    private final Network network;
    private final NeuronGroup[] groups;
    private final List<Channel> channels = new ArrayList<>();
    /** Channel of each receptor. */
    private final Channel[] channelOf;

    /** By pre-synaptic population. */
    private final Synapses[][] outgoing;

    private final Map<Pathway, Synapses> synapsesOf = new LinkedHashMap<>();
    private final List<NoiseGroup> noise = new ArrayList<>();
    private final List<EventPlayback> playbacks = new ArrayList<>();
    /** The state: one array for all populations, and what has no place in there. */
    private final List<double[]> arrays = new ArrayList<>();

    private final double[] ratesHz;
    /** Stimuli whose rate changes, by afferent. */
    private final @Nullable RateStimulus[] varying;

    /** As long as the prelude lasts: where this simulation takes it from, or leaves it. */
    private @Nullable SharedPrelude prelude;
    /** As long as the prelude lasts, if it is that of another simulation. */
    private Prelude.@Nullable Replay replay;
    /** As long as the prelude lasts, if it is for others. */
    private @Nullable PreludeRecording recording;

    private boolean broken;
    private int step;

    /**
     * Draws the connections and prepares all arrays.
     *
     * @param network one without {@linkplain Network#problems() problems}
     */
    public Kernel(Network network, long seed) {
        this(network, seed, SharedWork.none(), false);
    }

    /**
     * As above, with what other simulations have done already.
     *
     * @param work changes nothing but the time it takes
     * @param spikesSuffice whether nobody asks for membrane potentials or conductances, so that the time before the input may be taken from
     *     another simulation
     */
    public Kernel(Network network, long seed, SharedWork work, boolean spikesSuffice) {
        this.network = network;
        Set<Constants> constants = new LinkedHashSet<>();
        network.model().receptors().values().forEach(receptor -> constants.add(Constants.of(receptor)));
        this.channelOf = mergeReceptors(new ArrayList<>(constants));
        this.groups = layOut();
        RandomStreams random = new RandomStreams(seed);
        this.outgoing = connect(random, work);
        List<String> afferents = network.afferents();
        this.ratesHz = new double[afferents.size()];
        this.varying = new RateStimulus[ratesHz.length];
        for (int a = 0; a < ratesHz.length; a++) {
            Stimulus stimulus = network.stimulus(afferents.get(a));
            ratesHz[a] = stimulus instanceof ConstantRate constant ? constant.rateHz() : Double.NaN;
            varying[a] = stimulus instanceof GaussianEvents events ? events : null;
        }
        attachAfferents(random, work);
        updateRates();
        this.prelude = spikesSuffice ? work.prelude(network, seed) : null;
        if (prelude != null) {
            beginPrelude(prelude);
        }
    }

    /** What receptors must have in common to share a channel. */
    private record Constants(double reversalMv, double decayMs) {
        private static Constants of(Receptor receptor) {
            return new Constants(receptor.reversalMv(), receptor.decayMs());
        }
    }

    private Channel[] mergeReceptors(List<Constants> merged) {
        for (Constants constants : merged) {
            channels.add(new Channel(constants.reversalMv(), constants.decayMs(), network.stepMs()));
        }
        return network.model().receptors().values().stream()
                .map(receptor -> channels.get(merged.indexOf(Constants.of(receptor))))
                .toArray(Channel[]::new);
    }

    private NeuronGroup[] layOut() {
        List<List<Channel>> inputs = new ArrayList<>();
        List<Slots> slots = new ArrayList<>();
        int end = 0;
        List<Population> populations = List.copyOf(network.model().populations().values());
        for (String name : network.populations()) {
            List<Channel> input = channelsInto(name);
            Slots next = Slots.of(end, network.population(name).size(), input.size());
            inputs.add(input);
            slots.add(next);
            end = next.end();
        }
        double[] state = new double[end];
        arrays.add(state);
        NeuronGroup[] laidOut = new NeuronGroup[slots.size()];
        for (int p = 0; p < laidOut.length; p++) {
            laidOut[p] = new NeuronGroup(populations.get(p), network.stepMs(), slots.get(p), inputs.get(p), state);
            arrays.addAll(laidOut[p].arraysBesideState());
        }
        return laidOut;
    }

    private List<Channel> channelsInto(String population) {
        List<Channel> used = Stream.concat(network.recurrentPathways().stream(), network.afferentPathways().stream())
                .filter(pathway -> pathway.post().equals(population))
                .map(pathway -> channel(network.receptor(pathway)))
                .toList();
        return channels.stream().filter(used::contains).toList();
    }

    private Channel channel(String receptor) {
        return channelOf[network.receptors().indexOf(receptor)];
    }

    /** The conductance that a projection acts on. */
    private Conductance conductance(Pathway pathway) {
        NeuronGroup post = groups[network.indexOfPopulation(pathway.post())];
        return Objects.requireNonNull(post.conductance(channel(network.receptor(pathway))));
    }

    private Synapses[][] connect(RandomStreams random, SharedWork work) {
        List<List<Synapses>> connected = Stream.of(groups)
                .<List<Synapses>>map(group -> new ArrayList<>())
                .toList();
        for (Pathway pathway : network.recurrentPathways()) {
            int pre = network.indexOfPopulation(pathway.pre());
            Synapses synapses = connect(pathway, groups[pre].size(), random, work);
            connected.get(pre).add(synapses);
            synapsesOf.put(pathway, synapses);
        }
        return connected.stream().map(list -> list.toArray(Synapses[]::new)).toArray(Synapses[][]::new);
    }

    private Synapses connect(Pathway pathway, int preSize, RandomStreams random, SharedWork work) {
        Projection projection = network.projection(pathway);
        Conductance conductance = conductance(pathway);
        RandomStream release = random.stream("release " + streamName(pathway));
        ExplicitConnections given = network.connections().get(pathway);
        if (given != null) {
            return Synapses.explicit(projection, conductance, given, preSize, release);
        }
        DrawnConnections drawn = new DrawnConnections(
                preSize,
                conductance.places(),
                network.inDegree(pathway),
                pathway.pre().equals(pathway.post()));
        TargetRows rows = work.rows(random, "connectivity " + streamName(pathway), drawn);
        return Synapses.drawn(projection, conductance, rows, release);
    }

    /** Written as it always was: random numbers follow from it. */
    private static String streamName(Pathway pathway) {
        return pathway.pre() + "->" + pathway.post();
    }

    private void attachAfferents(RandomStreams random, SharedWork work) {
        Map<String, NoiseGroup> byRole = new LinkedHashMap<>();
        for (Pathway pathway : network.afferentPathways()) {
            Stimulus stimulus = network.stimulus(pathway.pre());
            Conductance conductance = conductance(pathway);
            if (stimulus instanceof ExplicitEvents events) {
                playbacks.add(new EventPlayback(events.eventsFor(pathway.post()), conductance));
            } else {
                int size = conductance.places().size();
                String role = network.model().afferentNoise() == AfferentNoise.SHARED
                        ? "afferent noise of populations of " + size
                        : "afferent noise " + streamName(pathway);
                NoiseGroup group = byRole.computeIfAbsent(
                        role,
                        r -> new NoiseGroup(
                                size,
                                probabilities -> work.events(random, r, size, probabilities),
                                random.stream(r + ", varying rates")));
                EventTarget eventTarget =
                        new EventTarget(conductance, network.projection(pathway).weightNs());
                double perHz = network.eventsPerHz(pathway);
                if (stimulus instanceof ConstantRate constant) {
                    group.addConstant(pathway.toString(), perHz * constant.rateHz(), eventTarget);
                } else {
                    group.addVarying(pathway.toString(), network.indexOfAfferent(pathway.pre()), perHz, eventTarget);
                }
            }
        }
        noise.addAll(byRole.values());
    }

    private void beginPrelude(SharedPrelude place) {
        @Nullable Prelude left = place.get();
        if (left != null) {
            replay = left.replay();
        } else {
            recording = place.record(arrays, synapses());
        }
    }

    /** Updates the membrane potentials, finds the neurons that spike and resets them. */
    public void evolve() {
        if (replay != null) {
            replay.spike(groups, step);
            return;
        }
        for (NeuronGroup group : groups) {
            group.evolve(step);
            broken |= group.isBroken();
        }
    }

    /**
     * Lets the conductances decay and delivers spikes and afferent events of this step.
     *
     * @return null, or the name of an afferent projection that would need more than one event per step
     */
    public @Nullable String propagate() {
        for (Channel channel : channels) {
            channel.decay();
        }
        if (replay != null) {
            noise.forEach(NoiseGroup::pass);
            return null;
        }
        for (int p = 0; p < groups.length; p++) {
            if (groups[p].spikeCount() > 0) {
                readAhead(groups[p], outgoing[p]);
            }
        }
        for (int p = 0; p < groups.length; p++) {
            if (groups[p].spikeCount() > 0) {
                propagateSpikes(groups[p], outgoing[p]);
            }
        }
        for (EventPlayback playback : playbacks) {
            playback.propagate(step);
        }
        @Nullable String impossible = null;
        for (NoiseGroup group : noise) {
            String problem = group.propagate(ratesHz);
            impossible = problem == null ? impossible : problem;
        }
        if (recording != null && !recording.add(groups, synapticEvents())) {
            recording = null;
        }
        return impossible;
    }

    private static void readAhead(NeuronGroup group, Synapses[] projections) {
        for (Synapses synapses : projections) {
            synapses.readAhead(group.spiking(), group.spikeCount());
        }
    }

    private static void propagateSpikes(NeuronGroup group, Synapses[] projections) {
        for (Synapses synapses : projections) {
            synapses.propagate(group.spiking(), group.spikeCount());
        }
    }

    /** Goes on to the next step. */
    public void nextStep() {
        step++;
        updateRates();
        if (prelude != null && step == prelude.steps()) {
            endPrelude(prelude);
        }
    }

    private void endPrelude(SharedPrelude place) {
        if (replay != null) {
            replay.finish(arrays, synapses());
        } else if (recording != null && !broken) {
            place.leave(recording);
        }
        prelude = null;
        replay = null;
        recording = null;
    }

    private List<Synapses> synapses() {
        return Stream.of(outgoing).flatMap(Stream::of).toList();
    }

    private void updateRates() {
        double timeMs = step * network.stepMs();
        for (int a = 0; a < varying.length; a++) {
            RateStimulus stimulus = varying[a];
            if (stimulus != null) {
                ratesHz[a] = stimulus.rateHz(timeMs);
            }
        }
    }

    /**
     * The neurons that a neuron connects to, ascending; one of them n times where there are n synapses.
     *
     * @throws IllegalArgumentException if there is no such projection, or if it connects nothing
     */
    public int[] targets(Pathway pathway, int preNeuron) {
        Synapses synapses = synapsesOf.get(pathway);
        if (synapses == null) {
            throw new IllegalArgumentException("there is no projection " + pathway);
        }
        return synapses.targets(preNeuron);
    }

    /** Index of a population in which a membrane potential is NaN; -1 if there is none. */
    public int brokenPopulation() {
        if (!broken) {
            return -1;
        }
        for (int p = 0; p < groups.length; p++) {
            if (groups[p].isBroken()) {
                return p;
            }
        }
        return -1;
    }

    /** Afferent events delivered since the beginning. */
    public long afferentEvents() {
        return noise.stream().mapToLong(NoiseGroup::delivered).sum()
                + playbacks.stream().mapToLong(EventPlayback::delivered).sum();
    }

    /** Synaptic events between populations delivered since the beginning. */
    public long synapticEvents() {
        if (replay != null) {
            return replay.synapticEvents();
        }
        long delivered = 0;
        for (Synapses[] ofPopulation : outgoing) {
            for (Synapses synapses : ofPopulation) {
                delivered += synapses.delivered();
            }
        }
        return delivered;
    }

    @Override
    public Network description() {
        return network;
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public double membraneMv(int population, int neuron) {
        requireState();
        return groups[population].membraneMv(neuron, step);
    }

    @Override
    public double conductanceNs(int population, int receptor, int neuron) {
        requireState();
        @Nullable Conductance conductance = groups[population].conductance(channelOf[receptor]);
        return conductance == null ? 0 : conductance.ns(neuron);
    }

    private void requireState() {
        if (replay != null) {
            throw new IllegalStateException(
                    "spikes before the input are those of another simulation, and there is no state behind them;"
                            + " a recorder that looks at it has to say so");
        }
    }

    @Override
    public double afferentRateHz(int afferent) {
        return ratesHz[afferent];
    }

    @Override
    public int spikeCount(int population) {
        return groups[population].spikeCount();
    }

    @Override
    public int spikingNeuron(int population, int k) {
        return groups[population].spiking()[k];
    }
}

package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.record.NetworkView;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.AfferentSources;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.EventStatistics;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.RateStimulus;
import org.cb1network.stages.network.spec.Receptor;
import org.cb1network.stages.network.spec.SpikeTimes;
import org.cb1network.stages.network.spec.Stimulus;
import org.cb1network.stages.network.spec.TimeSteps;
import org.jspecify.annotations.Nullable;

/** The simulation of one network. A step is {@link #evolve()}, {@link #propagate()}, {@link #nextStep()}. */
public final class Kernel implements NetworkView {
    private static final double MS_PER_S = 1000;

    private final Network network;
    private final NeuronGroup[] groups;
    private final List<Channel> channels = new ArrayList<>();
    /** Channel of each receptor. */
    private final Channel[] channelOf;

    /** Synapses without delay, by pre-synaptic population. */
    private final Synapses[][] outgoing;

    /** Synapses of each projection, by their delays in steps. */
    private final Map<Pathway, SortedMap<Integer, Synapses>> synapsesOf = new LinkedHashMap<>();
    /** Synapses between populations. */
    private final Synapses[] recurrent;

    /** Delay lines by pre-synaptic population; null if no projection has a delay. */
    private final @Nullable DelayLine[] delayLines;

    private final List<NoiseGroup> noise = new ArrayList<>();
    private final List<AfferentEvents> events = new ArrayList<>();
    /** The state: one array for all populations, and the remaining state. */
    private final List<double[]> arrays = new ArrayList<>();

    private final double[] ratesHz;
    /** Stimuli whose rate changes, by afferent. */
    private final @Nullable RateStimulus[] varying;

    /** During the prelude: the slot from which this simulation takes it, or in which it leaves it. */
    private @Nullable SharedPrelude prelude;
    /** During the prelude, if another simulation has computed it. */
    private Prelude.@Nullable Replay replay;
    /** During the prelude, if this simulation records it for others. */
    private @Nullable PreludeRecording recording;

    /** What may be taken from another simulation is not looked at, so that it makes no difference whether it is. */
    private final int watchedFrom;

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
     * Does the same with work of other simulations.
     *
     * @param work changes only the computing time
     * @param spikesSuffice whether neither membrane potentials nor conductances are needed, so that the time before the input may be taken
     *     from another simulation
     */
    public Kernel(Network network, long seed, SharedWork work, boolean spikesSuffice) {
        this.network = network;
        RandomStreams random = new RandomStreams(seed);
        this.channelOf = mergeReceptors();
        this.watchedFrom = SharedPrelude.Key.steps(network, seed);
        this.groups = layOut(random);
        connect(random, work);
        this.recurrent = network.populations().stream()
                .flatMap(this::synapsesFrom)
                .map(Map.Entry::getValue)
                .toArray(Synapses[]::new);
        this.outgoing = network.populations().stream().map(this::withoutDelay).toArray(Synapses[][]::new);
        this.delayLines = network.populations().stream().map(this::delayLine).toArray(DelayLine[]::new);
        List<String> afferents = network.afferents();
        this.ratesHz = new double[afferents.size()];
        this.varying = new RateStimulus[ratesHz.length];
        for (int a = 0; a < ratesHz.length; a++) {
            Stimulus stimulus = network.stimulus(afferents.get(a));
            ratesHz[a] = stimulus instanceof ConstantRate constant ? constant.rateHz() : Double.NaN;
            varying[a] = stimulus instanceof RateStimulus rate && !(stimulus instanceof ConstantRate) ? rate : null;
        }
        attachAfferents(random, work);
        updateRates();
        this.prelude = spikesSuffice && mayShareItsBeginning() ? work.prelude(network, seed) : null;
        if (prelude != null) {
            beginPrelude(prelude);
        }
    }

    /** Returns whether the state and the synapses hold everything that remains of a prelude. */
    private boolean mayShareItsBeginning() {
        return events.isEmpty()
                && network.model().projections().values().stream()
                        .allMatch(projection -> projection.plasticity().isEmpty())
                && Stream.of(groups).allMatch(LeakyNeurons.class::isInstance)
                && Stream.of(delayLines).allMatch(Objects::isNull);
    }

    private Channel[] mergeReceptors() {
        Map<Receptor, Channel> byConstants = new LinkedHashMap<>();
        for (Receptor receptor : network.model().receptors().values()) {
            byConstants.computeIfAbsent(receptor, constants -> new Channel(constants, network.stepMs()));
        }
        channels.addAll(byConstants.values());
        return network.model().receptors().values().stream()
                .map(byConstants::get)
                .toArray(Channel[]::new);
    }

    private NeuronGroup[] layOut(RandomStreams random) {
        List<String> names = network.populations();
        List<Slots> slots = new ArrayList<>();
        int end = 0;
        for (String name : names) {
            boolean general = isGeneral(name);
            Slots next = Slots.of(
                    end, network.population(name).size(), channelsInto(name).size());
            slots.add(next);
            end = general ? end : next.end();
        }
        double[] state = new double[end];
        arrays.add(state);
        NeuronGroup[] laidOut = new NeuronGroup[slots.size()];
        for (int p = 0; p < laidOut.length; p++) {
            laidOut[p] = isGeneral(names.get(p))
                    ? generalNeurons(names.get(p), random)
                    : leakyNeurons(names.get(p), slots.get(p), state, random);
        }
        return laidOut;
    }

    private LeakyNeurons leakyNeurons(String name, Slots slots, double[] state, RandomStreams random) {
        LeakyNeurons neurons = new LeakyNeurons(
                network.population(name),
                network.stepMs(),
                slots,
                channelsInto(name),
                state,
                initialMv(name, random),
                watchedFrom);
        arrays.addAll(neurons.arraysBesideState());
        return neurons;
    }

    private GeneralNeurons generalNeurons(String name, RandomStreams random) {
        return new GeneralNeurons(
                network.population(name),
                network.stepMs(),
                channelsInto(name),
                initialMv(name, random),
                network.currents().get(name));
    }

    /** Returns whether the network needs more than leaky integrate-and-fire neurons with conductances. */
    private boolean isGeneral(String population) {
        return network.population(population).neuron().isPresent()
                || network.currents().containsKey(population)
                || channelsInto(population).stream()
                        .anyMatch(channel -> !(channel.receptor() instanceof Receptor.Conductance));
    }

    private double[] initialMv(String name, RandomStreams random) {
        Population population = network.population(name);
        double[] initialMv = new double[population.size()];
        Arrays.fill(initialMv, population.restMv());
        population.initial().ifPresent(initial -> {
            RandomStream own = random.stream("initial potentials of " + name);
            Arrays.setAll(initialMv, i -> initial.nextMv(own));
        });
        return initialMv;
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

    private void connect(RandomStreams random, SharedWork work) {
        for (Pathway pathway : network.synapsePathways()) {
            synapsesOf.put(pathway, connect(pathway, random, work));
        }
    }

    private SortedMap<Integer, Synapses> connect(Pathway pathway, RandomStreams random, SharedWork work) {
        Projection projection = network.projection(pathway);
        Conductance conductance = conductance(pathway);
        int delaySteps = TimeSteps.exactly(projection.delayMs().orElse(0.0), network.stepMs());
        SortedMap<Integer, SynapseRows> byDelay =
                rows(pathway, conductance.places(), random, work).byDelay(delaySteps);
        SortedMap<Integer, Synapses> synapses = new TreeMap<>();
        byDelay.forEach((steps, rows) -> {
            String role =
                    "release " + streamName(pathway) + (byDelay.size() > 1 ? ", delay of " + steps + " steps" : "");
            synapses.put(
                    steps,
                    new Synapses(
                            conductance,
                            network.weight(pathway),
                            rows,
                            projection.release(),
                            random.stream(role),
                            dynamics(pathway)));
        });
        return synapses;
    }

    private @Nullable DynamicSynapses dynamics(Pathway pathway) {
        return network.projection(pathway)
                .plasticity()
                .map(plasticity -> new DynamicSynapses(plasticity, network.preSize(pathway), network.stepMs()))
                .orElse(null);
    }

    private SynapseRows rows(Pathway pathway, Slots places, RandomStreams random, SharedWork work) {
        ExplicitConnections given = network.connections().get(pathway);
        if (given != null) {
            return SynapseRows.of(given, network.preSize(pathway), places);
        }
        Projection projection = network.projection(pathway);
        DrawnConnections drawn = new DrawnConnections(
                network.preSize(pathway),
                places,
                network.rule(pathway),
                pathway.pre().equals(pathway.post()));
        SynapseRows rows = new SynapseRows(work.rows(random, "connectivity " + streamName(pathway), drawn), null, null);
        if (projection.weightSpread().isPresent()) {
            RandomStream own = random.stream("weights " + streamName(pathway));
            rows = rows.withWeights(
                    network.weight(pathway), projection.weightSpread().get(), own);
        }
        if (projection.delaySpread().isPresent()) {
            RandomStream own = random.stream("delays " + streamName(pathway));
            double meanSteps = projection.delayMs().orElse(0.0) / network.stepMs();
            rows = rows.withDelays(meanSteps, projection.delaySpread().get(), own);
        }
        return rows;
    }

    private Stream<Map.Entry<Integer, Synapses>> synapsesFrom(String pre) {
        return synapsesOf.entrySet().stream()
                .filter(entry -> entry.getKey().pre().equals(pre))
                .flatMap(entry -> entry.getValue().entrySet().stream());
    }

    private Synapses[] withoutDelay(String pre) {
        return synapsesFrom(pre)
                .filter(entry -> entry.getKey() == 0)
                .map(Map.Entry::getValue)
                .toArray(Synapses[]::new);
    }

    private @Nullable DelayLine delayLine(String pre) {
        List<DelayLine.Delayed> delayed = synapsesFrom(pre)
                .filter(entry -> entry.getKey() > 0)
                .map(entry -> new DelayLine.Delayed(entry.getValue(), entry.getKey()))
                .toList();
        return delayed.isEmpty() ? null : new DelayLine(delayed);
    }

    /** The order must not change, because random numbers depend on it. */
    private static String streamName(Pathway pathway) {
        return pathway.pre() + "->" + pathway.post();
    }

    private void attachAfferents(RandomStreams random, SharedWork work) {
        Map<String, NoiseGroup> byRole = new LinkedHashMap<>();
        for (Map.Entry<String, Afferent> entry : network.model().afferents().entrySet()) {
            if (entry.getValue().sources() == AfferentSources.SHARED) {
                attachSources(entry.getKey(), entry.getValue(), random);
            }
        }
        for (Pathway pathway : network.afferentPathways()) {
            if (network.stimulus(pathway.pre()) instanceof ExplicitEvents explicit) {
                events.add(new EventPlayback(explicit.eventsFor(pathway.post()), conductance(pathway)));
            } else if (!network.hasSharedSources(pathway)) {
                attachNoise(pathway, byRole, random, work);
            }
        }
        noise.addAll(byRole.values());
    }

    private void attachSources(String name, Afferent afferent, RandomStreams random) {
        Outgoing outgoing = new Outgoing(List.of(withoutDelay(name)), delayLine(name));
        if (network.stimulus(name) instanceof SpikeTimes times) {
            events.add(new ListedSources(times.spikes(), outgoing));
        } else if (network.stimulus(name) instanceof RateStimulus) {
            events.add(new PoissonSources(
                    afferent.size(),
                    network.indexOfAfferent(name),
                    network.stepMs() / MS_PER_S,
                    outgoing,
                    random.stream("spikes of " + name)));
        }
    }

    private void attachNoise(Pathway pathway, Map<String, NoiseGroup> byRole, RandomStreams random, SharedWork work) {
        Conductance conductance = conductance(pathway);
        int size = conductance.places().size();
        int afferent = network.indexOfAfferent(pathway.pre());
        EventTarget target = new EventTarget(conductance, network.weight(pathway));
        double perHz = network.eventsPerHz(pathway);
        if (network.statistics(pathway) == EventStatistics.POISSON) {
            RandomStream own = random.stream("afferent noise " + streamName(pathway));
            events.add(new PoissonNoise(size, afferent, perHz, target, own));
            return;
        }
        String role = network.model().afferentNoise() == AfferentNoise.SHARED
                ? "afferent noise of populations of " + size
                : "afferent noise " + streamName(pathway);
        NoiseGroup group = byRole.computeIfAbsent(
                role,
                r -> new NoiseGroup(
                        size,
                        probabilities -> work.events(random, r, size, probabilities),
                        random.stream(r + ", varying rates")));
        if (network.stimulus(pathway.pre()) instanceof ConstantRate constant) {
            group.addConstant(pathway.toString(), perHz * constant.rateHz(), target);
        } else {
            group.addVarying(pathway.toString(), afferent, perHz, target);
        }
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
                propagateSpikes(step, groups[p], outgoing[p]);
            }
        }
        for (int p = 0; p < groups.length; p++) {
            @Nullable DelayLine delayLine = delayLines[p];
            if (delayLine != null) {
                delayLine.propagate(step, groups[p].spiking(), groups[p].spikeCount());
            }
        }
        for (AfferentEvents source : events) {
            source.propagate(step, ratesHz);
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

    private static void propagateSpikes(int step, NeuronGroup group, Synapses[] projections) {
        for (Synapses synapses : projections) {
            synapses.propagate(step, group.spiking(), group.spikeCount());
        }
    }

    /** Advances to the next step. */
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
        return List.of(recurrent);
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
     * Returns the targets of a neuron in ascending order; a target with n synapses occurs n times.
     *
     * @throws IllegalArgumentException if there is no such projection or it has no synapses
     */
    public int[] targets(Pathway pathway, int preNeuron) {
        SortedMap<Integer, Synapses> synapses = synapsesOf.get(pathway);
        if (synapses == null) {
            throw new IllegalArgumentException("there is no projection " + pathway);
        }
        return synapses.values().stream()
                .flatMapToInt(part -> IntStream.of(part.targets(preNeuron)))
                .sorted()
                .toArray();
    }

    /** Returns the index of a population with a membrane potential of NaN; -1 if there is none. */
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

    /** Returns the index of a population in which the integration caused a spike that the neuron would not have made; -1 if there is none. */
    public int unstablePopulation() {
        for (int p = 0; p < groups.length; p++) {
            if (groups[p].unstableSpike() >= 0) {
                return p;
            }
        }
        return -1;
    }

    /** Returns the neuron of such a population. */
    public int unstableNeuron(int population) {
        return groups[population].unstableSpike();
    }

    /** Where forward Euler overshot, one place for each population in which it did. */
    public List<Overshoot> overshoots() {
        List<Overshoot> found = new ArrayList<>();
        for (int p = 0; p < groups.length; p++) {
            if (groups[p].overshootStep() >= 0) {
                double timeMs = groups[p].overshootStep() * network.stepMs();
                found.add(new Overshoot(network.populations().get(p), groups[p].overshootNeuron(), timeMs));
            }
        }
        return found;
    }

    /** Returns the number of afferent events delivered so far. */
    public long afferentEvents() {
        return noise.stream().mapToLong(NoiseGroup::delivered).sum()
                + events.stream().mapToLong(AfferentEvents::delivered).sum();
    }

    /** Returns the number of synaptic events between populations delivered so far. */
    public long synapticEvents() {
        if (replay != null) {
            return replay.synapticEvents();
        }
        long delivered = 0;
        for (Synapses synapses : recurrent) {
            delivered += synapses.delivered();
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
        return conductance == null ? 0 : conductance.value(neuron);
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

package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cb1network.engine.stage.Indices;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.record.NetworkView;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.AfferentSources;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.EventStatistics;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NeuronSpread;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Portion;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.RateStimulus;
import org.cb1network.stages.network.spec.Receptor;
import org.cb1network.stages.network.spec.SpikeTimes;
import org.cb1network.stages.network.spec.Stimulus;
import org.jspecify.annotations.Nullable;

/** The simulation of one network. A step is {@link #evolve()}, {@link #propagate()}, {@link #nextStep()}. */
public final class Kernel implements NetworkView {
    private static final double MS_PER_S = 1000;

    private final Network network;
    private final NeuronGroup[] groups;
    private final List<ReceptorComponent> components = new ArrayList<>();
    /** Components of each receptor: one, or with a rise two whose difference it is. */
    private final ReceptorComponent[][] componentsOf;
    /** Components through which each population receives input. */
    private final Map<String, List<ReceptorComponent>> componentsInto = new LinkedHashMap<>();

    /** What one thread computes. */
    private final Part[] parts;
    /** By population. */
    private final SpikeHistory[] histories;

    private final Map<Pathway, List<Axons>> synapsesOf = new LinkedHashMap<>();
    /** Synapses between populations. */
    private final Axons[] recurrent;

    private final List<NoiseGroup> noise = new ArrayList<>();
    /** Those that may arrive anywhere. */
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

    private StepThreads team = new StepThreads(1);
    private boolean broken;
    private boolean unstable;
    private int step;

    /**
     * Draws the connections and prepares all arrays.
     *
     * @param network one without {@linkplain Network#problems() problems}
     */
    public Kernel(Network network, long seed) {
        this(network, seed, SharedWork.none(), false, 1, share -> {});
    }

    /**
     * Does the same with work of other simulations.
     *
     * @param work changes only the computing time
     * @param spikesSuffice whether neither membrane potentials nor conductances are needed, so that the time before the input may be taken
     *     from another simulation
     * @param threads that may draw connections or work on a step at the same time, at least 1; changes only the computing time
     * @param progress is told the share of the synapses that are drawn, by this thread, and may throw to stop that
     */
    public Kernel(
            Network network, long seed, SharedWork work, boolean spikesSuffice, int threads, DoubleConsumer progress) {
        this(network, seed, work, spikesSuffice, threads, progress, Portion.MOST_SYNAPSES);
    }

    /**
     * Does the same with at most so many synapses in an array.
     *
     * @param mostSynapses connections depend on it where a projection has more
     */
    Kernel(
            Network network,
            long seed,
            SharedWork work,
            boolean spikesSuffice,
            int threads,
            DoubleConsumer progress,
            long mostSynapses) {
        this.network = network;
        RandomStreams random = new RandomStreams(seed);
        this.componentsOf = mergeReceptors();
        network.populations().forEach(name -> componentsInto.put(name, findComponentsInto(name)));
        this.watchedFrom = SharedPrelude.Key.steps(network, seed);
        this.groups = layOut(random);
        this.parts = Partition.of(network, threads).stream()
                .map(ranges -> new Part(ranges, groups.length))
                .toArray(Part[]::new);
        connect(bundles(mostSynapses), random, work, progress);
        this.recurrent =
                Stream.of(parts).flatMap(part -> part.synapses().stream()).toArray(Axons[]::new);
        this.histories = IntStream.range(0, groups.length)
                .mapToObj(p -> new SpikeHistory(Stream.of(parts)
                        .flatMap(part -> part.delayed(p).stream())
                        .toList()))
                .toArray(SpikeHistory[]::new);
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
                && Stream.of(parts).allMatch(part -> part.noise().isEmpty())
                && Stream.of(recurrent).allMatch(synapses -> synapses.longestDelay() == 0)
                && network.model().projections().values().stream()
                        .allMatch(projection -> projection.plasticity().isEmpty())
                && Stream.of(groups).allMatch(LeakyNeurons.class::isInstance);
    }

    /** Returns how many threads can work on a step. */
    public int parts() {
        return parts.length;
    }

    /** Lets a team do the next steps. */
    public void use(StepThreads others) {
        team = others;
    }

    private ReceptorComponent[][] mergeReceptors() {
        Map<Receptor, ReceptorComponent[]> byConstants = new LinkedHashMap<>();
        for (Receptor receptor : network.model().receptors().values()) {
            byConstants.computeIfAbsent(receptor, this::components);
        }
        byConstants.values().forEach(ofReceptor -> components.addAll(List.of(ofReceptor)));
        return network.model().receptors().values().stream()
                .map(byConstants::get)
                .toArray(ReceptorComponent[][]::new);
    }

    private ReceptorComponent[] components(Receptor receptor) {
        ReceptorComponent decaying = new ReceptorComponent(receptor, network.stepMs());
        return receptor instanceof Receptor.Conductance conductance
                        && conductance.riseMs().isPresent()
                ? new ReceptorComponent[] {
                    decaying,
                    new ReceptorComponent(
                            new Receptor.Conductance(
                                    conductance.reversalMv(),
                                    conductance.riseMs().get()),
                            network.stepMs())
                }
                : new ReceptorComponent[] {decaying};
    }

    private NeuronGroup[] layOut(RandomStreams random) {
        List<String> names = network.populations();
        List<Slots> slots = new ArrayList<>();
        int end = 0;
        for (String name : names) {
            boolean general = isGeneral(name);
            Slots next = Slots.of(
                    end, network.population(name).size(), componentsInto(name).size());
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
            setConductances(laidOut[p], names.get(p), random);
        }
        return laidOut;
    }

    private LeakyNeurons leakyNeurons(String name, Slots slots, double[] state, RandomStreams random) {
        LeakyNeurons neurons = new LeakyNeurons(
                network.population(name),
                network.stepMs(),
                slots,
                componentsInto(name),
                state,
                initialMv(name, random),
                network.currents().get(name),
                watchedFrom);
        arrays.addAll(neurons.arraysBesideState());
        return neurons;
    }

    private GeneralNeurons generalNeurons(String name, RandomStreams random) {
        @Nullable CurrentStimulus current = network.currents().get(name);
        return new GeneralNeurons(
                network.population(name),
                new NeuronParameters(name, network.population(name), random),
                network.stepMs(),
                componentsInto(name),
                initialMv(name, random),
                current,
                current == null
                        ? null
                        : current.noise()
                                .map(noise -> new NoiseCurrent(
                                        noise,
                                        network.stepMs(),
                                        name,
                                        network.population(name).size(),
                                        random))
                                .orElse(null));
    }

    private void setConductances(NeuronGroup neurons, String name, RandomStreams random) {
        Population population = network.population(name);
        population.initialConductancesNs().orElse(Map.of()).forEach((receptor, meanNs) -> {
            double[] initialNs = Spread.values(
                    meanNs,
                    population.spread().flatMap(NeuronSpread::initialConductances),
                    population.size(),
                    random.stream("initial " + receptor + " conductances of " + name));
            SynapticInput input = Objects.requireNonNull(neurons.input(componentsOf(receptor)[0]));
            for (int i = 0; i < initialNs.length; i++) {
                input.values()[input.places().of(i)] += input.component().unitsOf(initialNs[i]);
            }
        });
    }

    /** Returns whether a population needs more than leaky integrate-and-fire neurons with conductances and currents. */
    private boolean isGeneral(String population) {
        return network.population(population).neuron().isPresent()
                || network.population(population).spread().isPresent()
                || hasSpecialCurrent(population)
                || componentsInto(population).stream()
                        .anyMatch(component -> component.receptor() instanceof Receptor.Delta);
    }

    private boolean hasSpecialCurrent(String population) {
        @Nullable CurrentStimulus current = network.currents().get(population);
        return current != null
                && (current.noise().isPresent() || current.neurons().isPresent());
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

    private List<ReceptorComponent> componentsInto(String population) {
        return Objects.requireNonNull(componentsInto.get(population));
    }

    private List<ReceptorComponent> findComponentsInto(String population) {
        Stream<String> ofProjections = Stream.concat(
                        network.recurrentPathways().stream(), network.afferentPathways().stream())
                .filter(pathway -> pathway.post().equals(population))
                .flatMap(pathway -> network.receptorsOf(pathway).keySet().stream());
        Stream<String> initial =
                network.population(population).initialConductancesNs().orElse(Map.of()).keySet().stream();
        List<ReceptorComponent> used = Stream.concat(ofProjections, initial)
                .flatMap(receptor -> Stream.of(componentsOf(receptor)))
                .toList();
        return components.stream().filter(used::contains).toList();
    }

    private ReceptorComponent[] componentsOf(String receptor) {
        return componentsOf[network.receptors().indexOf(receptor)];
    }

    /** What events of a projection do. */
    private List<Action> actions(Pathway pathway) {
        NeuronGroup post = groups[network.indexOfPopulation(pathway.post())];
        List<Action> actions = new ArrayList<>();
        network.receptorsOf(pathway).forEach((name, fraction) -> {
            Receptor receptor = network.model().receptors().get(name);
            double factor =
                    receptor instanceof Receptor.Conductance conductance ? fraction * conductance.perPeak() : fraction;
            for (ReceptorComponent component : componentsOf(name)) {
                // The first component decays, the second one is subtracted.
                double sign = component == componentsOf(name)[0] ? 1 : -1;
                actions.add(new Action(Objects.requireNonNull(post.input(component)), sign * factor));
            }
        });
        return actions;
    }

    /** Synapses of a projection, or of several projections of a population that are stored together, each with its action. */
    private record Bundle(List<Portion> portions, List<Action> actions) {
        private Bundle() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        private void add(Portion portion, Action action) {
            portions.add(portion);
            actions.add(action);
        }

        private long synapses() {
            return portions.stream().mapToLong(Portion::synapses).sum();
        }
    }

    private void connect(List<Bundle> bundles, RandomStreams random, SharedWork work, DoubleConsumer progress) {
        long all = bundles.stream().mapToLong(Bundle::synapses).sum();
        long drawn = 0;
        try (StepThreads drawers = new StepThreads(parts.length)) {
            for (Bundle bundle : bundles) {
                connect(bundle, random, work, drawers);
                drawn += bundle.synapses();
                progress.accept(all == 0 ? 1 : drawn / (double) all);
            }
        }
    }

    private List<Bundle> bundles(long mostSynapses) {
        List<Bundle> bundles = new ArrayList<>();
        Map<List<Object>, Bundle> joined = new HashMap<>();
        for (Pathway pathway : network.synapsePathways()) {
            for (Portion portion : Portion.of(network, pathway, mostSynapses)) {
                for (Action action : actions(pathway)) {
                    boolean shares = network.projection(pathway).differsInWeightsAndDelays();
                    Bundle bundle = shares ? joined.get(sharedBy(pathway, action)) : null;
                    if (bundle == null || bundle.synapses() + portion.synapses() > mostSynapses) {
                        bundle = new Bundle();
                        bundles.add(bundle);
                        if (shares) {
                            joined.put(sharedBy(pathway, action), bundle);
                        }
                    }
                    bundle.add(portion, action);
                }
            }
        }
        return bundles;
    }

    /** What synapses that are stored together have in common. */
    private static List<Object> sharedBy(Pathway pathway, Action action) {
        SynapticInput input = action.input();
        return List.of(pathway.pre(), input.component(), input.values(), action.factor());
    }

    /** Draws the connections of each projection from a stream of its own, so that their order makes no difference. */
    private void connect(Bundle bundle, RandomStreams random, SharedWork work, StepThreads drawers) {
        SynapseRows[] drawn = new SynapseRows[bundle.portions().size()];
        int[] largestFirst = IntStream.range(0, drawn.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -bundle.portions().get(i).synapses()))
                .mapToInt(i -> i)
                .toArray();
        drawers.share(drawn.length, piece -> {
            int i = largestFirst[piece];
            drawn[i] = rows(
                    bundle.portions().get(i), bundle.actions().get(i).input().places(), random, work);
        });
        List<SynapseRows> rows = List.of(drawn);
        String pre = bundle.portions().get(0).pathway().pre();
        if (network.populations().contains(pre)) {
            Axons[] ofParts = new Axons[parts.length];
            drawers.share(parts.length, i -> ofParts[i] = onto(parts[i], bundle, rows, random));
            for (int i = 0; i < parts.length; i++) {
                if (ofParts[i] != null) {
                    parts[i].add(network.indexOfPopulation(pre), ofParts[i]);
                    register(bundle, ofParts[i]);
                }
            }
        } else {
            List<Slots> places = bundle.actions().stream()
                    .map(action -> action.input().places())
                    .toList();
            register(bundle, synapses(bundle, rows, places, random));
        }
    }

    /** Returns those of a bundle's synapses that are on neurons of a part; null if there are none. */
    private @Nullable Axons onto(Part part, Bundle bundle, List<SynapseRows> rows, RandomStreams random) {
        Bundle arriving = new Bundle();
        List<SynapseRows> arrivingRows = new ArrayList<>();
        List<Slots> places = new ArrayList<>();
        for (NeuronRange range : joined(part.ranges())) {
            for (int i = 0; i < rows.size(); i++) {
                Portion portion = bundle.portions().get(i);
                Action action = bundle.actions().get(i);
                if (network.indexOfPopulation(portion.pathway().post()) == range.population()) {
                    arriving.add(portion, action);
                    arrivingRows.add(rows.get(i));
                    places.add(action.input().places().of(range));
                }
            }
        }
        return arrivingRows.isEmpty() ? null : synapses(arriving, arrivingRows, places, random);
    }

    /** Makes the synapses known as those of each projection in a bundle. */
    private void register(Bundle bundle, Axons synapses) {
        bundle.portions().stream()
                .map(Portion::pathway)
                .distinct()
                .forEach(pathway -> synapsesOf
                        .computeIfAbsent(pathway, any -> new ArrayList<>())
                        .add(synapses));
    }

    /** Returns the ranges with those that follow each other in a population as one. */
    private static List<NeuronRange> joined(List<NeuronRange> ranges) {
        List<NeuronRange> joined = new ArrayList<>();
        for (NeuronRange range : ranges) {
            NeuronRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.population() == range.population()) {
                joined.set(joined.size() - 1, new NeuronRange(range.population(), last.from(), range.to()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** Every action of a projection has the same random numbers. */
    private Axons synapses(Bundle bundle, List<SynapseRows> rows, List<Slots> places, RandomStreams random) {
        Portion first = bundle.portions().get(0);
        Projection projection = network.projection(first.pathway());
        Action action = bundle.actions().get(0);
        if (projection.differsInWeightsAndDelays()) {
            return new BundledSynapses(action, rows, places);
        }
        boolean all = places.get(0).equals(action.input().places());
        SynapseRows taken = all ? rows.get(0) : rows.get(0).onto(places.get(0));
        return new Synapses(
                action,
                network.weight(first.pathway()),
                taken,
                projection.release(),
                random.stream("release " + streamName(first)),
                dynamics(projection, taken));
    }

    private @Nullable DynamicSynapses dynamics(Projection projection, SynapseRows rows) {
        return projection
                .plasticity()
                .map(plasticity ->
                        new DynamicSynapses(plasticity, rows.preSize() * rows.delays().length, network.stepMs()))
                .orElse(null);
    }

    private SynapseRows rows(Portion portion, Slots places, RandomStreams random, SharedWork work) {
        Pathway pathway = portion.pathway();
        ExplicitConnections given = network.connections().get(pathway);
        if (given != null) {
            return SynapseRows.of(given, network.preSize(pathway), places);
        }
        Projection projection = network.projection(pathway);
        double meanSteps = projection.delayMs().orElse(0.0) / network.stepMs();
        SynapseRows rows = new SynapseRows(drawn(portion, places, random, work), (int) Math.rint(meanSteps));
        if (projection.weightSpread().isPresent()) {
            RandomStream own = random.stream("weights " + streamName(portion));
            rows = rows.withWeights(
                    network.weight(pathway), projection.weightSpread().get(), own);
        }
        if (projection.delaySpread().isPresent()) {
            RandomStream own = random.stream("delays " + streamName(portion));
            rows = rows.withDelays(meanSteps, projection.delaySpread().get(), own);
        }
        return rows;
    }

    private TargetRows drawn(Portion portion, Slots places, RandomStreams random, SharedWork work) {
        Pathway pathway = portion.pathway();
        Optional<Indices> neurons = network.projection(pathway).neurons();
        Slots all = neurons.isPresent() ? new Slots(0, network.targets(pathway), NeuronBlocks.DENSE) : places;
        int population = network.indexOfPopulation(pathway.post());
        DrawnConnections drawn = new DrawnConnections(
                network.preSize(pathway),
                all.of(new NeuronRange(population, portion.from(), portion.to())),
                portion.rule(),
                pathway.pre().equals(pathway.post()),
                portion.from());
        TargetRows rows = work.rows(random, "connectivity " + streamName(portion), drawn);
        return neurons.map(reached -> rows.moved(slots(reached, places))).orElse(rows);
    }

    private static int[] slots(Indices neurons, Slots places) {
        return IntStream.of(neurons.below(places.size())).map(places::of).toArray();
    }

    private static String streamName(Portion portion) {
        return streamName(portion.pathway()) + (portion.number() == 0 ? "" : ", portion " + (portion.number() + 1));
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
                events.add(new EventPlayback(explicit.eventsFor(pathway.post()), actions(pathway)));
            } else if (!network.hasSharedSources(pathway)) {
                attachNoise(pathway, byRole, random, work);
            }
        }
        noise.addAll(byRole.values());
    }

    private void attachSources(String name, Afferent afferent, RandomStreams random) {
        Outgoing outgoing = new Outgoing(network.synapsePathways().stream()
                .filter(pathway -> pathway.pre().equals(name))
                .flatMap(pathway -> Objects.requireNonNull(synapsesOf.get(pathway)).stream())
                .distinct()
                .toList());
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
        if (network.statistics(pathway) == EventStatistics.POISSON) {
            for (Part part : parts) {
                part.ranges().stream()
                        .filter(range -> range.population() == network.indexOfPopulation(pathway.post()))
                        .flatMap(range -> poissonNoise(pathway, range, random).stream())
                        .forEach(part::add);
            }
            return;
        }
        int size = network.population(pathway.post()).size();
        int afferent = network.indexOfAfferent(pathway.pre());
        EventTarget target = new EventTarget(actions(pathway), NeuronRange.all(size), network.weight(pathway));
        double perHz = network.eventsPerHz(pathway);
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

    private Optional<AfferentEvents> poissonNoise(Pathway pathway, NeuronRange range, RandomStreams random) {
        int afferent = network.indexOfAfferent(pathway.pre());
        Optional<int[]> reached = network.projection(pathway)
                .neurons()
                .map(neurons -> IntStream.of(neurons.below(range.to()))
                        .filter(neuron -> neuron >= range.from())
                        .toArray());
        int size = reached.map(neurons -> neurons.length).orElse(range.to() - range.from());
        if (size == 0) {
            return Optional.empty();
        }
        EventTarget target = reached.map(neurons -> new EventTarget(actions(pathway), neurons, network.weight(pathway)))
                .orElseGet(() -> new EventTarget(actions(pathway), range, network.weight(pathway)));
        double perHz = network.eventsPerHz(pathway);
        double mean = perHz * ratesHz[afferent];
        RandomStream own = random.stream("afferent noise " + streamName(pathway)
                + (range.from() == 0 ? "" : " from neuron " + range.from() + " on"));
        return Optional.of(
                mean >= FrequentEvents.LEAST_MEAN
                        ? new FrequentEvents(size, mean, target, own)
                        : new PoissonNoise(size, afferent, perHz, target, own));
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
        boolean together = parts.length > 1;
        if (together) {
            team.share(parts.length, part -> parts[part].update(groups, step));
        }
        for (NeuronGroup group : groups) {
            if (!together) {
                // A population fires while the processor's cache holds what its update has left.
                group.update(0, group.size(), step);
            }
            group.fire(step);
            broken |= group.isBroken();
            unstable |= group.unstableSpike() >= 0;
        }
    }

    /**
     * Lets the conductances decay and delivers spikes and afferent events of this step.
     *
     * @return null, or the name of an afferent projection that would need more than one event per step
     */
    public @Nullable String propagate() {
        for (ReceptorComponent component : components) {
            component.decay();
        }
        if (replay != null) {
            noise.forEach(NoiseGroup::pass);
            return null;
        }
        for (int p = 0; p < groups.length; p++) {
            histories[p].add(step, groups[p].spiking(), groups[p].spikeCount());
        }
        if (parts.length == 1) {
            parts[0].deliver(groups, histories, step, ratesHz);
        } else {
            team.share(parts.length, part -> parts[part].deliver(groups, histories, step, ratesHz));
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
        return Stream.of(recurrent).map(Synapses.class::cast).toList();
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
        List<Axons> synapses = synapsesOf.get(pathway);
        if (synapses == null) {
            throw new IllegalArgumentException("there is no projection " + pathway);
        }
        List<Action> actions = actions(pathway);
        Slots places = actions.get(0).input().places();
        int[] targets = synapses.stream()
                .flatMapToInt(axons -> IntStream.of(axons.targets(preNeuron, places)))
                .sorted()
                .toArray();
        // A synapse is stored once for each of its actions.
        int copies = (int) actions.stream()
                .filter(action -> action.input().places().equals(places))
                .count();
        return IntStream.range(0, targets.length / copies)
                .map(i -> targets[i * copies])
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
        if (!unstable) {
            return -1;
        }
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
                + Stream.of(parts)
                        .flatMap(part -> part.noise().stream())
                        .mapToLong(AfferentEvents::delivered)
                        .sum()
                + events.stream().mapToLong(AfferentEvents::delivered).sum();
    }

    /** Returns the number of synaptic events between populations delivered so far. */
    public long synapticEvents() {
        if (replay != null) {
            return replay.synapticEvents();
        }
        long delivered = 0;
        for (Axons synapses : recurrent) {
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
        double sum = 0;
        for (ReceptorComponent component : componentsOf[receptor]) {
            @Nullable SynapticInput input = groups[population].input(component);
            sum += input == null ? 0 : input.value(neuron);
        }
        return sum;
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

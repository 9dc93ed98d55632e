package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.DoubleStream;
import org.cb1network.engine.stage.Indices;
import org.cb1network.stages.network.neuron.NeuronModel;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Receptor;
import org.jspecify.annotations.Nullable;

/** A population of any neuron model with any receptors. {@link LeakyNeurons} are faster but less general. */
final class GeneralNeurons implements NeuronGroup {
    private static final int SPIKING = Integer.MAX_VALUE;

    private final int size;
    private final double stepMs;
    /** By neuron, as the parameters after it. */
    private final double[] stepPerCapacitance;

    private final double[] leakNs;
    private final double[] restMv;
    private final double[] resetMv;
    private final double[] thresholdMv;
    private final int[] refractorySteps;
    private final @Nullable NeuronModel model;
    /** By neuron; null if all have the same. */
    private final NeuronModel @Nullable [] models;

    private final @Nullable CurrentStimulus injected;
    private final @Nullable NoiseCurrent noise;
    /** The neurons that the current and its noise reach; null for all. */
    private final @Nullable BitSet reached;

    private final List<SynapticInput> inputs = new ArrayList<>();
    /** Those of them that are conductances, currents and steps of the potential. */
    private final List<SynapticInput> conductances = new ArrayList<>();

    private final List<SynapticInput> currents = new ArrayList<>();
    private final @Nullable SynapticInput jumps;

    private final double[] potentialMv;
    private final double[] adaptationPa;
    /** Of the current step: the sum of conductances, and what drives the potential. */
    private final double[] totalNs;

    private final double[] drivePa;
    /** First step in which a neuron is free; {@link #SPIKING} if it has reached its threshold in this step. */
    private final int[] freeFrom;

    private final int[] spiking;
    private int spikeCount;
    private boolean broken;
    /** Whether a neuron has overshot; threads that find one write the same. */
    private boolean overshot;

    private int unstableSpike = -1;
    private int overshootStep = -1;
    private int overshootNeuron = -1;

    /**
     * Sets the neurons to their initial potentials.
     *
     * @param parameters of each neuron
     * @param components the components through which the population receives input
     * @param initialMv potential of each neuron
     * @param injected a current; null if there is none
     * @param noise of this current; null if there is none
     */
    GeneralNeurons(
            Population population,
            NeuronParameters parameters,
            double stepMs,
            List<ReceptorComponent> components,
            double[] initialMv,
            @Nullable CurrentStimulus injected,
            @Nullable NoiseCurrent noise) {
        this.size = population.size();
        this.stepMs = stepMs;
        this.stepPerCapacitance = DoubleStream.of(parameters.capacitancePf)
                .map(capacitancePf -> stepMs / capacitancePf)
                .toArray();
        this.leakNs = parameters.leakNs;
        this.restMv = parameters.restMv;
        this.resetMv = parameters.resetMv;
        this.thresholdMv = parameters.thresholdMv;
        this.refractorySteps = DoubleStream.of(parameters.refractoryMs)
                .mapToInt(ms -> Math.max(1, Population.refractorySteps(ms, stepMs)))
                .toArray();
        this.model = population.neuron().orElse(null);
        this.models = parameters.models.isEmpty() ? null : parameters.models.toArray(NeuronModel[]::new);
        this.injected = injected;
        this.noise = noise;
        this.reached = injected == null
                ? null
                : injected.neurons().map(GeneralNeurons::members).orElse(null);
        this.potentialMv = initialMv;
        this.adaptationPa = parameters.initialAdaptationPa;
        this.totalNs = new double[size];
        this.drivePa = new double[size];
        this.freeFrom = new int[size];
        Arrays.fill(freeFrom, -1);
        this.spiking = new int[size];
        Slots places = new Slots(0, size, NeuronBlocks.DENSE);
        SynapticInput ofJumps = null;
        for (ReceptorComponent component : components) {
            SynapticInput input = new SynapticInput(component, new double[places.end()], places);
            inputs.add(input);
            if (component.receptor() instanceof Receptor.Conductance) {
                conductances.add(input);
            } else if (component.receptor() instanceof Receptor.Current) {
                currents.add(input);
            } else {
                ofJumps = input;
            }
        }
        this.jumps = ofJumps;
    }

    private static BitSet members(Indices neurons) {
        BitSet members = new BitSet();
        neurons.spans().forEach(span -> members.set(span.first(), span.last() + 1));
        return members;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int spikeCount() {
        return spikeCount;
    }

    @Override
    public int[] spiking() {
        return spiking;
    }

    @Override
    public @Nullable SynapticInput input(ReceptorComponent component) {
        return inputs.stream()
                .filter(input -> input.component() == component)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public int unstableSpike() {
        return unstableSpike;
    }

    @Override
    public int overshootStep() {
        return overshootStep;
    }

    @Override
    public int overshootNeuron() {
        return overshootNeuron;
    }

    @Override
    public double membraneMv(int neuron, int step) {
        return potentialMv[neuron] + (jumps == null || isLost(neuron, step) ? 0 : jumps.value(neuron));
    }

    /** Returns whether the neuron was refractory when the input of the previous step arrived. */
    private boolean isLost(int neuron, int step) {
        return step <= freeFrom[neuron];
    }

    @Override
    public void update(int from, int to, int step) {
        jump(from, to, step);
        sumInput(from, to, step);
        boolean notANumber = false;
        boolean unstable = false;
        for (int i = from; i < to; i++) {
            double before = potentialMv[i];
            if (step >= freeFrom[i]) {
                double pa = drivePa[i] - totalNs[i] * before;
                if (model != null) {
                    pa += modelOf(i, model).spikeCurrentPa(before, leakNs[i]) - adaptationPa[i];
                }
                double after = before + stepPerCapacitance[i] * pa;
                potentialMv[i] = after;
                if (after > thresholdMv[i]) {
                    freeFrom[i] = SPIKING;
                }
                notANumber |= Double.isNaN(after);
                unstable |= overshoots(i);
            }
            if (model != null) {
                adaptationPa[i] += stepMs * modelOf(i, model).adaptationSlope(before, restMv[i], adaptationPa[i]);
            }
        }
        if (notANumber) {
            broken = true;
        }
        if (unstable) {
            overshot = true;
        }
    }

    private NeuronModel modelOf(int neuron, NeuronModel common) {
        return models == null ? common : models[neuron];
    }

    private boolean isReached(int neuron) {
        return reached == null || reached.get(neuron);
    }

    private void jump(int from, int to, int step) {
        if (jumps != null) {
            double[] values = jumps.values();
            for (int i = from; i < to; i++) {
                potentialMv[i] += isLost(i, step) ? 0 : values[i];
                values[i] = 0;
            }
        }
    }

    private void sumInput(int from, int to, int step) {
        double injectedPa = injected == null ? 0 : injected.currentPa(step * stepMs);
        for (int i = from; i < to; i++) {
            totalNs[i] = leakNs[i];
            drivePa[i] = leakNs[i] * restMv[i] + (isReached(i) ? injectedPa : 0);
        }
        if (noise != null) {
            for (int i = from; i < to; i++) {
                drivePa[i] += isReached(i) ? noise.currentPa(i) : 0;
            }
            noise.advance(from, to, step);
        }
        for (SynapticInput input : conductances) {
            double scale = input.component().scale();
            double reversalMv = input.component().reversalMv();
            double[] values = input.values();
            for (int i = from; i < to; i++) {
                double ns = scale * values[i];
                totalNs[i] += ns;
                drivePa[i] += ns * reversalMv;
            }
        }
        for (SynapticInput current : currents) {
            double scale = current.component().scale();
            double[] values = current.values();
            for (int i = from; i < to; i++) {
                drivePa[i] += scale * values[i];
            }
        }
    }

    @Override
    public void fire(int step) {
        spikeCount = 0;
        for (int i = 0; i < size; i++) {
            if (freeFrom[i] == SPIKING) {
                freeFrom[i] = step + refractorySteps[i];
                spiking[spikeCount++] = i;
                potentialMv[i] = resetMv[i];
                adaptationPa[i] += model == null ? 0 : modelOf(i, model).adaptationIncrementPa();
                unstableSpike = overshoots(i) ? i : unstableSpike;
            }
        }
        if (overshot && overshootStep < 0) {
            lookForOvershoot(step);
        }
    }

    private boolean overshoots(int neuron) {
        return stepPerCapacitance[neuron] * totalNs[neuron] > 1;
    }

    private void lookForOvershoot(int step) {
        for (int i = 0; i < size; i++) {
            if (overshoots(i)) {
                overshootStep = step;
                overshootNeuron = i;
                return;
            }
        }
    }
}

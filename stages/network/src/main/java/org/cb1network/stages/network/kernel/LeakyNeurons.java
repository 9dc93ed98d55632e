package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.Population;
import org.jspecify.annotations.Nullable;

/** Leaky integrate-and-fire neurons with conductances and currents: their part of the state, and the spikes of the current step. */
final class LeakyNeurons implements NeuronGroup {
    private static final int COLUMNS_AT_A_TIME = 8;

    /** The loop over neurons does not compute what an overshoot is seen by; looking in every step would slow it down. */
    private static final int STEPS_BETWEEN_LOOKS = 500;

    private final int size;
    private final Slots slots;
    /** Copies of fields of the slots, because a step needs them close by. */
    private final int first;

    private final int end;
    private final int span;
    private final int sums;
    private final int columns;
    private final int neuronsPerBlock;
    private final boolean large;
    private final double thresholdMv;
    private final double storedReset;
    private final double stepMs;
    private final double stepPerCapacitance;
    private final double leak;
    private final double leakRest;
    private final @Nullable CurrentStimulus injected;
    private final ReceptorComponent[] components;
    /** The stored reversal potential of a component of conductances; what a pA drives in the units of a stored potential if it has currents. */
    private final double[] storedDrives;
    /** One for each component, in the same order. */
    private final List<SynapticInput> inputs = new ArrayList<>();

    private final RefractoryList refractory;
    private final double[] state;

    /** Neurons that spiked in this step, ascending. */
    private final int[] spiking;

    private int spikeCount;
    private boolean broken;
    /** A neuron whose spike was caused by the integration; -1 if there is none. */
    private int unstableSpike = -1;

    private final int watchedFrom;
    private int overshootStep = -1;
    private int overshootNeuron = -1;

    /**
     * Sets the neurons to their initial potentials.
     *
     * @param slots position of the population in the state
     * @param components the components through which the population receives input
     * @param state of all populations, zeros where this one is
     * @param initialMv potential of each neuron
     * @param injected a current into every neuron; null if there is none
     * @param watchedFrom first step in which overshoots are looked for
     */
    LeakyNeurons(
            Population population,
            double stepMs,
            Slots slots,
            List<ReceptorComponent> components,
            double[] state,
            double[] initialMv,
            @Nullable CurrentStimulus injected,
            int watchedFrom) {
        this.injected = injected;
        this.watchedFrom = watchedFrom;
        this.size = population.size();
        this.slots = slots;
        this.first = slots.first();
        this.end = slots.end();
        this.span = slots.shape().span();
        this.sums = slots.shape().sums();
        this.columns = slots.shape().columns();
        this.neuronsPerBlock = slots.shape().neurons();
        this.large = slots.shape().equals(NeuronBlocks.LARGE);
        this.thresholdMv = population.thresholdMv();
        this.storedReset = NeuronBlocks.stored(population.resetMv(), thresholdMv);
        this.stepMs = stepMs;
        this.stepPerCapacitance = stepMs / population.capacitancePf();
        this.leak = stepPerCapacitance * population.leakNs();
        this.leakRest = leak * NeuronBlocks.stored(population.restMv(), thresholdMv);
        this.refractory = new RefractoryList(slots, population.refractorySteps(stepMs));
        this.state = state;
        this.spiking = new int[size];
        this.components = components.toArray(ReceptorComponent[]::new);
        this.storedDrives = components.stream()
                .mapToDouble(component -> component.hasReversal()
                        ? NeuronBlocks.stored(component.reversalMv(), thresholdMv)
                        : NeuronBlocks.UNITS_PER_MV)
                .toArray();
        for (ReceptorComponent component : components) {
            inputs.add(place(component, components.size()));
        }
        double rest = NeuronBlocks.stored(population.restMv(), thresholdMv);
        for (int block = first; block < end; block += span) {
            Arrays.fill(state, block, block + neuronsPerBlock, rest);
        }
        for (int i = 0; i < size; i++) {
            state[slots.of(i)] = NeuronBlocks.stored(initialMv[i], thresholdMv);
        }
    }

    /** Each is in a row of the state, or in an array if there are more conductances than rows; the rows then hold totals. */
    private SynapticInput place(ReceptorComponent component, int components) {
        if (components > BlockShape.CONDUCTANCES) {
            Slots places = new Slots(0, size, NeuronBlocks.DENSE);
            return new SynapticInput(component, new double[places.end()], places);
        }
        return new SynapticInput(
                component,
                state,
                slots.moved((1 + inputs.size()) * slots.shape().row()));
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
        for (SynapticInput input : inputs) {
            if (input.component() == component) {
                return input;
            }
        }
        return null;
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

    private void lookForOvershoot(int step) {
        for (int i = 0; i < size; i++) {
            if (pullAt(slots.of(i)) > 1) {
                overshootStep = step;
                overshootNeuron = i;
                return;
            }
        }
    }

    @Override
    public double membraneMv(int neuron, int step) {
        double stored = refractory.holds(neuron, step) ? storedReset : state[slots.of(neuron)];
        return NeuronBlocks.potentialMv(stored, thresholdMv);
    }

    @Override
    public void fire(int step) {
        refractory.release(state, storedReset, step);
        findSpikes(step);
        refractory.add(spiking, spikeCount, step);
        if (step % STEPS_BETWEEN_LOOKS == 0 && step >= watchedFrom && overshootStep < 0) {
            lookForOvershoot(step);
        }
    }

    @Override
    public void replay(int[] neurons, int from, int count, int step) {
        refractory.release(state, storedReset, step);
        System.arraycopy(neurons, from, spiking, 0, count);
        spikeCount = count;
        refractory.add(spiking, count, step);
    }

    /** Returns the arrays of conductances that are not part of the state. */
    List<double[]> arraysBesideState() {
        return inputs.stream()
                .map(SynapticInput::values)
                .filter(values -> values != state)
                .toList();
    }

    @Override
    public void update(int from, int to, int step) {
        int block = slots.of(from);
        int last = to == size ? end : slots.of(to);
        double rest = injected == null
                ? leakRest
                : leakRest + stepPerCapacitance * injected.currentPa(step * stepMs) * NeuronBlocks.UNITS_PER_MV;
        switch (components.length) {
            case 0 -> update(block, last, 1 - leak, rest, 0, 0, 0, 0);
            case 1 -> update(block, last, 1 - leak, rest, pull(0), drive(0), 0, 0);
            case 2 -> update(block, last, 1 - leak, rest, pull(0), drive(0), pull(1), drive(1));
            default -> updateWithTotals(block, last, from, rest);
        }
    }

    private void updateWithTotals(int block, int last, int neuron, double rest) {
        int at = neuron;
        for (int from = block; from < last; from += span) {
            NeuronBlocks.fill(state, from, leak, rest);
            for (int c = 0; c < inputs.size(); c++) {
                double[] values = inputs.get(c).values();
                NeuronBlocks.accumulate(state, from, values, at, pull(c), drive(c));
            }
            at += neuronsPerBlock;
        }
        // The totals act like two conductances, one that only pulls and one that only drives.
        update(block, last, 1, 0, 1, 0, 0, 1);
    }

    private void update(
            int block,
            int last,
            double keep,
            double withRest,
            double gPull,
            double gDrive,
            double hPull,
            double hDrive) {
        for (int from = block; from < last; from += span) {
            NeuronBlocks.update(state, from, large, keep, withRest, gPull, gDrive, hPull, hDrive);
        }
    }

    /** How strongly one unit of a conductance pulls a membrane potential towards its reversal potential in a step; a current does not. */
    private double pull(int component) {
        return components[component].hasReversal() ? stepPerCapacitance * components[component].scale() : 0;
    }

    /** What one unit of a component adds to a stored potential in a step. */
    private double drive(int component) {
        return stepPerCapacitance * components[component].scale() * storedDrives[component];
    }

    /** Returns the fraction of the distance to its target that the potential at a slot covered in this step. */
    private double pullAt(int slot) {
        int row = slots.shape().row();
        return switch (components.length) {
            case 0 -> leak;
            case 1 -> leak + pull(0) * state[slot + row];
            case 2 -> leak + pull(0) * state[slot + row] + pull(1) * state[slot + 2 * row];
            // The totals begin with the leak.
            default -> state[slot + row];
        };
    }

    private void findSpikes(int step) {
        spikeCount = 0;
        int neuron = 0;
        for (int from = first; from < end; from += span) {
            findSpikesInBlock(from, neuron - from, from + Math.min(size - neuron, neuronsPerBlock), step);
            neuron += neuronsPerBlock;
        }
        if (spikeCount > 1) {
            Arrays.sort(spiking, 0, spikeCount);
        }
    }

    /**
     * Checks the columns of a block, then the neurons of the columns that are not 0.
     *
     * @param from first slot
     * @param toNeuron from a slot of this block to the number of its neuron
     * @param to slot after the last neuron
     */
    private void findSpikesInBlock(int from, int toNeuron, int to, int step) {
        double[] all = state;
        int firstSum = from + sums;
        for (int i = firstSum; i < firstSum + columns; i += COLUMNS_AT_A_TIME) {
            double left = (all[i] + all[i + 1]) + (all[i + 2] + all[i + 3]);
            double right = (all[i + 4] + all[i + 5]) + (all[i + 6] + all[i + 7]);
            // "Above 0" would miss NaN.
            if (!(left + right == 0)) {
                findSpikesInColumns(i, toNeuron, to, step);
            }
        }
    }

    /** Checks some columns, starting with that of this sum. */
    private void findSpikesInColumns(int sum, int toNeuron, int to, int step) {
        for (int i = sum; i < sum + COLUMNS_AT_A_TIME; i++) {
            if (!(state[i] == 0)) {
                findSpikesInColumn(i - sums, toNeuron, to, step);
            }
        }
    }

    private void findSpikesInColumn(int from, int toNeuron, int to, int step) {
        for (int i = from; i < to; i += columns) {
            // One comparison for most neurons: NaN is not below the threshold either.
            if (!(state[i] <= 0)) {
                cross(i, i + toNeuron, step);
            }
        }
    }

    /** Handles a potential that is above the threshold or not a number. */
    private void cross(int slot, int neuron, int step) {
        if (Double.isNaN(state[slot])) {
            broken = true;
            return;
        }
        if (!refractory.holds(neuron, step)) {
            spiking[spikeCount++] = neuron;
            unstableSpike = pullAt(slot) > 1 ? neuron : unstableSpike;
        }
        state[slot] = storedReset;
    }
}

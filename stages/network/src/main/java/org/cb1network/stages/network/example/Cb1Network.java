package org.cb1network.stages.network.example;

import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentProjection;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.NetworkSpec;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Stimulus;

/**
 * The network of "Visual area-specific tonic modulation of GABA release by endocannabinoids sets the activity and
 * coordination of neocortical principal neurons" (Cell Reports, 2022), with the published parameters.
 */
public final class Cb1Network {
    private static final double STEP_MS = 0.1;
    private static final double BACKGROUND_HZ = 4;
    private static final double EXCITATORY_NS = 2;
    private static final double INHIBITORY_NS = 10;
    private static final int AFFERENT_SIZE = 4000;

    private Cb1Network() {}

    /** Condition V1: layers 4 and 2/3 with background input. */
    public static NetworkSpec v1() {
        return NetworkSpec.builder(STEP_MS)
                .condition("V1")
                .receptor("excitatory", 0, 5)
                .receptor("inhibitory", -80, 5)
                .population(neurons("L4Exc", 4000, -50))
                .population(neurons("L23Exc", 4000, -50))
                .population(neurons("PvInh", 500, -53))
                .population(neurons("CB1Inh", 500, -53))
                .projection("L4Exc", "L23Exc", "excitatory", EXCITATORY_NS, 0.01)
                .projection("L23Exc", "L23Exc", "excitatory", EXCITATORY_NS, 0.05)
                .projection("L23Exc", "PvInh", "excitatory", EXCITATORY_NS, 0.05)
                .projection("L23Exc", "CB1Inh", "excitatory", EXCITATORY_NS, 0.05)
                .projection("PvInh", "L23Exc", "inhibitory", INHIBITORY_NS, 0.067)
                .projection("PvInh", "PvInh", "inhibitory", INHIBITORY_NS, 0.075)
                .projection("CB1Inh", "L4Exc", "inhibitory", INHIBITORY_NS, 0.025, 0.5)
                .projection("CB1Inh", "L23Exc", "inhibitory", INHIBITORY_NS, 0.067, 0.5)
                .projection("CB1Inh", "CB1Inh", "inhibitory", INHIBITORY_NS, 0.025)
                .afferent("AffExcBG", AFFERENT_SIZE, new ConstantRate(BACKGROUND_HZ))
                .afferentProjection("AffExcBG", "L4Exc", "excitatory", EXCITATORY_NS, 0.01)
                .afferentProjection("AffExcBG", "L23Exc", "excitatory", EXCITATORY_NS, 0.075)
                .afferentProjection("AffExcBG", "PvInh", "excitatory", EXCITATORY_NS, 0.1)
                .afferentProjection("AffExcBG", "CB1Inh", "excitatory", EXCITATORY_NS, 0.025)
                .build();
    }

    /** Condition V2M: twice the connections CB1Inh->L4Exc, half the release CB1Inh->L23Exc. */
    public static NetworkSpec v2m() {
        return withoutCb1().withReleaseProbability("CB1Inh->L23Exc", 0.25).withCondition("V2M");
    }

    /** Condition V2M-CB1-KO: twice the connections CB1Inh->L4Exc. */
    public static NetworkSpec withoutCb1() {
        return v1().withConnectionProbability("CB1Inh->L4Exc", 0.05).withCondition("V2M-CB1-KO");
    }

    /** Adds the time-varying afferent AffExcTV, which drives layer 4. */
    public static NetworkSpec withInput(NetworkSpec network, Stimulus stimulus) {
        return network.withAfferent(
                new Afferent("AffExcTV", AFFERENT_SIZE, stimulus),
                new AfferentProjection("AffExcTV", "L4Exc", "excitatory", EXCITATORY_NS, 0.025));
    }

    private static Population neurons(String name, int size, double thresholdMv) {
        return new Population(name, size, 10, 200, -70, -70, thresholdMv, 5);
    }
}

package org.cb1network.stages.network.example;

import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.ConnectionProbability;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Stimulus;

/**
 * The network of "Visual-area-specific tonic modulation of GABA release by endocannabinoids sets the activity and
 * coordination of neocortical principal neurons" (Cell Reports, 2022), with the published parameters.
 */
public final class Cb1Network {
    private static final String EXCITATORY = "excitatory";
    private static final String INHIBITORY = "inhibitory";
    private static final double STEP_MS = 0.1;
    private static final double BACKGROUND_HZ = 4;
    private static final double EXCITATORY_NS = 2;
    private static final double INHIBITORY_NS = 10;
    private static final int AFFERENT_SIZE = 4000;

    private Cb1Network() {}

    /** Condition V1: layers 4 and 2/3 with background input. */
    public static Network v1() {
        return Network.builder(STEP_MS)
                .connectionProbability(ConnectionProbability.IN_DEGREE)
                .noise(AfferentNoise.SHARED)
                .receptor(EXCITATORY, 0, 5)
                .receptor(INHIBITORY, -80, 5)
                .population("L4Exc", neurons(4000, EXCITATORY, -50))
                .population("L23Exc", neurons(4000, EXCITATORY, -50))
                .population("PvInh", neurons(500, INHIBITORY, -53))
                .population("CB1Inh", neurons(500, INHIBITORY, -53))
                .projection("L4Exc", "L23Exc", EXCITATORY_NS, 0.01)
                .projection("L23Exc", "L23Exc", EXCITATORY_NS, 0.05)
                .projection("L23Exc", "PvInh", EXCITATORY_NS, 0.05)
                .projection("L23Exc", "CB1Inh", EXCITATORY_NS, 0.05)
                .projection("PvInh", "L23Exc", INHIBITORY_NS, 0.067)
                .projection("PvInh", "PvInh", INHIBITORY_NS, 0.075)
                .projection("CB1Inh", "L4Exc", INHIBITORY_NS, 0.025, 0.5)
                .projection("CB1Inh", "L23Exc", INHIBITORY_NS, 0.067, 0.5)
                .projection("CB1Inh", "CB1Inh", INHIBITORY_NS, 0.025)
                .afferent("AffExcBG", Afferent.binomial(AFFERENT_SIZE, EXCITATORY), new ConstantRate(BACKGROUND_HZ))
                .projection("AffExcBG", "L4Exc", EXCITATORY_NS, 0.01)
                .projection("AffExcBG", "L23Exc", EXCITATORY_NS, 0.075)
                .projection("AffExcBG", "PvInh", EXCITATORY_NS, 0.1)
                .projection("AffExcBG", "CB1Inh", EXCITATORY_NS, 0.025)
                .build();
    }

    /** Condition V2M: twice the connections CB1Inh -> L4Exc, half the release CB1Inh -> L23Exc. */
    public static Network v2m() {
        return withoutCb1().withProjection("CB1Inh -> L23Exc", projection -> projection.withRelease(0.25));
    }

    /** Condition V2M-CB1-KO: twice the connections CB1Inh -> L4Exc. */
    public static Network withoutCb1() {
        return v1().withProjection("CB1Inh -> L4Exc", projection -> projection.withProbability(0.05));
    }

    /** Adds the time-varying afferent AffExcTV, which drives layer 4. */
    public static Network withInput(Network network, Stimulus stimulus) {
        return NetworkBuilder.from(network)
                .afferent("AffExcTV", Afferent.binomial(AFFERENT_SIZE, EXCITATORY), stimulus)
                .projection("AffExcTV", "L4Exc", EXCITATORY_NS, 0.025)
                .build();
    }

    private static Population neurons(int size, String releases, double thresholdMv) {
        return new Population(size, releases, 10, 200, -70, -70, thresholdMv, 5);
    }
}

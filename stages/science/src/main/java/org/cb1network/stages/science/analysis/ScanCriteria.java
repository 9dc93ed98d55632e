package org.cb1network.stages.science.analysis;

import org.cb1network.stages.science.analysis.ScanCriterion.Pick;

/**
 * The rules behind the parameter choices. The published choices were made by eye, except that of the input level; here
 * each has a rule that yields the published choice, and a reason. The reason gives the direction of the rule. The
 * threshold is a round number within the range that leads to the published choice; the ranges stated here were measured
 * with an independent implementation of the model with shared afferent noise. Other thresholds can be set.
 */
public final class ScanCriteria {

    /** One tenth of the target rate of L2/3 principal neurons in the connectivity scan (0.5 Hz), in Hz. */
    public static final double ALMOST_SILENT_HZ = 0.05;

    /** Largest response of L2/3 principal neurons, relative to that of L4 principal neurons, that counts as sparse. */
    public static final double SPARSE_TRANSFER = 1.0 / 3.0;

    /** STTC above which L2/3 principal neurons count as coordinated; the published threshold. */
    public static final double COORDINATED_STTC = 0.067;

    private ScanCriteria() {}

    /**
     * Returns the rule for the background probability of L4: the largest one at which L4 principal neurons are almost
     * silent without input.
     *
     * <p>It is the largest because the background is meant to bring L4 close to threshold. L4 must be almost silent so
     * that L2/3 receives only L4's response to the input. Silence is relative to L2/3: ten times below the target rate
     * of L2/3 principal neurons. Rates rise from 0.007 Hz at a probability of 0.01 to 0.47 Hz at 0.016, so any
     * threshold between 0.01 and 0.4 Hz gives the same choice.
     *
     * <p>Quantity: rate of L4Exc in V1 without input, in Hz.
     */
    public static ScanCriterion almostSilentBackground(double thresholdHz) {
        return new ScanCriterion("L4 almost silent without input", Pick.LAST_NOT_ABOVE, thresholdHz);
    }

    /**
     * Returns the rule for the feed-forward probability from L4 to L2/3: the largest one at which L2/3 principal
     * neurons still respond to the strongest input more sparsely than L4, with no more than a third of its rate, in V1.
     *
     * <p>It is the largest because L4 is meant to drive L2/3. The response must be sparser because sparse firing
     * distinguishes L2/3 principal neurons from those of L4 in sensory cortex (C. P. J. de Kock and B. Sakmann, PNAS
     * 106:16446-16450, 2009; D. H. O'Connor and others, Neuron 67:1048-1061, 2010). The ratio is about 0.09 at a
     * probability of 0.005, 0.19 at 0.01, 0.58 at 0.026 and 1.2 at 0.046, so any threshold between 0.2 and 0.55 gives
     * the same choice.
     *
     * <p>Quantity: {@link Gain#transfer} of L23Exc and L4Exc in V1.
     */
    public static ScanCriterion sparseFeedForward(double threshold) {
        return new ScanCriterion("L2/3 answers more sparsely than L4", Pick.LAST_NOT_ABOVE, threshold);
    }

    /**
     * Returns an alternative rule for the feed-forward probability, from the finding that the model is to explain: the
     * largest one at which L2/3 principal neurons fire more in V2M than in V1, averaged over the whole gain protocol.
     * It is a second opinion to {@link #sparseFeedForward}: more feed-forward drive favours V1, whose L4 is less
     * inhibited. The ratio of V1 to V2M is about 0.64 at a probability of 0.005, 0.79 at 0.01 and 1.04 at 0.026, so
     * this rule has little margin on one side.
     *
     * <p>Quantity: mean rate of L23Exc over the gain protocol in V1, divided by that in V2M.
     */
    public static ScanCriterion moreActiveV2m() {
        return new ScanCriterion("V2M fires more than V1", Pick.LAST_NOT_ABOVE, 1);
    }

    /**
     * Returns the rule for the maximal input level: the first one whose mean STTC of L23Exc in V1 exceeds a threshold.
     * This is the published rule with its threshold {@link #COORDINATED_STTC}.
     *
     * <p>Quantity: mean STTC over pairs of L23Exc in V1, one value per event seed.
     */
    public static ScanCriterion coordinatedInputLevel(double thresholdSttc) {
        return new ScanCriterion("first level with coordinated L2/3", Pick.FIRST_ABOVE, thresholdSttc);
    }
}

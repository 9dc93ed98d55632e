package org.cb1network.stages.science.scan;

import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.science.analysis.ScanCriteria;
import org.cb1network.stages.science.analysis.ScanCriterion;

/** The rule that chooses a value of a scan. {@link ScanCriteria} gives the reasons behind the rules of the paper. */
public sealed interface ScanRule {

    /** Returns the rule as a comparison with a threshold. */
    ScanCriterion criterion();

    /** The background of layer 4. */
    @Describe("the largest value at which a rate is almost zero: background of layer 4")
    record AlmostSilentBackground(
            @Describe("rate that counts as almost zero") @Unit("Hz") @Default("0.05 Hz")
            double thresholdHz) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.almostSilentBackground(thresholdHz);
        }
    }

    /** The feed-forward connections from layer 4 to layer 2/3. */
    @Describe("the largest value at which layer 2/3 responds more sparsely than layer 4: feed-forward connections")
    record SparseFeedForward(
            @Describe("largest ratio of the two responses that counts as sparse") @Default("0.3333")
            double threshold) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.sparseFeedForward(threshold);
        }
    }

    /** A second opinion on the feed-forward connections. */
    @Describe("the largest value at which V2M fires more than V1: a second opinion on feed-forward connections")
    record MoreActiveV2m() implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.moreActiveV2m();
        }
    }

    /** The level of the input. */
    @Describe("the first value at which neurons are coordinated: level of the input")
    record CoordinatedInputLevel(
            @Describe("STTC above which neurons count as coordinated") @Default("0.067")
            double threshold) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.coordinatedInputLevel(threshold);
        }
    }

    /** The first value at which any quantity exceeds a threshold. */
    @Describe("the first value at which a quantity exceeds a threshold")
    record FirstAbove(
            @Describe("threshold in the unit of the quantity")
            double threshold) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return new ScanCriterion("first above " + threshold, ScanCriterion.Pick.FIRST_ABOVE, threshold);
        }
    }

    /** The last value before any quantity exceeds a threshold. */
    @Describe("the last value before a quantity exceeds a threshold")
    record LastNotAbove(
            @Describe("threshold in the unit of the quantity")
            double threshold) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return new ScanCriterion("last not above " + threshold, ScanCriterion.Pick.LAST_NOT_ABOVE, threshold);
        }
    }
}

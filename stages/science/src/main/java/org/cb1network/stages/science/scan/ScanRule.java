package org.cb1network.stages.science.scan;

import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.science.analysis.ScanCriteria;
import org.cb1network.stages.science.analysis.ScanCriterion;

/** The rule by which a value of a scan is chosen. The reasons behind those of the paper are in {@link ScanCriteria}. */
public sealed interface ScanRule {

    /** The rule as a comparison with a threshold. */
    ScanCriterion criterion();

    /** Background of layer 4. */
    @Describe("the largest value at which a rate is almost zero: background of layer 4")
    record AlmostSilentBackground(
            @Describe("rate that counts as almost zero") @Unit("Hz") @Default("0.05 Hz")
            double thresholdHz) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.almostSilentBackground(thresholdHz);
        }
    }

    /** Feed-forward connections from layer 4 to layer 2/3. */
    @Describe("the largest value at which layer 2/3 answers more sparsely than layer 4: feed-forward connections")
    record SparseFeedForward(
            @Describe("largest ratio of the two answers that counts as sparse") @Default("0.3333")
            double threshold) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.sparseFeedForward(threshold);
        }
    }

    /** A second opinion on the same. */
    @Describe("the largest value at which V2M fires more than V1: a second opinion on feed-forward connections")
    record MoreActiveV2m() implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.moreActiveV2m();
        }
    }

    /** Level of the input. */
    @Describe("the first value at which neurons are coordinated: level of the input")
    record CoordinatedInputLevel(
            @Describe("STTC above which neurons count as coordinated") @Default("0.067")
            double threshold) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return ScanCriteria.coordinatedInputLevel(threshold);
        }
    }

    /** Any quantity, above. */
    @Describe("the first value at which a quantity exceeds a threshold")
    record FirstAbove(
            @Describe("threshold in the unit of the quantity")
            double threshold) implements ScanRule {
        @Override
        public ScanCriterion criterion() {
            return new ScanCriterion("first above " + threshold, ScanCriterion.Pick.FIRST_ABOVE, threshold);
        }
    }

    /** Any quantity, below. */
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

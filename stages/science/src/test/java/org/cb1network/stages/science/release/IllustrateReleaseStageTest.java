package org.cb1network.stages.science.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.stages.science.release.IllustrateReleaseStage.Parameters;
import org.junit.jupiter.api.Test;

/** Against Campbell's theorem: the mean conductance is rate * weight * decay * release probability. */
class IllustrateReleaseStageTest {

    private static final long SEED = 20220524;

    private static FakeContext run(double from, double to, int levels, double durationMs) throws Exception {
        IllustrateReleaseStage stage = new IllustrateReleaseStage();
        return FakeContext.of(stage)
                .seed(SEED)
                .run(stage, new Parameters(150, 10, 5, from, to, levels, durationMs, 0.1));
    }

    @Test
    void theMeanConductanceFollowsTheReleaseProbability() throws Exception {
        for (double release : List.of(1.0, 0.5, 0.25)) {
            double mean = Arrays.stream(run(release, release, 1, 60_000)
                            .output("conductance")
                            .float64("conductance"))
                    .average()
                    .orElseThrow();
            double expected = 0.150 * 10 * 5 * release;
            // Standard error of a shot noise over 60 s: weight * decay * sqrt(rate * release / duration)
            double standardError = 10 * 5 * Math.sqrt(0.150 * release / 60_000);
            assertEquals(expected, mean, 4 * standardError + 0.01 * expected, "release " + release + ", seed " + SEED);
        }
    }

    @Test
    void theReleaseProbabilityDecreasesInStepsOfEqualDuration() throws Exception {
        Table conductance = run(1, 0, 2, 1000).output("conductance");
        assertEquals(10_000, conductance.rows());
        assertEquals(1.0, conductance.float64("release_probability", 4_999));
        assertEquals(0.0, conductance.float64("release_probability", 5_000));
        assertTrue(conductance.float64("conductance", 9_999) < 1e-9);
    }

    @Test
    void levelsAreEvenlySpaced() throws Exception {
        Table conductance = run(1, 0, 5, 500).output("conductance");
        for (int level = 0; level < 5; level++) {
            assertEquals(1 - level / 4.0, conductance.float64("release_probability", 1000 * level + 500));
        }
    }

    @Test
    void nothingIsReleasedAtProbabilityZeroAndEverythingAtOne() throws Exception {
        Table spikes = run(1, 0, 2, 4000).output("spikes");
        for (int spike = 0; spike < spikes.rows(); spike++) {
            assertEquals(spikes.float64("time", spike) < 2000, spikes.bool("released", spike));
        }
        assertFalse(spikes.rows() < 400, "about 600 spikes are expected, not " + spikes.rows());
    }
}

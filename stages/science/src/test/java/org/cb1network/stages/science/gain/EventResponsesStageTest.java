package org.cb1network.stages.science.gain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.gain.EventResponsesStage.Parameters;
import org.junit.jupiter.api.Test;

/** Rates that are a linear function of the amplitude around each event, so that gains are known. */
class EventResponsesStageTest {

    private static final Table SIMULATION =
            Tables.of("population #neurons %spikes duration:ms time_step:ms", "L4Exc", 10, 0L, 500.0, 0.1);

    /** Not in the order of amplitudes. */
    private static final Table EVENTS = Tables.of(
            "afferent time:ms amplitude:Hz width:ms",
            "In",
            100.0,
            2.0,
            20.0,
            "In",
            200.0,
            0.0,
            20.0,
            "In",
            300.0,
            4.0,
            20.0,
            "In",
            400.0,
            6.0,
            20.0);

    private static final double[] AMPLITUDES = {2, 0, 4, 6};

    /** In bins of 1 ms: L4Exc responds with 3 a, L23Exc with 2 + a / 2, within 10 ms of the peak of amplitude a. */
    private static Table rates() {
        List<Object> cells = new ArrayList<>();
        for (int ms = 0; ms < 500; ms++) {
            int event = Math.min(3, Math.max(0, (int) Math.round(ms / 100.0) - 1));
            boolean near = Math.abs(ms + 0.45 - 100 * (event + 1)) < 10;
            cells.addAll(List.of("L4Exc", 10 * ms, near ? 3 * AMPLITUDES[event] : 99.0));
            cells.addAll(List.of("L23Exc", 10 * ms, near ? 2 + AMPLITUDES[event] / 2 : 99.0));
        }
        return Tables.of("population #step rate:Hz", cells.toArray());
    }

    private static FakeContext run(Table events, double halfWindow, double smoothing, Optional<String> sender)
            throws Exception {
        EventResponsesStage stage = new EventResponsesStage();
        return FakeContext.of(stage)
                .with("rates", rates())
                .with("events", events)
                .with("simulation", SIMULATION)
                .run(stage, new Parameters(Optional.empty(), halfWindow, smoothing, sender));
    }

    @Test
    void responsesAreMeanRatesAroundThePeaksInTheOrderOfAmplitudes() throws Exception {
        Table responses = run(EVENTS, 10, 0, Optional.empty()).output("responses");
        Table l23 = responses.where(row -> responses.text("population", row).equals("L23Exc"));
        assertArrayEquals(new double[] {0, 2, 4, 6}, l23.float64("amplitude"));
        assertArrayEquals(new double[] {2, 3, 4, 5}, l23.float64("response"), 1e-12);
        assertArrayEquals(new double[] {2, 3, 4, 5}, l23.float64("smoothed"), 1e-12);
        assertArrayEquals(new int[] {0, 1, 2, 3}, l23.int32("event"));
    }

    @Test
    void theRelativeGainIsTheSlopeOverTheResponseAtZero() throws Exception {
        Table gains = run(EVENTS, 10, 0, Optional.of("L4Exc")).output("gains");
        int l23 = gains.text("population").indexOf("L23Exc");
        assertEquals(0.25, gains.float64("relative_gain", l23), 1e-12);
        assertEquals(0.5, gains.float64("slope", l23), 1e-12);
        assertEquals(2, gains.float64("response_at_smallest", l23), 1e-12);
        assertEquals(5, gains.float64("response_at_largest", l23), 1e-12);
    }

    @Test
    void theTransferComparesTheResponsesToTheStrongestInput() throws Exception {
        Table gains = run(EVENTS, 10, 0, Optional.of("L4Exc")).output("gains");
        assertEquals(
                5.0 / 18, gains.float64("transfer", gains.text("population").indexOf("L23Exc")), 1e-12);
        assertEquals(1, gains.float64("transfer", gains.text("population").indexOf("L4Exc")), 1e-12);
        Table without = run(EVENTS, 10, 0, Optional.empty()).output("gains");
        assertTrue(Double.isNaN(without.float64("transfer", 0)));
    }

    @Test
    void responsesAreSmoothedAlongTheAmplitudesAsSciPyDoes() throws Exception {
        Table responses = run(EVENTS, 10, 1, Optional.empty()).output("responses");
        Table l23 = responses.where(row -> responses.text("population", row).equals("L23Exc"));
        // scipy.ndimage.gaussian_filter1d([2., 3., 4., 5.], 1)
        assertArrayEquals(
                new double[] {2.426907119766559, 3.0631225119099965, 3.9368774880900035, 4.5730928802334425},
                l23.float64("smoothed"),
                1e-12);
    }

    @Test
    void aSimulationWithoutEventsIsRejected() {
        Table none = Tables.of("afferent time:ms amplitude:Hz width:ms");
        var error = assertThrows(IllegalArgumentException.class, () -> run(none, 10, 0, Optional.empty()));
        assertTrue(error.getMessage().contains("no input events"), error.getMessage());
    }

    @Test
    void eventsOfSeveralAfferentsNeedAName() {
        Table two = Tables.of("afferent time:ms amplitude:Hz width:ms", "A", 1.0, 1.0, 1.0, "B", 2.0, 1.0, 1.0);
        var error = assertThrows(IllegalArgumentException.class, () -> run(two, 10, 0, Optional.empty()));
        assertTrue(error.getMessage().contains("A, B"), error.getMessage());
    }

    @Test
    void aSenderWhoseRateWasNotRecordedIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> run(EVENTS, 10, 0, Optional.of("PvInh")));
    }
}

package org.cb1network.engine.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.compare.Pixels;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.ResultTables;
import org.cb1network.engine.verify.lock.LockedArtifact;
import org.cb1network.engine.verify.lock.LockedFigure;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.result.KnownResults;
import org.cb1network.engine.verify.result.Results;
import org.cb1network.engine.verify.result.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults introduced into results; each must be found, judged and named. */
class VerifierTest {

    @TempDir
    private Path folder;

    private Results locked;
    private LockedProfile lock;

    @BeforeEach
    void lockTheSamples() throws IOException {
        locked = new Samples().results();
        lock = Snapshot.of(locked);
    }

    private Verification verify(Samples changed) throws IOException {
        return verify(changed, Samples.referencesTo(locked));
    }

    private Verification verify(Samples changed, KnownResults references) throws IOException {
        return Verifier.verify(
                "samples",
                lock,
                changed.results(),
                references,
                Optional.of(folder.resolve("differences")),
                (done, all, next) -> assertTrue(done < all, next));
    }

    private static Check only(Verification verification, Level level, String subject) {
        return verification.of(level).stream()
                .filter(check -> check.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNames(Check check, Verdict verdict, String... parts) {
        assertEquals(verdict, check.verdict(), check.toString());
        for (String part : parts) {
            assertTrue(check.message().contains(part), "'" + part + "' is not in: " + check.message());
        }
    }

    @Test
    void theSameResultsAreReproducedOnEveryLevel() throws IOException {
        Verification verification = verify(new Samples(), Samples.NOTHING_KNOWN);
        assertEquals(Verdict.REPRODUCED, verification.verdict());
        assertTrue(verification.of(Level.TABLES).isEmpty());
        assertEquals(2 + 1, verification.compared(Level.PARAMETERS));
        assertEquals(5 + 1, verification.compared(Level.BYTES));
        assertEquals(2, verification.compared(Level.VALUES));
        assertEquals(2, verification.compared(Level.CLAIMS));
    }

    @Test
    void aLockedDeviationFromThePaperIsReportedAlthoughReproduced() throws IOException {
        Check check = only(verify(new Samples()), Level.VALUES, "compare.comparison");
        assertNames(check, Verdict.REPRODUCED, "1 of 2 published values lies outside", "as in the lock");
        assertTrue(
                check.remarks().get(0).contains("published 19.0 lies above"),
                check.remarks().toString());
    }

    @Test
    void aParameterThatChangedByOnePercentIsNamedWithBothValues() throws IOException {
        Check check = only(verify(new Samples().withParameter("threshold", "-49.5 mV")), Level.PARAMETERS, "simulate");
        assertNames(check, Verdict.CHANGED, "threshold was -50 mV, is -49.5 mV");
    }

    @Test
    void aSpikeThatMovedByAStepIsLocatedByPointRowAndColumn() throws IOException {
        Verification verification = verify(new Samples().withSpikes(2, Samples.spikes(20.0, 20.1)));
        assertNames(
                only(verification, Level.TABLES, "sim.spikes"),
                Verdict.CHANGED,
                "point replicate=2",
                "row 2",
                "column time: was 20.0 ms, is 20.1 ms",
                "exact",
                "1 of 2 points differs");
        assertEquals(
                Verdict.CHANGED, only(verification, Level.BYTES, "sim.spikes").verdict());
    }

    @Test
    void bytesThatDifferFromAnUnavailableTableHaveChanged() throws IOException {
        Verification verification =
                verify(new Samples().withSpikes(2, Samples.spikes(20.0, 20.1)), Samples.NOTHING_KNOWN);
        assertEquals(Verdict.CHANGED, verification.verdict());
        assertNames(
                only(verification, Level.TABLES, "sim.spikes"), Verdict.NOT_CHECKABLE, "not available", "--against");
    }

    @Test
    void aTableOfAnotherLengthHasChangedEvenIfTheReferenceIsUnavailable() throws IOException {
        Samples shorter = new Samples()
                .with("rates.summary", ResultTables.summary(20, 4.5, 0.05).pick(0));
        assertNames(
                only(verify(shorter, Samples.NOTHING_KNOWN), Level.TABLES, "rates.summary"),
                Verdict.CHANGED,
                "it had 2 rows, has 1");
    }

    @Test
    void anAlteredDigestOfTheLockIsNamed() throws IOException {
        Results results = new Samples().results();
        var artifacts = new TreeMap<>(lock.artifacts());
        artifacts.put("rates.summary", LockedArtifact.table("0".repeat(64), 2));
        lock = new LockedProfile(
                lock.version(),
                lock.seed(),
                lock.parameters(),
                artifacts,
                lock.figures(),
                lock.choices(),
                lock.numbers(),
                lock.published(),
                lock.claims());
        Verification verification = verify(new Samples());
        assertEquals(Verdict.CHANGED, verification.verdict());
        assertEquals(
                Verdict.NOT_CHECKABLE,
                only(verification, Level.TABLES, "rates.summary").verdict());
        assertNames(
                only(verification, Level.BYTES, "rates.summary"),
                Verdict.CHANGED,
                "sha-256 was 000000000000, is "
                        + results.artifacts()
                                .get("rates.summary")
                                .identity()
                                .digest()
                                .substring(0, 12));
    }

    @Test
    void anAlteredDigestOfAFigureIsNamedAlthoughTheDrawingIsTheSame() throws IOException {
        var figure = lock.figures().get("figure");
        var files = new TreeMap<>(figure.files());
        files.put("png", "1".repeat(64));
        lock = new LockedProfile(
                lock.version(),
                lock.seed(),
                lock.parameters(),
                lock.artifacts(),
                new TreeMap<>(
                        Map.of("figure", new LockedFigure(files, figure.drawing(), figure.pixels(), figure.panels()))),
                lock.choices(),
                lock.numbers(),
                lock.published(),
                lock.claims());
        assertNames(
                only(verify(new Samples()), Level.BYTES, "figure.png"),
                Verdict.CHANGED,
                "sha-256 was 111111111111",
                "although the drawing and its tables are the same");
    }

    @Test
    void aMistypedPublishedValueIsNamedWithBothValues() throws IOException {
        Samples mistyped = new Samples().with("compare.comparison", ResultTables.comparison(12.5, "above", "above"));
        Verification verification = verify(mistyped, Samples.NOTHING_KNOWN);
        assertNames(
                only(verification, Level.VALUES, "compare.comparison"),
                Verdict.CHANGED,
                "published value of b, E was 1.25, is 12.5",
                "was within, is above");
    }

    @Test
    void aPublishedValueThatNoLongerLiesWithinHasChangedAndOneThatNowDoesHasNot() throws IOException {
        Check worse = only(
                verify(new Samples().with("compare.comparison", ResultTables.comparison(1.25, "below", "above"))),
                Level.VALUES,
                "compare.comparison");
        assertNames(worse, Verdict.CHANGED, "b, E, 1.25, was within, is below");
        Check better = only(
                verify(new Samples().with("compare.comparison", ResultTables.comparison(1.25, "within", "within"))),
                Level.VALUES,
                "compare.comparison");
        assertNames(better, Verdict.WITHIN_TOLERANCE, "b, I, 19.0, was above, is within", "better than in the lock");
    }

    @Test
    void aValueOfASingleRealisationIsNotCheckable() throws IOException {
        Check check = only(
                verify(new Samples().with("compare.comparison", ResultTables.comparison(1.25, "unknown", "above"))),
                Level.VALUES,
                "compare.comparison");
        assertNames(check, Verdict.NOT_CHECKABLE, "a single realisation");
    }

    @Test
    void aClaimThatNoLongerHoldsHasChanged() throws IOException {
        Check check = only(
                verify(
                        new Samples().with("claims.claims", ResultTables.claims(-0.1, "contradicted")),
                        Samples.NOTHING_KNOWN),
                Level.CLAIMS,
                "claims.claims");
        assertNames(check, Verdict.CHANGED, "'shared, I fires more in V2M' was supported, is contradicted");
    }

    @Test
    void anotherDifferenceOfAClaimThatStillHoldsIsTolerated() throws IOException {
        Verification verification = verify(new Samples().with("claims.claims", ResultTables.claims(0.79, "supported")));
        assertNames(
                only(verification, Level.CLAIMS, "claims.claims"), Verdict.WITHIN_TOLERANCE, "which value is larger");
        assertEquals(Verdict.WITHIN_TOLERANCE, verification.verdict());
        assertEquals(1, verification.counts(Level.BYTES).get(Verdict.CHANGED), "a digest that differs is a change");
    }

    @Test
    void meansOfOtherRealisationsAreToleratedOnlyWithinThreeSigma() throws IOException {
        // The standard error of the difference is 0.05 * sqrt(2) = 0.0707, three of them are 0.212.
        Samples near = new Samples().with("rates.summary", ResultTables.summary(20, 4.7, 0.05));
        assertNames(
                only(verify(near, Samples.NOTHING_KNOWN), Level.NUMBERS, "rates.summary.rate"),
                Verdict.WITHIN_TOLERANCE,
                "V1, E: was 4.5",
                "is 4.7",
                "2.8 sigma",
                "1 of 2 differ");
        Samples far = new Samples().with("rates.summary", ResultTables.summary(20, 4.75, 0.05));
        assertNames(
                only(verify(far, Samples.NOTHING_KNOWN), Level.NUMBERS, "rates.summary.rate"),
                Verdict.CHANGED,
                "3.5 sigma");
    }

    @Test
    void meansOfTwoReplicatesAreToleratedOnlyWithinRounding() throws IOException {
        locked = new Samples()
                .with("rates.summary", ResultTables.summary(2, 4.5, 0.05))
                .results();
        lock = Snapshot.of(locked);
        Samples near = new Samples().with("rates.summary", ResultTables.summary(2, 4.51, 0.05));
        assertNames(only(verify(near), Level.NUMBERS, "rates.summary.rate"), Verdict.CHANGED, "too few replicates");
        Samples rounded = new Samples().with("rates.summary", ResultTables.summary(2, 4.500000002, 0.05));
        Verification verification = verify(rounded);
        assertNames(only(verification, Level.NUMBERS, "rates.summary.rate"), Verdict.WITHIN_TOLERANCE, "last digits");
        assertNames(only(verification, Level.TABLES, "rates.summary"), Verdict.WITHIN_TOLERANCE, "column rate");
    }

    @Test
    void anotherChoiceHasChanged() throws IOException {
        Check check = only(
                verify(new Samples().withChoice("choice.choice.level", "4.3")), Level.NUMBERS, "choice.choice.level");
        assertNames(check, Verdict.CHANGED, "was 4.0, is 4.3");
    }

    @Test
    void aLostBarIsFoundInItsPanelAndDrawn() throws IOException {
        Verification verification = verify(new Samples().withPicture(Samples.picture(false)));
        Check check = only(verification, Level.PICTURES, "figure");
        assertNames(check, Verdict.CHANGED, "panel b: 1200 pixels differ", ", panel b", "see ");
        Path drawn = folder.resolve("differences/figure-difference.png");
        Pixels difference = Pixels.decode(Files.readAllBytes(drawn));
        // The middle of the lost bar is marked, and the bar that is still there is not.
        assertEquals(0xd0021b, difference.at(150, 70));
        assertFalse(difference.at(30, 70) == 0xd0021b);
    }

    @Test
    void aLostBarIsNamedEvenIfTheLockedPictureIsUnavailable() throws IOException {
        Check check = only(
                verify(new Samples().withPicture(Samples.picture(false)), Samples.NOTHING_KNOWN),
                Level.PICTURES,
                "figure");
        assertNames(
                check, Verdict.CHANGED, "panel b: the pixels differ", "although the figure's tables", "are the same");
    }

    @Test
    void anUnavailablePictureOfOtherNumbersIsNotCheckable() throws IOException {
        Samples other = new Samples()
                .with("rates.summary", ResultTables.summary(20, 4.7, 0.05))
                .withPicture(Samples.picture(false));
        Check check = only(verify(other, Samples.NOTHING_KNOWN), Level.PICTURES, "figure");
        assertNames(check, Verdict.NOT_CHECKABLE, "panel b", "not available");
    }

    @Test
    void upstreamDifferencesAreReportedFirst() throws IOException {
        Verification verification = verify(new Samples()
                .withSpikes(1, Samples.spikes(10.1, 20.0))
                .with("rates.summary", ResultTables.summary(20, 9, 0.05))
                .with("claims.claims", ResultTables.claims(-1, "contradicted")));
        assertEquals(
                List.of("sim.spikes", "rates.summary", "claims.claims"),
                verification.of(Level.TABLES).stream().map(Check::subject).toList());
    }

    @Test
    void aMissingTableAndANewOneAreChanges() throws IOException {
        Table table = ResultTables.claims(1, "supported");
        Verification verification = verify(new Samples().with("new.table", table));
        assertNames(only(verification, Level.BYTES, "new.table"), Verdict.CHANGED, "the lock does not have it");
        locked = new Samples().with("new.table", table).results();
        lock = Snapshot.of(locked);
        assertNames(only(verify(new Samples()), Level.BYTES, "new.table"), Verdict.CHANGED, "it is missing");
    }
}

package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.junit.jupiter.api.Test;

/** The repository's {@code pipeline.yaml} is valid and matches the paper's protocols. */
class PipelineFileTest {

    private static final Path FILE = Path.of("../../pipeline.yaml");

    private static PipelineSpec read(String profile, String... overrides) {
        return PipelineReader.read(FILE, profile, List.of(overrides), StageCatalog.ofThisProgram());
    }

    private static int pointsWithoutReplicates(StageSpec stage) {
        return stage.sweep().axes().stream()
                .filter(axis -> !axis.name().equals("replicate"))
                .mapToInt(axis -> axis.size())
                .reduce(1, (a, b) -> a * b);
    }

    private static int replicates(StageSpec stage) {
        return stage.points().size() / pointsWithoutReplicates(stage);
    }

    @Test
    void bothProfilesAreValidAndHaveTheSameStages() {
        assertEquals(read("paper").stages().keySet(), read("quick").stages().keySet());
    }

    @Test
    void theProtocolsOfThePaperHaveTheirFullSize() {
        PipelineSpec paper = read("paper");
        assertEquals(1024, pointsWithoutReplicates(paper.stage("connectivity-scan")));
        assertEquals(16, pointsWithoutReplicates(paper.stage("background-scan")));
        assertEquals(9 * 3, pointsWithoutReplicates(paper.stage("feed-forward-scan")));
        assertEquals(64, pointsWithoutReplicates(paper.stage("feed-forward-grid")));
        assertEquals(420, paper.stage("input-optimization").points().size());
        assertEquals(3, pointsWithoutReplicates(paper.stage("gain")));
        assertEquals(2, pointsWithoutReplicates(paper.stage("gain-l23")));
        assertEquals(3, pointsWithoutReplicates(paper.stage("spontaneous")));
        assertEquals(12, pointsWithoutReplicates(paper.stage("release-scan")));
        assertEquals(64, pointsWithoutReplicates(paper.stage("release-connection-map")));
        assertEquals(3, pointsWithoutReplicates(paper.stage("temporal-dynamics")));
    }

    @Test
    void everythingShownInAFigureHasReplicates() {
        PipelineSpec paper = read("paper");
        for (String stage : List.of(
                "connectivity-scan",
                "background-scan",
                "feed-forward-scan",
                "input-optimization",
                "spontaneous",
                "release-scan",
                "release-connection-map",
                "gain",
                "gain-l23",
                "temporal-dynamics")) {
            assertTrue(replicates(paper.stage(stage)) > 1, stage);
        }
    }

    @Test
    void theControlConditionIsAvailableToEveryStage() {
        PipelineSpec paper = read("paper");
        assertTrue(paper.conditions().contains("V2M-no-CB1-L4"));
        paper.stages().values().stream()
                .filter(stage -> stage.sweep().ownAxes().stream()
                        .anyMatch(axis -> axis.name().equals("condition")))
                .forEach(stage -> assertDoesNotThrow(
                        () -> read("paper", "stages." + stage.name() + ".sweep.condition=[V1, V2M-no-CB1-L4]"),
                        stage.name()));
    }

    @Test
    void everyChoiceCanBePinned() {
        for (String choice : read("paper").choices().keySet()) {
            PipelineSpec pinned = read("paper", "choices." + choice + ".use=published");
            assertTrue(pinned.choices().containsKey(choice));
        }
    }

    /** Types for networks and tables of any kind, which the paper does not need. */
    private static final Set<String> GENERAL = Set.of(
            "draw-activity",
            "draw-bars",
            "draw-curves",
            "draw-distributions",
            "draw-map",
            "isi-statistics",
            "script",
            "sensitivity",
            "spike-correlations",
            "summarize");

    @Test
    void everyStageTypeIsUsed() {
        Set<String> used = new TreeSet<>(GENERAL);
        for (String profile : List.of("paper", "robustness")) {
            read(profile)
                    .stages()
                    .values()
                    .forEach(stage -> used.add(stage.type().name()));
        }
        assertEquals(StageCatalog.ofThisProgram().names(), used);
    }
}

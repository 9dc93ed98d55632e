package org.cb1network.stages.network.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.cb1network.engine.runner.spec.Documents;
import org.cb1network.engine.runner.spec.TestStages.SimulateParameters;
import org.junit.jupiter.api.Test;

class NetworkModelTest {

    private static NetworkModel model(String yaml) {
        return ((SimulateParameters)
                        Documents.resolve(Documents.read(yaml), "scan", 0).parameters())
                .model();
    }

    @Test
    void aStageReceivesValuesInItsOwnUnits() {
        NetworkModel model = model(Documents.small("threshold: -50 mV", "threshold: -0.05 V"));

        assertEquals(0.1, model.timeStepMs());
        assertEquals(AfferentNoise.INDEPENDENT, model.afferentNoise());
        assertEquals(
                new Population(40, "exc", 10, 200, -70, -70, -50, 5),
                model.populations().get("E"));
        assertEquals(new Receptor.Conductance(-80, 5), model.receptors().get("inh"));
        assertEquals(new Afferent(40, "exc", 4), model.afferents().get("In"));
        assertEquals(0.5, model.projections().get(new Pathway("I", "E")).release());
        assertEquals(
                "inh", model.projections().get(new Pathway("I", "E")).receptor().orElseThrow());
    }

    @Test
    void theOrderOfTheFileDoesNotReachAStage() {
        String yaml = Documents.SMALL
                .replace("    E: {size", "    Z: {size")
                .replace("E -> E", "Z -> Z")
                .replace("I -> E", "I -> Z")
                .replace("In -> E", "In -> Z")
                .replace("[E, I, In]", "[Z, I, In]")
                .replace("[E, In]", "[Z, In]");

        assertEquals(List.of("I", "Z"), List.copyOf(model(yaml).populations().keySet()));
        assertEquals(
                "[I -> Z, In -> Z, Z -> Z]", model(yaml).projections().keySet().toString());
    }

    @Test
    void aCircuitKeepsWhatConnectsItsEntries() {
        NetworkModel model = model(Documents.small("circuit: all", "circuit: excitatory"));

        assertEquals("[E]", model.populations().keySet().toString());
        assertEquals("[E -> E, In -> E]", model.projections().keySet().toString());
        assertEquals("[exc]", model.receptors().keySet().toString());
    }

    @Test
    void pathwaysAreReadWithAnySpacing() {
        assertEquals(new Pathway("A", "B"), Pathway.parse("A->B"));
        assertEquals(new Pathway("A", "B"), Pathway.parse(" A  ->  B "));
        assertEquals("A -> B", Pathway.parse("A->B").toString());
        assertThrows(IllegalArgumentException.class, () -> Pathway.parse("A"));
        assertThrows(IllegalArgumentException.class, () -> Pathway.parse("A -> "));
        assertThrows(IllegalArgumentException.class, () -> Pathway.parse("A -> B -> C"));
    }
}

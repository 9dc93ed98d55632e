package org.cb1network.engine.runner.spec.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.ProblemReport;
import org.junit.jupiter.api.Test;

class CheckReportTest {

    record Parameters(
            @Describe("a number") int number,

            @Describe("names") @Default("[a, b]") List<String> names) implements Checked {

        @Override
        public void check(ProblemReport report) {
            report.problem("wrong", "", "names", 1);
        }
    }

    private static String problem(String yaml) {
        Draft draft = new Binder(new Problems(), Path.of(""), Map.of())
                .bind(YamlReader.readValue(yaml, SourcePosition.of("test")), ParameterTypes.of(Parameters.class));
        return assertThrows(PipelineException.class, draft::build)
                .problems()
                .get(0)
                .toString();
    }

    @Test
    void aProblemWithAnItemOfADefaultIsAtTheParameters() {
        assertEquals("test: wrong", problem("{number: 1}"));
    }
}

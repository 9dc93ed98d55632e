package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a shell")
class BriefCommandTest {

    private static Optional<List<Object>> answer(String script, Duration patience) throws Exception {
        return BriefCommand.run(new ProcessBuilder("sh", "-c", script), patience, List::of);
    }

    @Test
    void theAnswerHasTheExitCodeAndBothOutputs() throws Exception {
        assertEquals(
                Optional.of(List.of(3, "yes\n", "no\n")),
                answer("echo yes; echo no >&2; exit 3", Duration.ofSeconds(30)));
    }

    @Test
    void aCommandThatHangsHasNoAnswer() throws Exception {
        assertEquals(Optional.empty(), answer("exec sleep 20", Duration.ofMillis(50)));
    }
}

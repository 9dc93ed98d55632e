package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @ParameterizedTest
    @CsvSource({
        "--profile quick run,                run --profile quick",
        "--profile run plan,                 plan --profile run",
        "--profile=quick -p seed=2 run sim,  run --profile=quick -p seed=2 sim",
        "-q run,                             run -q",
        "--no-remote run,                    run --no-remote",
        "--remote run plan,                  plan --remote run",
        "--scratch-dir run plan,             plan --scratch-dir run",
        "--help run,                         run --help",
        "run --profile plan,                 run --profile plan",
        "--profile quick,                    --profile quick",
        "--profile quick rnu,                --profile quick rnu",
        "--version,                          --version",
        "version,                            --version"
    })
    void optionsMayStandBeforeTheCommand(String written, String meant) {
        List<String> commands = List.of("run", "plan");
        assertEquals(meant, String.join(" ", Arguments.commandFirst(written.split(" "), commands)));
    }
}

package org.cb1network.engine.runner.toys;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.stage.Stage;

/** Code that a test can change. */
public final class ToyCode implements StageCode {

    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** Changes the code of a stage type. */
    public void change(String stageType, String version) {
        versions.put(stageType, version);
    }

    @Override
    public String digestOf(Stage<?> stage) {
        return fingerprintOf(stage).digest();
    }

    @Override
    public String programDigest() {
        return "toys";
    }

    @Override
    public CodeFingerprint fingerprintOf(Stage<?> stage) {
        String version = versions.getOrDefault(stage.type().name(), "first");
        return new CodeFingerprint(
                "org.cb1network.engine.runner.toys.Toy",
                new TreeMap<>(),
                new TreeMap<>(Map.of("toys:" + stage.type().name(), version)),
                new TreeSet<>());
    }
}

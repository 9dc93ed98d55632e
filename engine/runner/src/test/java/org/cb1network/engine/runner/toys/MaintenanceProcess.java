package org.cb1network.engine.runner.toys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.cb1network.cache.GcPolicy;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;

/**
 * Runs garbage collection and the doctor on a store repeatedly, until there is a file {@code stop} next to it: {@code
 * STORE SEED}. It treats everything as garbage, even if it is in use. Prints how often it did something.
 */
public final class MaintenanceProcess {

    private MaintenanceProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[1]));
        int done = 0;
        while (!Files.exists(root.resolveSibling("stop"))) {
            try (Store store = Store.open(root)) {
                if (random.nextInt(3) == 0) {
                    store.examine(random.nextBoolean(), bytes -> {});
                } else {
                    GcPolicy policy = GcPolicy.builder()
                            .onlyReachable(random.nextBoolean())
                            .maxBytes(random.nextLong(2_000_000))
                            .grace(random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(1))
                            .build();
                    store.collectGarbage(policy, bytes -> {});
                }
                done++;
            } catch (StoreException e) {
                if (e.reason() != StoreException.Reason.BUSY) {
                    throw e;
                }
            }
            Thread.sleep(random.nextInt(100));
        }
        System.out.println(done);
        System.exit(0);
    }
}

package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of operations, crashes and damage on two stores on one folder, checked against a model: for each key
 * its allowed content, and whether it must exist. A failing sequence is shortened, and printed with its seed.
 */
class RandomOperationsTest {

    private static final List<String> NAMES =
            List.of("a", "b", "c", "medium d", "medium e", "large f", "large g", "large h", "large i");

    @TempDir
    private Path folder;

    private int runs;

    private enum Kind {
        PUBLISH,
        PUBLISH_OTHER,
        READ,
        REFRESH,
        FLUSH,
        USE,
        REOPEN,
        COLLECT,
        SHRINK,
        DOCTOR,
        CRASH,
        FULL,
        FLIP,
        CUT,
        DELETE,
        STRAY,
        CLOCK
    }

    private static final Set<Kind> DAMAGES = EnumSet.of(Kind.FLIP, Kind.CUT, Kind.DELETE);

    /**
     * One operation.
     *
     * @param who which of the two stores executes it
     * @param what a number that selects the target or the variant
     */
    private record Operation(Kind kind, int who, int what) {}

    @Test
    void noSequenceOfOperationsLeadsToAWrongOrLostResult() throws IOException {
        for (long seed = 1; seed <= Scale.trials(40); seed++) {
            List<Operation> operations = sequence(seed);
            String problem = run(operations);
            if (problem != null) {
                List<Operation> shortest = shorten(operations);
                fail("seed " + seed + ": " + problem + "\nshortest failing sequence: " + shortest + "\nwith: "
                        + run(shortest));
            }
        }
    }

    private static List<Operation> sequence(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Operation> operations = new ArrayList<>();
        // Half of the sequences have no damage, because the model is then strict.
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        if (seed % 2 == 0) {
            kinds.removeAll(DAMAGES);
        }
        for (int i = 0; i < 40; i++) {
            Kind kind = random.nextInt(3) == 0 ? Kind.PUBLISH : kinds.get(random.nextInt(kinds.size()));
            operations.add(new Operation(kind, random.nextInt(2), random.nextInt(1 << 20)));
        }
        return operations;
    }

    /** Removes operations one by one as long as the rest still fails. */
    private List<Operation> shorten(List<Operation> operations) throws IOException {
        List<Operation> shortest = operations;
        boolean shortened = true;
        while (shortened) {
            shortened = false;
            for (int i = shortest.size() - 1; i >= 0; i--) {
                List<Operation> shorter = new ArrayList<>(shortest);
                shorter.remove(i);
                if (run(shorter) != null) {
                    shortest = shorter;
                    shortened = true;
                }
            }
        }
        return shortest;
    }

    /** Runs a sequence in a new folder. Returns null if it succeeded, otherwise the problem. */
    private @Nullable String run(List<Operation> operations) throws IOException {
        World world = new World(folder.resolve("run " + runs), runs++ % 10 == 0);
        try {
            for (Operation operation : operations) {
                world.perform(operation);
                world.check(operation.who);
            }
            world.finish();
            return null;
        } catch (AssertionError | RuntimeException | IOException e) {
            return e + " " + Arrays.toString(Arrays.copyOf(e.getStackTrace(), 12));
        } finally {
            world.abandon();
        }
    }

    /** Two stores, their common folder, and the expected state. */
    private static final class World {

        private final Path root;
        private final Store[] stores = new Store[2];
        private final FaultyFiles[] files = new FaultyFiles[2];
        private final ArmedFault[] faults = {new ArmedFault(), new ArmedFault()};

        private long names = 1;
        private long clock = 1_700_000_000_000L;

        /** Keys that must exist. */
        private final Set<String> present = new TreeSet<>();

        /** Whether collecting garbage is also tried while the other store is open: refusing it takes a second of patience. */
        private final boolean alsoBusy;

        World(Path root, boolean alsoBusy) throws IOException {
            this.root = root;
            this.alsoBusy = alsoBusy;
            open(0);
            open(1);
        }

        /** Names and times that are the same in every run of a sequence. */
        private final class RepeatableFiles extends FaultyFiles {

            RepeatableFiles(ArmedFault fault) {
                super(fault);
            }

            @Override
            public String newName() {
                names = names * 6364136223846793005L + 1442695040888963407L;
                return HexFormat.of().toHexDigits(names);
            }

            @Override
            public long nowMillis() {
                return clock++;
            }
        }

        private void open(int who) throws IOException {
            faults[who] = new ArmedFault();
            files[who] = new RepeatableFiles(faults[who]);
            stores[who] = Samples.open(root, StoreListener.silent(), files[who]);
        }

        void abandon() {
            for (int who = 0; who < 2; who++) {
                if (stores[who] != null) {
                    end(who);
                }
            }
        }

        /** Ends the process of this store abruptly. */
        private void end(int who) {
            try {
                stores[who].close();
            } catch (IOException | FaultyFiles.Crash e) {
                // Only the release of the locks matters.
                return;
            }
        }

        void perform(Operation operation) throws IOException {
            int who = operation.who;
            String name = NAMES.get(operation.what % NAMES.size());
            switch (operation.kind) {
                case PUBLISH -> publish(who, name);
                case PUBLISH_OTHER -> publishOther(who, name);
                case READ -> Samples.isReadable(stores[who], name);
                case REFRESH -> stores[who].refresh();
                case FLUSH -> stores[who].flush();
                case USE -> stores[who].recordUse(List.of(Samples.key(name)));
                case REOPEN -> {
                    stores[who].close();
                    open(who);
                }
                case COLLECT -> collect(who, operation.what);
                case SHRINK -> shrink(who, operation.what);
                case DOCTOR -> Samples.examine(stores[who], operation.what % 2 == 0);
                // The clock is set, by up to a year forwards or backwards.
                case CLOCK -> clock += (operation.what - (1 << 19)) * 60_000L;
                case CRASH -> crash(who, operation.what);
                case FULL -> full(who, operation.what);
                case FLIP, CUT, DELETE, STRAY -> damage(operation);
                default -> throw new AssertionError(operation);
            }
        }

        private void publish(int who, String name) throws IOException {
            Samples.publish(stores[who], name);
            present.add(name);
            assertTrue(Samples.isReadable(stores[who], name), name + " was published just now");
        }

        /**
         * Tries to publish another content, which is rejected as long as the right one exists. Otherwise it would be
         * published, so it is not tried.
         */
        private void publishOther(int who, String name) throws IOException {
            if (!present.contains(name)) {
                return;
            }
            EntryDraft other = EntryDraft.builder()
                    .output("table", Samples.utf8("something else"))
                    .build();
            try {
                stores[who].publish(Samples.key(name), other);
                fail(name + " has two contents");
            } catch (NondeterminismException e) {
                assertEquals(Samples.key(name), e.key());
            }
        }

        private void collect(int who, int what) throws IOException {
            Set<CacheKey> keep = new HashSet<>();
            Set<String> kept = new TreeSet<>();
            for (int i = 0; i < NAMES.size(); i++) {
                if ((what >> i & 1) == 1) {
                    kept.add(NAMES.get(i));
                    keep.add(Samples.key(NAMES.get(i)));
                }
            }
            alone(
                    who,
                    GcPolicy.builder()
                            .keep(keep)
                            .onlyReachable(true)
                            .grace(Duration.ZERO)
                            .build());
            present.retainAll(kept);
        }

        private void shrink(int who, int what) throws IOException {
            alone(
                    who,
                    GcPolicy.builder()
                            .maxBytes(what % 100_000)
                            .grace(what % 2 == 0 ? Duration.ZERO : Duration.ofHours(1))
                            .build());
            present.clear();
        }

        /** Collects garbage, for which the other store must be closed. */
        private void alone(int who, GcPolicy policy) throws IOException {
            if (alsoBusy) {
                StoreException busy =
                        assertThrows(StoreException.class, () -> Samples.collectGarbage(stores[who], policy));
                assertEquals(StoreException.Reason.BUSY, busy.reason());
            }
            stores[1 - who].close();
            try {
                Samples.collectGarbage(stores[who], policy);
            } finally {
                open(1 - who);
            }
        }

        /** Ends the process at some moment of its next action. */
        private void crash(int who, int what) throws IOException {
            faults[who].crashIn(what % 40);
            strike(who, what);
            end(who);
            open(who);
        }

        /** The disk is full for a while. */
        private void full(int who, int what) throws IOException {
            faults[who].fullIn(what % 20, 1 + what % 5);
            strike(who, what);
            faults[who].repair();
        }

        private void strike(int who, int what) throws IOException {
            Set<String> before = new TreeSet<>(present);
            try {
                for (int i = 0; i < 4; i++) {
                    String name = NAMES.get((what >> (3 * i)) % NAMES.size());
                    if ((what & 1 << i) != 0) {
                        publish(who, name);
                    } else if (i == 3 && (what & 1 << 12) != 0) {
                        // Everything published is kept.
                        Set<CacheKey> keep = new HashSet<>();
                        present.forEach(p -> keep.add(Samples.key(p)));
                        stores[1 - who].close();
                        try {
                            Samples.collectGarbage(
                                    stores[who],
                                    GcPolicy.builder()
                                            .keep(keep)
                                            .onlyReachable(true)
                                            .grace(Duration.ZERO)
                                            .build());
                        } finally {
                            open(1 - who);
                        }
                    }
                }
            } catch (FaultyFiles.Crash e) {
                assertTrue(files[who].isDead());
            } catch (StoreException e) {
                assertEquals(StoreException.Reason.DISK_FULL, e.reason());
            }
            assertTrue(present.containsAll(before));
        }

        private void damage(Operation operation) throws IOException {
            List<Path> victims = new ArrayList<>(Samples.objects(root));
            victims.addAll(Samples.packs(root));
            if (victims.isEmpty()) {
                return;
            }
            Path victim = victims.get(operation.what % victims.size());
            byte[] content = Files.readAllBytes(victim);
            switch (operation.kind) {
                case FLIP -> {
                    if (content.length > 0) {
                        content[(int) (operation.what * 7919L % content.length)] ^= 8;
                        Samples.overwrite(victim, content);
                    }
                }
                case CUT ->
                    Samples.overwrite(
                            victim, Arrays.copyOf(content, (int) (operation.what * 7919L % (content.length + 1))));
                case DELETE -> Files.delete(victim);
                case STRAY -> {
                    Files.write(Samples.litter(root, operation.what), new byte[9]);
                    return;
                }
                default -> throw new AssertionError(operation);
            }
            present.clear();
        }

        /** Checks that everything that can be found is right, and that what must exist does. */
        void check(int who) throws IOException {
            stores[who].refresh();
            for (String name : NAMES) {
                boolean readable = Samples.isReadable(stores[who], name);
                assertTrue(readable || !present.contains(name), name + " is lost for store " + who);
            }
        }

        /** Checks that a doctor and a collection finally leave a sound store without leftovers. */
        void finish() throws IOException {
            stores[0].close();
            stores[1].close();
            open(0);
            Map<String, Boolean> readable = new TreeMap<>();
            for (String name : NAMES) {
                readable.put(name, Samples.isReadable(stores[0], name));
            }
            Samples.examine(stores[0], true);
            Samples.collectGarbage(
                    stores[0], GcPolicy.builder().grace(Duration.ZERO).build());
            DoctorReport report = Samples.examine(stores[0], false);
            assertTrue(report.healthy(), report.toString());
            long found = 0;
            for (String name : NAMES) {
                boolean now = Samples.isReadable(stores[0], name);
                assertEquals(readable.get(name), now, name);
                found += now ? 1 : 0;
            }
            assertEquals(found, report.entries());
            assertTrue(report.objects() <= 4);
            assertEquals(List.of(), Samples.files(root.resolve("tmp")));
            assertTrue(Samples.packs(root).size() <= Merge.MANY);
            open(1);
        }
    }

    /** A fault that strikes after some number of disk changes. */
    private static final class ArmedFault implements FaultyFiles.Fault {

        private int crashIn = -1;
        private int fullIn = -1;
        private int fullFor;

        void crashIn(int changes) {
            crashIn = changes;
        }

        void fullIn(int changes, int times) {
            fullIn = changes;
            fullFor = times;
        }

        void repair() {
            fullIn = -1;
        }

        @Override
        public void strike(Step step, FaultyFiles.Moment moment, int occurrence) throws IOException {
            if (crashIn >= 0 && crashIn-- == 0) {
                throw new FaultyFiles.Crash(step + " " + moment);
            }
            if (fullIn >= 0 && moment != FaultyFiles.Moment.AFTER && fullIn-- <= 0 && fullFor-- > 0) {
                fullIn = 0;
                throw new IOException("No space left on device");
            }
        }
    }
}

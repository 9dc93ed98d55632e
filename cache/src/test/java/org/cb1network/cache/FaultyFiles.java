package org.cb1network.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The real file system, with faults at chosen moments. */
class FaultyFiles implements StoreFiles {

    /** The moments of a step at which a fault occurs; only writing has a middle. */
    enum Moment {
        BEFORE,
        HALF,
        AFTER
    }

    /** The fault at a moment: nothing, an exception, or the end of the process. */
    interface Fault {
        void strike(Step step, Moment moment, int occurrence) throws IOException;
    }

    /** Simulates the end of the process within this one: from now on nothing reaches the disk. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash(String where) {
            super(where);
        }
    }

    private final StoreFiles real = new SystemFiles();
    private final Map<Step, Integer> occurrences = new EnumMap<>(Step.class);
    private final Fault fault;
    private boolean dead;

    FaultyFiles(Fault fault) {
        this.fault = fault;
    }

    /** Returns a file system without faults. */
    static FaultyFiles sound() {
        return new FaultyFiles((step, moment, occurrence) -> {});
    }

    /** Returns a file system whose process ends at this moment of a step. */
    static FaultyFiles crashing(Step where, Moment when, int at) {
        return new FaultyFiles((step, moment, occurrence) -> {
            if (step == where && moment == when && occurrence == at) {
                throw new Crash(step + " " + moment);
            }
        });
    }

    /** The steps taken so far, and how often. */
    Map<Step, Integer> occurrences() {
        return occurrences;
    }

    boolean isDead() {
        return dead;
    }

    private interface Action {
        void run() throws IOException;
    }

    private void around(Step step, Action action) throws IOException {
        at(step, Moment.BEFORE);
        action.run();
        at(step, Moment.AFTER);
    }

    private synchronized void at(Step step, Moment moment) throws IOException {
        if (dead) {
            throw new Crash("after the end");
        }
        if (moment == Moment.BEFORE) {
            occurrences.merge(step, 1, Integer::sum);
        }
        try {
            fault.strike(step, moment, occurrences.getOrDefault(step, 0));
        } catch (Crash e) {
            dead = true;
            throw e;
        }
    }

    @Override
    public void createFolder(Step step, Path folder) throws IOException {
        around(step, () -> real.createFolder(step, folder));
    }

    @Override
    public Output create(Step step, Path file) throws IOException {
        at(step, Moment.BEFORE);
        Output output = new FaultyOutput(real.create(step, file));
        at(step, Moment.AFTER);
        return output;
    }

    @Override
    public Output append(Step step, Path file) throws IOException {
        return new FaultyOutput(real.append(step, file));
    }

    @Override
    public Input open(Path file) throws IOException {
        return real.open(file);
    }

    @Override
    public void truncate(Step step, Path file, long length) throws IOException {
        around(step, () -> real.truncate(step, file, length));
    }

    @Override
    public void move(Step step, Path from, Path to) throws IOException {
        around(step, () -> real.move(step, from, to));
    }

    @Override
    public void delete(Step step, Path file) throws IOException {
        around(step, () -> real.delete(step, file));
    }

    @Override
    public void makeReadOnly(Step step, Path file) throws IOException {
        around(step, () -> real.makeReadOnly(step, file));
    }

    @Override
    public void touch(Step step, Path file) throws IOException {
        around(step, () -> real.touch(step, file));
    }

    @Override
    public void forceFolder(Step step, Path folder) {
        try {
            around(step, () -> {});
        } catch (IOException e) {
            // Like the real file system, it ignores failures to force a folder.
            return;
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        // In a fixed order, so that a failure can be reproduced.
        return real.list(folder).stream().sorted().toList();
    }

    @Override
    public BasicFileAttributes attributes(Path file) throws IOException {
        return real.attributes(file);
    }

    @Override
    public String newName() {
        return real.newName();
    }

    @Override
    public long node(Path root) {
        return real.node(root);
    }

    @Override
    public long nowMillis() {
        return real.nowMillis();
    }

    @Override
    public boolean isWritable(Path folder) {
        return real.isWritable(folder);
    }

    @Override
    public FileChannel openLocks(Path file) throws IOException {
        return real.openLocks(file);
    }

    @Override
    public FileLock tryLock(FileChannel locks, long position, boolean shared) throws IOException {
        return real.tryLock(locks, position, shared);
    }

    private final class FaultyOutput implements Output {

        private final Output output;

        private FaultyOutput(Output output) {
            this.output = output;
        }

        @Override
        public void write(Step step, byte[] bytes, int offset, int length) throws IOException {
            int half = length / 2;
            at(step, Moment.BEFORE);
            output.write(step, bytes, offset, half);
            at(step, Moment.HALF);
            output.write(step, bytes, offset + half, length - half);
            at(step, Moment.AFTER);
        }

        @Override
        public void force(Step step) throws IOException {
            // Nothing is really forced, because that takes long and a test cannot cut the power.
            around(step, () -> {});
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}

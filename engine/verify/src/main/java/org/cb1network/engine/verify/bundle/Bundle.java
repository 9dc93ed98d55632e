package org.cb1network.engine.verify.bundle;

import com.fasterxml.jackson.core.JacksonException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.cache.Digest;
import org.cb1network.engine.compare.RowNames;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableFormatException;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Level;
import org.cb1network.engine.verify.Progress;
import org.cb1network.engine.verify.Verification;
import org.cb1network.engine.verify.Verifier;
import org.cb1network.engine.verify.lock.Lock;
import org.cb1network.engine.verify.lock.LockReader;
import org.cb1network.engine.verify.lock.LockedArtifact;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.result.Artifact;
import org.cb1network.engine.verify.result.FigureFile;
import org.cb1network.engine.verify.result.KnownResults;
import org.cb1network.engine.verify.result.Results;

/** A bundle, read without unpacking. */
public final class Bundle implements Closeable, KnownResults {

    /** Folder of the tables in a bundle. */
    public static final String TABLES = "results/tables/";

    /** Folder of the figures and of the numbers they show, in a bundle. */
    public static final String FIGURES = "results/figures/";

    private static final String ARROW = ".arrow";

    private final Path file;
    private final ZipArchive archive;
    private final RoCrate crate;
    private final Lock lock;
    private final LockedProfile locked;
    private final Map<String, String> digests;

    private Bundle(
            Path file,
            ZipArchive archive,
            RoCrate crate,
            Lock lock,
            LockedProfile locked,
            Map<String, String> digests) {
        this.file = file;
        this.archive = archive;
        this.crate = crate;
        this.lock = lock;
        this.locked = locked;
        this.digests = digests;
    }

    /**
     * Opens a bundle, and reads every file in it once.
     *
     * @throws BundleException if the file is not a bundle, or is rejected
     * @throws PipelineException if its lock is not valid
     * @throws IOException if the file cannot be read
     */
    public static Bundle open(Path file) throws IOException {
        return open(file, (done, all, next) -> {});
    }

    /**
     * Does the same as {@link #open(Path)} and tells which file it reads.
     *
     * @param progress receives the files
     */
    public static Bundle open(Path file, Progress progress) throws IOException {
        ZipArchive archive = ZipArchive.open(file);
        boolean sound = false;
        try {
            for (String needed : List.of(Lock.FILE_NAME, RoCrate.FILE_NAME)) {
                if (!archive.names().contains(needed)) {
                    throw new BundleException(
                            file.toString(), "this is not a bundle: there is no " + needed + " in it");
                }
            }
            Lock lock = LockReader.read(archive.read(Lock.FILE_NAME), file + ", " + Lock.FILE_NAME);
            RoCrate crate = crate(file, archive);
            LockedProfile locked = Optional.ofNullable(lock.profiles().get(crate.profile()))
                    .orElseThrow(() -> new BundleException(
                            file.toString(),
                            "its lock does not have the profile '" + crate.profile() + "' that it is about"));
            Map<String, String> digests = new HashMap<>();
            for (String name : archive.names()) {
                progress.at(digests.size(), archive.names().size(), name);
                digests.put(name, Digest.of(archive.read(name)).hex());
            }
            sound = true;
            return new Bundle(file, archive, crate, lock, locked, digests);
        } finally {
            if (!sound) {
                archive.close();
            }
        }
    }

    private static RoCrate crate(Path file, ZipArchive archive) throws IOException {
        try {
            return RoCrate.read(archive.read(RoCrate.FILE_NAME));
        } catch (JacksonException e) {
            throw new BundleException(file.toString(), RoCrate.FILE_NAME + " is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Returns the name of the pipeline whose results it has. */
    public String pipeline() {
        return lock.pipeline();
    }

    /**
     * Verifies the bundle: that it has exactly the files it lists, that its tables, numbers, values, claims and
     * pictures match its lock, and that this lock matches the reviewer's lock, if there is one. Nothing is computed.
     *
     * @param own the lock of the reviewer's copy of the repository
     * @param references where to find results named by the lock, to describe differences
     * @param progress receives the results that are compared
     * @throws IOException if it cannot be read
     */
    public Verification verify(Optional<Lock> own, KnownResults references, Progress progress) throws IOException {
        List<Check> checks = new ArrayList<>(listed());
        checks.add(lockAgainst(own));
        List<String> notes = new ArrayList<>();
        if (own.isEmpty()) {
            notes.add("There is no " + Lock.FILE_NAME + " here, so the bundle is compared with its own lock.");
        }
        Verification results;
        try {
            results = Verifier.verify("", single(locked, notes), results(), references, Optional.empty(), progress);
        } catch (TableFormatException | IllegalArgumentException e) {
            throw new BundleException(file.toString(), "a table in it cannot be read: " + e.getMessage());
        }
        for (Check check : results.checks()) {
            // A bundle must have exactly the bytes named by its lock.
            boolean strict =
                    check.level() == Level.BYTES || check.level() == Level.PICTURES || check.level() == Level.TABLES;
            boolean same = check.verdict() == Verdict.REPRODUCED;
            checks.add(
                    strict && !same
                            ? new Check(
                                    check.level(),
                                    check.subject(),
                                    Verdict.CHANGED,
                                    check.compared(),
                                    check.message(),
                                    check.remarks())
                            : check);
        }
        checks.sort(Comparator.comparing(Check::level));
        notes.addAll(results.notes());
        return new Verification(
                "Bundle " + file + " of " + lock.pipeline() + ", profile " + crate.profile()
                        + ", checked without computing, "
                        + Count.of(archive.names().size(), "file") + ".",
                crate.profile(),
                checks,
                notes);
    }

    /** Compares the files of the bundle with its list of files. */
    private List<Check> listed() {
        Set<String> names = new TreeSet<>(archive.names());
        names.addAll(crate.digests().keySet());
        names.remove(RoCrate.FILE_NAME);
        List<Check> checks = new ArrayList<>();
        for (String name : names) {
            String was = crate.digests().get(name);
            String is = digests.get(name);
            if (was == null || is == null) {
                String message = was == null ? "the bundle does not list it" : "it is missing";
                checks.add(new Check(Level.BYTES, name, Verdict.CHANGED, 1, message));
            } else if (was.equals(is)) {
                checks.add(new Check(Level.BYTES, name, Verdict.REPRODUCED, 1, ""));
            } else {
                checks.add(
                        new Check(Level.BYTES, name, Verdict.CHANGED, 1, "it is not the file that the bundle lists"));
            }
        }
        return checks;
    }

    private Check lockAgainst(Optional<Lock> own) {
        String subject = "lock of this repository";
        if (own.isEmpty()) {
            return new Check(Level.BYTES, subject, Verdict.REPRODUCED, 0, "");
        }
        Optional<LockedProfile> here = Optional.ofNullable(own.get().profiles().get(crate.profile()));
        if (here.isEmpty()) {
            return new Check(
                    Level.BYTES,
                    subject,
                    Verdict.NOT_CHECKABLE,
                    1,
                    "it does not have the profile '" + crate.profile() + "'");
        }
        boolean same = here.get().equals(locked);
        return new Check(
                Level.BYTES,
                subject,
                same ? Verdict.REPRODUCED : Verdict.CHANGED,
                1,
                same ? "" : difference(here.get()));
    }

    private String difference(LockedProfile here) {
        Set<String> names = new TreeSet<>(here.artifacts().keySet());
        names.addAll(locked.artifacts().keySet());
        List<String> different = names.stream()
                .filter(name -> !Objects.equals(
                        here.artifacts().get(name), locked.artifacts().get(name)))
                .toList();
        return different.isEmpty()
                ? "the bundle's lock differs from the one here"
                : "the bundle's lock has other results than the one here: " + different.get(0)
                        + (different.size() == 1 ? "" : " and " + (different.size() - 1) + " more");
    }

    /**
     * Returns the lock without results that a bundle cannot hold: the tables of single points, such as rasters and
     * traces.
     */
    private static LockedProfile single(LockedProfile locked, List<String> notes) {
        SortedMap<String, LockedArtifact> artifacts = new TreeMap<>();
        locked.artifacts().forEach((name, artifact) -> {
            if (!artifact.isOfPoints()) {
                artifacts.put(name, artifact);
            }
        });
        int left = locked.artifacts().size() - artifacts.size();
        if (left > 0) {
            notes.add(Count.of(left, "output")
                    + " with one table per point (such as rasters and traces) left out as too large for a bundle;"
                    + " the lock has the digests, and 'verify' without a bundle computes all.");
        }
        return new LockedProfile(
                locked.version(),
                locked.seed(),
                locked.parameters(),
                artifacts,
                locked.figures(),
                locked.choices(),
                locked.numbers(),
                locked.published(),
                locked.claims());
    }

    private Results results() throws IOException {
        SortedMap<String, Artifact> artifacts = new TreeMap<>();
        SortedMap<String, List<FigureFile>> figures = new TreeMap<>();
        for (String name : archive.names()) {
            if (name.endsWith(ARROW) && (name.startsWith(TABLES) || name.startsWith(FIGURES))) {
                String output = name.substring(name.lastIndexOf('/') + 1, name.length() - ARROW.length());
                artifact(name, output).ifPresent(artifact -> artifacts.put(artifact.name(), artifact));
            } else if (name.startsWith(FIGURES)) {
                String base = name.substring(FIGURES.length());
                int dot = base.lastIndexOf('.');
                if (dot > 0) {
                    figures.computeIfAbsent(base.substring(0, dot), any -> new ArrayList<>())
                            .add(new FigureFile(base.substring(dot + 1), base, digest(name), () -> archive.read(name)));
                }
            }
        }
        Set<String> shown = new TreeSet<>();
        locked.numbers().keySet().forEach(number -> shown.add(number.substring(0, number.lastIndexOf('.'))));
        SortedMap<String, Set<String>> drawnFrom = new TreeMap<>(Map.of("", shown));
        return new Results(
                crate.profile(),
                locked.version(),
                locked.seed(),
                List.of(),
                new TreeMap<>(),
                artifacts,
                figures,
                drawnFrom,
                choices(artifacts));
    }

    private String digest(String name) {
        return digests.getOrDefault(name, "");
    }

    private Optional<Artifact> artifact(String name, String output) throws IOException {
        int dot = output.indexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        int rows = Table.read(archive.read(name)).rows();
        return Optional.of(new Artifact(
                output.substring(0, dot),
                output.substring(dot + 1),
                LockedArtifact.table(digest(name), rows),
                List.of(new Artifact.Piece("", digest(name), () -> archive.read(name)))));
    }

    private SortedMap<String, String> choices(SortedMap<String, Artifact> artifacts) throws IOException {
        SortedMap<String, String> choices = new TreeMap<>();
        for (String choice : locked.choices().keySet()) {
            int dot = choice.lastIndexOf('.');
            Artifact artifact = artifacts.get(choice.substring(0, Math.max(0, dot)));
            if (artifact != null) {
                Table table = artifact.table();
                String column = choice.substring(dot + 1);
                if (table.schema().has(column) && table.rows() > 0) {
                    choices.put(
                            choice, RowNames.text(table.value(0, table.schema().indexOf(column))));
                }
            }
        }
        return choices;
    }

    @Override
    public Optional<byte[]> content(String digest) throws IOException {
        for (Map.Entry<String, String> entry : digests.entrySet()) {
            if (entry.getValue().equals(digest)) {
                return Optional.of(archive.read(entry.getKey()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}

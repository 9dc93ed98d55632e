package org.cb1network.engine.cli.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.NondeterminismException;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.CodeArchive;
import org.cb1network.engine.runner.run.RunReport;

/**
 * The store's record of a complete run: what it read and found in the store. While all of that exists, the same run has
 * nothing to do. Its key depends on the request and on the copies that the run left ({@link RunRequest}).
 *
 * @param identity its identity in the history of runs
 * @param withFigures whether its results include figures
 * @param dataFiles digests of the user's data files, by path
 * @param stages keys under which the store remembers its stages, in order
 * @param entries keys of its report, its collected tables and the code of its stages
 */
public record RunEntry(
        String identity,
        boolean withFigures,
        SortedMap<Path, Digest> dataFiles,
        List<CacheKey> stages,
        List<CacheKey> entries) {

    private static final String CONTENT = "run";

    /**
     * Returns the record of a complete run.
     *
     * @param page key of its report
     */
    public static RunEntry of(Workspace workspace, RunReport report, CacheKey page, String identity) {
        List<CacheKey> stages = new ArrayList<>();
        List<CacheKey> entries = new ArrayList<>(List.of(page));
        for (RunReport.StageReport stage : report.stages()) {
            StageWork work = stage.work().orElseThrow();
            stages.add(work.stageKey());
            entries.addAll(work.collectionKeys());
            entries.add(work.summaryKey());
            entries.add(CodeArchive.key(workspace.code().digestOf(work.stage().stage())));
        }
        return new RunEntry(
                identity,
                report.results().values().stream().anyMatch(StageResults::hasFiles),
                workspace.pipeline().dataFiles(),
                stages,
                entries.stream().distinct().toList());
    }

    /** Looks up a run. An entry that is damaged or does not match its key counts as missing. */
    public static Optional<RunEntry> find(Store store, KeyPreimage request) {
        Optional<Entry> entry = store.find(request.key());
        if (entry.isEmpty()
                || !Arrays.equals(entry.get().documents().get(KeyPreimage.DOCUMENT), request.toBytes())
                || !entry.get().outputs().containsKey(CONTENT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(store.read(entry.get().output(CONTENT))));
        } catch (CorruptObjectException damaged) {
            // The store has reported it; the run can be planned.
            return Optional.empty();
        } catch (IOException unknownForm) {
            return Optional.empty();
        }
    }

    /**
     * A run recorded in the store.
     *
     * @param pipeline the pipeline file
     * @param profile its profile
     * @param keys what it needs in the store, and its own entry
     */
    record Known(Path pipeline, String profile, List<CacheKey> keys) {}

    /** Returns the run that an entry records; empty if it records none. */
    public static Optional<Known> of(Entry entry, Store store) {
        byte[] preimage = entry.documents().get(KeyPreimage.DOCUMENT);
        if (preimage == null || !entry.outputs().containsKey(CONTENT)) {
            return Optional.empty();
        }
        KeyPreimage request = KeyPreimage.parse(preimage);
        Optional<RunEntry> run = find(store, request);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        List<CacheKey> keys = new ArrayList<>(List.of(entry.key()));
        keys.addAll(run.get().stages);
        keys.addAll(run.get().entries);
        run.get().stages.forEach(stage -> keys.addAll(StageWork.keysOfPoints(store, stage)));
        return Optional.of(new Known(
                Path.of(request.ingredients().getOrDefault(RunRequest.FILE, "")),
                request.ingredients().getOrDefault(RunRequest.PROFILE, ""),
                keys));
    }

    /** Saves this record, and replaces an earlier one with other data files. */
    void save(Store store, KeyPreimage request) throws IOException {
        EntryDraft draft = EntryDraft.builder()
                .document(KeyPreimage.DOCUMENT, request.toBytes())
                .output(CONTENT, toBytes())
                .build();
        try {
            store.publish(request.key(), draft);
        } catch (NondeterminismException earlier) {
            store.setAside(request.key());
        }
    }

    /**
     * Returns the keys of all entries that the run needs; none if something is missing or has changed.
     *
     * @param folder the folder of the pipeline
     */
    public List<CacheKey> results(Path folder, Store store) throws IOException {
        if (!haveDataFiles(folder)) {
            return List.of();
        }
        List<CacheKey> keys = new ArrayList<>(stages);
        keys.addAll(entries);
        for (CacheKey stage : stages) {
            List<CacheKey> points = StageWork.keysOfPoints(store, stage);
            keys.addAll(points);
            if (points.isEmpty()
                    || (points.size() == 1 && store.find(points.get(0)).isEmpty())) {
                return List.of();
            }
        }
        for (CacheKey entry : entries) {
            if (store.find(entry).isEmpty()) {
                return List.of();
            }
        }
        for (CacheKey key : keys) {
            if (!store.contains(key)) {
                return List.of();
            }
        }
        return keys;
    }

    /** Returns the number of points among the {@link #results}. */
    public int points(List<CacheKey> results) {
        return results.size() - stages.size() - entries.size();
    }

    private boolean haveDataFiles(Path folder) throws IOException {
        for (Map.Entry<Path, Digest> file : dataFiles.entrySet()) {
            if (!Files.isRegularFile(file.getKey())
                    || !file.getKey().toRealPath().startsWith(folder.toRealPath())
                    || !Digest.of(file.getKey()).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(identity);
        out.writeBoolean(withFigures);
        out.writeInt(dataFiles.size());
        for (Map.Entry<Path, Digest> file : dataFiles.entrySet()) {
            out.writeUTF(file.getKey().toString());
            out.write(file.getValue().bytes());
        }
        write(stages, out);
        write(entries, out);
        return bytes.toByteArray();
    }

    private static void write(List<CacheKey> keys, DataOutputStream out) throws IOException {
        out.writeInt(keys.size());
        for (CacheKey key : keys) {
            out.write(key.digest().bytes());
        }
    }

    private static RunEntry parse(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        String identity = in.readUTF();
        boolean withFigures = in.readBoolean();
        SortedMap<Path, Digest> dataFiles = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            Path file = Path.of(in.readUTF());
            dataFiles.put(file, Digest.fromBytes(in.readNBytes(Digest.BYTES)));
        }
        return new RunEntry(identity, withFigures, dataFiles, keys(in), keys(in));
    }

    private static List<CacheKey> keys(DataInputStream in) throws IOException {
        List<CacheKey> keys = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            keys.add(new CacheKey(Digest.fromBytes(in.readNBytes(Digest.BYTES))));
        }
        return keys;
    }
}

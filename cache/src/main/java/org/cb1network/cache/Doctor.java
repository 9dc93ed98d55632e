package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/** Examines a whole store: every byte of every record and object, and every file name. */
final class Doctor {

    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final StoreFiles files;
    private final StoreLayout layout;
    private final Session session;
    private final ObjectFolder objects;
    private final Catalog catalog;
    private final EntryLog log;
    private final Rewriting rewriting;
    private final boolean repair;
    private final LongConsumer progress;

    private final List<DoctorReport.Finding> findings = new ArrayList<>();
    private final Map<Digest, Long> soundObjects = new HashMap<>();
    private final Set<Digest> soundOutputs = new HashSet<>();
    private final Set<String> damagedPacks = new TreeSet<>();
    private long entries;
    private long packs;
    private long bytesRead;

    /** Rewrites packs, or reports that this is not possible now. */
    interface Rewriting {
        boolean rewrite(Set<String> packs) throws IOException;
    }

    Doctor(StoreParts parts, EntryLog log, Rewriting rewriting, boolean repair, LongConsumer progress) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.session = parts.session();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.log = log;
        this.rewriting = rewriting;
        this.repair = repair;
        this.progress = progress;
    }

    /** Examines the store. */
    DoctorReport examine() throws IOException {
        catalog.refresh();
        examineRoot();
        examineQuarantine();
        examineObjects();
        examinePackNames();
        examineOutputs();
        examineEntries();
        examinePacks();
        examineTemporaries();
        return new DoctorReport(entries, soundObjects.size(), packs, bytesRead, findings);
    }

    private void read(long bytes) {
        bytesRead += bytes;
        progress.accept(bytesRead);
    }

    private void note(Path where, String message, boolean repaired) {
        findings.add(new DoctorReport.Finding(DoctorReport.Severity.NOTE, layout.relative(where), message, repaired));
    }

    private void damage(Path where, String message, boolean repaired) {
        findings.add(new DoctorReport.Finding(DoctorReport.Severity.DAMAGE, layout.relative(where), message, repaired));
    }

    private interface Repair {
        void run() throws IOException;
    }

    /** Repairs if repair was requested, and returns whether it succeeded. */
    private boolean tryRepair(Repair action) {
        if (!repair) {
            return false;
        }
        try {
            action.run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String done(boolean repaired, String what) {
        if (repaired) {
            return what;
        }
        return repair ? "It could not be repaired; check its permissions." : "Run doctor to repair it.";
    }

    // --- fixed files and folders ---

    private void examineRoot() throws IOException {
        for (String name : files.list(layout.root())) {
            Path file = layout.root().resolve(name);
            if (!StoreLayout.isOwn(name)) {
                foreign(file);
            } else if (name.startsWith("FORMAT.")) {
                boolean repaired = tryRepair(() -> files.delete(Step.DELETE_TEMPORARY, file));
                note(file, "Left over from a process that ended. " + done(repaired, "Deleted."), repaired);
            }
        }
        if (!layout.tagIsSound()) {
            boolean repaired = tryRepair(layout::writeTag);
            note(layout.tag(), "Was missing or changed. " + done(repaired, "Rewritten."), repaired);
        }
    }

    private void foreign(Path file) {
        note(file, "Does not belong to the store. It is not touched.", false);
    }

    // --- objects ---

    private void examineObjects() throws IOException {
        objects.visit(new ObjectFolder.Visitor() {
            @Override
            public void object(Digest digest, Path file, BasicFileAttributes attributes) {
                examineObject(digest, file, attributes);
            }

            @Override
            public void foreign(Path file) {
                Doctor.this.foreign(file);
            }
        });
    }

    private void examineObject(Digest digest, Path file, BasicFileAttributes attributes) {
        read(attributes.size());
        try {
            if (!objects.digestOf(file).equals(digest)) {
                boolean repaired = tryRepair(() -> objects.moveAside(digest));
                damage(
                        file,
                        "Its content does not match its name. " + done(repaired, "Moved to quarantine/."),
                        repaired);
                return;
            }
        } catch (IOException e) {
            if (isThere(file)) {
                damage(
                        file,
                        "Cannot be read (" + FileProblem.describe(e) + "). Change its permissions, or move it away.",
                        false);
            }
            return;
        }
        soundObjects.put(digest, attributes.size());
        if (isWritable(file)) {
            boolean repaired = tryRepair(() -> files.makeReadOnly(Step.PROTECT_OBJECT, file));
            note(file, "Was not write-protected. " + done(repaired, "Protected."), repaired);
        }
    }

    private boolean isThere(Path file) {
        try {
            return files.attributes(file) != null;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isWritable(Path file) {
        try {
            PosixFileAttributeView posix =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            return posix != null
                    && posix.readAttributes().permissions().stream().anyMatch(WRITING::contains);
        } catch (IOException e) {
            return false;
        }
    }

    // --- packs and their records ---

    private void examinePackNames() throws IOException {
        Set<String> known = new HashSet<>();
        catalog.packs().forEach(pack -> known.add(pack.name()));
        packs = known.size();
        for (String name : files.list(layout.packs()).stream().sorted().toList()) {
            Path file = layout.packs().resolve(name);
            BasicFileAttributes attributes = files.attributes(file);
            if (attributes != null && (!Pack.isPack(name) || !attributes.isRegularFile())) {
                foreign(file);
            } else if (attributes != null && !known.contains(name)) {
                damage(file, "Cannot be read, or was written by a newer program. Its entries count as missing.", false);
            }
        }
    }

    private void examineOutputs() throws IOException {
        List<Runnable> later = new ArrayList<>();
        catalog.visit((pack, header, position, counts) -> {
            if (!counts || header.type() != RecordHeader.OUTPUT) {
                return;
            }
            read(header.length());
            byte[] record = pack.soundRecord(position, header);
            if (record != null
                    && Digest.of(record, RecordHeader.BYTES, header.bodyLength())
                            .equals(header.key())) {
                soundOutputs.add(header.key());
            } else {
                later.add(() -> damagedRecord(Catalog.RecordPlace.of(pack, position, header)));
            }
        });
        later.forEach(Runnable::run);
    }

    private void examineEntries() throws IOException {
        List<Runnable> later = new ArrayList<>();
        catalog.visit((pack, header, position, counts) -> {
            if (!counts || header.type() != RecordHeader.ENTRY) {
                return;
            }
            read(header.length());
            Catalog.RecordPlace place = Catalog.RecordPlace.of(pack, position, header);
            EntryRecord entry = pack.entry(position, header);
            if (entry == null || !entry.inlineIsSound()) {
                later.add(() -> damagedRecord(place));
            } else {
                examineEntry(entry, place, later);
            }
        });
        later.forEach(Runnable::run);
    }

    private void damagedRecord(Catalog.RecordPlace place) {
        boolean repaired = tryRepair(() -> dropRecord(place));
        damagedPacks.add(place.pack());
        String what = place.type() == RecordHeader.ENTRY ? "entry " : "output ";
        damage(
                layout.packs().resolve(place.pack()),
                "The record of " + what + place.key().shortHex() + " at byte " + place.position() + " is damaged. "
                        + done(repaired, "Set aside; its contents will be computed again."),
                repaired);
    }

    private void dropRecord(Catalog.RecordPlace place) throws IOException {
        if (log.isSettled(place)) {
            log.setAside(place);
        }
        catalog.forget(place);
    }

    private void examineEntry(EntryRecord entry, Catalog.RecordPlace place, List<Runnable> later) {
        for (StoredOutput output : entry.separate()) {
            if (!isSound(output)) {
                later.add(() -> incompleteEntry(output, place));
                return;
            }
        }
        entries++;
    }

    private boolean isSound(StoredOutput output) {
        if (soundOutputs.contains(output.digest())) {
            return true;
        }
        Long length = soundObjects.get(output.digest());
        if (length == null && objects.isSound(output.digest(), output.length())) {
            // It was published after the objects were examined.
            length = output.length();
            soundObjects.put(output.digest(), length);
        }
        return length != null && length == output.length();
    }

    private void incompleteEntry(StoredOutput output, Catalog.RecordPlace place) {
        boolean repaired = tryRepair(() -> dropRecord(place));
        damage(
                layout.packs().resolve(place.pack()),
                "Entry " + place.key().shortHex() + " lacks the bytes of its output " + output.name() + ", "
                        + output.digest().shortHex() + ". "
                        + done(repaired, "The entry was set aside and will be computed again."),
                repaired);
    }

    /** Rewrites damaged packs. This comes last, when it is known which of their records are sound. */
    private void examinePacks() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Pack pack : catalog.packs()) {
            if (pack.damaged()) {
                found.put(pack.name(), pack.damage());
            } else if (!pack.isAsNamed()) {
                found.put(pack.name(), "Its index does not match its name.");
            }
        }
        damagedPacks.addAll(found.keySet());
        boolean repaired = repair && !damagedPacks.isEmpty() && rewriting.rewrite(damagedPacks);
        String done = repaired
                ? "Its sound records were moved to a new pack."
                : repair ? "Its sound records will be moved when no other process uses the store." : done(false, "");
        found.forEach((name, damage) -> damage(layout.packs().resolve(name), damage + " " + done, repaired));
    }

    // --- leftovers ---

    private void examineTemporaries() throws IOException {
        for (String name : files.list(layout.temporary())) {
            Path file = layout.temporary().resolve(name);
            if (!Session.isTemporary(name) || StoreLayout.isRealFolder(file)) {
                foreign(file);
            } else if (session.isLitter(name)) {
                boolean repaired = tryRepair(() -> files.delete(Step.DELETE_TEMPORARY, file));
                note(file, "Left over from a process that ended. " + done(repaired, "Deleted."), repaired);
            }
        }
    }

    private void examineQuarantine() throws IOException {
        int count = files.list(layout.quarantine()).size();
        if (count > 0) {
            note(
                    layout.quarantine(),
                    count + (count == 1 ? " file that was" : " files that were")
                            + " set aside as damaged; gc removes them after 30 days.",
                    false);
        }
    }
}

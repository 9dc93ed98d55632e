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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One examination of a whole store: every byte of every record and object, and every name that is not the store's. */
final class Doctor {

    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final StoreFiles files;
    private final StoreLayout layout;
    private final Session session;
    private final ObjectFolder objects;
    private final EntryCatalog catalog;
    private final Salvage salvage;
    private final boolean repair;

    private final List<DoctorReport.Finding> findings = new ArrayList<>();
    private final Map<Digest, Long> soundObjects = new HashMap<>();
    private final Set<String> damagedSegments = new TreeSet<>();
    private long entries;
    private long segments;
    private long bytesRead;

    Doctor(StoreParts parts, Salvage salvage, boolean repair) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.session = parts.session();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.salvage = salvage;
        this.repair = repair;
    }

    /** Examines; to repair, the caller holds the lock for maintenance and has let go of its own segment. */
    DoctorReport examine() throws IOException {
        catalog.refresh();
        examineRoot();
        examineQuarantine();
        examineObjects();
        examineSegmentNames();
        examineEntries();
        mendSegments();
        examineTemporaries();
        return new DoctorReport(entries, soundObjects.size(), segments, bytesRead, findings);
    }

    private void note(Path where, String message, boolean mended) {
        findings.add(new DoctorReport.Finding(DoctorReport.Severity.NOTE, layout.relative(where), message, mended));
    }

    private void damage(Path where, String message, boolean mended) {
        findings.add(new DoctorReport.Finding(DoctorReport.Severity.DAMAGE, layout.relative(where), message, mended));
    }

    private interface Repair {
        void run() throws IOException;
    }

    /** Repairs if that is wanted, and says whether it was done. */
    private boolean mend(Repair action) {
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

    private String done(boolean mended, String what) {
        if (mended) {
            return what;
        }
        return repair ? "It could not be mended; look at its rights." : "Run doctor to mend it.";
    }

    // --- the frame ---

    private void examineRoot() throws IOException {
        for (String name : files.list(layout.root())) {
            Path file = layout.root().resolve(name);
            if (!StoreLayout.isOwn(name)) {
                foreign(file);
            } else if (name.startsWith("FORMAT.")) {
                boolean mended = mend(() -> files.delete(Step.DELETE_TEMPORARY, file));
                note(file, "Left behind by a process that ended. " + done(mended, "Deleted."), mended);
            }
        }
        if (!layout.tagIsSound()) {
            boolean mended = mend(layout::writeTag);
            note(layout.tag(), "Was missing or changed. " + done(mended, "Written anew."), mended);
        }
    }

    private void foreign(Path file) {
        note(file, "Does not belong to the store. It is left alone.", false);
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
        bytesRead += attributes.size();
        try {
            if (!objects.digestOf(file).equals(digest)) {
                boolean mended = mend(() -> objects.moveAside(digest));
                damage(file, "Its content does not match its name. " + done(mended, "Moved to quarantine/."), mended);
                return;
            }
        } catch (IOException e) {
            if (isThere(file)) {
                damage(file, "Cannot be read (" + Failures.text(e) + "). Change its rights, or move it away.", false);
            }
            return;
        }
        soundObjects.put(digest, attributes.size());
        if (isWritable(file)) {
            boolean mended = mend(() -> files.makeReadOnly(Step.PROTECT_OBJECT, file));
            note(file, "Was not write-protected. " + done(mended, "Protected."), mended);
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

    // --- segments and entries ---

    private void examineSegmentNames() throws IOException {
        List<String> names = new ArrayList<>(files.list(layout.entries()));
        names.sort(null);
        Set<String> known = Set.copyOf(catalog.segmentNames());
        for (String name : names) {
            Path file = layout.entries().resolve(name);
            BasicFileAttributes attributes = files.attributes(file);
            if (attributes == null) {
                continue;
            }
            if (!Segment.isSegment(name) || !attributes.isRegularFile()) {
                foreign(file);
            } else if (attributes.size() < Segment.HEADER_BYTES) {
                examineStub(name, file);
            } else if (!known.contains(name)) {
                damage(file, "Cannot be read, or was written by a newer program. Its entries count as missing.", false);
            }
        }
    }

    private void examineStub(String name, Path file) {
        boolean mended = mend(() -> salvage.deleteStub(name));
        note(file, "Holds nothing: it was emptied, or its process ended. " + done(mended, "Deleted."), mended);
    }

    private void examineEntries() throws IOException {
        segments = catalog.segmentNames().size();
        for (String name : salvage.damaged()) {
            damagedSegments.add(name);
            damage(
                    layout.entries().resolve(name),
                    catalog.damage(name) + " "
                            + (repair ? "Its sound records are moved to a new segment." : done(false, "")),
                    repair);
        }
        List<Runnable> later = new ArrayList<>();
        catalog.visit((segment, header, position, counts) -> {
            bytesRead += header.length();
            EntryRecord entry = counts ? segment.entry(position, header) : null;
            if (counts && (entry == null || !entry.inlineIsSound())) {
                later.add(() -> damagedRecord(EntryCatalog.place(segment, position, header), header));
            } else if (entry != null) {
                examineEntry(entry, EntryCatalog.place(segment, position, header), later);
            }
        });
        later.forEach(Runnable::run);
    }

    private void damagedRecord(EntryCatalog.Place place, RecordHeader header) {
        CacheKey key = new CacheKey(header.key());
        boolean mended = mend(() -> dropRecord(key, place));
        damagedSegments.add(place.segment());
        damage(
                layout.entries().resolve(place.segment()),
                "The record of entry " + key.digest().shortHex() + " at byte " + place.position() + " is damaged. "
                        + done(mended, "Set aside; the entry will be computed again."),
                mended);
    }

    private void dropRecord(CacheKey key, EntryCatalog.Place place) {
        catalog.setAside(place);
        catalog.forget(key, place);
    }

    private void examineEntry(EntryRecord entry, EntryCatalog.Place place, List<Runnable> later) {
        for (StoredOutput output : entry.objects()) {
            if (!isSound(output)) {
                later.add(() -> incompleteEntry(entry.entry().key(), output, place));
                return;
            }
        }
        entries++;
    }

    private boolean isSound(StoredOutput output) {
        Long length = soundObjects.get(output.digest());
        if (length == null && objects.isSound(output.digest(), output.length())) {
            // Published since the objects were examined.
            length = output.length();
            soundObjects.put(output.digest(), length);
        }
        return length != null && length == output.length();
    }

    private void incompleteEntry(CacheKey key, StoredOutput output, EntryCatalog.Place place) {
        boolean mended = mend(() -> dropRecord(key, place));
        damage(
                layout.entries().resolve(place.segment()),
                "Entry " + key.digest().shortHex() + " lacks the object of its output " + output.name() + ", "
                        + output.digest().shortHex() + ". "
                        + done(mended, "The entry was set aside and will be computed again."),
                mended);
    }

    private void mendSegments() throws IOException {
        if (repair) {
            salvage.mend(damagedSegments);
        }
    }

    // --- leftovers ---

    private void examineTemporaries() throws IOException {
        for (String name : files.list(layout.temporary())) {
            Path file = layout.temporary().resolve(name);
            if (!Session.isTemporary(name) || StoreLayout.isRealFolder(file)) {
                foreign(file);
            } else if (session.isLitter(name)) {
                boolean mended = mend(() -> files.delete(Step.DELETE_TEMPORARY, file));
                note(file, "Left behind by a process that ended. " + done(mended, "Deleted."), mended);
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

package org.cb1network.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cb1network.table.ShortestDouble;
import org.cb1network.table.Table;
import org.cb1network.verify.compare.TableComparison;
import org.cb1network.verify.compare.Tolerance;
import org.cb1network.verify.lock.LockedArtifact;
import org.cb1network.verify.lock.LockedClaim;
import org.cb1network.verify.lock.LockedFigure;
import org.cb1network.verify.lock.LockedNumber;
import org.cb1network.verify.lock.LockedNumbers;
import org.cb1network.verify.lock.LockedParameter;
import org.cb1network.verify.lock.LockedProfile;
import org.cb1network.verify.lock.LockedValue;
import org.cb1network.verify.picture.Drawing;
import org.cb1network.verify.picture.Panel;
import org.cb1network.verify.picture.PanelReader;
import org.cb1network.verify.picture.PixelDifference;
import org.cb1network.verify.picture.Pixels;
import org.cb1network.verify.result.Artifact;
import org.cb1network.verify.result.FigureFile;
import org.cb1network.verify.result.References;
import org.cb1network.verify.result.Results;
import org.cb1network.verify.result.Snapshot;
import org.jspecify.annotations.Nullable;

/** Compares results with what the lock says of them, level by level. */
public final class Verifier {

    /** A file's digest as the value of a parameter; its first digits are enough for people. */
    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

    private static final int MOST_DETAILS = 5;
    private static final int MOST_NAMES = 12;

    private final LockedProfile locked;
    private final Results results;
    private final LockedProfile found;
    private final References references;
    private final PanelReader panels;
    private final Optional<Path> differences;
    private final Map<String, Verdict> ofTables = new HashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Verifier(
            LockedProfile locked,
            Results results,
            References references,
            PanelReader panels,
            Optional<Path> differences)
            throws IOException {
        this.locked = locked;
        this.results = results;
        this.found = Snapshot.of(results, panels);
        this.references = references;
        this.panels = panels;
        this.differences = differences;
    }

    /**
     * Compares.
     *
     * @param subject what is verified, in words
     * @param locked what the lock says of the profile
     * @param results the results
     * @param references where results that the lock names may be found
     * @param panels says which panels a figure has
     * @param differences folder for pictures of differences; made when there is one to draw. Empty if none is wanted
     * @throws IOException if a result cannot be read
     */
    public static Verification verify(
            String subject,
            LockedProfile locked,
            Results results,
            References references,
            PanelReader panels,
            Optional<Path> differences)
            throws IOException {
        Verifier verifier = new Verifier(locked, results, references, panels, differences);
        verifier.compare();
        List<Check> sorted = verifier.checks.stream()
                .sorted(Comparator.comparing(Check::level))
                .toList();
        return new Verification(subject, results.profile(), sorted, verifier.notes);
    }

    private void compare() throws IOException {
        if (!locked.version().equals(found.version())) {
            notes.add("The lock was written by version " + locked.version() + ", this is version " + found.version()
                    + ".");
        }
        if (!results.parameters().isEmpty()) {
            compareParameters();
        }
        for (String name :
                inOrder(locked.artifacts().keySet(), found.artifacts().keySet())) {
            compareArtifact(name);
        }
        for (String stage : inOrder(locked.figures().keySet(), found.figures().keySet())) {
            compareFigure(stage);
        }
        for (String name : inOrder(locked.choices().keySet(), found.choices().keySet())) {
            compareChoice(name);
        }
        for (String name : inOrder(locked.numbers().keySet(), found.numbers().keySet())) {
            compareNumbers(name, locked.numbers().get(name), found.numbers().get(name));
        }
        for (String name :
                inOrder(locked.published().keySet(), found.published().keySet())) {
            compareValues(name);
        }
        for (String name : inOrder(locked.claims().keySet(), found.claims().keySet())) {
            compareClaims(name);
        }
    }

    /** Names of both sides by the order of their stages: what is upstream comes first. */
    private List<String> inOrder(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        Map<String, Integer> order = new HashMap<>();
        for (int i = 0; i < results.stages().size(); i++) {
            order.put(results.stages().get(i), i);
        }
        return all.stream()
                .sorted(Comparator.comparingInt(name -> order.getOrDefault(stageOf(name), Integer.MAX_VALUE)))
                .toList();
    }

    private static String stageOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private void add(Level level, String subject, Verdict verdict, int compared, String message) {
        checks.add(new Check(level, subject, verdict, compared, message));
    }

    // --- parameters ---

    private void compareParameters() {
        if (locked.seed() != found.seed()) {
            add(Level.PARAMETERS, "seed", Verdict.CHANGED, 1, "was " + locked.seed() + ", is " + found.seed());
        } else {
            add(Level.PARAMETERS, "seed", Verdict.REPRODUCED, 1, "");
        }
        Set<String> types = new TreeSet<>(locked.parameters().keySet());
        types.addAll(found.parameters().keySet());
        for (String type : types) {
            SortedMap<String, LockedParameter> before = locked.parameters().getOrDefault(type, new TreeMap<>());
            SortedMap<String, LockedParameter> now = found.parameters().getOrDefault(type, new TreeMap<>());
            Set<String> names = new TreeSet<>(before.keySet());
            names.addAll(now.keySet());
            List<String> different = new ArrayList<>();
            for (String name : names) {
                difference(before.get(name), now.get(name))
                        .ifPresent(text ->
                                different.add(name + " " + DIGEST.matcher(text).replaceAll("$1")));
            }
            Verdict verdict = different.isEmpty() ? Verdict.REPRODUCED : Verdict.CHANGED;
            checks.add(new Check(
                    Level.PARAMETERS,
                    type,
                    verdict,
                    names.size(),
                    shortened(different),
                    different.size() > MOST_DETAILS ? different : List.of()));
        }
    }

    private static Optional<String> difference(@Nullable LockedParameter before, @Nullable LockedParameter now) {
        if (Objects.equals(before, now)) {
            return Optional.empty();
        }
        if (before == null || now == null) {
            return Optional.of(before == null ? "is new: " + inWords(now) : "is gone; was " + inWords(before));
        }
        if (before.everywhere().isPresent() && now.everywhere().isPresent()) {
            return Optional.of("was " + inWords(before) + ", is " + inWords(now));
        }
        Set<String> stages = new TreeSet<>(before.byStage().keySet());
        stages.addAll(now.byStage().keySet());
        for (String stage : stages) {
            Optional<String> was = before.in(stage);
            Optional<String> is = now.in(stage);
            if (!was.equals(is)) {
                return Optional.of(
                        "was " + was.orElse("(none)") + ", is " + is.orElse("(none)") + " in stage " + stage);
            }
        }
        return Optional.of("was " + inWords(before) + ", is " + inWords(now));
    }

    private static String inWords(@Nullable LockedParameter parameter) {
        if (parameter == null) {
            return "(none)";
        }
        return parameter.everywhere().orElseGet(() -> parameter.byStage().toString());
    }

    private static String shortened(List<String> lines) {
        if (lines.size() <= MOST_DETAILS) {
            return String.join("; ", lines);
        }
        return String.join("; ", lines.subList(0, MOST_DETAILS)) + "; and " + (lines.size() - MOST_DETAILS) + " more";
    }

    private static String someOf(List<String> names) {
        if (names.size() <= MOST_NAMES) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private void compareChoice(String name) {
        String was = locked.choices().getOrDefault(name, "(none)");
        String is = found.choices().getOrDefault(name, "(none)");
        boolean same = was.equals(is);
        add(
                Level.NUMBERS,
                name,
                same ? Verdict.REPRODUCED : Verdict.CHANGED,
                1,
                same
                        ? ""
                        : "the choice was " + was + ", is " + is + " (exact: what is chosen is a parameter of others)");
    }

    // --- tables ---

    private void compareArtifact(String name) throws IOException {
        LockedArtifact before = locked.artifacts().get(name);
        Artifact now = results.artifacts().get(name);
        if (before == null || now == null) {
            String message = before == null ? "the lock does not have it" : "it is missing";
            add(Level.BYTES, name, Verdict.CHANGED, 1, message);
            ofTables.put(name, Verdict.CHANGED);
            return;
        }
        if (before.digest().equals(now.identity().digest())) {
            add(Level.BYTES, name, Verdict.REPRODUCED, 1, "");
            ofTables.put(name, Verdict.REPRODUCED);
            return;
        }
        Check cells = before.isOfPoints() || now.identity().isOfPoints()
                ? comparePoints(name, before, now)
                : compareTable(name, before, now);
        add(
                Level.BYTES,
                name,
                cells.verdict(),
                1,
                bytesDiffer(before.digest(), now.identity().digest()));
        checks.add(cells);
        ofTables.put(name, cells.verdict());
    }

    private static String bytesDiffer(String was, String is) {
        return "sha-256 was " + was.substring(0, 12) + ", is " + is.substring(0, 12);
    }

    private Check compareTable(String name, LockedArtifact before, Artifact now) throws IOException {
        Optional<byte[]> reference = references.content(before.digest());
        if (reference.isEmpty()) {
            return withoutReference(name, before.rows(), now.identity().rows(), "rows");
        }
        TableComparison comparison = TableComparison.of(Table.read(reference.get()), now.table());
        return check(name, comparison, "");
    }

    /** The cells are not known; but a table of another length has changed for sure. */
    private static Check withoutReference(String name, long was, long is, String what) {
        if (was != is) {
            return new Check(Level.TABLES, name, Verdict.CHANGED, 1, "it had " + was + " " + what + ", has " + is);
        }
        return new Check(
                Level.TABLES,
                name,
                Verdict.NOT_CHECKABLE,
                0,
                "the bytes differ, and the table that the lock names is not at hand to say in what; name a place that has it"
                        + " by --against");
    }

    private static Check check(String name, TableComparison comparison, String where) {
        String message = comparison.message();
        if (comparison.differing() == 0) {
            message = "every cell is the same; only the form of the file differs";
        } else {
            message = (where.isEmpty() ? "" : where + ", ") + message + "; " + comparison.differing() + " of "
                    + comparison.cells() + " cells differ";
        }
        Verdict verdict = comparison.differing() == 0 ? Verdict.WITHIN_TOLERANCE : comparison.verdict();
        return new Check(Level.TABLES, name, verdict, comparison.cells(), message);
    }

    private Check comparePoints(String name, LockedArtifact before, Artifact now) throws IOException {
        Optional<List<Artifact.Piece>> reference = references.points(name, before.digest());
        if (reference.isEmpty()) {
            return withoutReference(name, before.points(), now.identity().points(), "points");
        }
        Map<String, Artifact.Piece> expected = new HashMap<>();
        reference.get().forEach(piece -> expected.put(piece.point(), piece));
        int cells = 0;
        int different = 0;
        @Nullable Check worst = null;
        for (Artifact.Piece piece : now.pieces()) {
            Artifact.Piece was = expected.remove(piece.point());
            if (was != null && was.digest().equals(piece.digest())) {
                continue;
            }
            different++;
            Check check = was == null
                    ? new Check(Level.TABLES, name, Verdict.CHANGED, 1, "point " + piece.point() + " is new")
                    : check(name, TableComparison.of(was.table(), piece.table()), "point " + piece.point());
            cells += check.compared();
            worst = worst == null || check.verdict().compareTo(worst.verdict()) > 0 ? check : worst;
        }
        if (!expected.isEmpty()) {
            String missing = expected.keySet().stream().sorted().findFirst().orElse("");
            return new Check(Level.TABLES, name, Verdict.CHANGED, cells, "point " + missing + " is missing");
        }
        if (worst == null) {
            return new Check(Level.TABLES, name, Verdict.CHANGED, 0, "the points have another order");
        }
        return new Check(
                Level.TABLES,
                name,
                worst.verdict(),
                cells,
                worst.message() + "; " + different + " of " + now.pieces().size() + " points differ");
    }

    // --- numbers ---

    private void compareNumbers(String name, @Nullable LockedNumbers before, @Nullable LockedNumbers now) {
        if (before == null || now == null) {
            add(
                    Level.NUMBERS,
                    name,
                    Verdict.CHANGED,
                    1,
                    before == null ? "the lock does not have them" : "no figure shows them any more");
            return;
        }
        compareNumbers(name, before.unit(), before.rows(), now.rows());
    }

    private void compareNumbers(
            String name, String unit, Map<String, LockedNumber> before, Map<String, LockedNumber> now) {
        Verdict verdict = Verdict.REPRODUCED;
        String message = "";
        int different = 0;
        for (String row : union(before.keySet(), now.keySet())) {
            LockedNumber was = before.get(row);
            LockedNumber is = now.get(row);
            Verdict of;
            String text;
            if (was == null || is == null) {
                of = Verdict.CHANGED;
                text = row + (was == null ? " is new" : " is missing");
            } else if (Tolerance.same(was, is)) {
                continue;
            } else {
                boolean rounded = Tolerance.rounded(was, is);
                of = rounded || Tolerance.sameWithinChance(was, is) ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED;
                text = row + ": was " + inWords(was, unit) + ", is " + inWords(is, unit) + " (rule: "
                        + (rounded ? Tolerance.ROUNDING : rule(was, is)) + ")";
            }
            different++;
            if (of.compareTo(verdict) > 0) {
                verdict = of;
                message = text;
            }
        }
        if (different > 0) {
            message += "; " + different + " of " + before.size() + " differ";
        }
        add(Level.NUMBERS, name, verdict, before.size(), message);
    }

    private static String rule(LockedNumber was, LockedNumber is) {
        double error = Math.hypot(was.standardError(), is.standardError());
        boolean known = Math.min(was.replicates(), is.replicates()) >= 4 && error > 0;
        return known
                ? String.format(Locale.ROOT, "%.1f sigma; ", Math.abs(was.mean() - is.mean()) / error) + Tolerance.SIGMA
                : "too few replicates to tell chance from a change: only rounding is allowed";
    }

    private static String inWords(LockedNumber number, String unit) {
        String text = ShortestDouble.of(number.mean());
        if (!Double.isNaN(number.low())) {
            text += String.format(Locale.ROOT, " [%.4g, %.4g]", number.low(), number.high());
        }
        return text
                + (unit.isEmpty() || unit.equals("1") ? "" : " " + unit)
                + (number.replicates() > 0 ? ", n " + number.replicates() : "");
    }

    private static String shortText(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    // --- values and claims ---

    private void compareValues(String name) {
        Map<String, LockedValue> before = locked.published().getOrDefault(name, Map.of());
        Map<String, LockedValue> now = found.published().getOrDefault(name, Map.of());
        Map<String, LockedNumber> numbersBefore = new LinkedHashMap<>();
        Map<String, LockedNumber> numbersNow = new LinkedHashMap<>();
        before.forEach((row, value) -> numbersBefore.put(row, value.computed()));
        now.forEach((row, value) -> numbersNow.put(row, value.computed()));
        compareNumbers(name + ".computed", "", numbersBefore, numbersNow);
        Tally tally = new Tally();
        List<String> off = new ArrayList<>();
        int explained = 0;
        for (String row : union(before.keySet(), now.keySet())) {
            LockedValue was = before.get(row);
            LockedValue is = now.get(row);
            if (was == null || is == null) {
                tally.add(Verdict.CHANGED, row + (was == null ? " is new" : " is missing"));
                continue;
            }
            compareValue(row, was, is, tally);
            if (!is.verdict().equals(LockedValue.WITHIN) && is.verdict().equals(was.verdict())) {
                explained += is.remark().isEmpty() ? 0 : 1;
                off.add(row + ": published " + ShortestDouble.of(is.published()) + " lies " + is.verdict()
                        + " what the model gives, around "
                        + shortText(is.computed().mean())
                        + (is.remark().isEmpty() ? "; no reason is stated" : ". " + is.remark()));
            }
        }
        String asLocked = off.isEmpty()
                ? ""
                : off.size() + " of " + now.size()
                        + " published values lie outside of what the model gives, as the lock says; for " + explained
                        + " of them the reference data state a reason";
        checks.add(tally.check(Level.VALUES, name, now.size(), asLocked, off));
    }

    private static void compareValue(String row, LockedValue was, LockedValue is, Tally tally) {
        if (!Tolerance.same(was.published(), is.published())) {
            tally.add(
                    Verdict.CHANGED,
                    "the published value of " + row + " was " + ShortestDouble.of(was.published()) + ", is "
                            + ShortestDouble.of(is.published()) + ": the reference data differ from those of the lock");
        }
        if (!Tolerance.same(was.reading(), is.reading())) {
            tally.add(
                    Verdict.CHANGED,
                    "the reading uncertainty of " + row + " was " + ShortestDouble.of(was.reading()) + ", is "
                            + ShortestDouble.of(is.reading()));
        }
        if (is.verdict().equals(LockedValue.UNKNOWN)) {
            tally.add(Verdict.NOT_CHECKABLE, row + ": a single realisation does not say what others would give");
        } else if (!is.verdict().equals(was.verdict())) {
            boolean better = is.verdict().equals(LockedValue.WITHIN);
            tally.add(
                    better ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED,
                    "the published value of " + row + ", " + ShortestDouble.of(is.published()) + ", was "
                            + was.verdict()
                            + ", is " + is.verdict() + " what the model gives, around "
                            + shortText(is.computed().mean())
                            + (better ? " (better than the lock says)" : ""));
        }
    }

    private void compareClaims(String name) {
        Map<String, LockedClaim> before = locked.claims().getOrDefault(name, Map.of());
        Map<String, LockedClaim> now = found.claims().getOrDefault(name, Map.of());
        Tally tally = new Tally();
        List<String> open = new ArrayList<>();
        for (String row : union(before.keySet(), now.keySet())) {
            LockedClaim was = before.get(row);
            LockedClaim is = now.get(row);
            if (was == null || is == null) {
                tally.add(Verdict.CHANGED, row + (was == null ? " is new" : " is missing"));
                continue;
            }
            compareClaim(row, was, is, tally);
            if (rank(is) > 0 && rank(is) == rank(was)) {
                open.add(row + ": " + is.verdict());
            }
        }
        String asLocked =
                open.isEmpty() ? "" : open.size() + " of " + now.size() + " claims are not supported, as the lock says";
        checks.add(tally.check(Level.CLAIMS, name, now.size(), asLocked, open));
    }

    private static void compareClaim(String row, LockedClaim was, LockedClaim is, Tally tally) {
        if (rank(is) > rank(was)) {
            tally.add(
                    Verdict.CHANGED,
                    "'" + row + "' was " + was.verdict() + ", is " + is.verdict() + " (difference was "
                            + ShortestDouble.of(was.difference()) + ", is " + ShortestDouble.of(is.difference()) + ")");
        } else if (rank(is) < rank(was)) {
            tally.add(
                    Verdict.WITHIN_TOLERANCE,
                    "'" + row + "' was " + was.verdict() + ", is " + is.verdict() + " (better than the lock says)");
        } else if (!Tolerance.same(was.difference(), is.difference())) {
            boolean sameSign = Math.signum(was.difference()) == Math.signum(is.difference()) || rank(is) == 1;
            tally.add(
                    sameSign ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED,
                    "'" + row + "' is " + is.verdict() + " as before; the difference was "
                            + ShortestDouble.of(was.difference()) + ", is " + ShortestDouble.of(is.difference())
                            + " (ordering: a claim is about which is larger)");
        }
    }

    /** 0 supported, 1 undecided, 2 contradicted. */
    private static int rank(LockedClaim claim) {
        return switch (claim.verdict()) {
            case "supported" -> 0;
            case "contradicted" -> 2;
            default -> 1;
        };
    }

    /** What came out of several comparisons that make up one check. */
    private static final class Tally {

        private final Map<Verdict, List<String>> messages = new EnumMap<>(Verdict.class);

        void add(Verdict verdict, String message) {
            messages.computeIfAbsent(verdict, any -> new ArrayList<>()).add(message);
        }

        Check check(Level level, String subject, int compared, String asLocked, List<String> remarks) {
            Verdict verdict = Verdict.worst(messages.keySet());
            String message = shortened(messages.getOrDefault(verdict, List.of()));
            String all = message.isEmpty() || asLocked.isEmpty() ? message + asLocked : message + ". " + asLocked;
            return new Check(level, subject, verdict, compared, all, remarks);
        }
    }

    // --- figures ---

    private void compareFigure(String stage) throws IOException {
        LockedFigure before = locked.figures().get(stage);
        LockedFigure now = found.figures().get(stage);
        if (before == null || now == null) {
            add(
                    Level.PICTURES,
                    stage,
                    Verdict.CHANGED,
                    1,
                    before == null ? "the lock does not have this figure" : "the figure is missing");
            return;
        }
        Check picture = comparePicture(stage, before, now);
        checks.add(picture);
        for (String output : union(before.files().keySet(), now.files().keySet())) {
            compareFile(stage, output, before, now, picture.verdict());
        }
    }

    private void compareFile(String stage, String output, LockedFigure before, LockedFigure now, Verdict picture)
            throws IOException {
        String subject = stage + "." + output;
        String was = before.files().get(output);
        String is = now.files().get(output);
        if (was == null || is == null) {
            add(Level.BYTES, subject, Verdict.CHANGED, 1, was == null ? "the lock does not have it" : "it is missing");
        } else if (was.equals(is)) {
            add(Level.BYTES, subject, Verdict.REPRODUCED, 1, "");
        } else {
            boolean drawnAlike = output.equals("png") || before.drawing().equals(now.drawing());
            // Metadata name the tables behind a figure: only other tables excuse other metadata.
            if (picture == Verdict.REPRODUCED && drawnAlike && !drawnFromTheSame(stage)) {
                add(
                        Level.BYTES,
                        subject,
                        Verdict.WITHIN_TOLERANCE,
                        1,
                        "the same is drawn; only the metadata differ, which name the tables behind the figure");
            } else {
                Verdict verdict = picture == Verdict.REPRODUCED ? Verdict.CHANGED : picture;
                String alike = picture == Verdict.REPRODUCED && drawnAlike
                        ? ", though the same is drawn from the same tables"
                        : drawingDifference(stage, output, was);
                add(Level.BYTES, subject, verdict, 1, bytesDiffer(was, is) + alike);
            }
        }
    }

    /** The first element of an SVG file that differs, if the file that the lock names is at hand. */
    private String drawingDifference(String stage, String output, String was) throws IOException {
        if (!output.equals("svg")) {
            return "";
        }
        Optional<byte[]> reference = references.content(was);
        Optional<FigureFile> file = file(stage, "svg");
        if (reference.isEmpty() || file.isEmpty()) {
            return "";
        }
        String difference =
                Drawing.firstDifference(reference.get(), file.get().content().read());
        return difference.isEmpty() ? "" : "; " + difference;
    }

    private Optional<FigureFile> file(String stage, String output) {
        return results.figures().getOrDefault(stage, List.of()).stream()
                .filter(file -> file.output().equals(output))
                .findFirst();
    }

    private Check comparePicture(String stage, LockedFigure before, LockedFigure now) throws IOException {
        if (before.pixels().equals(now.pixels())) {
            return new Check(Level.PICTURES, stage, Verdict.REPRODUCED, 1, "");
        }
        List<String> differing = new ArrayList<>();
        for (String panel : union(before.panels().keySet(), now.panels().keySet())) {
            if (!Objects.equals(before.panels().get(panel), now.panels().get(panel))) {
                differing.add(panel);
            }
        }
        String inPanels = differing.isEmpty()
                ? (now.panels().isEmpty() ? "" : "outside of the panels, ")
                : (differing.size() == 1 ? "panel " : "panels ") + someOf(differing) + ": ";
        Optional<FigureFile> file = file(stage, "png");
        String lockedPng = before.files().getOrDefault("png", "");
        Optional<byte[]> reference = lockedPng.isEmpty() ? Optional.empty() : references.content(lockedPng);
        if (file.isEmpty() || reference.isEmpty()) {
            boolean sameNumbers = drawnFromTheSame(stage);
            return new Check(
                    Level.PICTURES,
                    stage,
                    sameNumbers ? Verdict.CHANGED : Verdict.NOT_CHECKABLE,
                    1,
                    inPanels + "the pixels differ"
                            + (sameNumbers ? " though the tables that it is drawn from are the same" : "")
                            + "; the picture that the lock names is not at hand to say where");
        }
        return comparePixels(stage, file.get(), reference.get(), inPanels);
    }

    private Check comparePixels(String stage, FigureFile file, byte[] reference, String inPanels) throws IOException {
        byte[] content = file.content().read();
        Pixels is = Pixels.decode(content);
        Pixels was = Pixels.decode(reference);
        PixelDifference difference = PixelDifference.of(was, is);
        List<Panel> all = panels.panels(content);
        Optional<String> worst = difference.sameSize() ? difference.panel(all) : Optional.empty();
        String message = inPanels
                + difference.inWords()
                + worst.map(letter -> ", panel " + letter).orElse("");
        boolean tolerable = difference.isTolerable() && !drawnFromTheSame(stage);
        if (tolerable) {
            message += String.format(
                    Locale.ROOT,
                    " (no block by more than %.0f %%: edges that moved by a fraction of a pixel)",
                    100 * PixelDifference.TOLERATED);
        }
        if (differences.isPresent()) {
            Path folder = differences.get();
            Files.createDirectories(folder);
            Path picture = folder.resolve(stage + "-difference.png");
            Files.write(picture, PixelDifference.picture(was, is).encode());
            message += "; see " + picture;
        }
        return new Check(Level.PICTURES, stage, tolerable ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED, 1, message);
    }

    /** Whether all tables behind a figure are those of the lock: then nothing excuses a difference. */
    private boolean drawnFromTheSame(String stage) {
        Set<String> from = results.drawnFrom().getOrDefault(stage, Set.of());
        return !from.isEmpty() && from.stream().allMatch(artifact -> ofTables.get(artifact) == Verdict.REPRODUCED);
    }
}

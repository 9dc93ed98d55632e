package org.cb1network.engine.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Level;
import org.cb1network.engine.verify.Verification;
import org.cb1network.engine.verify.output.VerificationJson;
import org.cb1network.engine.verify.output.VerificationText;
import org.cb1network.engine.verify.result.StateDigest;

/** The outcome of the last verification, if it was of these results. */
public final class VerificationSection implements Section {

    /** Name of the last verification in the folder {@code results}. */
    public static final String FILE_NAME = "verification.json";

    private static final int MOST_SHOWN = 40;

    @Override
    public String id() {
        return "verification";
    }

    @Override
    public String title() {
        return "Verification";
    }

    @Override
    public boolean write(ReportContent content, Html html) {
        Optional<VerificationJson.Dated> last = last(content.results());
        if (last.isEmpty()) {
            return false;
        }
        Verification verification = last.get().verification();
        boolean same = verification.profile().equals(content.pipeline().profile())
                && last.get().state().equals(state(content));
        if (!same) {
            html.open("p", "class", "note");
            html.text(
                    "The last verification (" + last.get().time() + ", profile " + verification.profile()
                            + ") was of other results than those on this page; run 'verify' to compare these with pipeline.lock.");
            html.close("p");
            return true;
        }
        html.open("p");
        verdict(verification.verdict()).write(html, verification.verdict().words());
        html.text(" " + VerificationText.conclusion(verification)).close("p");
        html.element(
                        "p",
                        verification.subject() + " Compared with pipeline.lock at "
                                + last.get().time() + ".")
                .line();
        verification
                .notes()
                .forEach(note -> html.element("p", note, "class", "note").line());
        writeLevels(verification, html);
        writeDifferences(verification, html);
        return true;
    }

    /** Reads what {@code verify} wrote; empty if it is missing or damaged, because the page does not depend on it. */
    private static Optional<VerificationJson.Dated> last(Path results) {
        Path file = results.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(VerificationJson.read(Files.readAllBytes(file)));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static String state(ReportContent content) {
        SortedMap<String, String> digests = new TreeMap<>();
        for (ReportStage stage : content.stages()) {
            stage.results()
                    .ifPresent(results -> results.singles()
                            .forEach((output, stored) -> digests.put(
                                    stage.name() + "." + output, stored.digest().hex())));
        }
        return StateDigest.of(digests);
    }

    private static VerdictSign verdict(org.cb1network.engine.compare.Verdict verdict) {
        return switch (verdict) {
            case REPRODUCED, WITHIN_TOLERANCE -> VerdictSign.GOOD;
            case CHANGED -> VerdictSign.BAD;
            case NOT_CHECKABLE -> VerdictSign.OPEN;
        };
    }

    private static void writeLevels(Verification verification, Html html) {
        TableView view = new TableView(html);
        view.open("Levels of the verification");
        html.open("thead").open("tr");
        view.heading("Level", "");
        view.heading("What is compared", "");
        view.heading("Compared", "number");
        for (org.cb1network.engine.compare.Verdict verdict : org.cb1network.engine.compare.Verdict.values()) {
            view.heading(verdict.words(), "number");
        }
        html.close("tr").close("thead").open("tbody").line();
        for (Level level : Level.values()) {
            if (verification.of(level).isEmpty()) {
                continue;
            }
            html.open("tr");
            view.rowHeading(level.word());
            view.text(level.meaning());
            html.element("td", Integer.toString(verification.compared(level)), "class", "number");
            for (Map.Entry<org.cb1network.engine.compare.Verdict, Integer> count :
                    verification.counts(level).entrySet()) {
                html.element("td", Integer.toString(count.getValue()), "class", "number");
            }
            html.close("tr");
        }
        html.close("tbody");
        view.close();
    }

    private static void writeDifferences(Verification verification, Html html) {
        List<Check> telling = new ArrayList<>(verification.checks().stream()
                .filter(check -> !check.message().isEmpty())
                .toList());
        telling.sort((a, b) -> b.verdict().compareTo(a.verdict()));
        if (telling.isEmpty()) {
            return;
        }
        TableView view = new TableView(html);
        view.open("Findings of the verification");
        html.open("thead").open("tr");
        view.heading("Of", "");
        view.heading("Verdict", "");
        view.heading("What", "");
        html.close("tr").close("thead").open("tbody").line();
        for (Check check : telling.subList(0, Math.min(MOST_SHOWN, telling.size()))) {
            html.open("tr");
            view.rowHeading(check.level().word() + ": " + check.subject());
            html.open("td");
            verdict(check.verdict()).write(html, check.verdict().words());
            html.close();
            view.text(check.message());
            html.close("tr");
        }
        html.close("tbody");
        view.close();
        if (telling.size() > MOST_SHOWN) {
            html.element("p", "and " + (telling.size() - MOST_SHOWN) + " more; see " + FILE_NAME, "class", "note");
        }
    }
}

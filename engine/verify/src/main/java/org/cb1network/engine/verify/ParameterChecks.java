package org.cb1network.engine.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.verify.lock.LockedParameter;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.jspecify.annotations.Nullable;

/** Compares resolved parameters. Different parameters cannot be expected to give the same results. */
final class ParameterChecks {

    /** A file's digest as a parameter value. Messages show only its first digits. */
    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

    private ParameterChecks() {}

    /** Compares the parameters of every stage type, and the seed. */
    static List<Check> compare(LockedProfile locked, LockedProfile found) {
        List<Check> checks = new ArrayList<>();
        if (locked.seed() != found.seed()) {
            String message = "was " + locked.seed() + ", is " + found.seed();
            checks.add(new Check(Level.PARAMETERS, "seed", Verdict.CHANGED, 1, message));
        } else {
            checks.add(new Check(Level.PARAMETERS, "seed", Verdict.REPRODUCED, 1, ""));
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
            checks.add(new Check(Level.PARAMETERS, type, verdict, names.size(), Words.shortened(different), different));
        }
        return checks;
    }

    private static Optional<String> difference(@Nullable LockedParameter before, @Nullable LockedParameter now) {
        if (Objects.equals(before, now)) {
            return Optional.empty();
        }
        if (before == null || now == null) {
            return Optional.of(before == null ? "is new: " + inWords(now) : "is missing; was " + inWords(before));
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
}

package org.cb1network.engine.verify.lock;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The locked value of a parameter in the stages of one type. If a sweep varies the parameter, the value is the list of
 * its values.
 *
 * @param everywhere the value, if it is the same in all stages that have the parameter
 * @param byStage otherwise the value in each stage that has it
 */
public record LockedParameter(Optional<String> everywhere, SortedMap<String, String> byStage) {

    public LockedParameter {
        byStage = Collections.unmodifiableSortedMap(new TreeMap<>(byStage));
    }

    /** Returns a locked parameter from its value in each stage that has it. */
    public static LockedParameter of(SortedMap<String, String> byStage) {
        Set<String> values = new HashSet<>(byStage.values());
        return values.size() == 1
                ? new LockedParameter(Optional.of(values.iterator().next()), new TreeMap<>())
                : new LockedParameter(Optional.empty(), byStage);
    }

    /** Returns the value in a stage; empty if the lock has none for it. */
    public Optional<String> in(String stage) {
        return everywhere.isPresent() ? everywhere : Optional.ofNullable(byStage.get(stage));
    }
}

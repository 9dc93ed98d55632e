package org.cb1network.cache;

import java.util.List;

/**
 * The result of examining a whole store.
 *
 * @param entries number of sound entries
 * @param objects number of sound object files
 * @param packs number of packs examined
 * @param bytesRead number of bytes read and checked
 * @param findings problems, in the order of the folders
 */
public record DoctorReport(long entries, long objects, long packs, long bytesRead, List<Finding> findings) {

    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** Returns whether every finding is harmless or has been repaired. */
    public boolean healthy() {
        return findings.stream().allMatch(f -> f.severity() == Severity.NOTE || f.repaired());
    }

    /** The severity of a finding. */
    public enum Severity {
        /** Wastes space or needs attention, but does no harm. */
        NOTE,
        /** Results were lost, or would be found damaged when used. */
        DAMAGE
    }

    /**
     * One finding.
     *
     * @param severity its severity
     * @param where path relative to the store's root
     * @param message what is wrong, and what was done or can be done
     * @param repaired whether it has been repaired
     */
    public record Finding(Severity severity, String where, String message, boolean repaired) {}
}

package org.cb1network.cache;

import java.util.List;

/**
 * What an examination of the whole store found and did.
 *
 * @param entries sound entries
 * @param objects sound object files
 * @param packs packs looked at
 * @param bytesRead bytes read and checked
 * @param findings what was not as it should be, in the order of the folders
 */
public record DoctorReport(long entries, long objects, long packs, long bytesRead, List<Finding> findings) {

    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** Whether every finding is harmless or has been mended. */
    public boolean healthy() {
        return findings.stream().allMatch(f -> f.severity() == Severity.NOTE || f.mended());
    }

    /** How bad a finding is. */
    public enum Severity {
        /** Takes space or attention, but harms nothing. */
        NOTE,
        /** Results were lost or would be noticed as damaged when used. */
        DAMAGE
    }

    /**
     * One finding.
     *
     * @param severity how bad it is
     * @param where path below the store's root
     * @param message what is the matter, and what was done or can be done
     * @param mended whether it has been mended
     */
    public record Finding(Severity severity, String where, String message, boolean mended) {}
}

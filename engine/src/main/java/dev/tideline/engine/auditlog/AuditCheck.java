package dev.tideline.engine.auditlog;

import java.util.List;

/**
 * What reading the whole log found.
 *
 * @param entries number of the last entry
 * @param faults where it is not as it was written, at most 100, the first one first; empty if it is sound
 */
public record AuditCheck(long entries, List<Fault> faults) {

    public AuditCheck {
        faults = List.copyOf(faults);
    }

    /** What is wrong with an entry. */
    public enum Kind {
        /** Its content is not what was hashed. */
        CHANGED,
        /** It does not follow the entry before: that one, or both, were changed together with their hashes. */
        DETACHED,
        /** One or more entries before it are gone. */
        GAP,
        /** The log ends before, or elsewhere than, the last entry that was written. */
        CUT_SHORT
    }

    /**
     * One fault.
     *
     * @param entry number of the entry
     * @param kind what is wrong
     */
    public record Fault(long entry, Kind kind) {}

    /** The last entry that was written. */
    record Head(long number, String hash) {}

    /** Whether everything is as it was written. */
    public boolean sound() {
        return faults.isEmpty();
    }

    static void note(AuditEntry entry, long numberBefore, String hashBefore, List<Fault> faults) {
        if (!entry.hash().equals(entry.contentHash())) {
            faults.add(new Fault(entry.number(), Kind.CHANGED));
        }
        if (entry.number() != numberBefore + 1) {
            faults.add(new Fault(entry.number(), Kind.GAP));
        } else if (!entry.before().equals(hashBefore)) {
            faults.add(new Fault(entry.number(), Kind.DETACHED));
        }
    }

    static void noteEnd(Head head, long number, String hash, List<Fault> faults) {
        if (head.number() != number || !head.hash().equals(hash)) {
            faults.add(new Fault(number, Kind.CUT_SHORT));
        }
    }
}

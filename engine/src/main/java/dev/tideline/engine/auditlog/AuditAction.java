package dev.tideline.engine.auditlog;

/** What somebody did. */
public enum AuditAction {
    /** Saved a draft. */
    DRAFT_SAVED,
    /** Threw a draft away. */
    DRAFT_DISCARDED,
    /** Had a draft validated, which made it a version. */
    VALIDATED,
    /** Approved a version by its simulation. */
    APPROVED,
    /** Brought a version into force. */
    PUBLISHED,
    /** Brought a version into force that was so before. */
    ROLLED_BACK,
    /** Changed the share of persons that a playbook acts for. */
    RAMPED,
    /** Stopped a playbook, or everything. */
    PAUSED,
    /** Let it act again, out of quarantine too. */
    RESUMED,
    /** The server itself stopped a version that was cut for too many persons. */
    QUARANTINED,
    /** Read the operator's folder, or started a server: this version is in force. */
    BROUGHT,
    /** Read the operator's folder: the playbook is not there any more. */
    RETIRED,
    /** Opened a budget, or changed its limits. */
    BUDGET_CHANGED
}

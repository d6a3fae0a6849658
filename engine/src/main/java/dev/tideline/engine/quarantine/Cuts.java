package dev.tideline.engine.quarantine;

import dev.tideline.engine.database.Transaction;

/** For whom rules were cut: counted by version and person, so that one person who is tried again is still one. */
public final class Cuts {

    private static final int LONGEST_REASON = 500;

    private Cuts() {}

    /** Notes that a version of a playbook was cut for a person, in the transaction that goes on without it. */
    public static void note(Transaction transaction, String playbook, String version, long personNo, String reason) {
        String text = reason.replace('\0', ' ');
        transaction
                .sql("""
                        INSERT INTO rule_cut (version, person_no, playbook, reason)
                        VALUES (:version, :person, :playbook, :reason)
                        ON CONFLICT (version, person_no) DO UPDATE SET at = clock_timestamp()
                        """)
                .bind("version", version)
                .bind("person", personNo)
                .bind("playbook", playbook)
                .bind("reason", text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON))
                .update();
    }
}

package dev.tideline.engine.decision.store;

import dev.tideline.engine.database.Transaction;

/**
 * Takes the past of accounts along when they move to another person, so that who was given something as an account without
 * an identity is not given it again after KYC.
 *
 * <p>Decisions in force, contacts, grants and touches that wait go with their account; records of decisions stay as they
 * were. How often a scope acted is copied: the person who was left keeps it, or what it names could be granted again.
 * Grant keys stay as they were handed out; it is the re-entry state by which what they name is found under the new person.
 */
public final class AccountMoves {

    private AccountMoves() {}

    /**
     * Moves the past, once no one else can decide for the persons.
     *
     * @param moves a table of {@code user_no}, {@code from_no} and {@code to_no}, numbers of persons
     */
    public static void apply(Transaction transaction, String moves) {
        transaction.execute("""
                SELECT person_no FROM person WHERE person_no IN
                    (SELECT from_no FROM %1$s UNION SELECT to_no FROM %1$s) ORDER BY person_no FOR UPDATE
                """.formatted(moves));
        transaction.execute("""
                DELETE FROM decision_state s USING %s m WHERE s.person_no = m.to_no AND s.user_no = m.user_no
                """.formatted(moves));
        for (String table : new String[] {"decision_state", "contact", "incentive_grant"}) {
            move(transaction, table, "true", moves);
        }
        move(transaction, "outbox", "t.state = 'READY'", moves);
        copyReEntry(transaction, moves);
    }

    private static void move(Transaction transaction, String table, String which, String moves) {
        transaction.execute("""
                UPDATE %s t SET person_no = m.to_no FROM %s m
                WHERE t.person_no = m.from_no AND t.user_no = m.user_no AND %s
                """.formatted(table, moves, which));
    }

    /** An account that comes back finds its own row there: the greater count is the whole one. */
    private static void copyReEntry(Transaction transaction, String moves) {
        transaction.execute("""
                INSERT INTO reentry_state AS known (person_no, scope, user_no, grants, last_at, last_occurrence, events)
                SELECT m.to_no, r.scope, r.user_no, r.grants, r.last_at, r.last_occurrence, r.events
                FROM reentry_state r JOIN %s m ON r.person_no = m.from_no AND r.user_no = m.user_no
                ON CONFLICT (person_no, scope, user_no) DO UPDATE
                SET grants = greatest(known.grants, excluded.grants),
                    last_at = greatest(known.last_at, excluded.last_at),
                    last_occurrence = CASE WHEN excluded.last_at > known.last_at
                        THEN excluded.last_occurrence ELSE known.last_occurrence END,
                    events = ARRAY(SELECT unnest(known.events) UNION SELECT unnest(excluded.events))
                """.formatted(moves));
    }
}

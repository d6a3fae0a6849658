package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore.AccountRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the audience of a rule: its condition holds and the gates let him pass. What limits how often one is
 * contacted, such as a cooldown, never ends a membership. Each entry and exit is logged for those who read changes.
 */
final class MembershipRows {

    private static final Set<String> GATES = Set.of("INELIGIBLE_", "SUPPRESSED_", Reason.NOT_ENTERED, Reason.RAMP);

    private final List<Row> entries = new ArrayList<>();
    private final List<Row> changed = new ArrayList<>();
    private final List<Row> replaced = new ArrayList<>();
    private final List<Row> exits = new ArrayList<>();

    private MembershipRows() {}

    private record Key(long user, int rule) {}

    private record Row(
            Key key, @Nullable UUID decision, @Nullable String withheld) {}

    /** Returns the number of memberships entered. */
    static long write(
            Transaction transaction,
            RunSetting setting,
            List<Evaluated> accounts,
            Map<Long, List<CandidateResult>> results,
            Map<AccountRule, UUID> ids) {
        Map<Key, Row> stored = read(transaction, setting, accounts);
        MembershipRows rows = new MembershipRows();
        Set<Key> held = new HashSet<>();
        for (Evaluated account : accounts) {
            long user = account.stored().userNo();
            held(setting, account, held);
            for (CandidateResult result : results.getOrDefault(user, List.of())) {
                Key key = new Key(user, setting.ruleNumber(result.rule()));
                if (!isGate(result)) {
                    held.add(key);
                }
                if (belongs(result)) {
                    UUID decision = ids.get(new AccountRule(user, result.rule()));
                    String withheld = withheld(setting, account, result);
                    rows.compare(stored.get(key), new Row(key, decision, withheld));
                }
            }
        }
        stored.values().stream().filter(row -> !held.contains(row.key())).forEach(rows.exits::add);
        rows.write(transaction, setting.run().asOf());
        return rows.entries.size();
    }

    /** Nobody leaves because a playbook was cut. */
    private static void held(RunSetting setting, Evaluated account, Set<Key> held) {
        for (String playbook : account.account().cut()) {
            setting.evaluation().loaded().rules().stream()
                    .filter(rule -> rule.playbook().equals(playbook))
                    .forEach(rule -> held.add(new Key(account.stored().userNo(), setting.ruleNumber(rule.name()))));
        }
    }

    private void compare(@Nullable Row before, Row now) {
        if (before == null) {
            entries.add(now);
        } else if (!Objects.equals(before.withheld(), now.withheld())) {
            changed.add(now);
            replaced.add(before);
        }
    }

    /** Refused by a gate: not a member. */
    private static boolean isGate(CandidateResult result) {
        return result.outcome() == Outcome.DROPPED && GATES.stream().anyMatch(result.reason()::startsWith);
    }

    /** A member from now on at least. With stale data nobody enters, and nobody leaves. */
    private static boolean belongs(CandidateResult result) {
        return !isGate(result) && !result.reason().equals(Reason.STALE_DATA);
    }

    private static @Nullable String withheld(RunSetting setting, Evaluated account, CandidateResult result) {
        String person = account.stored().personId();
        Outcome arm = setting.evaluation().forPerson(person).arbiter().arm(result.playbook(), person);
        if (arm != Outcome.GRANTED) {
            return arm.name();
        }
        return result.outcome() == Outcome.PENDING_REVIEW ? Outcome.PENDING_REVIEW.name() : null;
    }

    private static Map<Key, Row> read(Transaction transaction, RunSetting setting, List<Evaluated> accounts) {
        Set<Integer> rules = setting.evaluation().loaded().rules().stream()
                .filter(rule -> setting.evaluation().playbooks().contains(rule.playbook()))
                .map(rule -> setting.ruleNumber(rule.name()))
                .collect(Collectors.toSet());
        String users = accounts.stream()
                .map(account -> String.valueOf(account.stored().userNo()))
                .collect(Collectors.joining(","));
        Map<Key, Row> stored = new HashMap<>();
        try (CopyReader rows = transaction.copyOut("SELECT user_no, rule_no, decision_id, withheld FROM membership"
                + " WHERE user_no = ANY('{" + users + "}'::bigint[])")) {
            while (rows.next()) {
                Key key = new Key(rows.bigint(), rows.integer());
                Row row = new Row(key, rows.uuidOrNull(), rows.textOrNull());
                if (rules.contains(key.rule())) {
                    stored.put(key, row);
                }
            }
        }
        return stored;
    }

    private void write(Transaction transaction, Instant at) {
        List<Row> gone = new ArrayList<>(exits);
        gone.addAll(changed);
        if (!gone.isEmpty()) {
            transaction
                    .sql("""
                            DELETE FROM membership m USING unnest(:users::bigint[], :rules::integer[]) AS g (user_no, rule_no)
                             WHERE m.user_no = g.user_no AND m.rule_no = g.rule_no
                            """)
                    .bind("users", gone.stream().map(row -> row.key().user()).toList())
                    .bind(
                            "rules",
                            gone.stream().map(row -> (long) row.key().rule()).toList())
                    .update();
        }
        List<Row> present = new ArrayList<>(entries);
        present.addAll(changed);
        if (!present.isEmpty()) {
            insert(transaction, present, at);
        }
        if (!gone.isEmpty() || !present.isEmpty()) {
            log(transaction, at);
        }
    }

    private static void insert(Transaction transaction, List<Row> rows, Instant at) {
        try (CopyWriter copy = transaction.copyIn("membership (user_no, rule_no, entered_at, decision_id, withheld)")) {
            for (Row row : rows) {
                copy.rows()
                        .row(5)
                        .bigint(row.key().user())
                        .integer(row.key().rule())
                        .instant(at);
                rest(copy, row);
            }
            copy.finish();
        }
    }

    private void log(Transaction transaction, Instant at) {
        try (CopyWriter copy =
                transaction.copyIn("membership_change (user_no, rule_no, entered, at, decision_id, withheld)")) {
            exits.forEach(row -> log(copy, row, false, at));
            // As two steps, so that whoever may not see withheld rows sees one of them: he leaves, or he enters.
            replaced.forEach(row -> log(copy, row, false, at));
            changed.forEach(row -> log(copy, row, true, at));
            entries.forEach(row -> log(copy, row, true, at));
            copy.finish();
        }
    }

    private static void log(CopyWriter copy, Row row, boolean entered, Instant at) {
        copy.rows()
                .row(6)
                .bigint(row.key().user())
                .integer(row.key().rule())
                .flag(entered)
                .instant(at);
        rest(copy, row);
    }

    private static void rest(CopyWriter copy, Row row) {
        UUID decision = row.decision();
        if (decision == null) {
            copy.rows().none();
        } else {
            copy.rows().uuid(decision);
        }
        copy.rows().text(row.withheld());
        copy.flushIfFull();
    }
}

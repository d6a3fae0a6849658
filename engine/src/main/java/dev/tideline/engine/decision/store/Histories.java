package dev.tideline.engine.decision.store;

import dev.tideline.engine.arbitration.caps.IncentiveBook;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.guardrails.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the past of many persons by COPY. The texts that go into its SQL are numbers, instants and enum names only. */
final class Histories {

    /** Between texts of an array; no text that names an event holds it. */
    private static final String SEPARATOR = String.valueOf((char) 31);

    private final Limits limits;

    Histories(Limits limits) {
        this.limits = limits;
    }

    /** The past of the persons for whom {@code which}, a condition on {@code person_no}, holds. */
    Map<Long, PersonHistory> read(Transaction transaction, String which, Instant asOf) {
        Map<Long, Past> pasts = new HashMap<>();
        each(transaction, pasts, """
                SELECT person_no, user_no, rule, decision_id, outcome, reason, version, standing, revision
                FROM decision_state WHERE %s""".formatted(which), Past::last);
        each(transaction, pasts, """
                SELECT person_no, scope, grants, last_at, last_occurrence, array_to_string(events, chr(31))
                FROM reentry_state WHERE %s""".formatted(which), Past::scope);
        if (pasts.isEmpty()) {
            return Map.of();
        }
        each(transaction, pasts, """
                SELECT person_no, at, channel FROM contact WHERE %s AND at >= '%s' AND class <> ALL ('{%s}')""".formatted(which, contactsFrom(asOf), exempt()), Past::contact);
        each(
                transaction,
                pasts,
                """
                SELECT person_no, at, face_value::text, incentive, playbook FROM incentive_grant
                WHERE %s AND at >= '%s' AND class = '%s' AND asset = '%s' AND voided_at IS NULL""".formatted(
                                which,
                                IncentiveBook.from(limits, asOf),
                                CandidateClass.PROMOTIONAL,
                                limits.incentiveCap().asset().replace("'", "''")),
                Past::grant);
        return pasts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, past -> past.getValue().history()));
    }

    private static void each(
            Transaction transaction, Map<Long, Past> pasts, String query, BiConsumer<Past, CopyReader> column) {
        try (CopyReader rows = transaction.copyOut(query)) {
            while (rows.next()) {
                column.accept(pasts.computeIfAbsent(rows.bigint(), number -> new Past()), rows);
            }
        }
    }

    private Instant contactsFrom(Instant asOf) {
        Stream<Instant> starts =
                limits.contactCaps().stream().map(cap -> cap.window().start(asOf));
        return starts.min(Instant::compareTo).orElse(asOf);
    }

    private String exempt() {
        return limits.contactExempt().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    /** What is gathered of one person. */
    private static final class Past {

        private final Map<String, ScopePast> scopes = new HashMap<>();
        private final Map<Long, Map<String, LastDecision>> last = new HashMap<>();
        private final List<Contact> contacts = new ArrayList<>();
        private final List<Grant> grants = new ArrayList<>();
        private long revision;

        void last(CopyReader row) {
            Map<String, LastDecision> ofAccount = last.computeIfAbsent(row.bigint(), number -> new HashMap<>());
            String rule = row.text();
            ofAccount.put(
                    rule,
                    new LastDecision(row.uuid(), Outcome.valueOf(row.text()), row.text(), row.text(), row.flag()));
            revision += row.bigint();
        }

        void scope(CopyReader row) {
            String scope = row.text();
            int times = row.integer();
            Instant lastAt = row.instant();
            String last = row.text();
            String events = row.text();
            Set<String> occurrences = new HashSet<>(events.isEmpty() ? List.of() : List.of(events.split(SEPARATOR)));
            occurrences.add(last);
            scopes.merge(scope, new ScopePast(times, lastAt, last, occurrences), ScopePast::and);
        }

        void contact(CopyReader row) {
            contacts.add(new Contact(row.instant(), Channel.valueOf(row.text())));
        }

        void grant(CopyReader row) {
            grants.add(new Grant(row.instant(), new BigDecimal(row.text()), row.text(), row.text()));
        }

        PersonHistory history() {
            return new PersonHistory(scopes, last, contacts, grants, revision);
        }
    }
}

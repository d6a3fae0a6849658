package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.caps.Allowance;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Taken;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.quiet.Departure;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.jurisdiction.PacksInForce;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which candidates of one person are granted. Pure: the same case, terms and instant give the same result, in
 * whatever order accounts, candidates, effects and the past are listed. Thread-safe.
 */
public final class Arbiter {

    private final Terms terms;
    private final HardGates hardGates;
    private final Holdouts holdouts;
    private final Departure departure;

    /** For one run; cheap enough to make one a request. */
    public Arbiter(Terms terms) {
        this.terms = terms;
        hardGates = new HardGates(terms);
        holdouts = new Holdouts(terms);
        departure = new Departure(terms.limits().quietHours(), terms.userSchema());
    }

    /**
     * Takes every candidate of the person through all steps.
     *
     * @return one result a candidate of a playbook that runs, each with one outcome and reason a part
     */
    public Arbitration arbitrate(PersonCase person, Instant asOf) {
        return arbitrate(person, Taken.NOTHING, asOf);
    }

    /** The same after better candidates, which are not in the case, have taken their room. */
    public Arbitration arbitrate(PersonCase person, Taken taken, Instant asOf) {
        List<Entry> entries = entries(person);
        if (!entries.isEmpty()) {
            gate(entries, person, asOf);
            Claims claims = new Claims(terms, departure, person.history(), taken, asOf);
            entries.forEach(claims::claim);
        }
        return new Results(holdouts, asOf).of(entries, left(person));
    }

    /** The user's fields that decide here, whatever rules and guardrails read. */
    public Set<Field> reads() {
        return Stream.of(
                        hardGates.reads(),
                        ReEntryGate.reads(terms),
                        departure.reads().stream(),
                        terms.packs().reads().stream(),
                        new Allowance(terms.limits().offers(), terms.userSchema()).reads())
                .flatMap(Function.identity())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The arm that a person is in for a playbook that runs: GRANTED unless he is held out, whatever else is decided. */
    public Outcome arm(String playbook, String personId) {
        PlaybookTerms runs = terms.playbooks().get(playbook);
        return runs == null ? Outcome.GRANTED : holdouts.arm(runs.playbook(), personId);
    }

    private List<Entry> entries(PersonCase person) {
        List<Entry> entries = new ArrayList<>();
        for (AccountCase account : person.accounts()) {
            for (Candidate candidate : account.candidates()) {
                PlaybookTerms playbook = terms.playbooks().get(candidate.playbook());
                if (playbook != null) {
                    entries.add(new Entry(
                            account, candidate, playbook, terms.incentives(), terms.score(playbook.playbook())));
                }
            }
        }
        entries.sort(Entry.RANK);
        return entries;
    }

    private void gate(List<Entry> entries, PersonCase person, Instant asOf) {
        boolean global = holdouts.global(person.personId());
        ReEntryGate reentry = new ReEntryGate(terms.userSchema(), asOf);
        Suppression suppression = new Suppression(person);
        PacksInForce packs = terms.packs().at(LocalDate.ofInstant(asOf, ZoneOffset.UTC));
        Jurisdiction jurisdiction = new Jurisdiction(packs, terms);
        for (Entry entry : entries) {
            jurisdiction.apply(entry);
            hardGates.apply(entry);
            holdouts.apply(entry, global, person.personId());
            reentry.apply(entry, person.history());
            suppression.apply(entry);
            entry.settleEligible();
        }
    }

    private List<Arbitration.Left> left(PersonCase person) {
        List<Arbitration.Left> left = new ArrayList<>();
        for (AccountCase account : person.accounts()) {
            person.history().last().getOrDefault(account.userNo(), Map.of()).forEach((rule, last) -> {
                if (last.standing() && runs(rule) && !fits(account, rule)) {
                    left.add(new Arbitration.Left(account.userNo(), rule));
                }
            });
        }
        left.sort(Comparator.comparingLong(Arbitration.Left::userNo).thenComparing(Arbitration.Left::rule));
        return left;
    }

    /** Rule names start with the playbook's key and a stroke. */
    private boolean runs(String rule) {
        return terms.playbooks().containsKey(rule.substring(0, Math.max(0, rule.indexOf('/'))));
    }

    private static boolean fits(AccountCase account, String rule) {
        return account.candidates().stream()
                .anyMatch(candidate -> candidate.rule().equals(rule));
    }
}

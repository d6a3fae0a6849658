package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.caps.Allowance;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Taken;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.quiet.Departure;
import dev.tideline.rules.budgets.Cluster;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.jurisdiction.PacksInForce;
import dev.tideline.rules.language.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Whether what a guardrail says of one account binds all accounts of the person. */
    public static boolean bindsPerson(Effect effect) {
        return effect instanceof Effect.Suppress || HardGates.isPersonal(effect);
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
        return arbitrate(person, taken, Purse.BOUNDLESS, asOf);
    }

    /** The same with what budgets say. */
    public Arbitration arbitrate(PersonCase person, Taken taken, Purse purse, Instant asOf) {
        return new Contest(person, asOf).settle(taken, purse);
    }

    /** Takes every candidate of the person as far as step 7; {@link Contest#settle} does the rest, once. */
    public Contest contest(PersonCase person, Instant asOf) {
        return new Contest(person, asOf);
    }

    /** The candidates of one person, ranked, before they claim. */
    public final class Contest {

        private final PersonCase person;
        private final Instant asOf;
        private final List<Entry> entries;

        private Contest(PersonCase person, Instant asOf) {
            this.person = person;
            this.asOf = asOf;
            entries = entries(person);
            if (!entries.isEmpty()) {
                gate(entries, person, asOf);
            }
        }

        /** Whom it is about. */
        public PersonCase person() {
            return person;
        }

        /** Every incentive that budgets could be asked for, in order of rank; empty once it is settled. */
        public List<Wish> wishes() {
            if (entries.stream().noneMatch(entry -> entry.open().anyMatch(Slot::isIncentive))) {
                return List.of();
            }
            Claims claims = claims(Taken.NOTHING, Purse.BOUNDLESS);
            List<Wish> wishes = new ArrayList<>();
            for (Entry entry : entries) {
                entry.open()
                        .filter(slot -> slot.isIncentive() && slot.reviewReason() == null)
                        .flatMap(slot -> terms.incentives().named(slot.part().key()).stream())
                        .forEach(incentive -> wishes.add(claims.wish(entry, incentive)));
            }
            return wishes;
        }

        /** Steps 7 to 9, when nothing but this person's history and these budgets speaks against it. */
        public Arbitration settle(Purse purse) {
            return settle(Taken.NOTHING, purse);
        }

        private Arbitration settle(Taken taken, Purse purse) {
            if (!entries.isEmpty()) {
                Claims claims = claims(taken, purse);
                entries.forEach(claims::claim);
            }
            return new Results(holdouts, asOf).of(entries, left(person));
        }

        private Claims claims(Taken taken, Purse purse) {
            return new Claims(terms, departure, person, taken, purse, asOf);
        }
    }

    /** The user's fields that decide here, whatever rules and guardrails read. */
    public Set<Field> reads() {
        return Stream.of(
                        hardGates.reads(),
                        ReEntryGate.reads(terms),
                        departure.reads().stream(),
                        terms.packs().reads().stream(),
                        Arrays.stream(Cluster.values()).map(cluster -> cluster.field(terms.userSchema())),
                        new Allowance(terms.limits().offers(), terms.userSchema()).reads())
                .flatMap(Function.identity())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a person is in the share of persons, in percent, that a playbook acts for. */
    public static boolean reaches(String playbook, int share, String personId) {
        return Holdouts.isIn(playbook, share, personId);
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
        Suppression suppression = new Suppression(person, terms.guardrails());
        PacksInForce packs = terms.packs().at(LocalDate.ofInstant(asOf, ZoneOffset.UTC));
        Jurisdiction jurisdiction = new Jurisdiction(packs, terms);
        List<Effect> personal = HardGates.personal(person);
        for (Entry entry : entries) {
            jurisdiction.apply(entry);
            hardGates.apply(entry, personal);
            Holdouts.ramp(entry, person.personId());
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

    private boolean runs(String rule) {
        return terms.playbooks().containsKey(playbook(rule));
    }

    /** Rule names start with the playbook's key and a stroke. */
    private static String playbook(String rule) {
        return rule.substring(0, Math.max(0, rule.indexOf('/')));
    }

    /** Whether it does or, as its playbook was cut, may do. */
    private static boolean fits(AccountCase account, String rule) {
        return account.cut().contains(playbook(rule))
                || account.candidates().stream()
                        .anyMatch(candidate -> candidate.rule().equals(rule));
    }
}

package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.caps.Allowance;
import dev.tideline.engine.arbitration.caps.ContactBook;
import dev.tideline.engine.arbitration.caps.GroupBook;
import dev.tideline.engine.arbitration.caps.IncentiveBook;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.given.Taken;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.quiet.Departure;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.playbook.Playbook;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps 7 and 8 for one person: candidates claim in the order of their rank; ghosts claim as the grants would. */
final class Claims {

    private final Terms terms;
    private final Departure departure;
    private final String personId;
    private final Instant asOf;
    private final ContactBook contacts;
    private final IncentiveBook incentives;
    private final Allowance allowance;
    private final Purse purse;
    private final GroupBook groups;
    private final Map<String, Long> scopeAccounts = new HashMap<>();
    private final Set<List<String>> grantKeys = new HashSet<>();

    Claims(Terms terms, Departure departure, PersonCase person, Taken taken, Purse purse, Instant asOf) {
        Limits limits = terms.limits();
        PersonHistory history = person.history();
        this.terms = terms;
        this.personId = person.personId();
        this.purse = purse;
        this.departure = departure;
        this.asOf = asOf;
        contacts = new ContactBook(limits.contactCaps(), history.contacts(), asOf);
        incentives = new IncentiveBook(limits, terms.incentives(), history.incentives(), asOf);
        allowance = new Allowance(limits.offers(), terms.userSchema());
        groups = new GroupBook(terms.incentives(), asOf);
        history.incentives().stream()
                .sorted(Comparator.comparing(Grant::at).thenComparing(Grant::playbook))
                .forEach(grant -> rival(grant.playbook()).ifPresent(playbook -> groups.stands(playbook, grant)));
        taken.contacts().forEach(contacts::add);
        taken.incentives().forEach(incentives::add);
        taken.playbooks()
                .forEach(key -> groups.add(
                        Objects.requireNonNull(terms.playbooks().get(key)).playbook()));
        scopeAccounts.putAll(taken.accounts());
        grantKeys.addAll(taken.occurrences());
    }

    /** A playbook of another run; what is gone from the rulebook competes no more. */
    private Optional<Playbook> rival(String key) {
        return Optional.ofNullable(terms.rivals().get(key));
    }

    /** Ends every part of the entry but its memberships. */
    void claim(Entry entry) {
        refuseTaken(entry);
        int contactMark = contacts.mark();
        int incentiveMark = incentives.mark();
        int purseMark = purse.mark();
        claimIncentives(entry);
        HardGates.loseWithoutIncentive(entry);
        if (entry.acts().anyMatch(slot -> slot.reviewReason() != null)) {
            incentives.backTo(incentiveMark);
            giveBackAllButHeld(entry, purseMark);
            entry.acts().toList().forEach(Claims::pend);
            return;
        }
        claimTouches(entry);
        if (entry.acts().findAny().isEmpty()) {
            contacts.backTo(contactMark);
            incentives.backTo(incentiveMark);
            purse.backTo(purseMark);
            return;
        }
        grant(entry);
    }

    private void refuseTaken(Entry entry) {
        groups.refusal(entry.terms().playbook())
                .ifPresent(
                        lost -> entry.drop(slot -> !slot.isMembership(), lost.reason(), lost.values(), lost.retryAt()));
        Long account = scopeAccounts.get(entry.scope());
        if (account != null && account != entry.account().userNo()) {
            entry.drop(slot -> !slot.isMembership(), Reason.ALREADY_GRANTED, Map.of("account", "another"));
        }
    }

    private void claimIncentives(Entry entry) {
        entry.open().filter(Slot::isIncentive).toList().forEach(slot -> claimIncentive(entry, slot));
    }

    private void claimIncentive(Entry entry, Slot slot) {
        Incentive incentive = terms.incentives().named(slot.part().key()).orElseThrow();
        if (grantKeys.contains(grantKey(entry, slot))) {
            slot.drop(Reason.ALREADY_GRANTED, Map.of("occurrence", entry.occurrence()));
            return;
        }
        boolean capped = entry.is(CandidateClass.PROMOTIONAL);
        String counted = terms.limits().incentiveCap().asset();
        if (capped && !incentive.asset().key().equals(counted)) {
            Map<String, String> values = Map.of("asset", incentive.asset().key(), "counted_in", counted);
            slot.drop(Reason.CAP_ASSET, values);
            return;
        }
        Optional<Refusal> refusal = capped ? refusal(entry, incentive) : Optional.empty();
        if (refusal.isPresent()) {
            slot.drop(
                    refusal.get().reason(),
                    refusal.get().values(),
                    refusal.get().retryAt());
        } else if (slot.reviewReason() != null || granted(slot, wish(entry, incentive))) {
            if (capped) {
                incentives.add(new Grant(asOf, incentive.faceValue().amount(), incentive.key(), entry.playbook()));
            }
        }
    }

    Wish wish(Entry entry, Incentive incentive) {
        return new Wish(
                personId,
                entry.user(),
                entry.playbook(),
                entry.rule(),
                entry.scope(),
                entry.occurrence(),
                incentive,
                entry.score(),
                entry.arm().ghost(),
                asOf);
    }

    /** What waits for a review is not charged before. */
    private boolean granted(Slot slot, Wish wish) {
        Reply reply = purse.ask(wish);
        if (reply instanceof Reply.Refused refused) {
            Refusal refusal = refused.refusal();
            slot.drop(refusal.reason(), refusal.values(), refusal.retryAt());
            return false;
        }
        if (reply instanceof Reply.Held held) {
            slot.hold(held.reason(), held.values());
        } else if (reply instanceof Reply.Granted granted) {
            slot.note(granted.values());
        }
        return true;
    }

    /** The ledger keeps what a breaker holds until it is released. */
    private void giveBackAllButHeld(Entry entry, int mark) {
        purse.backTo(mark);
        entry.open()
                .filter(slot -> slot.isIncentive() && Reason.isHeld(slot.reviewReason()))
                .forEach(slot -> terms.incentives()
                        .named(slot.part().key())
                        .ifPresent(incentive -> purse.ask(wish(entry, incentive))));
    }

    private Optional<Refusal> refusal(Entry entry, Incentive incentive) {
        return allowance
                .cluster(entry.user())
                .or(() -> incentives.refusal(
                        incentive,
                        entry.playbook(),
                        allowance.most(entry.user(), entry.terms().playbook())));
    }

    private static List<String> grantKey(Entry entry, Slot slot) {
        return List.of(entry.scope(), slot.part().key(), entry.occurrence());
    }

    private static void pend(Slot slot) {
        String review = slot.reviewReason();
        slot.end(Outcome.PENDING_REVIEW, review == null ? Reason.WAITS_FOR_REVIEW : review, null, null);
    }

    /** A candidate whose touches are all refused for now waits with them: nobody would learn of its incentive. */
    private void claimTouches(Entry entry) {
        List<Slot> touches = entry.open().filter(Slot::isTouch).toList();
        touches.forEach(slot -> claimTouch(entry, slot));
        boolean task = entry.acts().anyMatch(slot -> !slot.isTouch() && !slot.isIncentive());
        if (touches.isEmpty() || task || touches.stream().anyMatch(Slot::open)) {
            return;
        }
        Instant retryAt = touches.stream()
                .map(slot -> slot.result().retryAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        entry.drop(Slot::isIncentive, Reason.WITHOUT_TOUCH, Map.of(), retryAt);
    }

    private void claimTouch(Entry entry, Slot slot) {
        if (terms.limits().contactExempt().contains(entry.candidateClass())) {
            return;
        }
        Refusal first = null;
        Instant earliest = null;
        for (Channel channel : slot.channels()) {
            Optional<Refusal> refusal = contacts.refusal(channel);
            if (refusal.isEmpty()) {
                slot.leave(List.of(channel));
                contacts.add(new Contact(departs(entry, channel), channel));
                return;
            }
            first = first == null ? refusal.get() : first;
            earliest = earlier(earliest, refusal.get().retryAt());
        }
        Refusal refused = Objects.requireNonNull(first, "a touch has a channel");
        slot.drop(refused.reason(), refused.values(), earliest);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private void grant(Entry entry) {
        groups.add(entry.terms().playbook());
        if (scopeAccounts.put(entry.scope(), entry.account().userNo()) == null) {
            entry.advance();
        }
        String reason = entry.arm().ghost() ? Reason.HELD_OUT : Reason.GRANTED;
        entry.acts().toList().forEach(slot -> {
            grantKeys.add(grantKey(entry, slot));
            Channel channel = slot.channels().isEmpty() ? null : slot.channels().get(0);
            Instant notBefore = channel == null ? null : departs(entry, channel);
            slot.end(entry.arm(), reason, channel, notBefore);
        });
    }

    private Instant departs(Entry entry, Channel channel) {
        return departure.notBefore(entry.user(), entry.candidateClass(), channel, asOf);
    }
}

package dev.tideline.engine.replay.walk;

import dev.tideline.engine.arbitration.caps.IncentiveBook;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What was decided for a person on the virtual days so far: what the decision store keeps of real ones. For one thread. */
public final class VirtualPast {

    private static final UUID UNNAMED = new UUID(0, 0);

    private final EvaluationPolicy policy;
    private final Map<String, ScopePast> scopes = new HashMap<>();
    private final Map<Long, Map<String, LastDecision>> last = new HashMap<>();
    private final List<Contact> contacts = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();

    /** Nothing so far. */
    VirtualPast(EvaluationPolicy policy) {
        this(policy, PersonHistory.NONE);
    }

    /** What was so far, as {@link #at} gave it. */
    public VirtualPast(EvaluationPolicy policy, PersonHistory before) {
        this.policy = policy;
        scopes.putAll(before.scopes());
        before.last().forEach((account, rules) -> last.put(account, new HashMap<>(rules)));
        contacts.addAll(before.contacts());
        grants.addAll(before.incentives());
    }

    /** What caps need of it at an instant. */
    public PersonHistory at(Instant asOf) {
        Limits limits = policy.limits();
        Instant contactsFrom = limits.contactCaps().stream()
                .map(cap -> cap.window().start(asOf))
                .min(Instant::compareTo)
                .orElse(asOf);
        contacts.removeIf(contact -> contact.at().isBefore(contactsFrom));
        Instant grantsFrom = IncentiveBook.from(limits, asOf);
        grants.removeIf(grant -> grant.at().isBefore(grantsFrom));
        return new PersonHistory(scopes, last, contacts, grants, 0);
    }

    /** Whether some rule has fitted ever since the first day, so that its ceasing to fit must be noticed. */
    public boolean hasStanding() {
        return last.values().stream().flatMap(rules -> rules.values().stream()).anyMatch(LastDecision::standing);
    }

    /** Remembers what was decided. */
    public void add(Arbitration decided, Instant asOf) {
        decided.candidates().forEach(result -> add(result, asOf));
        decided.left().forEach(this::leave);
    }

    private void leave(Arbitration.Left left) {
        Map<String, LastDecision> rules = last.get(left.userNo());
        if (rules != null) {
            rules.computeIfPresent(left.rule(), (rule, before) -> notStanding(before));
        }
    }

    private static LastDecision notStanding(LastDecision before) {
        return new LastDecision(before.decision(), before.outcome(), before.reason(), before.version(), false);
    }

    private void add(CandidateResult result, Instant asOf) {
        last.computeIfAbsent(result.userNo(), account -> new HashMap<>())
                .put(
                        result.rule(),
                        new LastDecision(
                                UNNAMED, result.outcome(), result.reason(), result.version(), result.standing()));
        if (result.advances()) {
            scopes.merge(result.scope(), new ScopePast(1, asOf, result.occurrence()), ScopePast::and);
        }
        counting(result, Part.Touch.class).forEach(part -> addContact(result, part));
        counting(result, Part.Incentive.class).forEach(part -> addGrant(result, part, asOf));
    }

    private static Stream<PartResult> counting(CandidateResult result, Class<? extends Part> kind) {
        return result.parts().stream()
                .filter(part -> kind.isInstance(part.part()) && part.outcome().counts());
    }

    private void addContact(CandidateResult result, PartResult part) {
        Channel channel = part.channel();
        Instant at = part.notBefore();
        boolean exempt = policy.limits().contactExempt().contains(result.candidateClass());
        if (channel != null && at != null && !exempt) {
            contacts.add(new Contact(at, channel));
        }
    }

    private void addGrant(CandidateResult result, PartResult part, Instant asOf) {
        Incentive incentive = policy.incentives().named(part.part().key()).orElseThrow();
        boolean capped = result.candidateClass() == CandidateClass.PROMOTIONAL
                && incentive.asset().key().equals(policy.limits().incentiveCap().asset());
        if (capped) {
            grants.add(new Grant(asOf, incentive.faceValue().amount(), incentive.key(), result.playbook()));
        }
    }
}

package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.Taken;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.decision.Pulled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fills the places of a screen in the order of arbitration; when a budget refuses, the next in rank moves up. Pure. */
public final class Choice {

    private final Arbiter arbiter;
    private final Proposals proposals;
    private final PersonCase person;
    private final Instant at;
    private final Map<String, Refusal> refused = new HashMap<>();
    private final List<Chosen> chosen = new ArrayList<>();
    private List<CandidateResult> last = List.of();

    /** With the places empty. */
    public Choice(Arbiter arbiter, Proposals proposals, PersonCase person, Instant at) {
        this.arbiter = arbiter;
        this.proposals = proposals;
        this.person = person;
        this.at = at;
        this.last = arbitrate();
    }

    /** Whose screen it is. */
    public PersonCase person() {
        return person;
    }

    /** Every candidate that could take a place once others are refused. */
    List<Chosen> possible() {
        return last.stream().map(this::chosen).filter(Choice::shows).toList();
    }

    /**
     * Fills the places.
     *
     * @param taking takes what a candidate promises, or says why it is refused or has to wait
     */
    void fill(int places, Function<Chosen, Reply> taking) {
        boolean again = true;
        while (again) {
            again = false;
            for (CandidateResult result : last) {
                if (chosen.size() == places || again) {
                    break;
                }
                Chosen one = chosen(result);
                if (result.outcome().counts() && shows(one) && !isChosen(result)) {
                    Reply reply = taking.apply(one);
                    if (reply instanceof Reply.Refused no) {
                        refused.put(result.rule(), no.refusal());
                        again = true;
                    } else {
                        chosen.add(reply instanceof Reply.Held held ? one.held(held.reason()) : one);
                    }
                }
            }
            last = again ? arbitrate() : last;
        }
    }

    /** What takes places, best first. */
    public List<Chosen> chosen() {
        return List.copyOf(chosen);
    }

    /** What is not offered, in the order of arbitration, with why. */
    public List<Other> others() {
        Pulled screen = screen();
        return last.stream()
                .filter(result -> !isChosen(result))
                .map(screen::of)
                .map(result -> new Other(
                        result.playbook(), result.rule(), result.outcome().name(), result.reason(), values(result)))
                .toList();
    }

    /** How everything ended that was proposed, offered or not: what is to be kept of it. */
    public PersonDecision decided() {
        return new PersonDecision(person, new Arbitration(last, List.of()), screen());
    }

    private Pulled screen() {
        return new Pulled(
                proposals.placement().key(),
                proposals.placement().shows(),
                last.stream()
                        .filter(result -> result.outcome().counts() && !isChosen(result))
                        .map(CandidateResult::rule)
                        .collect(Collectors.toSet()));
    }

    /** What the reason says more: that of the first part that ended for it. */
    private static SortedMap<String, String> values(CandidateResult result) {
        return result.parts().stream()
                .filter(part ->
                        part.outcome() == result.outcome() && part.reason().equals(result.reason()))
                .map(PartResult::values)
                .findFirst()
                .orElse(Collections.emptySortedMap());
    }

    private boolean isChosen(CandidateResult result) {
        return chosen.stream().anyMatch(one -> one.result().rule().equals(result.rule()));
    }

    private Chosen chosen(CandidateResult result) {
        return new Chosen(result, proposals.of(person.personId(), result), "");
    }

    private static boolean shows(Chosen one) {
        return !one.proposal().incentives().isEmpty() || one.proposal().template() != null;
    }

    private List<CandidateResult> arbitrate() {
        return arbiter.arbitrate(person, Taken.NOTHING, new Refusals(refused), at)
                .candidates();
    }
}

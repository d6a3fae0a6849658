package dev.tideline.engine.pull;

import dev.tideline.engine.arbitration.budget.Payer;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.DecisionStore.AccountRule;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.pull.choice.Choice;
import dev.tideline.engine.pull.choice.Chosen;
import dev.tideline.engine.risk.VerdictRows;
import dev.tideline.rules.facts.FactSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Keeps what was chosen and what was refused, in the transaction that claimed: decisions, what risk said, and offers. */
final class NewOffers {

    private final FactSchema users;
    private final DecisionStore decisions;
    private final Offers offers;

    NewOffers(FactSchema users, DecisionStore decisions, Offers offers) {
        this.users = users;
        this.decisions = decisions;
        this.offers = offers;
    }

    /** The answers to these calls, whose persons are locked. */
    Map<Call, Answer> keep(Transaction transaction, EvaluationSetting setting, List<Selection.Choosing> choosing) {
        Instant at = setting.asOf();
        Map<AccountRule, UUID> ids = commit(transaction, setting, choosing);
        VerdictRows verdicts = new VerdictRows(transaction);
        List<Offers.New> made = new ArrayList<>();
        Map<Call, Answer> answers = new HashMap<>();
        for (Selection.Choosing one : choosing) {
            Call call = one.asked().call();
            Ask ask = call.ask();
            verdicts.add(
                    call.clearance(),
                    one.asked().user().userNo(),
                    ask.placement().key(),
                    at);
            List<Offer> mine = offers(one.asked(), one.choice(), ids, at);
            mine.forEach(offer -> made.add(new Offers.New(offer, ask.context())));
            answers.put(call, Answer.of(ask, mine, one.choice().others(), at));
        }
        if (!made.isEmpty()) {
            offers.make(transaction, made, at);
        }
        return answers;
    }

    private Map<AccountRule, UUID> commit(
            Transaction transaction, EvaluationSetting setting, List<Selection.Choosing> choosing) {
        List<PersonDecision> decided = choosing.stream()
                .map(Selection.Choosing::choice)
                .map(Choice::decided)
                .toList();
        return decisions.commitLocked(transaction, setting, decided);
    }

    private List<Offer> offers(Screening.Screened asked, Choice choice, Map<AccountRule, UUID> ids, Instant at) {
        List<Offer> made = new ArrayList<>();
        for (Chosen one : choice.chosen()) {
            UUID id = Objects.requireNonNull(
                    ids.get(new AccountRule(one.result().userNo(), one.result().rule())));
            made.add(new Offer(
                    id,
                    asked.user().personNo(),
                    asked.user().userNo(),
                    asked.user().userId(),
                    Payer.of(asked.user().personId(), asked.facts(), users),
                    asked.ask().placement().key(),
                    made.size() + 1,
                    state(one),
                    one.heldBy(),
                    asked.ask().placement().reserve(),
                    false,
                    one.proposal(),
                    at));
        }
        return made;
    }

    private static OfferState state(Chosen one) {
        if (one.ghost()) {
            return OfferState.HELD_OUT;
        }
        return one.waits() ? OfferState.PENDING : OfferState.OPEN;
    }
}

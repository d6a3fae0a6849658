package dev.tideline.engine.pull;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.OfferBudgets;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.users.StoredUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** From evaluated accounts to offers: arbitrates, asks budgets, and keeps what came of it. */
final class Selection {

    private final EvaluationPolicy policy;
    private final DecisionStore decisions;
    private final Offers offers;

    Selection(EvaluationPolicy policy, DecisionStore decisions, Offers offers) {
        this.policy = policy;
        this.decisions = decisions;
        this.offers = offers;
    }

    /** A call whose user was evaluated. */
    record Asked(Ask ask, StoredUser user, List<AccountCase> accounts) {

        PersonCase person(PersonHistory history) {
            return new PersonCase(user.personNo(), user.personId(), accounts, history);
        }
    }

    /** The answer of an earlier call that still stands. */
    Optional<Answer> standing(Transaction transaction, Ask ask, StoredUser user, Instant at) {
        List<Offer> standing =
                offers.standing(transaction, user.userNo(), ask.placement().key(), at);
        return standing.isEmpty() ? Optional.empty() : Optional.of(answer(ask, standing, List.of(), at));
    }

    /** What would be offered; a budget without room is passed by, none is charged. */
    Answer preview(Transaction transaction, EvaluationSetting setting, Asked asked) {
        Choice choice = choice(transaction, setting, asked);
        Purse purse = purse(new PostgresLedger(transaction), choice, setting.asOf());
        choice.fill(asked.ask().placement().shows(), one -> purse.obstacle(one.proposal()));
        List<Proposal> proposals = choice.chosen().stream()
                .filter(one -> !one.ghost())
                .map(Chosen::proposal)
                .toList();
        boolean control = proposals.isEmpty() && !choice.chosen().isEmpty();
        return new Answer(
                asked.ask().userId(),
                asked.ask().placement(),
                status(!proposals.isEmpty(), control),
                List.of(),
                proposals,
                List.of(),
                choice.others(),
                setting.asOf());
    }

    /** Decides, with the person locked. */
    Answer decide(Transaction transaction, EvaluationSetting setting, Asked asked) {
        Choice choice = choice(transaction, setting, asked);
        Ledger ledger = new PostgresLedger(transaction);
        fill(ledger, choice, asked.ask().placement(), setting.asOf());
        List<Offer> made = commit(transaction, setting, asked, choice);
        return answer(asked.ask(), made, choice.others(), setting.asOf());
    }

    private Choice choice(Transaction transaction, EvaluationSetting setting, Asked asked) {
        long person = asked.user().personNo();
        PersonHistory history = decisions
                .histories(transaction, List.of(person), setting.asOf())
                .getOrDefault(person, PersonHistory.NONE);
        Proposals proposals =
                new Proposals(asked.ask().placement(), policy.incentives(), language(asked), setting.asOf());
        return new Choice(setting.arbiter(), proposals, asked.person(history), setting.asOf());
    }

    private String language(Asked asked) {
        int slot = policy.model().vocabulary().user().require("language").slot();
        return asked.accounts().stream()
                .filter(account -> account.userNo() == asked.user().userNo())
                .map(account -> Objects.requireNonNullElse(account.user().text(slot), "en"))
                .findFirst()
                .orElse("en");
    }

    private Purse purse(Ledger ledger, Choice choice, Instant at) {
        Map<String, Budget> open = new HashMap<>();
        choice.possible().stream()
                .filter(one -> !one.proposal().incentives().isEmpty())
                .map(one -> one.proposal().playbook())
                .distinct()
                .forEach(playbook -> OfferBudgets.of(ledger, playbook).ifPresent(budget -> open.put(playbook, budget)));
        return new Purse(open, policy.incentives(), at);
    }

    private void fill(Ledger ledger, Choice choice, Placement placement, Instant at) {
        Purse purse = purse(ledger, choice, at);
        if (placement.reserve() == Placement.Reserve.ON_ACCEPT) {
            choice.fill(placement.shows(), one -> purse.obstacle(one.proposal()));
            return;
        }
        List<Claim> possible = choice.possible().stream()
                .flatMap(one -> purse.claims(one.proposal()).stream())
                .toList();
        List<GrantKey> spoilt = new ArrayList<>();
        ledger.claiming(possible, at, desk -> {
            choice.fill(placement.shows(), one -> take(purse, desk, one, spoilt));
            return spoilt.size();
        });
        spoilt.forEach(key -> ledger.live(key).map(Grant::id).ifPresent(id -> ledger.move(id, Step.VOID, at)));
    }

    /** Ghosts need the room that the grant would: where a budget is exhausted they are no longer counted either. */
    private static Optional<String> take(Purse purse, ClaimDesk desk, Chosen one, List<GrantKey> spoilt) {
        return purse.obstacle(one.proposal())
                .or(() -> one.ghost() ? Optional.empty() : Purse.claim(purse.claims(one.proposal()), desk, spoilt));
    }

    private List<Offer> commit(Transaction transaction, EvaluationSetting setting, Asked asked, Choice choice) {
        if (choice.chosen().isEmpty()) {
            return List.of();
        }
        List<Chosen> chosen = choice.chosen();
        Arbitration arbitration =
                new Arbitration(chosen.stream().map(Chosen::result).toList(), List.of());
        DecisionStore.Committed committed = decisions.commit(
                transaction, setting.context(), List.of(new PersonDecision(choice.person(), arbitration)));
        if (!committed.overtaken().isEmpty()) {
            throw new IllegalStateException("Person " + asked.user().personNo() + " was overtaken under a lock");
        }
        List<Offer> made = new ArrayList<>();
        for (Chosen one : chosen) {
            UUID id = Objects.requireNonNull(committed
                    .ids()
                    .get(new DecisionStore.AccountRule(
                            one.result().userNo(), one.result().rule())));
            Offer offer = offer(asked, id, made.size() + 1, one, setting.asOf());
            offers.make(transaction, offer, asked.ask().context());
            made.add(offer);
        }
        return made;
    }

    private static Offer offer(Asked asked, UUID id, int rank, Chosen one, Instant at) {
        return new Offer(
                id,
                asked.user().personNo(),
                asked.user().userNo(),
                asked.user().userId(),
                asked.ask().placement().key(),
                rank,
                one.ghost() ? OfferState.HELD_OUT : OfferState.OPEN,
                asked.ask().placement().reserve(),
                one.proposal(),
                at);
    }

    private static Answer answer(Ask ask, List<Offer> made, List<Answer.Other> others, Instant at) {
        List<Offer> shown = made.stream()
                .filter(offer -> offer.state() != OfferState.HELD_OUT)
                .toList();
        List<Answer.Control> control = made.stream()
                .filter(offer -> offer.state() == OfferState.HELD_OUT)
                .map(offer ->
                        new Answer.Control(offer.decision(), offer.proposal().playbook()))
                .toList();
        return new Answer(
                ask.userId(),
                ask.placement(),
                status(!shown.isEmpty(), !control.isEmpty()),
                shown,
                List.of(),
                control,
                others,
                at);
    }

    private static Answer.Status status(boolean offered, boolean control) {
        return offered ? Answer.Status.OFFERED : control ? Answer.Status.CONTROL : Answer.Status.NOTHING;
    }
}

package dev.tideline.engine.pull;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.budgets.PublishedMost;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Till;
import dev.tideline.engine.pull.choice.Choice;
import dev.tideline.engine.pull.choice.Filling;
import dev.tideline.engine.pull.choice.Proposals;
import dev.tideline.rules.facts.FactSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From evaluated accounts to answers: the offers that stand, else what arbitration and budgets choose. For calls of different persons. */
final class Selection {

    private final EvaluationPolicy policy;
    private final DecisionStore decisions;
    private final Offers offers;
    private final NewOffers made;
    private final Function<Transaction, PostgresLedger> ledgers;

    /**
     * Over these stores.
     *
     * @param ledgers what claims are made in
     */
    Selection(
            EvaluationPolicy policy,
            DecisionStore decisions,
            Offers offers,
            Function<Transaction, PostgresLedger> ledgers) {
        this.policy = policy;
        this.decisions = decisions;
        this.offers = offers;
        this.made = new NewOffers(policy.model().vocabulary().user(), decisions, offers);
        this.ledgers = ledgers;
    }

    /** The answers of earlier calls that still stand; calls without any are left out. */
    Map<Call, Answer> standing(Transaction transaction, Map<Call, Screening.Found> calls, Instant at) {
        if (calls.isEmpty()) {
            return Map.of();
        }
        List<Long> users =
                calls.values().stream().map(found -> found.user().userNo()).toList();
        Map<Long, List<Offer>> byUser =
                offers.standing(transaction, users, at).stream().collect(Collectors.groupingBy(Offer::userNo));
        Map<Call, Answer> answers = new HashMap<>();
        calls.forEach((call, found) -> {
            List<Offer> standing = byUser.getOrDefault(found.user().userNo(), List.of()).stream()
                    .filter(offer ->
                            offer.placement().equals(call.ask().placement().key()))
                    .toList();
            if (!standing.isEmpty()) {
                answers.put(call, Answer.of(call.ask(), standing, List.of(), at));
            }
        });
        return answers;
    }

    /** A call and what is chosen for it. */
    record Choosing(Screening.Screened asked, Choice choice) {}

    /** What would be offered; a budget without room is passed by, none is charged. */
    Map<Call, Answer> preview(Transaction transaction, EvaluationSetting setting, List<Screening.Screened> calls) {
        Instant at = setting.asOf();
        List<Choosing> choosing = choosing(transaction, setting, calls);
        filling(transaction, at).look(places(choosing));
        Map<Call, Answer> answers = new HashMap<>();
        for (Choosing one : choosing) {
            Choice choice = one.choice();
            answers.put(one.asked().call(), Answer.preview(one.asked().ask(), choice.chosen(), choice.others(), at));
        }
        return answers;
    }

    /** Decides, with the persons locked. */
    Map<Call, Answer> decide(Transaction transaction, EvaluationSetting setting, List<Screening.Screened> calls) {
        List<Choosing> choosing = choosing(transaction, setting, calls);
        filling(transaction, setting.asOf()).claim(places(choosing));
        return made.keep(transaction, setting, choosing);
    }

    /** In the order of the calls. Where no rule fits, the past does not matter. */
    private List<Choosing> choosing(
            Transaction transaction, EvaluationSetting setting, List<Screening.Screened> calls) {
        Set<Long> fitting = calls.stream()
                .filter(Screening.Screened::fits)
                .map(one -> one.user().personNo())
                .collect(Collectors.toSet());
        Map<Long, PersonHistory> histories = decisions.histories(transaction, fitting, setting.asOf());
        List<Choosing> choosing = new ArrayList<>();
        for (Screening.Screened one : calls) {
            PersonHistory history = histories.getOrDefault(one.user().personNo(), PersonHistory.NONE);
            Arbiter arbiter = setting.forPerson(one.user().personId()).arbiter();
            Proposals proposals =
                    new Proposals(one.ask().placement(), policy.incentives(), language(one), setting.asOf());
            choosing.add(new Choosing(one, new Choice(arbiter, proposals, one.person(history), setting.asOf())));
        }
        return choosing;
    }

    private Filling filling(Transaction transaction, Instant at) {
        FactSchema users = policy.model().vocabulary().user();
        PublishedMost published = PublishedMost.of(transaction);
        Charging charging = Charging.ofCalls(published.within(policy.budgets()), users, published.versions(), at);
        return new Filling(new Till(ledgers.apply(transaction), charging, policy.incentives(), at), users);
    }

    private static List<Filling.Places> places(List<Choosing> choosing) {
        return choosing.stream()
                .map(one -> new Filling.Places(
                        one.asked().ask().placement(),
                        one.choice(),
                        one.asked().call().clearance()))
                .toList();
    }

    private String language(Screening.Screened asked) {
        int slot = policy.model().vocabulary().user().require("language").slot();
        return Objects.requireNonNullElse(asked.facts().text(slot), "en");
    }
}

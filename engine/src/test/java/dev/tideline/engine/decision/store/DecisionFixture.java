package dev.tideline.engine.decision.store;

import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.decision.PolicyHash;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.problem.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The context of a run whose only rule proposes one candidate. */
final class DecisionFixture {

    private DecisionFixture() {}

    static RunContext context(Terms terms, Instant asOf, Candidate candidate) {
        Place place = Place.at("rules.drl", 1, 1);
        Vocabulary vocabulary = Vocabulary.shipped();
        CheckedRule rule = new CheckedRule(
                candidate.playbook(),
                candidate.rule(),
                "why",
                new Condition.All(List.of(), place),
                null,
                null,
                candidate.parts(),
                List.of(),
                place,
                Set.of(
                        vocabulary.user().require("total_asset"),
                        vocabulary.user().require("last_trade_at")));
        return new RunContext(
                7L,
                asOf,
                vocabulary,
                terms,
                vocabulary.market().builder().market(),
                vocabulary.asOf().builder().asOf(),
                Map.of(candidate.rule(), rule),
                "rulebook",
                PolicyHash.of(terms));
    }
}

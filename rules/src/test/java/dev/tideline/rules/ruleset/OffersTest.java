package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a playbook's rules may offer is known before they run. */
final class OffersTest {

    @Test
    void refusesAnIncentiveThatTheCatalogueLacks() {
        assertThat(problems("promotional", "offer(\"fee-vouher-10\").to($u);"))
                .containsExactly("rules.drl:6:11: 'fee-vouher-10': an incentive of the catalogue;"
                        + " did you mean `fee-voucher-10`?");
    }

    @Test
    void refusesAnyOfferOfAServicePlaybook() {
        assertThat(problems("service", "offer(\"fee-voucher-10\").to($u);"))
                .containsExactly("rules.drl:6:11: 'fee-voucher-10': message(…) or task(…):"
                        + " a playbook of class service never carries an offer");
        assertThat(problems("service", "message(\"withdrawal-late\").by(EMAIL).to($u);"))
                .isEmpty();
    }

    private static List<String> problems(String candidateClass, String action) {
        Playbook playbook = PlaybookReader.read(Map.of(
                        Playbook.DECLARATION,
                        """
                        key: p
                        name: { en: A playbook }
                        family: care
                        class: %s
                        priority: 50
                        schedule: { cron: "0 0 1 * * ?", zone: UTC }
                        reentry: { once: ever }
                        """.formatted(candidateClass),
                        Playbook.SCENARIOS,
                        "[]",
                        "rules.drl",
                        """
                        rule "p/act"
                        @why("They trade")
                        when
                            $u : User( tradeCount7d >= 1 )
                        then
                            %s
                        end
                        """.formatted(action)))
                .orThrow();
        return new RulebookCompiler()
                        .compile(
                                List.of(PlaybookRules.of(playbook, Incentives.shipped())),
                                List.of(),
                                Vocabulary.shipped())
                        .refused()
                        .getOrDefault("p", List.of())
                        .stream()
                        .map(Problem::message)
                        .toList();
    }
}

package dev.tideline.rules.interpretation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.Explanation.Clause;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.reading.RuleReader;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final CheckedRule RULE = new RuleReader(VOCABULARY)
            .playbook(
                    "p",
                    Map.of("rules.drl", """
                            rule "p/r"
                            @why("Quiet and funded")
                            when
                                $u : User( daysSinceLastTrade >= $quietDays, totalAsset >= 100 || peakAsset > 2 * totalAsset,
                                           riskFlags not contains "X", language in ("en", "zh"), !(isTest),
                                           registeredAt < "2026-03-31" )
                                Market( btcChange24h != null )
                                AsOf( dayOfMonth == 1 )
                            then
                                offer("x").to($u);
                            end
                            """),
                    Map.of("quietDays", Parameter.number("quietDays", FieldType.WHOLE, 30, 14, 90, "Quiet days")))
            .orThrow()
            .get(0);

    @Test
    void tellsOfARuleThatDidNotFireWhichClausesFailedAndWhatWasRead() {
        Explanation explanation = explain(user().number(slot("days_since_last_trade"), 12), 1);
        assertThat(explanation.holds()).isFalse();
        assertThat(explanation.rule()).isEqualTo("p/r");
        assertThat(explanation.why()).isEqualTo("Quiet and funded");
        Clause first = explanation.clauses().get(0);
        assertThat(first.fact()).isEqualTo("User");
        assertThat(first.text()).isEqualTo("daysSinceLastTrade >= $quietDays");
        assertThat(first.holds()).isFalse();
        assertThat(first.values()).containsExactly(entry("daysSinceLastTrade", "12"), entry("$quietDays", "30"));
    }

    @Test
    void tellsOfARuleThatFiredThatEveryClauseHolds() {
        Explanation explanation = explain(user(), 1);
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.clauses()).hasSize(8).allMatch(Clause::holds);
        assertThat(explanation.clauses())
                .extracting(Clause::fact)
                .containsExactly("User", "User", "User", "User", "User", "User", "Market", "AsOf");
    }

    @Test
    void opensAlternativesIntoTheirParts() {
        Clause alternatives = explain(user(), 1).clauses().get(1);
        assertThat(alternatives.text()).isEqualTo("totalAsset >= 100 || peakAsset > 2 * totalAsset");
        assertThat(alternatives.parts()).extracting(Clause::holds).containsExactly(true, false);
        assertThat(alternatives.values()).containsExactly(entry("totalAsset", "100.5"), entry("peakAsset", "100.5"));
    }

    @Test
    void writesValuesForPeople() {
        Explanation explanation = explain(user().texts(slot("risk_flags"), Set.of("B", "A")), 2);
        assertThat(explanation.holds()).isFalse();
        assertThat(explanation.clauses().get(2).values()).containsExactly(entry("riskFlags", "[A, B]"));
        assertThat(explanation.clauses().get(3).values()).containsExactly(entry("language", "\"en\""));
        assertThat(explanation.clauses().get(4).values()).containsExactly(entry("isTest", "false"));
        assertThat(explanation.clauses().get(5).values()).containsExactly(entry("registeredAt", "\"2026-03-30\""));
        assertThat(explanation.clauses().get(6).values()).containsExactly(entry("btcChange24h", "-0.05"));
        assertThat(explanation.clauses().get(7).values()).containsExactly(entry("dayOfMonth", "2"));
    }

    @Test
    void showsMissingValuesAsNull() {
        Explanation explanation = explain(VOCABULARY.user().builder(), 1);
        assertThat(explanation.clauses().get(0).values())
                .containsExactly(entry("daysSinceLastTrade", "null"), entry("$quietDays", "30"));
    }

    @Test
    void agreesWithEvaluation() {
        User user = user().user("u");
        assertThat(Interpreter.fires(RULE, user, market(), asOf(1))).isTrue();
        assertThat(Interpreter.fires(RULE, user, market(), asOf(2))).isFalse();
    }

    private static Explanation explain(FactBuilder user, int dayOfMonth) {
        return Interpreter.explain(RULE, user.user("u"), market(), asOf(dayOfMonth));
    }

    private static FactBuilder user() {
        return VOCABULARY
                .user()
                .builder()
                .number(slot("days_since_last_trade"), 30)
                .number(slot("total_asset"), 100_500_000)
                .number(slot("peak_asset"), 100_500_000)
                .number(slot("registered_at"), 1_774_828_800_000_000L)
                .text(slot("language"), "en");
    }

    private static Market market() {
        int slot = VOCABULARY.market().require("btc_change_24h").slot();
        return VOCABULARY.market().builder().number(slot, -50_000).market();
    }

    private static AsOf asOf(int dayOfMonth) {
        int slot = VOCABULARY.asOf().require("day_of_month").slot();
        return VOCABULARY.asOf().builder().number(slot, dayOfMonth).asOf();
    }

    private static int slot(String column) {
        return VOCABULARY.user().require(column).slot();
    }
}

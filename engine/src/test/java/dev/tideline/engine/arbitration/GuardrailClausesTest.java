package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.text;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static dev.tideline.rules.candidate.CandidateClass.CONTRACTUAL;
import static dev.tideline.rules.candidate.CandidateClass.GOODWILL;
import static dev.tideline.rules.candidate.CandidateClass.PROMOTIONAL;
import static dev.tideline.rules.candidate.CandidateClass.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tideline.engine.arbitration.given.Guardrails;
import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.reading.RuleReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped guardrails in arbitration, clause by clause as docs/reference/guardrails.md has them. */
class GuardrailClausesTest {

    private static final List<CheckedRule> GUARDRAILS = ShippedGuardrails.drlFiles().entrySet().stream()
            .flatMap(file ->
                    new RuleReader(Vocabulary.shipped()).guardrails(file.getKey(), file.getValue()).orThrow().stream())
            .toList();

    private static List<Effect> effects(User user) {
        return GUARDRAILS.stream()
                .filter(rule -> Interpreter.holds(rule.user(), user))
                .flatMap(rule -> rule.effects().stream())
                .toList();
    }

    /** Part 0 is the incentive, part 1 the push that survives it. */
    private static CandidateResult decide(
            CandidateClass candidateClass, String incentive, UnaryOperator<FactBuilder> change) {
        User user = user("u", facts -> change.apply(known(facts)));
        return new Arbiter(Given.terms(
                                playbook("a").is(candidateClass).touchSurvives().terms())
                        .under(new Guardrails(GUARDRAILS)))
                .arbitrate(
                        person(account(1, user, effects(user), candidate("a", offer(incentive), touch(Channel.PUSH)))),
                        NOON)
                .candidates()
                .get(0);
    }

    /** A push about a product, without an incentive. */
    private static CandidateResult told(
            CandidateClass candidateClass, Product product, Packs packs, UnaryOperator<FactBuilder> change) {
        User user = user("u", facts -> change.apply(known(facts)));
        Terms terms = Terms.of(
                Given.SCHEMA,
                List.of(playbook("a")
                        .is(candidateClass)
                        .about("template", product)
                        .terms()),
                Given.limits(),
                Given.incentives(),
                packs,
                Salts.STANDARD);
        return new Arbiter(terms)
                .arbitrate(person(account(1, user, effects(user), candidate("a", touch(Channel.PUSH)))), NOON)
                .candidates()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "PROMOTIONAL, DERIVATIVES, SUPPRESSED_LOSS_CARE",
        "PROMOTIONAL, COPY_TRADING, SUPPRESSED_LOSS_CARE",
        "PROMOTIONAL, EARN, GRANTED",
        "SERVICE, DERIVATIVES, GRANTED",
        "CONTRACTUAL, DERIVATIVES, GRANTED",
        "GOODWILL, DERIVATIVES, GRANTED"
    })
    void c05KeepsPromotionOfLeverageFromWhoWasLiquidated(
            CandidateClass candidateClass, Product product, String reason) {
        UnaryOperator<FactBuilder> liquidated = facts -> number(facts, "liquidation_count_7d", 1);
        assertThat(told(candidateClass, product, Given.PACKS, liquidated).reason())
                .isEqualTo(reason);
        assertThat(told(candidateClass, product, Given.PACKS, facts -> facts).reason())
                .isEqualTo(Reason.GRANTED);
    }

    @Test
    void g01AsksTheLawOfTheProductThatAMessageIsAbout() {
        SortedMap<String, String> files = new TreeMap<>(Packs.shippedFiles());
        files.computeIfPresent(
                "european-union.yaml",
                (name, text) -> text.replace(
                        "products: [derivatives]\n", "products: [derivatives]\n        messages: [promotional]\n"));
        Packs packs = Packs.read(Given.SCHEMA, files).orThrow();
        CandidateResult barred = told(PROMOTIONAL, Product.DERIVATIVES, packs, facts -> region(facts, "EU"));
        assertThat(barred.reason()).isEqualTo("INELIGIBLE_REGION");
        assertThat(barred.parts().get(0).values()).containsEntry("clause", "CFD intervention");
        CandidateResult other = told(PROMOTIONAL, Product.EARN, packs, facts -> region(facts, "EU"));
        assertThat(other.reason()).isEqualTo(Reason.GRANTED);
        assertThat(other.parts().get(0).values()).containsEntry("texts", "mica-marketing");
    }

    private static FactBuilder known(FactBuilder facts) {
        text(facts, "client_class", "RETAIL");
        number(facts, "days_since_registration", 100);
        return number(number(facts, "risk_score", 0), "kyc_level", 2);
    }

    private static FactBuilder number(FactBuilder facts, String column, long value) {
        return facts.number(Given.SCHEMA.require(column).slot(), value);
    }

    private static FactBuilder region(FactBuilder facts, String region) {
        return text(facts, "region_group", region.equals("null") ? null : region);
    }

    private static FactBuilder flags(FactBuilder facts, String... flags) {
        return facts.texts(Given.SCHEMA.require("risk_flags").slot(), Set.of(flags));
    }

    private static String incentive(CandidateResult result) {
        return result.parts().get(0).reason();
    }

    private static String touched(CandidateResult result) {
        return result.parts().get(1).reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "SG", "AE", "US", "CN", "OTHER_DENY", "null"})
    void g01RefusesEveryIncentiveButWhatWasEarned(String region) {
        assertThat(incentive(decide(PROMOTIONAL, "v5", facts -> region(facts, region))))
                .isEqualTo("INELIGIBLE_REGION");
        assertThat(incentive(decide(GOODWILL, "v5", facts -> region(facts, region))))
                .isEqualTo("INELIGIBLE_REGION");
        assertThat(incentive(decide(CONTRACTUAL, "v5", facts -> region(facts, region))))
                .isEqualTo(Reason.GRANTED);
    }

    @ParameterizedTest
    @CsvSource({"HK, bonus", "EU, bonus"})
    void g01RefusesTypesButNotWhatWasEarned(String region, String type) {
        assertThat(incentive(decide(PROMOTIONAL, type, facts -> region(facts, region))))
                .isEqualTo("INELIGIBLE_REGION");
        assertThat(incentive(decide(PROMOTIONAL, "v5", facts -> region(facts, region))))
                .isEqualTo(Reason.GRANTED);
        assertThat(incentive(decide(CONTRACTUAL, type, facts -> region(facts, region))))
                .isEqualTo(Reason.GRANTED);
    }

    @ParameterizedTest
    @EnumSource(CandidateClass.class)
    void nothingGoesOutUnderSanctionsNotEvenWhatWasEarned(CandidateClass candidateClass) {
        CandidateResult result = decide(candidateClass, "v5", facts -> region(facts, "SANCTIONED"));
        assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(touched(result)).isEqualTo("INELIGIBLE_REGION");
    }

    @ParameterizedTest
    @CsvSource({
        "US, false",
        "CN, false",
        "OTHER_DENY, false",
        "null, false",
        "SG, true",
        "HK, true",
        "AE, true",
        "UK, true"
    })
    void g01BarsPromotionWhereItIsBarredAndServiceNowhereElse(String region, boolean goes) {
        assertThat(touched(decide(PROMOTIONAL, "v5", facts -> region(facts, region))))
                .isEqualTo(goes ? Reason.GRANTED : "INELIGIBLE_REGION");
        assertThat(touched(decide(SERVICE, "v5", facts -> region(facts, region))))
                .isEqualTo(Reason.GRANTED);
    }

    @ParameterizedTest
    @CsvSource({"69, PENDING_REVIEW", "40, PENDING_REVIEW", "39, GRANTED", "70, DROPPED", "100, DROPPED"})
    void g04ReviewsAndRefusesByScore(int score, Outcome expected) {
        for (CandidateClass candidateClass : List.of(PROMOTIONAL, GOODWILL, CONTRACTUAL)) {
            CandidateResult result = decide(candidateClass, "v5", facts -> number(facts, "risk_score", score));
            assertThat(result.parts().get(0).outcome())
                    .as(candidateClass.name())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MULTI_ACCOUNT, true",
        "DEVICE_CLUSTER, true",
        "SELF_REFERRAL, true",
        "WASH_TRADE, true",
        "BONUS_ABUSE, true",
        "SANCTIONS_HIT, false",
        "SELF_EXCLUDED, false"
    })
    void g04RefusesByFlagAndSilencesPromotionForTwoOfThem(String flag, boolean promotionGoes) {
        assertThat(decide(CONTRACTUAL, "v5", facts -> flags(facts, flag))
                        .parts()
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.DROPPED);
        CandidateResult promotional = decide(PROMOTIONAL, "v5", facts -> flags(facts, flag));
        assertThat(promotional.parts().get(0).outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(touched(promotional).equals(Reason.GRANTED)).isEqualTo(promotionGoes);
        assertThat(touched(decide(SERVICE, "v5", facts -> flags(facts, flag)))).isEqualTo(Reason.GRANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROZEN", "CLOSED"})
    void g04LeavesAnAccountThatIsNotOpenItsServiceOnly(String status) {
        assertThat(decide(PROMOTIONAL, "v5", facts -> text(facts, "account_status", status))
                        .outcome())
                .isEqualTo(Outcome.DROPPED);
        assertThat(incentive(decide(CONTRACTUAL, "v5", facts -> text(facts, "account_status", status))))
                .isEqualTo(Reason.INELIGIBLE_ACCOUNT_STATUS);
        assertThat(touched(decide(SERVICE, "v5", facts -> text(facts, "account_status", status))))
                .isEqualTo(Reason.GRANTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROMOTIONAL", "GOODWILL", "CONTRACTUAL"})
    void g08RefusesTheIncentivesOfAccountsThatTheTermsLeaveOut(CandidateClass candidateClass) {
        assertThat(incentive(decide(candidateClass, "v5", facts -> number(facts, "is_sub_account", 1))))
                .isEqualTo("INELIGIBLE_ACCOUNT");
        assertThat(incentive(decide(candidateClass, "v5", facts -> number(facts, "is_test", 1))))
                .isEqualTo("INELIGIBLE_TEST_USER");
        for (String none : List.of("MARKET_MAKER", "INSTITUTION")) {
            assertThat(incentive(decide(candidateClass, "v5", facts -> text(facts, "client_class", none))))
                    .isEqualTo("INELIGIBLE_CLIENT_CLASS");
        }
        assertThat(incentive(decide(candidateClass, "v5", facts -> text(facts, "client_class", null))))
                .isEqualTo("INELIGIBLE_CLIENT_CLASS");
        assertThat(incentive(decide(candidateClass, "v5", facts -> number(facts, "kyc_level", 0))))
                .isEqualTo("INELIGIBLE_KYC");
    }

    @Test
    void g07RefusesPromotionWhileTheUnitedKingdomsUserCoolsOff() {
        UnaryOperator<FactBuilder> cooling = facts -> number(region(facts, "UK"), "in_cooling_off", 1);
        assertThat(touched(decide(PROMOTIONAL, "v5", cooling))).isEqualTo("INELIGIBLE_COOLING_OFF");
        assertThat(touched(decide(SERVICE, "v5", cooling))).isEqualTo(Reason.GRANTED);
    }

    @Test
    void whatAGuardrailRefusesNamesItItsConditionAndWhatItReadOfTheUser() {
        assertThat(values(decide(PROMOTIONAL, "v5", facts -> number(facts, "risk_score", 85))))
                .containsExactly(
                        entry("condition", "riskScore >= 70"),
                        entry("guardrail", "risk/high-score"),
                        entry("refuse", "INCENTIVES"),
                        entry("risk_score", "85"));
        assertThat(values(decide(PROMOTIONAL, "v5", facts -> number(facts, "risk_score", 50))))
                .containsEntry("guardrail", "risk/review")
                .containsEntry("risk_score", "50");
        assertThat(values(decide(PROMOTIONAL, "v5", facts -> number(facts, "kyc_level", 0))))
                .containsExactly(
                        entry("condition", "kycLevel == 0"),
                        entry("guardrail", "account/no-kyc"),
                        entry("kyc_level", "0"));
        CandidateResult loss = decide(PROMOTIONAL, "bonus", facts -> number(facts, "liquidation_count_7d", 2));
        assertThat(loss.reason()).isEqualTo("SUPPRESSED_LOSS_CARE");
        assertThat(values(loss))
                .containsEntry("guardrail", "care/loss")
                .containsEntry("liquidation_count_7d", "2")
                .containsEntry("realized_pnl_7d", "0")
                .containsEntry("asset_avg_30d", "0")
                .containsKey("condition");
        assertThat(values(decide(PROMOTIONAL, "v5", facts -> number(facts, "negative_ticket_count_30d", 2))))
                .containsEntry("guardrail", "care/complaint")
                .containsEntry("negative_ticket_count_30d", "2")
                .containsEntry("user_id", "u");
    }

    /** Two guardrails that say the same are one refusal with two grounds. */
    @Test
    void guardrailsThatAgreeAreNamedTogether() {
        assertThat(values(decide(PROMOTIONAL, "v5", facts -> flags(number(facts, "risk_score", 70), "WASH_TRADE"))))
                .containsEntry("guardrail", "risk/high-score, risk/abuse-flag")
                .containsEntry("risk_score", "70")
                .containsEntry("risk_flags", "[WASH_TRADE]");
    }

    private static Map<String, String> values(CandidateResult result) {
        return result.parts().get(0).values();
    }

    @Test
    void g01NamesPackVersionAndClause() {
        CandidateResult result = decide(PROMOTIONAL, "v5", facts -> region(facts, "UK"));
        assertThat(result.parts().get(0).values())
                .containsEntry("pack", "united-kingdom")
                .containsEntry("pack_version", "1")
                .containsEntry("clause", "COBS 4.12A.7R")
                .containsEntry("region_group", "UK");
        assertThat(result.parts().get(1).values()).containsEntry("texts", "uk-risk-warning");
    }

    @Test
    void g01HasWhatIsOfferedCarryTheTextThatItsMessagesCarry() {
        CandidateResult result = decide(PROMOTIONAL, "v5", facts -> region(facts, "EU"));
        assertThat(result.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(result.parts())
                .allSatisfy(part -> assertThat(part.values())
                        .containsEntry("texts", "mica-marketing")
                        .containsEntry("pack", "european-union")
                        .containsEntry("pack_version", "2")
                        .containsEntry("clause", "MiCA article 7"));
    }

    @Test
    void g01NamesEveryPackThatAsksForAText() {
        CandidateResult result = decide(PROMOTIONAL, "v5", facts -> text(region(facts, "EU"), "phone_country", "GB"));
        assertThat(touched(result)).isEqualTo(Reason.GRANTED);
        assertThat(result.parts().get(1).values())
                .containsEntry("texts", "mica-marketing,uk-risk-warning")
                .containsEntry("pack", "european-union,united-kingdom");
    }

    @Test
    void g01FollowsTheStrictestOfResidenceTelephoneAndAddress() {
        CandidateResult result = decide(PROMOTIONAL, "v5", facts -> text(facts, "phone_country", "US"));
        assertThat(touched(result)).isEqualTo("INELIGIBLE_REGION");
        assertThat(result.parts().get(1).values())
                .containsEntry("pack", "united-states")
                .containsEntry("phone_country", "US");
    }
}

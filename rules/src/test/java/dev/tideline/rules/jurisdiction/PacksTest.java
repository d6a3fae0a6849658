package dev.tideline.rules.jurisdiction;

import static dev.tideline.rules.candidate.CandidateClass.CONTRACTUAL;
import static dev.tideline.rules.candidate.CandidateClass.GOODWILL;
import static dev.tideline.rules.candidate.CandidateClass.PROMOTIONAL;
import static dev.tideline.rules.candidate.CandidateClass.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentive;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacksTest {

    private static final FactSchema SCHEMA = Vocabulary.shipped().user();
    private static final Packs PACKS = Packs.shipped(SCHEMA);
    private static final LocalDate DAY = LocalDate.parse("2026-03-31");
    private static final Set<Incentive.Type> NONE = EnumSet.noneOf(Incentive.Type.class);

    private static User user(String region, UnaryOperator<FactBuilder> change) {
        FactBuilder facts = text(SCHEMA.builder(), "client_class", "RETAIL");
        number(facts, "days_since_registration", 100);
        if (!region.equals("none")) {
            text(facts, "region_group", region);
        }
        return change.apply(facts).user("u");
    }

    private static FactBuilder text(FactBuilder facts, String column, String value) {
        return facts.text(SCHEMA.require(column).slot(), value);
    }

    private static FactBuilder number(FactBuilder facts, String column, long value) {
        return facts.number(SCHEMA.require(column).slot(), value);
    }

    private static Verdict message(User user, CandidateClass candidateClass) {
        return PACKS.at(DAY).verdict(user, new Matter.OfMessage(candidateClass, null, Set.of()));
    }

    private static Verdict incentive(User user, Incentive.Type type) {
        return PACKS.at(DAY).verdict(user, new Matter.OfIncentive(PROMOTIONAL, type, Set.of()));
    }

    private static Set<Incentive.Type> denied(User user) {
        Set<Incentive.Type> types = EnumSet.noneOf(Incentive.Type.class);
        Arrays.stream(Incentive.Type.values())
                .filter(type -> incentive(user, type) instanceof Verdict.Denied)
                .forEach(types::add);
        return types;
    }

    @Test
    void barEveryIncentiveWhereTheLawOrIgnoranceDoes() {
        for (String region : new String[] {"UK", "SG", "AE", "US", "CN", "SANCTIONED", "OTHER_DENY", "none"}) {
            assertThat(denied(user(region, facts -> facts))).as(region).isEqualTo(EnumSet.allOf(Incentive.Type.class));
        }
        assertThat(denied(user("GLOBAL", facts -> facts))).isEqualTo(NONE);
    }

    @Test
    void barTypesWhereTheLawNamesThem() {
        assertThat(denied(user("HK", facts -> facts)))
                .isEqualTo(
                        EnumSet.complementOf(EnumSet.of(Incentive.Type.FEE_CASHBACK, Incentive.Type.FEE_TIER_MATCH)));
        assertThat(denied(user("EU", facts -> facts))).isEqualTo(EnumSet.of(Incentive.Type.FUTURES_BONUS));
        assertThat(denied(user("EU", facts -> text(facts, "client_class", "PRO"))))
                .isEqualTo(NONE);
        assertThat(denied(user("CA", facts -> facts)))
                .isEqualTo(EnumSet.of(
                        Incentive.Type.LUCKY_DRAW,
                        Incentive.Type.STREAK,
                        Incentive.Type.TASK_CENTER,
                        Incentive.Type.FEE_SHARE_POOL,
                        Incentive.Type.CONTEST_PRIZE,
                        Incentive.Type.DEPOSIT_BONUS));
    }

    @Test
    void countAnUnknownClassAsRetail() {
        User user = text(SCHEMA.builder(), "region_group", "EU").user("u");
        assertThat(denied(user)).isEqualTo(EnumSet.of(Incentive.Type.FUTURES_BONUS));
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, true",
        "UK, true",
        "EU, true",
        "SG, true",
        "HK, true",
        "AE, true",
        "CA, true",
        "US, false",
        "CN, false",
        "SANCTIONED, false",
        "OTHER_DENY, false",
        "none, false"
    })
    void letPromotionGoOnlyWhereItMay(String region, boolean goes) {
        assertThat(message(user(region, facts -> facts), PROMOTIONAL) instanceof Verdict.Denied)
                .isNotEqualTo(goes);
    }

    @ParameterizedTest
    @EnumSource(
            value = CandidateClass.class,
            names = {"SERVICE", "CONTRACTUAL", "GOODWILL"})
    void letOtherMessagesGoButUnderSanctions(CandidateClass candidateClass) {
        assertThat(message(user("US", facts -> facts), candidateClass)).isInstanceOf(Verdict.Allowed.class);
        assertThat(message(user("SANCTIONED", facts -> facts), candidateClass)).isInstanceOf(Verdict.Denied.class);
        assertThat(message(user("none", facts -> facts), candidateClass) instanceof Verdict.Denied)
                .isEqualTo(candidateClass == GOODWILL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "SG", "AE", "US", "CN", "OTHER_DENY", "none", "SANCTIONED"})
    void spareWhatWasEarnedButUnderSanctions(String region) {
        Matter earned = new Matter.OfIncentive(CONTRACTUAL, Incentive.Type.CRYPTO_REWARD, Set.of());
        assertThat(PACKS.at(DAY).verdict(user(region, facts -> facts), earned) instanceof Verdict.Denied)
                .isEqualTo(region.equals("SANCTIONED"));
    }

    @Test
    void askForTheTextsOfTheUnitedKingdomAndTheUnion() {
        assertThat(message(user("UK", facts -> facts), PROMOTIONAL))
                .isEqualTo(new Verdict.NeedsText(
                        List.of(new Ground("united-kingdom", 1, "COBS 4.12A.11R")), List.of("uk-risk-warning")));
        assertThat(message(user("EU", facts -> facts), PROMOTIONAL).grounds())
                .containsExactly(new Ground("european-union", 2, "MiCA article 7"));
        assertThat(message(user("EU", facts -> facts), SERVICE)).isInstanceOf(Verdict.Allowed.class);
        assertThat(PACKS.texts()).containsOnlyKeys("mica-marketing", "uk-risk-warning");
    }

    @ParameterizedTest
    @CsvSource({
        // region, cooling off, recorded, days since registration, promotion goes
        "UK, true, true, 100, false",
        "UK, false, true, 0, true",
        "UK, false, false, 1, false",
        "UK, false, false, 2, true",
        "UK, false, false, , false",
        "GLOBAL, true, true, 0, true"
    })
    void leaveTheUnitedKingdomsNewcomersADayToThemselves(
            String region, boolean cooling, boolean recorded, Long days, boolean goes) {
        FactBuilder facts = text(SCHEMA.builder(), "region_group", region);
        number(facts, "in_cooling_off", cooling ? 1 : 0);
        if (recorded) {
            number(facts, "cooling_off_until", 1);
        }
        if (days != null) {
            number(facts, "days_since_registration", days);
        }
        Verdict verdict = message(facts.user("u"), PROMOTIONAL);
        assertThat(verdict instanceof Verdict.Denied denied
                        && denied.reason().equals("INELIGIBLE_COOLING_OFF")
                        && denied.ground().clause().equals("COBS 4.12A.18R"))
                .isNotEqualTo(goes);
    }

    @ParameterizedTest
    @CsvSource({"kyc_country, US, united-states", "phone_country, GB, united-kingdom", "ip_country, IR, sanctioned"})
    void followTheStrictestOfResidenceTelephoneAndAddress(String column, String country, String pack) {
        User user = user("GLOBAL", facts -> text(facts, column, country));
        assertThat(PACKS.at(DAY).of(user)).extracting(Pack::key).containsExactlyInAnyOrder("cleared", pack);
        assertThat(incentive(user, Incentive.Type.FEE_CASHBACK))
                .isInstanceOfSatisfying(
                        Verdict.Denied.class,
                        denied -> assertThat(denied.ground().pack()).isEqualTo(pack));
    }

    @ParameterizedTest
    @CsvSource({
        "AS, united-states", "GU, united-states", "MP, united-states", "PR, united-states", "UM, united-states",
        "VI, united-states", "AX, european-union", "GF, european-union", "GP, european-union", "MF, european-union",
        "MQ, european-union", "RE, european-union", "YT, european-union"
    })
    void knowWhatHasACodeOfItsOwnButNoLawOfItsOwn(String country, String pack) {
        User user = user("GLOBAL", facts -> text(facts, "ip_country", country));
        assertThat(PACKS.at(DAY).of(user)).extracting(Pack::key).containsExactlyInAnyOrder("cleared", pack);
    }

    @Test
    void letACampaignWithALicenceIntoDubai() {
        Matter licensed = new Matter.OfIncentive(PROMOTIONAL, Incentive.Type.FEE_CASHBACK, Set.of("VARA"));
        assertThat(PACKS.at(DAY).verdict(user("AE", facts -> facts), licensed)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void nameTheVersionOfTheDay() {
        User user = user("HK", facts -> facts);
        Matter gift = new Matter.OfIncentive(PROMOTIONAL, Incentive.Type.PHYSICAL, Set.of());
        assertThat(PACKS.at(LocalDate.parse("2024-02-29")).verdict(user, gift).grounds())
                .containsExactly(new Ground("hong-kong", 1, "7.26(c)"));
        assertThat(PACKS.at(LocalDate.parse("2024-03-01")).verdict(user, gift).grounds())
                .containsExactly(new Ground("hong-kong", 2, "7.26(c)"));
        assertThat(PACKS.at(LocalDate.parse("2023-05-31")).verdict(user, gift).grounds())
                .containsExactly(new Ground("none", 0, "no pack in force"));
    }

    @Test
    void bindEveryRegionOfTheVocabularyOnceADay() {
        for (String region : SCHEMA.require("region_group").values()) {
            assertThat(PACKS.at(DAY).of(user(region, facts -> facts)))
                    .as(region)
                    .hasSize(1);
        }
    }

    @Test
    void speakOfMessagesAboutAProductWhereTheyNameIt() {
        SortedMap<String, String> files = new TreeMap<>(Packs.shippedFiles());
        files.computeIfPresent(
                "european-union.yaml",
                (name, text) -> text.replace(
                        "products: [derivatives]\n", "products: [derivatives]\n        messages: [promotional]\n"));
        PacksInForce packs = Packs.read(SCHEMA, files).orThrow().at(DAY);
        User user = user("EU", facts -> facts);
        assertThat(packs.verdict(user, new Matter.OfMessage(PROMOTIONAL, Product.DERIVATIVES, Set.of())))
                .isInstanceOf(Verdict.Denied.class);
        assertThat(packs.verdict(user, new Matter.OfMessage(PROMOTIONAL, Product.EARN, Set.of())))
                .isInstanceOf(Verdict.NeedsText.class);
        assertThat(packs.verdict(user, new Matter.OfMessage(PROMOTIONAL, null, Set.of())))
                .isInstanceOf(Verdict.NeedsText.class);
        assertThat(packs.verdict(user, new Matter.OfMessage(CandidateClass.SERVICE, Product.DERIVATIVES, Set.of())))
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void reportEveryMistakeOfAFile() {
        SortedMap<String, String> files = new TreeMap<>(Packs.shippedFiles());
        String broken = Objects.requireNonNull(files.get("european-union.yaml"))
                .replace("needs: mica-marketing", "needs: another")
                .replace("products: [derivatives]", "products: [stocks]")
                .replace("clientClass == null", "clientKlass == null");
        files.put("european-union.yaml", broken);
        assertThat(Packs.read(SCHEMA, files).problems()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void giveEveryTypeOfIncentiveAProduct() {
        assertThat(Incentive.Type.values())
                .allSatisfy(type -> assertThat(Product.of(type)).isNotNull());
    }
}

package dev.tideline.rules.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Trait;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {

    private static final RuleReader READER = new RuleReader(Vocabulary.shipped());
    private static final long LARGEST = FieldType.LARGEST;
    private static final Map<String, Parameter> PARAMETERS = Map.of(
            "quietDays", Parameter.number("quietDays", FieldType.WHOLE, 30, 14, 90, "Quiet days"),
            "share", Parameter.number("share", FieldType.RATIO, 500_000, 0, 1_000_000, "Share"),
            "days", Parameter.number("days", FieldType.WHOLE, 30, 0, 90, "Days").counting(Parameter.Unit.DAYS),
            "hours",
                    Parameter.number("hours", FieldType.WHOLE, 36, 0, 90, "Hours")
                            .counting(Parameter.Unit.HOURS),
            "vast", Parameter.number("vast", FieldType.WHOLE, LARGEST, 0, LARGEST, "Vast"),
            "least", Parameter.number("least", FieldType.AMOUNT, 100_000_000, 0, 1_000_000_000, "Least"),
            "tongue", Parameter.text("tongue", "en", "Language"));

    @Test
    void readsARuleWithAllItSays() {
        CheckedRule rule = read("""
                        /* Bring back traders who went quiet (中文). */
                        rule "p/offer-voucher"
                        @why("No trade for 30 to 59 days and at least 100 USDT")
                        when
                            $u : User( daysSinceLastTrade >= $quietDays, daysSinceLastTrade < 60, totalAsset >= 100 )
                            Market( btcChange24h < -0.05 )
                            AsOf( dayOfWeek == "FRIDAY" )
                        then
                            offer("fee-voucher-10").by(PUSH, firstAllowed(SMS, TELEGRAM)).to($u);
                            message("survey").by(all(EMAIL, IN_APP)).to($u);
                            task("call-back").by(CALL).to($u);
                            segment("quiet").to($u);
                            audience("win-back").to($u); // for marketing
                        end
                        """).orThrow().get(0);
        assertThat(rule.playbook()).isEqualTo("p");
        assertThat(rule.name()).isEqualTo("p/offer-voucher");
        assertThat(rule.why()).isEqualTo("No trade for 30 to 59 days and at least 100 USDT");
        assertThat(AuthorPrinter.asWritten().print(rule.user()))
                .isEqualTo("daysSinceLastTrade >= $quietDays, daysSinceLastTrade < 60, totalAsset >= 100");
        assertThat(AuthorPrinter.withValues().print(rule.user()))
                .isEqualTo("daysSinceLastTrade >= 30, daysSinceLastTrade < 60, totalAsset >= 100");
        assertThat(AuthorPrinter.asWritten().print(rule.market())).isEqualTo("btcChange24h < -0.05");
        assertThat(AuthorPrinter.asWritten().print(rule.asOf())).isEqualTo("dayOfWeek == \"FRIDAY\"");
        assertThat(rule.parts())
                .containsExactly(
                        new Part.Incentive("fee-voucher-10"),
                        new Part.Touch("fee-voucher-10", List.of(Channel.PUSH)),
                        new Part.Touch("fee-voucher-10", List.of(Channel.SMS, Channel.TELEGRAM)),
                        new Part.Touch("survey", List.of(Channel.EMAIL)),
                        new Part.Touch("survey", List.of(Channel.IN_APP)),
                        new Part.Task("call-back", Channel.CALL),
                        new Part.Segment("quiet"),
                        new Part.Audience("win-back"));
        assertThat(rule.place().text()).isEqualTo("rules.drl:2:6");
        assertThat(rule.reads())
                .extracting(field -> field.name())
                .containsExactlyInAnyOrder("daysSinceLastTrade", "totalAsset", "btcChange24h", "dayOfWeek");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isTest",
                "!isTest, isTest == false",
                "tradeCount7d >= 1 && < 5",
                "tradeCount7d == 1 || == 5",
                "tradeCount7d in (1, 2, -3)",
                "tradeCount7d not in ($quietDays)",
                "language in (\"en\", $tongue)",
                "countryCode not in (\"DE\", \"GB\"), language != \"zh-Hant-TW\", timezone == \"Asia/Singapore\"",
                "riskFlags contains \"X\", riskFlags not contains \"Y\"",
                "lastCsat == null || lastCsat >= 4",
                "!( tradeCount7d >= 1 && totalAsset < 2.5 )",
                "((isTest))",
                "totalAsset <= 0.2 * peakAsset",
                "totalAsset <= $share * peakAsset",
                "totalAsset >= $least, totalAsset >= $quietDays",
                "daysSinceLastTrade >= $days, loginDays7d >= $days, hoursSinceStage <= $hours",
                "daysSinceLastTrade >= $quietDays, hoursSinceStage <= $quietDays, vipLevel >= $quietDays",
                "realizedPnl7d < -0.3 * assetAvg30d",
                "volume30d < volumePrev30d",
                "registeredAt >= \"2026-03-31\", registeredAt < \"2026-03-31T12:00:00Z\"",
                "lifecycleStage in (\"ACTIVE\", \"AT_RISK\")",
                "totalAsset >= 0.000001, totalAsset < 999999999999.999999"
            })
    void acceptsEveryFormOfTheLanguage(String constraint) {
        assertThat(read(rule(constraint)).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daysSinceLastTraded >= 3 | daysSinceLastTraded | did you mean `daysSinceLastTrade`?",
                "trade_count_7d >= 3 | trade_count_7d | did you mean `tradeCount7d`?",
                "tradeCount7d >= 1.5 | 1.5 | a whole number (trades)",
                "totalAsset >= 1.1234567 | 1.1234567 | at most 6 decimals (USDT)",
                "tradeCount7d >= 99999999999999999999 | 99999999999999999999 | (trades), 0 or more, at most 1000000000000000000 either way",
                "totalAsset >= 10000000000000 | 10000000000000 | (USDT), at most 1000000000000 either way",
                "totalAsset >= $vast | $vast | (USDT), at most 1000000000000 either way",
                "totalAsset >= $vast * peakAsset | $vast | a plain number, at most 1000000000000 either way",
                "kycLevel >= \"abc\" | abc | a whole number (level)",
                "lifecycleStage == \"DORMNT\" | DORMNT | did you mean `DORMANT`?",
                "tradeCount7d >= $quietDay | $quietDay | did you mean `$quietDays`?",
                "tradeCount7d >= $share | $share | the parameter is a decimal number",
                "daysSinceLastTrade >= $hours | $hours | (calendar days); the parameter is a number of hours",
                "hoursSinceStage in (1, $days) | $days | (full hours); the parameter is a number of days",
                "totalAsset <= $days | $days | (USDT); the parameter is a number of days",
                "tradeCount7d <= $days | $days | (trades), 0 or more; the parameter is a number of days",
                "selfMatchRatio <= $hours | $hours | 0 to 1; the parameter is a number of hours",
                "touches7d >= 3 | touches7d | the engine keeps this one for itself",
                "countryCode not in (\"DE\", \"UK\") | UK | an ISO 3166 alpha-2 country code such as DE; did you mean `GB`?",
                "countryCode == $tongue | $tongue | an ISO 3166 alpha-2 country code such as DE",
                "language != \"english\" | english | a BCP 47 language tag such as pt-BR; did you mean `en`?",
                "timezone == \"Berlin\" | Berlin | an IANA time zone such as Europe/Berlin; did you mean `Europe/Berlin`?",
                "riskFlags == \"X\" | == | contains",
                "language contains \"X\" | language | sets of words only",
                "language > \"X\" | > | only == and != fit",
                "tradeCount7d == null | tradeCount7d | never missing",
                "tradeCount7d = 3 | = | did you mean `==`?",
                "tradeCount7d => 3 | => | did you mean `>=`?",
                "language == 'x | ' | double quotes",
                "totalAsset >= tradeCount7d | tradeCount7d | cannot be compared",
                "totalAsset >= totalAsset | totalAsset | not compared with itself",
                "tradeCount7d.size() >= 1 | tradeCount7d | calls are not part of conditions",
                "registeredAt >= \"31.03.2026\" | 31.03.2026 | a date \"2026-03-31\""
            })
    void saysWhatIsWrongAndWhatWasMeant(String line) {
        String[] parts = line.split(" \\| ", 3);
        Problem first = read(rule(parts[0])).problems().get(0);
        assertThat(first.value()).isEqualTo(parts[1]);
        assertThat(first.expected()).contains(parts[2]);
        assertThat(first.expected(Locale.CHINESE).replaceAll("`[^`]*`", ""))
                .containsPattern("\\p{IsHan}")
                .doesNotContainPattern("[a-z]+ [a-z]+");
        assertThat(first.place().line()).isEqualTo(4);
        assertThat(first.place().column()).isEqualTo(14 + positionOf(parts[1], parts[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lifecycleStage == “DORMANT”",
                "lifecycleStage == ”DORMANT”",
                "lifecycleStage == 'DORMANT'",
                "lifecycleStage == 「DORMANT」",
                "tradeCount7d => 3, isTest"
            })
    void whatIsWrittenWithOtherSignsIsToldOnce(String conditions) {
        assertThat(read(rule(conditions)).problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "$u : Usr( vipLevl >= 1 ) Market( btcChange24 > 3 ) # Usr,vipLevl,btcChange24 # did you mean `User`?",
                "user( vipLevl >= 1 ) AsOf( mont == 1 ) # user,vipLevl,mont # did you mean `$u : User`?",
                "$u : User( vipLevl >= 1 ) Markt( mont == 1 ) # Markt,vipLevl,mont # did you mean `Market`?",
                "$u : Somebody( vipLevl >= 1 ) # Somebody,vipLevl # one of `User`, `Market`, `AsOf`",
                "User( vipLevl >= 1 ) # User,vipLevl # the user is bound",
                "$x : User( vipLevl >= 1 ) # $x,vipLevl # only the user is bound, and as `$u`",
                "$u : User( isTest ) $m : Market( btcChange24 > 3 ) # $m,btcChange24 # only the user is bound",
                "$u : User( isTest ) $u : User( vipLevl >= 1 ) # User,vipLevl # only one User pattern"
            })
    void aWrongFactIsToldByItsNameAndHidesNoOtherMistake(String patterns, String values, String hint) {
        List<Problem> problems =
                read(rule("isTest").replace("$u : User( isTest )", patterns)).problems();
        assertThat(problems)
                .extracting(Problem::value)
                .containsExactlyInAnyOrder(values.strip().split(","));
        assertThat(problems)
                .filteredOn(problem -> values.strip().startsWith(problem.value() + ","))
                .singleElement()
                .asString()
                .contains(hint.strip());
    }

    @Test
    void aFieldOfAnotherFactIsToldAsThat() {
        assertThat(read(rule("event == \"BTC_MOVED_5PCT\", month == 1, evnt == \"X\""))
                        .problems())
                .extracting(Problem::message)
                .containsExactly(
                        "rules.drl:4:14: 'event': a field of this fact; this one is a field of `Market`",
                        "rules.drl:4:41: 'month': a field of this fact; this one is a field of `AsOf`",
                        "rules.drl:4:53: 'evnt': no field has this name; no known name is near it");
    }

    @Test
    void aTraitThatWasNotDeclaredFailsAtItsPlaceWithTheNearestName() {
        String text = rule("totalAsset >= 100, favouritPair == \"BTC-USDT\"");
        Trait trait = new Trait("favourite_pair", FieldType.TEXT, "", "Pair traded most");
        RuleReader declared = new RuleReader(Vocabulary.withTraits(List.of(trait)));
        assertThat(declared.playbook("p", Map.of("rules.drl", text), PARAMETERS).problems())
                .extracting(Problem::message)
                .containsExactly(
                        "rules.drl:4:33: 'favouritPair': no field has this name; did you mean `favouritePair`?");
        String right = text.replace("favouritPair", "favouritePair");
        assertThat(declared.playbook("p", Map.of("rules.drl", right), PARAMETERS)
                        .problems())
                .isEmpty();
        Problem undeclared = read(right).problems().get(0);
        assertThat(undeclared.place().text()).isEqualTo("rules.drl:4:33");
        assertThat(undeclared.value()).isEqualTo("favouritePair");
    }

    @Test
    void reportsAllProblemsOfAllFilesTogether() {
        String first = rule("tradeCount7x >= 1, totalAsset >= \"a\", language == 3");
        String second = "import java.util.List;\n" + rule("kycLevl == 1").replace("p/r", "q/s");
        assertThat(READER.playbook("p", new java.util.TreeMap<>(Map.of("a.drl", first, "b.drl", second)), PARAMETERS)
                        .problems())
                .extracting(problem -> problem.place().text())
                .containsExactly("a.drl:4:14", "a.drl:4:47", "a.drl:4:64", "b.drl:1:1", "b.drl:5:14", "b.drl:2:6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "message(\"come-back\").by(PUSHH).to($u); mesage(\"x\").by(PUSH).to($u); # PUSHH,mesage",
                "mesage(\"come-back\").by(PUSH).to($u); offer(\"voucher\").by(EMIAL).to($u); # mesage,EMIAL",
                "mesage(\"come-back\").by(PUSHH, all(EMIAL)).to($u); message(\"A b\").by(PSH).to($u);"
                        + " # mesage,PUSHH,EMIAL,A b,PSH",
                "offer(\"voucher\").by(PUSHH, firstAllowed(SMSS, EMAIL, CALL)).to($u); task(\"x\").by(CAL).to($u);"
                        + " # PUSHH,SMSS,CALL,CAL",
                "task(\"x\").by(PUSH).to($u); audience(\"y\").by(PUSH).to($u); segment(); # PUSH,PUSH,segment"
            })
    void tellsTheMistakesOfAllStatementsOfARule(String statements, String values) {
        String text = rule("isTest").replace("offer(\"x\").to($u);", statements);
        assertThat(read(text).problems()).extracting(Problem::value).containsExactly(values.split(",", -1));
    }

    @Test
    void tellsTheMistakesOfAllStatementsOfAGuardrail() {
        String text = "rule \"g/r\" @why(\"x\") when $u : User( isTest ) then refus(INCENTIVES).because(\"X\");"
                + " refuse(INCENTIVS).because(\"X\"); review(INCENTIVES).because(\"lower\"); end";
        assertThat(READER.guardrails("g.drl", text).problems())
                .extracting(Problem::value)
                .containsExactly("refus", "INCENTIVS", "lower");
    }

    @Test
    void aByteOrderMarkBeforeATextIsNoPartOfIt() {
        assertThat(read("\uFEFF" + rule("isTest")).problems()).isEmpty();
        String sentences = """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - days since the last trade is at least 30
                then
                    Offer "x" by push
                end
                """;
        assertThat(READER.playbook("p", Map.of("rules.en.dslr", "\uFEFF" + sentences), PARAMETERS)
                        .problems())
                .isEmpty();
        assertThat(read("\uFEFFrule \uFEFF").problems()).isNotEmpty();
    }

    @Test
    void refusesTwoRulesOfOneName() {
        assertThat(read(rule("isTest") + rule("isTest")).problems())
                .extracting(Problem::message)
                .containsExactly("rules.drl:8:6: 'p/r': a name that no other rule has");
    }

    @Test
    void readsGuardrailsThatSeeEveryField() {
        String text = """
                rule "risk/refuse" @why("Too risky")
                when $u : User( riskScore >= 70 || touches24h >= 2 )
                then
                    refuse(INCENTIVES).because("INELIGIBLE_RISK");
                    refuseIncentives("FUTURES_BONUS", "LUCKY_DRAW").because("INELIGIBLE_REGION");
                    refuseIncentivesExcept("FEE_CASHBACK").because("INELIGIBLE_REGION");
                    refuseMessagesAbout("DERIVATIVES", "EARN").because("SUPPRESSED_LOSS_CARE");
                    refuse(INCENTIVES).sparing(CONTRACTUAL).because("INELIGIBLE_REGION");
                    review(INCENTIVES).because("RISK_REVIEW");
                    suppress(PROMOTION).because("SUPPRESSED_COMPLAINT");
                end
                """;
        CheckedRule rule = READER.guardrails("risk.drl", text).orThrow().get(0);
        assertThat(rule.isGuardrail()).isTrue();
        assertThat(rule.parts()).isEmpty();
        assertThat(rule.effects())
                .containsExactly(
                        new Effect.Refuse(Effect.Target.INCENTIVES, "INELIGIBLE_RISK"),
                        new Effect.RefuseIncentives(List.of("FUTURES_BONUS", "LUCKY_DRAW"), "INELIGIBLE_REGION"),
                        new Effect.RefuseIncentivesExcept(List.of("FEE_CASHBACK"), "INELIGIBLE_REGION"),
                        new Effect.RefuseMessagesAbout(List.of("DERIVATIVES", "EARN"), "SUPPRESSED_LOSS_CARE"),
                        new Effect.Sparing(
                                new Effect.Refuse(Effect.Target.INCENTIVES, "INELIGIBLE_REGION"),
                                CandidateClass.CONTRACTUAL),
                        new Effect.Review("RISK_REVIEW"),
                        new Effect.Suppress("SUPPRESSED_COMPLAINT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offer(\"x\").to($u);",
                "refuse(PROMOTION);",
                "refuse(EVERYTHING).because(\"X\");",
                "refuse().because(\"X\");",
                "refuseIncentives().because(\"X\");",
                "refuseIncentives(\"fee\").because(\"X\");",
                "review(MESSAGES).because(\"X\");",
                "suppress(INCENTIVES).because(\"X\");",
                "suppress(PROMOTION).because(\"lower\");",
                "suppress(PROMOTION).because(X);",
                "suppress(PROMOTION).because(\"X\").because(\"Y\");",
                "suppress(PROMOTION).until(\"X\");",
                "suppress(PROMOTION).sparing(CONTRACTUAL).because(\"X\");",
                "refuse(INCENTIVES).sparing(CONTRACTUAL);",
                "refuse(INCENTIVES).sparing().because(\"X\");",
                "refuse(INCENTIVES).sparing(FRIENDS).because(\"X\");",
                "refuse(INCENTIVES).but(CONTRACTUAL).because(\"X\");"
            })
    void refusesWrongGuardrailActions(String statement) {
        String text = "rule \"g/r\" @why(\"x\") when $u : User( isTest ) then " + statement + " end";
        assertThat(READER.guardrails("g.drl", text).problems()).hasSize(1);
    }

    private static int positionOf(String value, String constraint) {
        int quoted = constraint.indexOf('"' + value + '"');
        return quoted < 0 ? constraint.lastIndexOf(value) : quoted;
    }

    private static Checked<List<CheckedRule>> read(String text) {
        return READER.playbook("p", Map.of("rules.drl", text), PARAMETERS);
    }

    private static String rule(String constraint) {
        return "rule \"p/r\"\n@why(\"x\")\nwhen\n  $u : User( " + constraint
                + " )\nthen\n  offer(\"x\").to($u);\nend\n";
    }
}

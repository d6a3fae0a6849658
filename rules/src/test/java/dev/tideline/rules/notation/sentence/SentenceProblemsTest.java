package dev.tideline.rules.notation.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceProblemsTest {

    @Test
    void aPhraseThatNoDictionaryKnowsIsShownWithTheNearestOne() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - days since the last trades is at least 30
                    - lifecycle stage is one of (active, dormnt)
                then
                    Offer "x" by push, e-male
                end
                """))
                .containsExactly(
                        "rules.en.dslr:5:7: 'days since the last trades': no phrase of the dictionary; did you mean `days since the last trade`?",
                        "rules.en.dslr:6:42: 'dormnt': no phrase of the dictionary; did you mean `dormant`?",
                        "rules.en.dslr:8:24: 'e-male': no phrase of the dictionary; did you mean `e-mail`?");
    }

    @Test
    void theSameInChinese() {
        assertThat(problems("zh", """
                rule "p/one"
                @why("沉睡")
                when
                    用户
                    - 距上次交易日数不少于30
                    - 生命周期阶段 属于（活跃、沉睡）
                then
                    发放 "x" 渠道 推送、邮件
                    发红包 "y"
                end
                """))
                .containsExactly(
                        "rules.zh.dslr:5:7: '距上次交易日数': no phrase of the dictionary; did you mean `距上次交易天数`?",
                        "rules.zh.dslr:9:5: '发红包 \"y\"': a sentence such as `发放 {incentive}`");
    }

    @Test
    void aNumberWithSeparatorsIsToldWithoutThem() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Rich")
                when
                    The user
                    - total assets is at least 10,000
                    - VIP level is one of (1,2) and spot volume of 30 days is more than 1,250,000.50 and is a KOL
                then
                    Offer "x"
                end
                """))
                .containsExactly(
                        "rules.en.dslr:5:32: '10,000': a number without commas: 10000",
                        "rules.en.dslr:6:73: '1,250,000.50': a number without commas: 1250000.50");
    }

    @Test
    void aWrongValueIsFoundWhereItStandsThoughAnotherRuleIsUnreadable() {
        assertThat(problems("en", """
                // quiet ones
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - VIP level is at least "gold"   /* no number */
                then
                    Offer "x"
                end
                rule "p/two"
                @why("Quiet")
                when
                    Somebody
                then
                    Offer "x"
                end
                """))
                .containsExactly(
                        "rules.en.dslr:6:29: 'gold': `VIP level` is compared with a whole number (level), 0 or more",
                        "rules.en.dslr:13:5: 'Somebody': a line that starts with `- `, or one of `The user`, `The market`, `The date`");
    }

    @Test
    void whatNoCountryLanguageOrTimeZoneIsCalledIsToldTheirForm() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - country is none of ("UK", "GB")
                    - language is not "english"
                    - time zone is not "Beijing"
                then
                    Offer "x"
                end
                """))
                .containsExactly(
                        "rules.en.dslr:5:27: 'UK': `country` never has this value; an ISO 3166 alpha-2 country code such as DE; did you mean `GB`?",
                        "rules.en.dslr:6:23: 'english': `language` never has this value; a BCP 47 language tag such as pt-BR; did you mean `en`?",
                        "rules.en.dslr:7:24: 'Beijing': `time zone` never has this value; an IANA time zone such as Europe/Berlin");
    }

    @Test
    void aStrayLineOpensNoOtherFact() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - VIP level is at least 1
                    Whoever has traded before
                    - total assets is at least 100
                then
                    Offer "x"
                end
                """))
                .containsExactly(
                        "rules.en.dslr:6:5: 'Whoever has traded before': a line that starts with `- `, or one of `The user`, `The market`, `The date`");
    }

    @Test
    void aWrongFactOrPhraseHidesNoOtherMistakeOfItsRule() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The users
                    - VIP level is at least "gold"
                    - totl assets is at least 100
                    - region is Mars
                    - the total assets is at least 100
                    - total assets is at least abc
                    - client class is market maker
                    - region is market maker
                then
                    Ofer "x"
                    Offer "x" by psuh
                end
                """))
                .containsExactly(
                        "rules.en.dslr:4:5: 'The users': a line that starts with `- `, or one of `The user`, `The market`, `The date`; did you mean `The user`?",
                        "rules.en.dslr:5:29: 'gold': `VIP level` is compared with a whole number (level), 0 or more",
                        "rules.en.dslr:6:7: 'totl assets': no phrase of the dictionary; did you mean `total assets`?",
                        "rules.en.dslr:7:17: 'Mars': no phrase of the dictionary; one of `otherwise denied`, `sanctioned`, `GLOBAL`, `UK`, `EU`, `SG`, `HK`, `AE`, `CA`, `US`, `CN`",
                        "rules.en.dslr:8:7: 'the total assets': no phrase of the dictionary; did you mean `total assets`?",
                        "rules.en.dslr:9:32: 'abc': `total assets` is compared with a number with at most 6 decimals (USDT)",
                        "rules.en.dslr:11:17: 'market maker': `region` never has this value; one of `GLOBAL`, `UK`, `EU`, `SG`, `HK`, `AE`, `CA`, `US`, `CN`, `SANCTIONED`, `OTHER_DENY`",
                        "rules.en.dslr:13:5: 'Ofer \"x\"': a sentence such as `Offer {incentive}`",
                        "rules.en.dslr:14:18: 'psuh': no phrase of the dictionary; did you mean `push`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "region is one of UK, SG # region is one of (UK, SG)",
                "region is one of UK or SG # region is one of (UK, SG)",
                "region is none of UK, SG and total assets is at least 1 # region is none of (UK, SG) and total assets is at least 1",
                "VIP level is one of 1, 2 or copies traders # VIP level is one of (1, 2) or copies traders",
            })
    void aListOfValuesNeedsNoParentheses(String written, String meant) {
        assertThat(condition(written)).isEqualTo(condition(meant));
    }

    private static String condition(String sentence) {
        String text = "rule \"p/one\"\n@why(\"x\")\nwhen\n  The user\n  - " + sentence + "\nthen\n  Offer \"x\"\nend\n";
        return AuthorPrinter.asWritten()
                .print(Rewritten.read("p", "rules.en.dslr", text, Map.of())
                        .orThrow()
                        .get(0)
                        .user());
    }

    @Test
    void aPhraseWithANumberInItFindsItsNeighbour() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - volum of 30 days is at least 6
                    - sub-account
                then
                    Put into the segmnt "x"
                end
                """))
                .containsExactly(
                        "rules.en.dslr:5:7: 'volum of 30 days': no phrase of the dictionary; did you mean `volume of 30 days`?",
                        "rules.en.dslr:6:7: 'sub-account': no phrase of the dictionary; did you mean `is a sub-account`?",
                        "rules.en.dslr:8:5: 'Put into the segmnt \"x\"': a sentence such as `Put into the segment {segment}`");
    }

    @Test
    void aFlagThatIsDeniedInOtherWordsFindsTheWordForNot() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - does not hold BTC
                    - total assets is at least 1 and is not a test user
                    - do not copy traders, VIP level is at least 1
                then
                    Offer "x"
                end
                """))
                .containsExactly(
                        "rules.en.dslr:5:7: 'does not hold BTC': no phrase of the dictionary; did you mean `unless holds BTC`?",
                        "rules.en.dslr:6:38: 'is not a test user': no phrase of the dictionary; did you mean `unless is a test user`?",
                        "rules.en.dslr:7:7: 'do not copy traders': no phrase of the dictionary; did you mean `unless copies traders`?");
        assertThat(problems("zh", """
                rule "p/one"
                @why("沉睡")
                when
                    用户
                    - 不持有BTC
                    - 未关闭工单数 不少于 1
                then
                    发放 "x" 渠道 推送
                end
                """))
                .containsExactly("rules.zh.dslr:5:7: '不持有BTC': no phrase of the dictionary; did you mean `并非 持有BTC`?");
    }

    @Test
    void aFlagThatIsComparedIsToldHowItIsSaid() {
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - holds BTC is true
                    - is a KOL is not "yes" and total assets is at least 100
                    - holds BTC, totl assets is at least 100
                    - market event is known
                then
                    Offer "x"
                end
                """))
                .containsExactly(
                        "rules.en.dslr:5:20: 'true': `holds BTC` alone, without a comparison; denied it is `unless holds BTC`",
                        "rules.en.dslr:6:23: '\"yes\"': `is a KOL` alone, without a comparison; denied it is `unless is a KOL`",
                        "rules.en.dslr:7:18: 'totl assets': no phrase of the dictionary; did you mean `total assets`?",
                        "rules.en.dslr:8:7: 'market event': a field of this fact; this one is a field of `The market`");
    }

    @Test
    void moreProblemsThanAreToldAreMentioned() {
        assertThat(mistaken(50)).hasSize(50);
        assertThat(mistaken(62)).hasSize(51).last().asString().endsWith("problems are told; there are 12 more");
        assertThat(mistaken(900))
                .hasSize(51)
                .last()
                .asString()
                .containsPattern("only the first 50 problems are told; there are 45\\d more, or more than that$");
    }

    private static List<String> mistaken(int lines) {
        return problems(
                "en",
                "rule \"p/one\"\n@why(\"x\")\nwhen\n  The user\n" + "  - VIP level is at least \"gold\"\n".repeat(lines)
                        + "then\n  Offer \"x\"\nend\n");
    }

    @Test
    void whatIsNoSentenceAtAllIsRefused() {
        assertThat(
                        problems(
                                "en",
                                "rule \"p/one\"\n@why(\"x\")\nwhen\n  The user\n  - VIP level is at least Runtime.exec\nthen\n  System.exit(0);\nend\n"))
                .hasSize(2);
        assertThat(problems("en", "import java.lang.Runtime\n")).isNotEmpty();
        assertThat(problems("en", "")).containsExactly("rules.en.dslr:1:1: at least one rule is expected here");
    }

    @Test
    void aTextThatIsTooLongIsRefusedBeforeItsPhrasesAreLookedFor() {
        assertThat(problems("en", "when\n  nobody knows\n".repeat(20_000)))
                .singleElement()
                .asString()
                .contains("at most 262144 characters in one file");
    }

    private static List<String> problems(String language, String text) {
        return Rewritten.read("p", "rules." + language + ".dslr", text, Map.of()).problems().stream()
                .map(Problem::message)
                .toList();
    }
}

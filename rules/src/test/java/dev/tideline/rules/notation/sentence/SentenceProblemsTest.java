package dev.tideline.rules.notation.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
                        "rules.zh.dslr:9:5: '发红包 \"y\"': a sentence such as `发放 {incentive} 渠道 {channels}`");
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
                        "rules.en.dslr:6:29: 'gold': `vipLevel` is compared with a whole number (level), 0 or more",
                        "rules.en.dslr:13:5: 'Somebody': a line that starts with `- `, or one of `The user`, `The market`, `The date`");
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

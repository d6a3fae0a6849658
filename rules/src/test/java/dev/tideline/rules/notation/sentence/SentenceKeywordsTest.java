package dev.tideline.rules.notation.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words that frame a rule are read in either case; whatever else stands in their place is told once a line. */
class SentenceKeywordsTest {

    private static final String KEYWORD = ": rule, when, then and end are the same in every language";

    @Test
    void keywordsAreReadInEitherCase() {
        String text = """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - total assets is at least 100
                then
                    Offer "x" by push
                end
                """;
        String other = text.replace("rule", "Rule")
                .replace("when", "When")
                .replace("then", "THEN")
                .replace("end", "End");
        assertThat(Rewritten.drl(
                        Rewritten.read("p", "rules.en.dslr", other, Map.of()).orThrow()))
                .isEqualTo(Rewritten.drl(
                        Rewritten.read("p", "rules.en.dslr", text, Map.of()).orThrow()));
    }

    @Test
    void chineseKeywordsAreToldOnceAndTheRestIsRead() {
        assertThat(problems("zh", """
                规则 "p/one"
                @why("沉睡")
                当：
                    用户
                    - 总资产 不少于 abc
                则
                    发放 "x" 渠道 推送
                结束
                规则："p/two"
                @why("沉睡")
                如果
                　　用户
                　　- 总资产 不少于 １００
                那么
                　　发放 "x" 渠道 推送
                end
                """))
                .containsExactly(
                        "rules.zh.dslr:1:1: '规则': the keyword `rule`" + KEYWORD,
                        "rules.zh.dslr:3:1: '当:': the keyword `when`" + KEYWORD,
                        "rules.zh.dslr:5:15: 'abc': `总资产` is compared with a number with at most 6 decimals (USDT)",
                        "rules.zh.dslr:6:1: '则': the keyword `then`" + KEYWORD,
                        "rules.zh.dslr:8:1: '结束': the keyword `end`" + KEYWORD,
                        "rules.zh.dslr:9:1: '规则:': the keyword `rule`" + KEYWORD,
                        "rules.zh.dslr:11:1: '如果': the keyword `when`" + KEYWORD,
                        "rules.zh.dslr:14:1: '那么': the keyword `then`" + KEYWORD);
    }

    @Test
    void aMissingKeywordIsToldWhereItShouldStandAndTheRestIsRead() {
        assertThat(problems("zh", """
                rule "p/one"
                @why("沉睡")
                    用户
                    - 总资产 不少于 abc
                    发放 "x" 渠道 推送、邮箱
                end
                """))
                .containsExactly(
                        "rules.zh.dslr:3:5: '用户': `when` on a line of its own is expected before this one",
                        "rules.zh.dslr:4:15: 'abc': `总资产` is compared with a number with at most 6 decimals (USDT)",
                        "rules.zh.dslr:5:5: '发放 \"x\" 渠道 推送,邮箱': `then` on a line of its own is expected before this one",
                        "rules.zh.dslr:5:18: '邮箱': no phrase of the dictionary; did you mean `邮件`?");
        assertThat(problems("en", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - total assets is at least 100
                end
                rule "p/two"
                @why("Quiet")
                when
                    The user
                    - total assets is at least 100
                then
                    Offer "x"
                end
                """)).containsExactly("rules.en.dslr:6:1: 'end': `then` is expected here");
    }

    @Test
    void otherWordsOutsideOfConditionsAndActionsAreToldOnceALine() {
        assertThat(problems("zh", """
                这些规则，给沉睡的用户。
                rule "p/one"
                负责人：增长组
                @why("沉睡")
                when
                    用户
                    - 总资产 不少于 100
                then
                    发放 "x" 渠道 推送
                end
                """))
                .containsExactly(
                        "rules.zh.dslr:1:1: '这些规则,给沉睡的用户。': only rules stand in a file: rule \"playbook/what-it-does\"",
                        "rules.zh.dslr:3:1: '负责人:增长组': `@why(\"…\")` and then `when` are expected here; rules have no attributes");
    }

    private static List<String> problems(String language, String text) {
        return Rewritten.read("p", "rules." + language + ".dslr", text, Map.of()).problems().stream()
                .map(Problem::message)
                .toList();
    }
}

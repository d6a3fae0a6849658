package dev.tideline.rules.notation.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseSentencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "总资产 大于等于 100 # totalAsset >= 100",
                "总资产小于等于100 # totalAsset <= 100",
                "总资产 大于等于 １００．５ 并且 VIP等级 属于（１、２） # totalAsset >= 100.5, vipLevel in (1, 2)",
                "３０天交易量 大于 ０ # volume30d > 0"
            })
    void readsFurtherComparisonsAndFullWidthDigits(String sentence, String condition) {
        assertThat(AuthorPrinter.asWritten()
                        .print(read(sentence).orThrow().get(0).user()))
                .isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "30天日均资产 大于 0 # 7: '30天日均资产' # 30天平均资产",
                "30天交易额大于0 # 7: '30天交易额' # 30天交易量",
                "30天交易额 大于 0 # 7: '30天交易额' # 30天交易量",
                "90天交易额 大于 0 # 7: '90天交易额' # 90天交易次数",
                "7天交易笔 大于 0 # 7: '7天交易笔' # 7天交易天数",
                "总资产 大于 0 并且 30天登陆天数 大于 0 # 19: '30天登陆天数' # 30天登录天数",
                "总资产 大于 30天交易额 # 14: '30天交易额' # 30天交易量",
                "总资产 大于 0.5 乘以 30天交易额 # 21: '30天交易额' # 30天交易量"
            })
    void aMisspeltPhraseThatBeginsWithANumberIsToldWithIt(String sentence, String told, String meant) {
        assertThat(problems(sentence))
                .containsExactly("rules.zh.dslr:5:" + told.strip() + ": no phrase of the dictionary; did you mean `"
                        + meant.strip() + "`?");
    }

    @Test
    void aNumberThatIsNoPartOfAPhraseStaysOne() {
        assertThat(problems("30 不超过 总资产")).containsExactly("rules.zh.dslr:5:7: '30': a field is expected here");
    }

    @Test
    void aFlagThatIsComparedIsToldHowItIsSaid() {
        assertThat(read("是KOL 等于 true").problems())
                .extracting(problem -> problem.message(Locale.CHINESE))
                .containsExactly("rules.zh.dslr:5:15：“true”：单独写 `是KOL`，不加比较；否定写作 `并非 是KOL`");
        assertThat(problems("是KOL 等于 1"))
                .containsExactly("rules.zh.dslr:5:15: '1': `是KOL` alone, without a comparison; denied it is `并非 是KOL`");
        assertThat(read("是KOL 等于 是，持有BTC，并非 是测试用户").problems()).isEmpty();
    }

    @Test
    void aFieldOfAnotherFactIsToldInItsWords() {
        assertThat(read("市场事件 已知").problems())
                .extracting(problem -> problem.message(Locale.CHINESE))
                .containsExactly("rules.zh.dslr:5:7：“市场事件”：应为此处事实的字段；这是 `行情` 的字段");
    }

    private static List<String> problems(String sentence) {
        return read(sentence).problems().stream().map(Problem::message).toList();
    }

    private static Checked<List<CheckedRule>> read(String sentence) {
        String text =
                "rule \"p/one\"\n@why(\"沉睡\")\nwhen\n    用户\n    - " + sentence + "\nthen\n    发放 \"x\" 渠道 推送\nend\n";
        return Rewritten.read("p", "rules.zh.dslr", text, Map.of());
    }
}

package dev.tideline.rules.notation.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.notation.table.file.CsvSheet;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTest {

    private static final Map<String, Parameter> QUIET_DAYS =
            Map.of("quietDays", Parameter.number("quietDays", FieldType.WHOLE, 30, 14, 90, "Days"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "days since the last trade # 30..59 # daysSinceLastTrade >= 30, daysSinceLastTrade <= 59",
                "daysSinceLastTrade # 30..<60 # daysSinceLastTrade >= 30, daysSinceLastTrade < 60",
                "总资产 # >= 100 # totalAsset >= 100",
                "total_asset # ≥ 100.5, < 2000 # totalAsset >= 100.5, totalAsset < 2000",
                "trades of 30 days # 1, 2, 3 # tradeCount30d in (1, 2, 3)",
                "region # UK, SG # regionGroup in (\"UK\", \"SG\")",
                "地区 # 不是 英国、新加坡 # regionGroup not in (\"UK\", \"SG\")",
                "lifecycle stage # at risk # lifecycleStage == \"AT_RISK\"",
                "risk flags # WASH_TRADE, BONUS_ABUSE # riskFlags contains \"WASH_TRADE\" || riskFlags contains \"BONUS_ABUSE\"",
                "risk flags # not WASH_TRADE, BONUS_ABUSE # riskFlags not contains \"WASH_TRADE\", riskFlags not contains \"BONUS_ABUSE\"",
                "copies traders # no # !copyTradingActive",
                "持有BTC # 是 # holdsBtc",
                "time of the first futures trade # unknown # firstFuturesTradeAt == null",
                "time of registration # >= 2026-03-31 # registeredAt >= \"2026-03-31\"",
                "volume of 30 days # < 0.5 * volumePrev30d # volume30d < 0.5 * volumePrev30d",
                "volume of 30 days # < 0.5 times volume of the 30 days before # volume30d < 0.5 * volumePrev30d",
                "days since registration # $quietDays..59 # daysSinceRegistration >= $quietDays, daysSinceRegistration <= 59",
            })
    void meansAConstraintOnTheColumnsField(String heading, String cell, String constraint) {
        String csv = CsvSheet.write(
                List.of(List.of("Rule", "Why", heading, "Message", "Channels"), List.of("r", "w", cell, "m", "push")));
        List<CheckedRule> rules =
                Rewritten.read("p", "rules.csv", csv, QUIET_DAYS).orThrow();
        assertThat(AuthorPrinter.asWritten().print(rules.get(0).user())).isEqualTo(constraint);
    }

    @Test
    void everyProblemIsFoundAtItsCell() {
        assertThat(problems("""
                Rule,Why,days since the last trades,total assets,VIP level,region,Incentive,Channels
                one,because,30,"10,000",gold,UK,fee-voucher-10,pushh
                two,,30,100,1,Mars,fee-voucher-10,push
                three,because,,,,,,call
                """))
                .containsExactly(
                        "rules.csv:1:3: 'days since the last trades': no column has this heading; did you mean `days since the last trade`?",
                        "rules.csv:2:4: '10,000': a number without commas: 10000",
                        "rules.csv:2:5: 'gold': `vipLevel` is compared with a whole number (level), 0 or more",
                        "rules.csv:2:8: 'pushh': channels such as `push, e-mail` or `SMS/Telegram`",
                        "rules.csv:3:1: 'p/two': a rule says what it is for: @why(\"…\") before `when`",
                        "rules.csv:3:6: 'Mars': `regionGroup` never has this value; one of `GLOBAL`, `UK`, `EU`, `SG`, `HK`, `AE`, `CA`, `US`, `CN`, `SANCTIONED`, `OTHER_DENY`",
                        "rules.csv:4:2: 'end': at least one action is expected here",
                        "rules.csv:4:8: 'call': call and ticket are for a task; the row has none");
    }

    @Test
    void theProblemsOfTheRuleStandAtTheCellTheyComeFrom() {
        assertThat(problems("""
                Rule,Why,VIP level,region,Incentive
                two,,1.5,Mars,fee-voucher-10
                """))
                .containsExactly(
                        "rules.csv:2:1: 'p/two': a rule says what it is for: @why(\"…\") before `when`",
                        "rules.csv:2:3: '1.5': `vipLevel` is compared with a whole number (level), 0 or more",
                        "rules.csv:2:4: 'Mars': `regionGroup` never has this value; one of `GLOBAL`, `UK`, `EU`, `SG`, `HK`, `AE`, `CA`, `US`, `CN`, `SANCTIONED`, `OTHER_DENY`");
    }

    @Test
    void largeTablesAndCellsAreRefusedBeforeTheyAreRead() {
        String rows = "r,w,1,m,push\n".repeat(201);
        assertThat(problems("Rule,Why,VIP level,Message,Channels\n" + rows))
                .anyMatch(problem -> problem.contains("at most 200 rules in one file"));
        assertThat(problems("Rule,Why,VIP level,Message,Channels\nr,w," + ".".repeat(10_001) + ",m,push\n"))
                .singleElement()
                .asString()
                .startsWith("rules.csv:2:3: ")
                .endsWith("at most 10000 characters in a cell");
    }

    private static List<String> problems(String csv) {
        return Rewritten.read("p", "rules.csv", csv, Map.of()).problems().stream()
                .map(Problem::message)
                .toList();
    }
}

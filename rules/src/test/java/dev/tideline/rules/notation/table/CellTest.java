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
import org.junit.jupiter.params.provider.ValueSource;

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
                "total assets # ＞＝ １００．５ # totalAsset >= 100.5",
                "VIP level # ３..５ # vipLevel >= 3, vipLevel <= 5",
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
                        "rules.csv:2:5: 'gold': `VIP level` is compared with a whole number (level), 0 or more; a cell holds `30`, `30..59`, `>= 30` or `>= 30, < 60`",
                        "rules.csv:2:8: 'pushh': channels such as `push, e-mail` or `SMS/Telegram`; of a task `call` or `ticket`; did you mean `push`?",
                        "rules.csv:3:2: what the rule of this row is for",
                        "rules.csv:3:6: 'Mars': `region` never has this value; one of `GLOBAL`, `UK`, `EU`, `SG`, `HK`, `AE`, `CA`, `US`, `CN`, `SANCTIONED`, `OTHER_DENY`",
                        "rules.csv:4:8: 'call': call and ticket are for a task; the row has none");
    }

    @Test
    void theProblemsOfTheRuleStandAtTheCellTheyComeFrom() {
        assertThat(problems("""
                Rule,Why,VIP level,region,Incentive
                two,,1.5,Mars,fee-voucher-10
                """))
                .containsExactly(
                        "rules.csv:2:2: what the rule of this row is for",
                        "rules.csv:2:3: '1.5': `VIP level` is compared with a whole number (level), 0 or more; a cell holds `30`, `30..59`, `>= 30` or `>= 30, < 60`",
                        "rules.csv:2:4: 'Mars': `region` never has this value; one of `GLOBAL`, `UK`, `EU`, `SG`, `HK`, `AE`, `CA`, `US`, `CN`, `SANCTIONED`, `OTHER_DENY`");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "30-59 # 30..59",
                "30 to 59 # 30..59",
                "30至59 # 30..59",
                "30.. # >= 30",
                "30+ # >= 30",
                "at least 30 # >= 30",
                "..59 # <= 59",
                ">=30 <60 # >= 30, < 60",
                ">= 30 and < 60 # >= 30, < 60",
                "=> 30 # >= 30",
                "30 days # 30",
                ">= 30 d # >= 30",
            })
    void aCellThatIsNearlyRightIsToldTheRightForm(String cell, String meant) {
        assertThat(ofCell("days since the last trade", cell))
                .containsExactly("rules.csv:2:3: '" + cell
                        + "': `days since the last trade` is compared with a whole number (calendar days); a cell holds"
                        + " `30`, `30..59`, `>= 30` or `>= 30, < 60`; did you mean `" + meant + "`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                ">= 5% # >= 0.05",
                "5 % # 0.05",
                "12.5％ # 0.125",
                "5%-10% # 0.05..0.1",
                "5%..10% # 0.05..0.1",
                ">= 5%, < 50% # >= 0.05, < 0.5",
                "at least 5% # >= 0.05",
            })
    void aPercentOfAShareIsToldAsItsPartOfOne(String cell, String meant) {
        assertThat(ofCell("share of volume with himself", cell))
                .singleElement()
                .asString()
                .endsWith("; did you mean `" + meant + "`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "days since the last trade # 30%",
                "total assets # >= 5%",
                "share of volume with himself # 5..10%",
                "share of volume with himself # 0.00001%",
            })
    void noNumberIsProposedForAPercentThatHasNone(String heading, String cell) {
        assertThat(ofCell(heading, cell)).singleElement().asString().endsWith("`>= 30, < 60`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", ">= abc", ">= low", "abc..59", "not 3", "1.5", "30; 40"})
    void noNameIsProposedWhereANumberIsExpected(String cell) {
        assertThat(ofCell("days since the last trade", cell))
                .singleElement()
                .asString()
                .startsWith(
                        "rules.csv:2:3: '" + cell + "': `days since the last trade` is compared with a whole number")
                .endsWith("`>= 30, < 60`");
    }

    @Test
    void aFormulaIsNoValueButANumberAfterAnEqualsSignIs() {
        assertThat(ofCell("total assets", "=1+1"))
                .containsExactly("rules.csv:2:3: '=1+1': a value; formulas are not computed");
        assertThat(ofCell("region", "=UK")).containsExactly("rules.csv:2:3: '=UK': a value; formulas are not computed");
        assertThat(ofCell("total assets", "= 30.5")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(A1)",
                "=1+2",
                "= 3",
                "@SUM(1)",
                "+1+cmd|x!A1",
                "-1+cmd|x!A1",
                "\t=1+2",
                "\r=1+2",
                " =1+2",
                "＝1+2"
            })
    void aFreeTextThatASpreadsheetWouldComputeIsRefusedAtItsCell(String text) {
        assertThat(problems("Rule,Why,VIP level,Message,Channels\nr,\"" + text + "\",1,m,push\n"))
                .containsExactly("rules.csv:2:2: '" + text.strip()
                        + "': a text that begins with none of `=`, `+`, `-` and `@`; formulas are not computed");
        assertThat(problems("Rule,Why,language,Message,Channels\nr,w,\"" + text + "\",m,push\n"))
                .containsExactly("rules.csv:2:3: '" + text.strip() + "': a value; formulas are not computed");
    }

    @Test
    void whatOnlyLooksLikeAFormulaIsRead() {
        String headings = "Rule,Why,net deposits of 30 days,language,total assets,Message,Channels\n";
        assertThat(problems(headings + "r,-5,-5,!= en,= 3,m,push\n")).isEmpty();
        assertThat(problems(headings + "r,-,-5..-1,not en,>= 100,m,push\n")).isEmpty();
        assertThat(problems(headings + "r,'=1+2,\"-5, 3\",en,== 3,m,push\n")).isEmpty();
    }

    @Test
    void cellsOfOtherKindsAreToldTheirForms() {
        assertThat(ofCell("copies traders", "perhaps"))
                .containsExactly("rules.csv:2:3: 'perhaps': `copies traders` is compared with true or false; a cell"
                        + " holds `yes` or `no`");
        assertThat(ofCell("time of registration", ">= 31.3.2026"))
                .singleElement()
                .asString()
                .endsWith("a cell holds `2026-03-31`, `2026-03-01..2026-03-31` or `>= 2026-03-31`");
        assertThat(ofCell("region", "> UK"))
                .singleElement()
                .asString()
                .endsWith("a cell holds words with commas between them, or `not` and the words");
        assertThat(ofCell("region", "UK, market maker"))
                .singleElement()
                .asString()
                .startsWith("rules.csv:2:3: 'market maker': `region` never has this value");
    }

    @Test
    void aCountryHasItsCodeInACellToo() {
        String expected = "an ISO 3166 alpha-2 country code such as DE";
        assertThat(ofCell("country", "not UK, US"))
                .containsExactly(
                        "rules.csv:2:3: 'UK': `country` never has this value; " + expected + "; did you mean `GB`?");
        assertThat(problems("规则,原因,国家,消息,渠道\none,w,英国,m,推送\n"))
                .containsExactly(
                        "rules.csv:2:3: '英国': `国家` never has this value; " + expected + "; did you mean `GB`?");
        assertThat(ofCell("country", "not GB, US")).isEmpty();
    }

    @Test
    void aChineseTableIsAnsweredInItsWords() {
        assertThat(problems("""
                规则,原因,地区,距最近交易天数,消息,任务,渠道
                one,w,全求,三,m,,推
                two,w,不是 英国、新家坡,30,,kyc,电话
                three,w,,30,,kyc,工弹
                """))
                .containsExactly(
                        "rules.csv:2:3: '全求': `地区` never has this value; did you mean `全球`?",
                        "rules.csv:2:4: '三': `距最近交易天数` is compared with a whole number (calendar days); a cell holds"
                                + " `30`, `30..59`, `>= 30` or `>= 30, < 60`",
                        "rules.csv:2:7: '推': channels such as `push, e-mail` or `SMS/Telegram`; of a task `call` or `ticket`;"
                                + " did you mean `推送`?",
                        "rules.csv:3:3: '新家坡': `地区` never has this value; did you mean `新加坡`?",
                        "rules.csv:4:7: '工弹': channels such as `push, e-mail` or `SMS/Telegram`; of a task `call` or `ticket`;"
                                + " did you mean `工单`?");
    }

    @Test
    void aCellWithNothingButACommaProposesNothing() {
        assertThat(problems("Rule,Why,VIP level,Incentive,Channels\nr,w,1,\",\",push\n"))
                .isNotEmpty();
        assertThat(problems("Rule,Why,region,Message,Channels\nr,w,\"$nosuch, Mars, Mars\",m,push\n"))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("rules.csv:2:3: 'Mars': `region` never has this value"))
                .anyMatch(problem -> problem.contains("$nosuch"));
    }

    @Test
    void anActionThatCannotBeReadIsToldOnce() {
        assertThat(problems("Rule,Why,VIP level,Actions\nr,w,1,Ofer \"\"x\"\"\n"))
                .singleElement()
                .asString()
                .startsWith("rules.csv:2:4: 'Ofer");
    }

    @Test
    void aHeadingThatNobodyKnowsMakesNoProblemsOfItsCells() {
        assertThat(problems("Rule,Wy,VIP level,Incentiv,Channels\none,because,1,fee-voucher-10,push\n"))
                .containsExactly(
                        "rules.csv:1:2: 'Wy': no column has this heading; did you mean `Why`?",
                        "rules.csv:1:4: 'Incentiv': no column has this heading; did you mean `Incentive`?");
        assertThat(problems("VIP level\n1\n2\n"))
                .containsExactly(
                        "rules.csv:1:1: a column `Rule` with the name of each row's rule",
                        "rules.csv:1:1: a column `Why` with what each row's rule is for",
                        "rules.csv:1:1: a column with what each row proposes, such as `Incentive`, `Message` or `Actions`");
    }

    @Test
    void whatIsNeverMissingIsNotUnknownInACell() {
        assertThat(problems("Rule,Why,is a KOL,trades of 7 days,Message,Channels\nr,w,unknown,known,m,push\n"))
                .satisfiesExactly(
                        flag -> assertThat(flag)
                                .startsWith("rules.csv:2:3: 'unknown'")
                                .endsWith("`yes` or `no`"),
                        number -> assertThat(number)
                                .startsWith("rules.csv:2:4: 'known'")
                                .contains("`30..59`"));
    }

    @Test
    void aTitleAboveTheHeadingsIsToldOnce() {
        String expected = "headings such as `Rule` and `Why`: the first row holds them, and nothing stands above it";
        assertThat(
                        problems(
                                "Offers of the spring campaign\nRule,Why,VIP level,Incentive,Channels\nr,w,1,fee-voucher-10,push\n"))
                .containsExactly("rules.csv:1:1: 'Offers of the spring campaign': " + expected);
        assertThat(problems("2026 年春季活动\n规则,原因,VIP等级,激励,渠道\nr,w,1,fee-voucher-10,推送\n"))
                .singleElement()
                .asString()
                .endsWith(expected);
    }

    @Test
    void aRowIsToldWhatItLacksInTheWordsOfTheTable() {
        assertThat(problems("""
                Rule,Why,VIP level,Message,Task,Channels
                ,because,1,m,,push
                Two Words,because,1,m,,push
                three,,1,m,,push
                four,because,1,,,
                five,because,1,m,,
                six,because,1,,kyc,
                seven,because,1,m,,"push, psuh, SMS/call"
                """))
                .containsExactly(
                        "rules.csv:2:1: a name such as `quiet-30-days`: lower case letters, digits and hyphens, at most 100",
                        "rules.csv:3:1: 'Two Words': a name such as `quiet-30-days`: lower case letters, digits and hyphens, at most 100",
                        "rules.csv:4:2: what the rule of this row is for",
                        "rules.csv:5:1: something that the row proposes: an incentive, a message or another action",
                        "rules.csv:6:4: 'm': channels for this message, under `Channels`: `push, e-mail`",
                        "rules.csv:7:5: 'kyc': `call` or `ticket` for this task, under `Channels`",
                        "rules.csv:8:6: 'psuh': channels such as `push, e-mail` or `SMS/Telegram`; of a task `call` or `ticket`; did you mean `push`?",
                        "rules.csv:8:6: 'SMS/call': call and ticket are no alternative to a channel");
    }

    @Test
    void aRowWithMoreOrFewerCellsIsFoundAtItsCells() {
        assertThat(problems("Rule,Why,VIP level,Message,Channels\na\nb,w,1,m,push,x,y\nc,w,1.5,m,push\n"))
                .containsExactly(
                        "rules.csv:2:1: something that the row proposes: an incentive, a message or another action",
                        "rules.csv:2:2: what the rule of this row is for",
                        "rules.csv:3:6: 'x': a cell under a heading",
                        "rules.csv:3:7: 'y': a cell under a heading",
                        "rules.csv:4:3: '1.5': `VIP level` is compared with a whole number (level), 0 or more; a cell holds"
                                + " `30`, `30..59`, `>= 30` or `>= 30, < 60`");
    }

    @Test
    void anOpenQuoteIsFoundAtItsCellBesideTheMistakesBeforeIt() {
        String expected = "a text in double quotes up to the next comma or line; a quote within it is doubled";
        assertThat(problems(
                        "Rule,Why,VIP level,Message,Channels\na,w,1.5,m,push\n\"b\nc\",\"w,1,m,push\nd,w,1,m,push\n"))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("rules.csv:2:3: '1.5'"))
                .contains("rules.csv:4:2: '\"w,1,m,push': " + expected);
        assertThat(problems("Rule,Why,VIP level,Message,Channels\na,\"w\"x,1,m,push\n"))
                .containsExactly("rules.csv:2:2: '\"w\"x,1,m,push': " + expected);
    }

    @Test
    void otherSignsThanCommasBetweenCellsAreTold() {
        assertThat(problems("\uFEFFRule;Why;VIP level;Message;Channels\r\na;w;1;m;push\r\n"))
                .singleElement()
                .asString()
                .startsWith("rules.csv:1:1: ")
                .endsWith("cells separated by commas, not semicolons: save the sheet as .xlsx, or as CSV with commas");
        assertThat(problems("Rule\tWhy\tMessage\tChannels\na\tw\tm\tpush\n"))
                .singleElement()
                .asString()
                .contains("not tabs");
    }

    private static List<String> ofCell(String heading, String cell) {
        return problems(CsvSheet.write(List.of(
                        List.of("Rule", "Why", heading, "Message", "Channels"), List.of("r", "w", cell, "m", "push")))
                .replace("'=", "="));
    }

    private static List<String> problems(String csv) {
        return Rewritten.read("p", "rules.csv", csv, Map.of()).problems().stream()
                .map(Problem::message)
                .toList();
    }
}

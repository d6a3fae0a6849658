package dev.tideline.rules.lint.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.reading.condition.ConditionReader;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            daysSinceLastTrade >= 30, daysSinceLastTrade <= 59 ~ `daysSinceLastTrade` 30 to 59       ~ `daysSinceLastTrade` 30
            totalAsset < 100                                   ~ `totalAsset` below 100              ~ `totalAsset` 0
            totalAsset > 10, totalAsset < 100                  ~ `totalAsset` above 10 and below 100 ~ `totalAsset` 10.000001
            totalAsset >= 10, totalAsset < 100                 ~ `totalAsset` 10 to below 100        ~ `totalAsset` 10
            vipLevel >= 3                                      ~ `vipLevel` at least 3               ~ `vipLevel` 3
            daysSinceLastTrade == null                         ~ `daysSinceLastTrade` missing        ~ `daysSinceLastTrade` missing
            lastCsat == null || lastCsat >= 4                  ~ `lastCsat` 4 to 5 or missing        ~ `lastCsat` 4
            regionGroup in ("UK", "EU")                        ~ `regionGroup` EU or UK              ~ `regionGroup` EU
            referrerId != "a"                                  ~ `referrerId` other than a or missing ~ `referrerId` other than a or missing
            riskFlags not contains "X"                         ~ `riskFlags` without X               ~ `riskFlags` without X
            volume30d < 0.5 * volumePrev30d                    ~ `volume30d` below 0.5 * `volumePrev30d` ~ `volume30d` below 0.5 * `volumePrev30d`
            ticketSolvedAt > lastCsatAt                        ~ `lastCsatAt` below `ticketSolvedAt` ~ `lastCsatAt` below `ticketSolvedAt`
            holdsBtc                                           ~ `holdsBtc` true                     ~ `holdsBtc` true
            daysSinceLastTrade >= 0 || daysSinceLastTrade == null ~ anybody                      ~ anybody
            """)
    void saysABoxAndOneUserOfIt(String condition, String said, String example) {
        Region region = region(condition);
        assertThat(region.boxes()).hasSize(1);
        assertThat(BoxText.of(region.boxes().get(0)).text()).isEqualTo(said);
        assertThat(BoxText.example(region.boxes().get(0)).text()).isEqualTo(example);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            totalAsset > 10, totalAsset < 100                  ~ `totalAsset` 为 高于 10 且低于 100
            totalAsset >= 10, totalAsset < 100                 ~ `totalAsset` 为 10 至 低于 100
            lastCsat == null || lastCsat >= 4                  ~ `lastCsat` 为 4 至 5 或 缺失
            referrerId != "a"                                  ~ `referrerId` 为 除 a 以外的值 或 缺失
            riskFlags not contains "X"                         ~ `riskFlags` 不含 X
            volume30d < 0.5 * volumePrev30d                    ~ `volume30d`：低于 0.5 * `volumePrev30d`
            daysSinceLastTrade >= 0 || daysSinceLastTrade == null ~ 任何人
            """)
    void saysABoxInChinese(String condition, String said) {
        assertThat(BoxText.of(region(condition).boxes().get(0)).text(Locale.CHINESE))
                .isEqualTo(said);
    }

    private static Region region(String condition) {
        return Regions.of(new ConditionReader()
                .read(condition, "", Vocabulary.shipped().user(), Visibility.PLAYBOOK, Map.of())
                .orThrow());
    }
}

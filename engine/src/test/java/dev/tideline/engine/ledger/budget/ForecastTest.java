package dev.tideline.engine.ledger.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ForecastTest {

    private static final Asset USDT = Assets.shipped().require("USDT");
    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static Budget budget(String total, String perDay, String spent, String today) {
        Limits limits = new Limits(
                USDT.of(total), USDT.of(perDay), new Window.Calendar(Window.Calendar.Unit.DAY, ZoneOffset.UTC));
        return new Budget(
                new BudgetId(BudgetId.Kind.CAMPAIGN, "x"),
                limits,
                USDT.of(spent),
                Instant.parse("2026-03-31T00:00:00Z"),
                USDT.of(today),
                false,
                1);
    }

    private static Burn burn(String spent) {
        return new Burn(USDT.of(spent), DAY);
    }

    @Test
    void whatIsLeftLastsAsLongAsTheRateSays() {
        assertThat(Forecast.of(budget("100", "100", "40", "0"), burn("20"), NOW))
                .isEqualTo(new Forecast(NOW.plus(Duration.ofDays(3)), null));
    }

    @Test
    void aWindowIsExhaustedOnlyBeforeItsEnd() {
        assertThat(Forecast.of(budget("1000", "30", "20", "20"), burn("48"), NOW)
                        .period())
                .isEqualTo(NOW.plus(Duration.ofHours(5)));
        assertThat(Forecast.of(budget("1000", "44", "20", "20"), burn("48"), NOW)
                        .period())
                .as("twelve hours are left of the day, and it would last as long")
                .isNull();
    }

    @Test
    void whatDoesNotBurnIsNeverExhausted() {
        assertThat(Forecast.of(budget("100", "100", "40", "40"), burn("0"), NOW))
                .isEqualTo(new Forecast(null, null));
    }

    @Test
    void whatIsSpentOrOverspentIsExhaustedNow() {
        assertThat(Forecast.of(budget("40", "40", "40", "0"), burn("0"), NOW)).isEqualTo(new Forecast(NOW, null));
        assertThat(Forecast.of(budget("10", "10", "40", "40"), burn("1"), NOW)).isEqualTo(new Forecast(NOW, NOW));
    }

    @Test
    void whatLastsForACenturyIsNotForetold() {
        assertThat(Forecast.of(budget("1000000", "1000000", "0", "0"), burn("0.000001"), NOW))
                .isEqualTo(new Forecast(null, null));
        Money most = new Money(Money.MOST, USDT);
        Budget vast = Budget.open(new BudgetId(BudgetId.Kind.GROUP, "x"), Limits.total(most), NOW);
        assertThat(Forecast.of(vast, burn("1"), NOW).total()).isNull();
    }

    @Test
    void aRateIsTheMeanOfTheWindow() {
        Burn burn = new Burn(USDT.of("10"), Duration.ofHours(6));
        assertThat(burn.perHour()).isEqualTo(USDT.of("1.666667"));
        assertThat(burn.perDay()).isEqualTo(USDT.of("40"));
        assertThatThrownBy(() -> new Burn(USDT.of("-1"), DAY)).hasMessageContaining("-1 USDT");
        assertThatThrownBy(() -> new Burn(USDT.of("1"), Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}

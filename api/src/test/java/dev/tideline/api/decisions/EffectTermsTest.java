package dev.tideline.api.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.tideline.api.http.AmountView;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectTermsTest {

    private static final Incentives CATALOGUE = Incentives.shipped();

    private static Incentive incentive(String key) {
        return CATALOGUE.named(key).orElseThrow();
    }

    @Test
    void tellsAmountsDecimalsAndFlags() {
        assertThat(EffectTerms.of(incentive("fee-cashback-50pct-30").terms()))
                .containsEntry("ratio", "0.5")
                .containsEntry("most_per_trade", new AmountView("30", "USDT"))
                .containsEntry("platform_coin", false);
    }

    @Test
    void tellsEveryTierOfALadder() {
        assertThat(EffectTerms.of(incentive("weekly-streak").terms()).get("rungs"))
                .asInstanceOf(LIST)
                .contains(Map.of("days", 7, "reward", new AmountView("10", "USDT")));
    }

    @Test
    void tellsAllThatIsShippedInPlainValues() {
        CATALOGUE.byKey().values().forEach(incentive -> {
            plain(incentive.key(), EffectTerms.of(incentive.terms()));
            plain(incentive.key(), EffectTerms.of(incentive.vesting()));
        });
    }

    private static void plain(String key, Object value) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> {
                assertThat(String.valueOf(name)).as(key).matches("[a-z0-9_]+");
                plain(key, member);
            });
        } else if (value instanceof List<?> items) {
            items.forEach(item -> plain(key, item));
        } else {
            assertThat(value).as(key).isInstanceOfAny(String.class, Boolean.class, Integer.class, AmountView.class);
        }
    }

    @Test
    void namesTheKindOfVesting() {
        assertThat(EffectTerms.of(incentive("deposit-bonus-10-30-50").vesting()))
                .containsEntry("kind", "locked")
                .containsEntry("length", "PT720H")
                .containsEntry("unless_withdrawn", true);
        assertThat(EffectTerms.of(incentive("fee-voucher-10").vesting())).containsExactly(Map.entry("kind", "at_once"));
    }
}

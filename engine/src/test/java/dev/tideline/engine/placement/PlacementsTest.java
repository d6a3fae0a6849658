package dev.tideline.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlacementsTest {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void theShippedOnesAreSound() {
        assertThat(Placements.shipped().byKey()).containsOnlyKeys("home-banner", "reward-hub");
        Placement banner = Placements.shipped().named("home-banner").orElseThrow();
        assertThat(banner.shows()).isEqualTo(1);
        assertThat(banner.reserve()).isEqualTo(Placement.Reserve.ON_DECIDE);
        assertThat(banner.budget()).isEqualTo(Duration.ofMillis(50));
        assertThat(banner.fallback()).isEqualTo("house-banner");
    }

    @Test
    void aContextThatDoesNotFitIsToldWithItsPlace() {
        ContextSchema context =
                Placements.shipped().named("home-banner").orElseThrow().context();
        assertThat(context.problems(json("{\"device\":\"ios\"}"))).isEmpty();
        assertThat(context.problems(json("{\"device\":\"fax\",\"wallet\":1}")))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).startsWith("context/device: "));
    }

    @Test
    void withoutASchemaNothingMayBeTold() {
        Placement plain = Placements.read("p.yaml", "plain: { shows: 2 }")
                .orThrow()
                .named("plain")
                .orElseThrow();
        assertThat(plain.context().problems(json("{}"))).isEmpty();
        assertThat(plain.context().problems(json("{\"a\":1}"))).isNotEmpty();
    }

    @Test
    void allMistakesAreToldTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Placements.read("p.yaml", """
                                Home: { shows: 99, reserve: later, ttl: P0D, budgetMillis: 0, colour: red }
                                other: { context: { type: 7 } }
                                third: { context: { $ref: 'https://example.com/s' } }
                                """).orThrow())
                .withMessageContainingAll("shows", "reserve", "ttl", "budgetMillis", "colour", "context", "Home");
    }
}

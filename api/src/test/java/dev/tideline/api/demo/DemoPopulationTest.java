package dev.tideline.api.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.events.EventType;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoPopulationTest {

    private static final Instant END = Instant.parse("2026-03-31T12:00:00Z");
    private static final int USERS = 2_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(events(7)).isEqualTo(events(7)).isNotEqualTo(events(8));
    }

    @Test
    void hasAboutTwentyEventsAUserWithinAYearAndAFewDays() {
        List<String> lines = events(7).lines().toList();
        assertThat(lines.size() / (double) USERS).isBetween(17.0, 24.0);
        for (String line : lines) {
            Instant at = Instant.parse(JSON.readTree(line).path("occurred_at").asString());
            assertThat(at).isBetween(END.minus(Duration.ofDays(370)), END);
        }
    }

    @Test
    void speaksTheDeclaredEventTypesUnderUniqueIds() {
        Set<String> ids = new HashSet<>();
        events(7).lines().map(JSON::readTree).forEach(event -> {
            EventType type =
                    EventTypes.shipped().named(event.path("type").asString()).orElseThrow();
            JsonNode payload = event.path("payload");
            assertThat(type.fields()).allMatch(field -> field.accepts(payload.path(field.name())), event.toString());
            assertThat(ids.add(event.path("event_id").asString())).isTrue();
        });
    }

    @Test
    void everybodyHasAProfileOnTheDayHeRegistered() {
        Map<String, String> registered = new HashMap<>();
        events(7).lines().map(JSON::readTree).forEach(event -> {
            if (event.path("type").asString().equals("user.registered")) {
                registered.put(
                        event.path("user_id").asString(),
                        event.path("occurred_at").asString().substring(0, 10));
            }
        });
        Map<String, String> profiled = new HashMap<>();
        feed(7).lines()
                .map(JSON::readTree)
                .filter(row -> row.has("timezone"))
                .forEach(row -> profiled.put(
                        row.path("user_id").asString(),
                        row.path("snapshot_date").asString()));
        assertThat(profiled).isEqualTo(registered).hasSize(USERS);
    }

    @Test
    void nobodyHoldsMoreThanHeBroughtAndWon() {
        Map<String, Double> brought = new HashMap<>();
        events(7).lines().map(JSON::readTree).forEach(event -> {
            String type = event.path("type").asString();
            JsonNode payload = event.path("payload");
            double gain = type.equals("deposit.succeeded")
                    ? Double.parseDouble(payload.path("usdt").asString())
                    : Math.max(0, Double.parseDouble(payload.path("pnl").asString("0")));
            brought.merge(event.path("user_id").asString(), gain, Double::sum);
        });
        assertThat(feed(7).lines().map(JSON::readTree).filter(row -> row.has("total_asset")))
                .allMatch(row -> Double.parseDouble(row.path("total_asset").asString())
                        <= brought.getOrDefault(row.path("user_id").asString(), 0.0))
                .anyMatch(row -> !row.path("total_asset").asString().equals("0"));
    }

    private static String feed(long seed) {
        StringWriter out = new StringWriter();
        new DemoPopulation(seed, USERS, END).writeFeed(0, USERS, out);
        return out.toString();
    }

    @Test
    void feedsColumnsOfTheVocabulary() {
        StringWriter out = new StringWriter();
        new DemoPopulation(7, 50, END).writeFeed(0, 50, out);
        Set<String> columns = new HashSet<>();
        out.toString().lines().map(JSON::readTree).forEach(row -> columns.addAll(row.propertyNames()));
        columns.removeAll(Set.of("user_id", "snapshot_date"));
        assertThat(columns)
                .allMatch(column -> Vocabulary.shipped().user().column(column).isPresent());
    }

    private static String events(long seed) {
        StringWriter out = new StringWriter();
        new DemoPopulation(seed, USERS, END).writeEvents(0, USERS, out);
        return out.toString();
    }
}

package dev.tideline.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Field.Owner;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Trait;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldSourcesTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Instant NOW = Instant.parse("2026-03-31T00:00:00Z");

    private final FieldSources shipped = FieldSources.shipped(VOCABULARY);

    @Test
    void knowsWhetherATraitWouldHaveASource() {
        assertThat(FieldSources.shipped(Vocabulary.shipped()).bringsTrait("shoe_size"))
                .isTrue();
        String without = new Scanner(
                        Objects.requireNonNull(FieldSources.class.getResourceAsStream("/sources.yaml")),
                        StandardCharsets.UTF_8)
                .useDelimiter("\\A")
                .next()
                .replace("traits: account-feed", "");
        FieldSources sources =
                FieldSources.read(without, "sources.yaml", Vocabulary.shipped()).orThrow();
        assertThat(sources.bringsTrait("shoe_size")).isFalse();
    }

    @Test
    void everyFieldThatIsNoSegmentHasOneSource() {
        for (Field field : VOCABULARY.user().fields()) {
            boolean ofSegment = field.owner() == Owner.SEGMENT
                    || field.derived()
                            .map(d -> VOCABULARY.user().require(d.column()).owner() == Owner.SEGMENT)
                            .orElse(false);
            assertThat(shipped.of(field).isPresent()).as(field.column()).isEqualTo(!ofSegment);
        }
    }

    @Test
    void aFieldIsEitherFedOrComputedOrDerived() {
        for (Field field : VOCABULARY.user().fields()) {
            int ways = (shipped.isFed(field) ? 1 : 0)
                    + (shipped.definitionOf(field).isPresent() ? 1 : 0)
                    + (field.derived().isPresent() || field.owner() == Owner.SEGMENT ? 1 : 0);
            assertThat(ways).as(field.column()).isEqualTo(1);
        }
    }

    @Test
    void everyDefinitionIsOfAFieldOfTheVocabulary() {
        assertThat(FieldDefinitions.shipped().events().keySet())
                .allSatisfy(
                        column -> assertThat(VOCABULARY.user().column(column)).isPresent());
        assertThat(FieldDefinitions.shipped().history().keySet())
                .allSatisfy(
                        column -> assertThat(VOCABULARY.user().column(column)).isPresent());
    }

    @Test
    void eventsRaiseWhatAFeedSaysOfRiskAndNothingElse() {
        assertThat(VOCABULARY.user().fields())
                .filteredOn(field -> shipped.raisingOf(field).isPresent())
                .extracting(Field::column)
                .containsExactlyInAnyOrder("risk_flags", "risk_score");
    }

    @Test
    void aDerivedFieldAndAHistoryHaveTheSourceOfTheirBase() {
        assertThat(name("days_since_last_trade")).isEqualTo("events");
        assertThat(name("in_cooling_off")).isEqualTo("account-feed");
        assertThat(name("asset_avg_30d")).isEqualTo("account-feed");
        assertThat(shipped.of(field("risk_score")).orElseThrow().maxAge()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void fieldsOfAnOldOrSilentSourceAreStale() {
        Map<String, Instant> watermarks = Map.of(
                "events", NOW.minus(Duration.ofDays(1)),
                "account-feed", NOW.minus(Duration.ofDays(2)).minusMillis(1));

        Set<Field> stale = shipped.stale(watermarks, NOW);

        assertThat(stale).contains(field("total_asset"), field("asset_avg_7d"), field("risk_score"));
        assertThat(stale).doesNotContain(field("last_trade_at"), field("days_since_last_trade"), field("rfm_r"));
        assertThat(shipped.stale(watermarks, NOW.plusMillis(1))).contains(field("days_since_last_trade"));
    }

    @Test
    void aWatermarkAfterTheInstantIsFresh() {
        assertThat(shipped.stale(Map.of("events", NOW.plusSeconds(9)), NOW)).doesNotContain(field("last_trade_at"));
    }

    @Test
    void traitsComeFromTheFeedNamedForThem() {
        Vocabulary withTrait =
                Vocabulary.withTraits(List.of(new Trait("favourite_coin", FieldType.TEXT, "", "Favourite coin")));
        FieldSources sources = FieldSources.shipped(withTrait);

        assertThat(sources.isFed(withTrait.user().require("favourite_coin"))).isTrue();
    }

    @Test
    void everyProblemOfAFileIsReported() throws IOException {
        String yaml = shippedText()
                .replace("  total_asset: account-feed\n", "  total_asset: events\n")
                .replace("  deposit_total: events\n", "  deposit_total: somewhere\n")
                .replace("  rank: contest-feed\n", "  rfm_r: events\n  unheard_of: events\n")
                .replace("risk-feed: { maxAge: P2D }", "risk-feed: { maxAge: soon }");

        Checked<FieldSources> reading = FieldSources.read(yaml, "mine.yaml", VOCABULARY);

        assertThat(reading.isValid()).isFalse();
        assertThat(reading.problems())
                .extracting(problem -> problem.place().pointer() + " " + problem.value())
                .contains(
                        "/sources/risk-feed/maxAge soon",
                        "/fields/total_asset total_asset",
                        "/fields/deposit_total somewhere",
                        "/fields/rfm_r rfm_r",
                        "/fields/unheard_of unheard_of",
                        "/fields rank",
                        "/fields/asset_avg_7d history");
    }

    @Test
    void aFileThatIsNoYamlAndADoubledFieldAreReportedWithTheirLine() {
        assertThat(problems("sources: [")).hasSize(1);
        assertThat(problems("fields:\n  rank: events\n  rank: events\n"))
                .first()
                .satisfies(problem -> assertThat(problem.place().line()).isEqualTo(3));
    }

    @Test
    void anEmptyFileLacksEverything() {
        assertThat(problems("fields: {}")).extracting(Problem::expected).contains("a source named events");
        assertThat(problems("")).isNotEmpty();
    }

    private static List<Problem> problems(String yaml) {
        return FieldSources.read(yaml, "mine.yaml", VOCABULARY).problems();
    }

    private static String shippedText() throws IOException {
        try (InputStream file = FieldSources.class.getResourceAsStream("/sources.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String name(String column) {
        return shipped.of(field(column)).orElseThrow().name();
    }

    private static Field field(String column) {
        return VOCABULARY.user().require(column);
    }
}

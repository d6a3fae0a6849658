package dev.tideline.rules.scenario.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.value.UnreadableValue;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.ShippedRulebook;
import dev.tideline.rules.scenario.Proposals;
import dev.tideline.rules.scenario.Scenario;
import dev.tideline.rules.scenario.ScenarioReader;
import dev.tideline.rules.scenario.ScenarioReport;
import dev.tideline.rules.scenario.ScenarioRunner;
import dev.tideline.rules.scenario.capture.Capture.Captured;
import dev.tideline.rules.segments.SegmentState;
import dev.tideline.rules.segments.Segmentation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CaptureTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Instant NOW = Instant.parse("2026-03-31T17:43:12.345678Z");
    private static final String RULES = """
            rule "quiet/offer"
            @why("No trade for 30 to 59 days, and assets")
            when
                $u : User( daysSinceLastTrade >= 30, daysSinceLastTrade < 60, totalAsset >= 100, riskFlags not contains "FRAUD" )
            then
                segment("quiet").to($u);
            end
            """;

    @Test
    void keepsWhatRulesReadAndOfThatTheCoarsest() {
        User user = user(Map.of(
                "last_trade_at", "2026-02-20T09:41:07.123456Z",
                "total_asset", "173.218764",
                "volume_total", "918273.645",
                "risk_flags", "ODD_DEVICE|SUPPORT_ABUSE"));

        Captured captured = capture(rules()).of(user, market(), NOW);

        assertThat(captured.yaml()).isEqualTo("""
                - name: "captured: fires quiet/offer"
                  asOf: 2026-03-31T00:00:00Z
                  given:
                    user: { lastTradeAt: 2026-02-19T00:00:00Z, totalAsset: 200 }
                  expect: { fired: [quiet/offer] }
                """);
        assertThat(captured.fields()).containsExactly("lastTradeAt", "totalAsset");
    }

    @Test
    void leavesANearMissOne() {
        User user = user(Map.of("last_trade_at", "2026-03-02T09:41:07.123456Z", "total_asset", "99.218764"));

        Captured captured = capture(rules()).of(user, market(), NOW);

        assertThat(captured.fired()).isEmpty();
        assertThat(captured.yaml()).contains("totalAsset: 90").contains("lastTradeAt: 2026-03-");
        passes(captured, rules());
    }

    /** Every shipped playbook, each with users of all sorts; print the seed of one that fails. */
    @Test
    void passesForWhateverUserAndPlaybook() {
        Rulebook rulebook = ShippedRulebook.compilation().rulebook();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (String playbook :
                rulebook.rules().stream().map(CheckedRule::playbook).distinct().toList()) {
            List<CheckedRule> rules = rulebook.rules(playbook);
            Capture capture = new Capture(VOCABULARY, Segmentation.shipped(VOCABULARY), ZoneOffset.UTC, rules);
            for (int i = 0; i < 5; i++) {
                Captured captured = capture.of(random(random), market(), NOW);
                assertThat(captured.yaml()).as("seed %d", seed).doesNotContain("u-4711");
                assertThat(readBy(rules)).as("seed %d", seed).containsAll(captured.fields());
                passes(captured, rules);
            }
        }
    }

    /** Fields that the rules name, and those that derived ones of them follow from. */
    private static Set<String> readBy(List<CheckedRule> rules) {
        Set<String> read = new TreeSet<>();
        rules.forEach(rule -> rule.reads().forEach(field -> {
            read.add(field.name());
            field.derived()
                    .ifPresent(derivation -> read.add(
                            VOCABULARY.user().require(derivation.column()).name()));
        }));
        return read;
    }

    private static void passes(Captured captured, List<CheckedRule> rules) {
        List<Scenario> cases = new ScenarioReader(VOCABULARY)
                .read("captured.yaml", captured.yaml())
                .orThrow();
        ScenarioReport report = new ScenarioRunner(VOCABULARY, Segmentation.shipped(VOCABULARY), ZoneOffset.UTC)
                .run(cases, List.of(), Proposals.interpreted(rules));
        assertThat(report.failures()).as(captured.yaml()).isEmpty();
    }

    private static Capture capture(List<CheckedRule> rules) {
        return new Capture(VOCABULARY, Segmentation.shipped(VOCABULARY), ZoneOffset.UTC, rules);
    }

    private static List<CheckedRule> rules() {
        return new RuleReader(VOCABULARY)
                .playbook("quiet", Map.of("rules.drl", RULES), Map.of())
                .orThrow();
    }

    private static Market market() {
        return VOCABULARY.market().builder().market();
    }

    /** Anything in range, some of it missing, with the segments that follow. */
    private static User random(Random random) {
        FactBuilder builder = VOCABULARY.user().builder();
        int outOfRange = 0;
        for (Field field : VOCABULARY.user().fields()) {
            boolean given = field.derived().isEmpty() && field.owner() != Field.Owner.SEGMENT;
            if (given && random.nextInt(6) > 0 && !isSet(builder, field, text(field, random))) {
                // out of range: it stays as if nothing was known of it
                outOfRange++;
            }
        }
        assertThat(outOfRange).isLessThan(VOCABULARY.user().fields().size() / 2);
        Derivations.apply(builder, NOW, ZoneOffset.UTC);
        Segmentation.shipped(VOCABULARY).assign(builder, SegmentState.NONE, NOW);
        Derivations.apply(builder, NOW, ZoneOffset.UTC);
        return builder.user("u-4711");
    }

    private static boolean isSet(FactBuilder builder, Field field, String text) {
        try {
            FieldValues.set(builder, field, text);
            return true;
        } catch (UnreadableValue outOfRange) {
            return false;
        }
    }

    private static String text(Field field, Random random) {
        return switch (field.type()) {
            case FLAG -> String.valueOf(random.nextInt(4) == 0);
            case WHOLE -> String.valueOf(random.nextInt(random.nextBoolean() ? 6 : 250));
            case AMOUNT, RATIO -> random.nextInt(random.nextBoolean() ? 2 : 3_000) + "." + random.nextInt(1_000_000);
            case INSTANT ->
                NOW.minusSeconds(random.nextInt(200 * 86_400))
                        .plusNanos(1_000L * random.nextInt(1_000_000))
                        .toString();
            case TEXT, TEXTS ->
                field.values().isEmpty()
                        ? "FRAUD"
                        : field.values().get(random.nextInt(field.values().size()));
        };
    }

    private static User user(Map<String, String> values) {
        FactBuilder builder = VOCABULARY.user().builder();
        values.forEach(
                (column, value) -> FieldValues.set(builder, VOCABULARY.user().require(column), value));
        Derivations.apply(builder, NOW, ZoneOffset.UTC);
        return builder.user("u-4711");
    }
}

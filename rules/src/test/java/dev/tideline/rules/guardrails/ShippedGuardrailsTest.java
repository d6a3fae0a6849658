package dev.tideline.rules.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.reading.RuleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedGuardrailsTest {

    private static final RuleReader RULES = new RuleReader(Vocabulary.shipped());

    @Test
    void shipsEveryFileOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/guardrails"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".drl")))
                    .containsExactlyInAnyOrderElementsOf(
                            ShippedGuardrails.drlFiles().keySet());
        }
    }

    @Test
    void readsEveryRule() {
        assertThat(effects()).isNotEmpty();
    }

    @Test
    void givesReasonsInTheWordsOfTheDecisionRecord() {
        assertThat(effects())
                .allSatisfy(effect -> assertThat(effect.reason()).matches("(INELIGIBLE|SUPPRESSED)_[A-Z]+(_[A-Z]+)*"));
    }

    @Test
    void namesTypesOfIncentivesThatExist() {
        List<String> types =
                Arrays.stream(Incentive.Type.values()).map(Enum::name).toList();
        assertThat(effects().flatMap(ShippedGuardrailsTest::types)).isNotEmpty().isSubsetOf(types);
    }

    @Test
    void namesProductsThatExist() {
        List<String> products = Arrays.stream(Product.values()).map(Enum::name).toList();
        assertThat(effects()
                        .filter(Effect.RefuseMessagesAbout.class::isInstance)
                        .flatMap(effect -> ((Effect.RefuseMessagesAbout) effect).products().stream()))
                .isNotEmpty()
                .isSubsetOf(products);
    }

    private static Stream<String> types(Effect effect) {
        if (effect instanceof Effect.Sparing sparing) {
            return types(sparing.refused());
        }
        if (effect instanceof Effect.RefuseIncentives refused) {
            return refused.types().stream();
        }
        return effect instanceof Effect.RefuseIncentivesExcept except ? except.types().stream() : Stream.empty();
    }

    private static Stream<Effect> effects() {
        return ShippedGuardrails.drlFiles().entrySet().stream()
                .flatMap(file -> RULES.guardrails(file.getKey(), file.getValue()).orThrow().stream())
                .map(CheckedRule::effects)
                .flatMap(List::stream);
    }
}

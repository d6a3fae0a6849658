package dev.tideline.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the operator declares in files of his own binds every evaluation. */
final class OperatorFilesTest {

    private static final String BUDGETS = """
            asset: USDT
            campaigns: { default: { total: "7" } }
            groups: { recall: { playbooks: [dormant-30-funded], total: "5" } }
            breakers: { default: { perGrant: "3" } }
            """;

    @TempDir
    private Path folder;

    private static EvaluationPolicy policy(Map<String, String> settings) {
        TidelineProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("tideline", TidelineProperties.class);
        Vocabulary vocabulary = Vocabulary.shipped();
        return new EngineConfiguration()
                .evaluationPolicy(vocabulary, FieldSources.shipped(vocabulary), Days.UTC, properties);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void withoutFilesWhatIsShippedBinds() {
        EvaluationPolicy policy = policy(Map.of());
        assertThat(policy.budgets()).isEqualTo(BudgetPlan.shipped());
        assertThat(policy.limits()).isEqualTo(LimitsReader.shipped());
    }

    @Test
    void ownBudgetsReplaceTheShippedOnes() throws IOException {
        EvaluationPolicy policy = policy(Map.of("tideline.budgets", file("own.yaml", BUDGETS)));
        assertThat(policy.budgets().groups()).containsOnlyKeys("recall");
        assertThat(policy.budgets().hold("any").perGrant())
                .isEqualTo(policy.budgets().reference().of("3"));
        assertThat(policy.budgets().person()).isEmpty();
        assertThat(policy.configuration()).isNotEqualTo(policy(Map.of()).configuration());
    }

    @Test
    void ownLimitsReplaceTheShippedOnes() throws IOException {
        String shipped = Files.readString(Path.of("../rules/src/main/resources/guardrails/limits.yaml"));
        String own = shipped.replace("holdout: { global: 5 }", "holdout: { global: 7 }");
        EvaluationPolicy policy = policy(Map.of("tideline.limits", file("limits.yaml", own)));
        assertThat(policy.limits()).isNotEqualTo(LimitsReader.shipped());
        assertThat(policy.configuration()).isNotEqualTo(policy(Map.of()).configuration());
    }

    @Test
    void everyMistakeIsToldWithFilePlaceValueAndWhatWasExpected() throws IOException {
        String budgets =
                file("own.yaml", "asset: USDT\ncampaigns: { default: { total: soon } }\nperson: { total: 5 }\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(Map.of("tideline.budgets", budgets)))
                .withMessageContainingAll(
                        budgets + ":2",
                        "/campaigns/default/total",
                        "'soon'",
                        "an amount in quotes",
                        budgets + ":3",
                        "/person/total");
        String limits = file("limits.yaml", "holdout: { global: 99 }\ncolour: red\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(Map.of("tideline.limits", limits)))
                .withMessageContainingAll(limits + ":1", "/holdout/global", "'99'", limits + ":2", "colour");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        String missing = folder.resolve("none.yaml").toString();
        assertThatThrownBy(() -> policy(Map.of("tideline.budgets", missing)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(missing);
    }
}

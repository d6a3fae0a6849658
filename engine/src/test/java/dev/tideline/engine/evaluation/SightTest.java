package dev.tideline.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.decision.record.Change;
import dev.tideline.engine.decision.record.Changes;
import dev.tideline.engine.evaluation.EvaluationSetting.Sight;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.Predecessors;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserLists;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.ruleset.GuardrailFile;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.segments.Segmentation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Users seen with the fields that decide against users seen with all of them. */
final class SightTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final FactsModel MODEL = model();
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant BEFORE = START.plus(Duration.ofDays(70));
    private static final Instant NOW = START.plus(Duration.ofDays(99));
    private static final int USERS = 1_500;
    private static final int LEAST_DECISIONS = 500;

    @Test
    void decidesTheSameWithTheDecidingFieldsAsWithAll() {
        LoadedRulebook loaded = loaded(ShippedPlaybooks.all());
        int decisions = 0;
        try (EvaluationSetting first = setting(loaded, BEFORE, Sight.EVERYTHING);
                EvaluationSetting deciding = setting(loaded, NOW, Sight.DECIDING);
                EvaluationSetting everything = setting(loaded, NOW, Sight.EVERYTHING)) {
            for (int seed = 0; seed < USERS; seed++) {
                RandomUser user = new RandomUser(seed, MODEL, START, Duration.ofDays(100));
                StoredUser known = user.stored(
                        evaluated(first, user.stored(null)).segments().json());
                EvaluatedAccount seen = evaluated(deciding, known);
                EvaluatedAccount whole = evaluated(everything, known);
                assertThat(seen.account().candidates())
                        .isEqualTo(whole.account().candidates());
                assertThat(seen.account().effects()).isEqualTo(whole.account().effects());
                assertThat(seen.segments()).isEqualTo(whole.segments());
                List<Change> changes = changes(deciding, seen);
                assertThat(changes).isEqualTo(changes(everything, whole));
                decisions += changes.size();
            }
        }
        assertThat(decisions).isGreaterThan(LEAST_DECISIONS);
    }

    @Test
    void followsTheRulebook() {
        Playbook playbook = ShippedPlaybooks.all().stream()
                .filter(one -> one.key().equals("deposit-failed-help"))
                .findFirst()
                .orElseThrow();
        Field read = VOCABULARY.user().require("deposit_failed_24h");
        RandomUser user = RandomUser.withAnEvent("deposit.failed", NOW.minusSeconds(60), MODEL);
        try (EvaluationSetting with = setting(loaded(List.of(playbook)), NOW, Sight.DECIDING);
                EvaluationSetting without = setting(loaded(List.of()), NOW, Sight.DECIDING)) {
            assertThat(seen(with, user).number(read.slot())).isEqualTo(1);
            assertThat(seen(without, user).number(read.slot())).isZero();
        }
    }

    private static User seen(EvaluationSetting setting, RandomUser user) {
        return new AccountEvaluation(setting)
                .see(user.stored(null), new AccountContext(UserLists.NONE))
                .user();
    }

    private static EvaluatedAccount evaluated(EvaluationSetting setting, StoredUser user) {
        return new AccountEvaluation(setting).of(user, new AccountContext(UserLists.NONE));
    }

    private static List<Change> changes(EvaluationSetting setting, EvaluatedAccount evaluated) {
        AccountCase account = evaluated.account();
        StoredUser stored = evaluated.stored();
        PersonCase person = new PersonCase(stored.personNo(), stored.personId(), List.of(account), PersonHistory.NONE);
        return new Changes(setting.context())
                .of(new PersonDecision(person, setting.arbiter().arbitrate(person, setting.asOf())));
    }

    private static EvaluationSetting setting(LoadedRulebook loaded, Instant asOf, Sight sight) {
        EvaluationPolicy policy = new EvaluationPolicy(
                MODEL,
                LimitsReader.shipped(),
                Incentives.shipped(),
                Salts.STANDARD,
                at -> MarketFacts.unknown(VOCABULARY));
        EvaluationSetting.Wanted wanted =
                new EvaluationSetting.Wanted(asOf, loaded.playbooks().keySet(), Set.of(), null, sight);
        return EvaluationSetting.of(wanted, loaded, policy, new Staleness(Set.of()));
    }

    private static LoadedRulebook loaded(List<Playbook> playbooks) {
        List<PlaybookRules> rules = playbooks.stream()
                .map(playbook -> PlaybookRules.of(playbook, Incentives.shipped()))
                .toList();
        List<GuardrailFile> guardrails = ShippedGuardrails.drlFiles().entrySet().stream()
                .map(file -> new GuardrailFile(file.getKey(), file.getValue()))
                .toList();
        return new LoadedRulebook(
                1,
                false,
                "",
                new RulebookCompiler().compile(rules, guardrails, VOCABULARY).rulebook(),
                playbooks.stream().collect(Collectors.toMap(Playbook::key, Function.identity())),
                Map.of(),
                Map.of(),
                Map.of(),
                Predecessors.NONE);
    }

    private static FactsModel model() {
        Segmentation segments = Segmentation.shipped(VOCABULARY);
        return new FactsModel(
                VOCABULARY, FieldSources.shipped(VOCABULARY), Days.UTC, segments, HistoryRules.of(segments));
    }
}

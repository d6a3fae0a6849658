package dev.tideline.engine.audit;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.StoredDecision;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.playbook.Playbook;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides once more from the record of a decision, with the rulebook of its hash and the policy in force, and tells what
 * differs. Writes nothing. Blocks on the database; thread-safe.
 */
public final class DecisionAudit {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Staleness NOTHING_STALE = new Staleness(Set.of());

    private final Records records;
    private final RulebookHolder holder;
    private final EvaluationPolicy policy;

    public DecisionAudit(Database database, RulebookHolder holder, EvaluationPolicy policy) {
        this.records = new Records(database);
        this.holder = holder;
        this.policy = policy;
    }

    /** What comes out; empty if there is no such decision. */
    public Optional<Recomputed> recompute(UUID decision) {
        return records.find(decision).map(this::recomputed);
    }

    private Recomputed recomputed(Records.Kept kept) {
        StoredDecision stored = kept.stored();
        Optional<LoadedRulebook> rulebook =
                rulebook(stored.rulebookHash(), kept.versions()).flatMap(found -> acting(found, stored));
        if (rulebook.isEmpty()) {
            return new Recomputed(
                    stored.id(), "Rulebook " + stored.rulebookHash() + " cannot be made here any more.", List.of());
        }
        Differences found = new Differences();
        try (EvaluationSetting all = setting(stored, rulebook.get())) {
            EvaluationSetting setting = all.forPerson(stored.personId());
            found.value("/policy", stored.policyHash(), setting.context().policyHash());
            RecordReplay.Replayed replayed =
                    new RecordReplay(setting.context(), setting.evaluator()).replay(stored, kept.pulled());
            compare(found, stored, setting.loaded(), replayed);
            inputs(found, stored, setting.context(), replayed);
            return new Recomputed(stored.id(), "", found.all());
        } catch (IllegalArgumentException | DateTimeException | JacksonException unreadable) {
            return new Recomputed(stored.id(), String.valueOf(unreadable.getMessage()), found.all());
        }
    }

    private Optional<LoadedRulebook> rulebook(String hash, Set<String> versions) {
        LoadedRulebook now = holder.current();
        return now.rulebook().hash().equals(hash)
                ? Optional.of(now)
                : Optional.of(versions).filter(known -> !known.isEmpty()).flatMap(known -> holder.of(hash, known));
    }

    /**
     * With the versions that acted for the person: what was outside of shares then is so at a share of nobody now. A rulebook is
     * named by its rules, so that it may have been that of another version with the same ones.
     */
    private Optional<LoadedRulebook> acting(LoadedRulebook rulebook, StoredDecision stored) {
        Map<String, String> versions = new TreeMap<>();
        Playbook own = rulebook.playbooks().get(stored.playbook());
        if (own != null && !own.version().equals(stored.version())) {
            versions.put(stored.playbook(), stored.version());
        }
        JSON.readTree(stored.inputs())
                .path("goes_on")
                .properties()
                .forEach(one -> versions.put(one.getKey(), one.getValue().asString()));
        Map<String, Integer> nobody = new TreeMap<>();
        versions.keySet().forEach(key -> nobody.put(key, 0));
        return holder.predecessors(Set.copyOf(versions.values())).map(before -> rulebook.ramped(nobody, before));
    }

    private EvaluationSetting setting(StoredDecision stored, LoadedRulebook rulebook) {
        Set<String> playbooks = rulebook.playbooks().keySet();
        return EvaluationSetting.of(
                new EvaluationSetting.Wanted(
                        stored.decidedAt(), playbooks, Set.of(), stored.runNo(), EvaluationSetting.Sight.DECIDING),
                rulebook,
                policy,
                NOTHING_STALE);
    }

    private void compare(
            Differences found, StoredDecision stored, LoadedRulebook rulebook, RecordReplay.Replayed replayed) {
        CandidateResult result = replayed.result();
        Playbook playbook = Objects.requireNonNull(rulebook.playbooks().get(stored.playbook()));
        found.value("/version", stored.version(), playbook.version())
                .value("/candidate_class", stored.candidateClass(), result.candidateClass())
                .value("/outcome", stored.outcome(), result.outcome())
                .value("/reason", stored.reason(), result.reason())
                .value("/occurrence", stored.occurrence(), result.occurrence())
                .value("/probability", stored.probability(), result.probability())
                .value("/expires_at", stored.expiresAt(), result.expiresAt())
                .value("/retry_at", stored.retryAt(), result.retryAt())
                .json("/parts", stored.parts(), records.asKept(replayed.parts()));
    }

    /** What of the inputs follows from others. */
    private static void inputs(
            Differences found, StoredDecision stored, RunContext context, RecordReplay.Replayed replayed) {
        JsonNode inputs = JSON.readTree(stored.inputs());
        found.value(
                        "/inputs/as_of",
                        inputs.path("as_of").asString(),
                        stored.decidedAt().toString())
                .value(
                        "/inputs/score",
                        inputs.path("score").asString(),
                        replayed.result().score().toPlainString())
                .texts("/inputs/packs", RecordedCase.texts(inputs.path("packs")), replayed.packs());
        inputs.path("instant")
                .properties()
                .forEach(fact -> found.value(
                        "/inputs/instant/" + fact.getKey(),
                        fact.getValue().asString(),
                        RecordedFacts.text(context.vocabulary().asOf(), context.instant(), fact.getKey())));
    }
}

package dev.tideline.engine.audit;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.Guardrails;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.decision.Pulled;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.StoredDecision;
import dev.tideline.engine.decision.record.PartsJson;
import dev.tideline.engine.decision.record.Replies;
import dev.tideline.engine.placement.Screen;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides once more from nothing but the record of a decision, its rulebook and its policy: the audit of a record. The
 * parts come out byte for byte as they were written. For one thread.
 */
public final class RecordReplay {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Records of former releases do not tell why guardrails refused. */
    private static final String GUARDRAIL = "\"guardrail\"";

    private final RunContext context;
    private final Evaluator evaluator;

    /**
     * Replays decisions of one instant.
     *
     * @param context the instant, with the rulebook and policy of the records; what a run knew beside them is ignored
     * @param evaluator of that rulebook
     */
    public RecordReplay(RunContext context, Evaluator evaluator) {
        this.context = context;
        this.evaluator = evaluator;
    }

    /**
     * What comes out.
     *
     * @param result the candidate with its outcome
     * @param parts JSON as {@link StoredDecision#parts} was written
     * @param packs names of the jurisdiction packs that bound the user, each with its version
     */
    public record Replayed(CandidateResult result, String parts, List<String> packs) {

        public Replayed {
            packs = List.copyOf(packs);
        }
    }

    /**
     * Decides it again.
     *
     * @param pulled whether it was pulled for a screen, which shows no more than a screen can
     * @throws IllegalArgumentException if the record is of another instant, cannot be read, or its rule does not hold
     */
    public Replayed replay(StoredDecision stored, boolean pulled) {
        if (!stored.decidedAt().equals(context.asOf())) {
            throw new IllegalArgumentException("Decision " + stored.id() + " was made at " + stored.decidedAt()
                    + ". Try a context of that instant, not of " + context.asOf() + ".");
        }
        JsonNode inputs = JSON.readTree(stored.inputs());
        Terms terms = terms(stored, inputs);
        RecordedCase recorded = new RecordedCase(stored, inputs, terms);
        PlaybookTerms playbook = Objects.requireNonNull(terms.playbooks().get(stored.playbook()));
        AccountCase account = account(stored, inputs, pulled);
        List<AccountCase> accounts = new ArrayList<>(List.of(account));
        accounts.addAll(others(inputs));
        PersonCase person = new PersonCase(
                0,
                stored.personId(),
                accounts,
                recorded.history(playbook.playbook().reentryScope(stored.rule())));
        CandidateResult arbitrated = new Arbiter(terms)
                .arbitrate(person, recorded.taken(), new Replies(inputs), context.asOf())
                .candidates()
                .get(0);
        CandidateResult result = screen(stored, inputs).of(arbitrated);
        LocalDate day = LocalDate.ofInstant(context.asOf(), ZoneOffset.UTC);
        return new Replayed(
                result,
                new PartsJson(terms.incentives()).of(stored.personId(), result),
                terms.packs().at(day).references(account.user()));
    }

    /** What the record says of the screen that it was pulled for: that better ones had its places, or nothing. */
    private static Pulled screen(StoredDecision stored, JsonNode inputs) {
        JsonNode full = inputs.path("full_with");
        return new Pulled(
                inputs.path("placement").asString(""),
                full.asInt(0),
                full.isMissingNode() ? Set.of() : Set.of(stored.rule()));
    }

    private Terms terms(StoredDecision stored, JsonNode inputs) {
        Terms of = context.terms();
        PlaybookTerms playbook = Optional.ofNullable(of.playbooks().get(stored.playbook()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Playbook '" + stored.playbook() + "' is not in the rulebook of decision " + stored.id()));
        PlaybookTerms then = new PlaybookTerms(
                playbook.playbook(),
                playbook.version(),
                false,
                Map.of(stored.rule(), new TreeSet<>(RecordedCase.texts(inputs.path("stale")))),
                inputs.path("share").asInt(PlaybookTerms.EVERYBODY));
        List<PlaybookTerms> all = new ArrayList<>(of.playbooks().values());
        all.replaceAll(one -> one.playbook().key().equals(stored.playbook()) ? then : one);
        return Terms.of(of.userSchema(), all, of.limits(), of.incentives(), of.packs(), of.salts())
                .under(stored.parts().contains(GUARDRAIL) ? of.guardrails() : Guardrails.UNTOLD);
    }

    private AccountCase account(StoredDecision stored, JsonNode inputs, boolean pulled) {
        User user = RecordedFacts.read(context.vocabulary().user(), inputs.path("gates"), inputs.path("user"))
                .user(stored.userId());
        Market market = RecordedFacts.read(context.vocabulary().market(), inputs.path("market"))
                .market();
        List<Candidate> candidates = evaluator.propose(user, market, context.instant()).candidates().stream()
                .filter(candidate -> candidate.rule().equals(stored.rule()))
                .flatMap(candidate -> (pulled ? Screen.shows(candidate) : Optional.of(candidate)).stream())
                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(
                    "Rule '" + stored.rule() + "' does not hold for what decision " + stored.id() + " recorded");
        }
        return new AccountCase(
                RecordedCase.ACCOUNT,
                user,
                candidates,
                evaluator.guardrails(user, market, context.instant()),
                new HashSet<>(RecordedCase.texts(inputs.path("lists"))));
    }

    /** The person's other accounts as far as they bind him. */
    private List<AccountCase> others(JsonNode inputs) {
        List<AccountCase> accounts = new ArrayList<>();
        inputs.path("suppressed_by")
                .properties()
                .forEach(by ->
                        accounts.add(other(accounts.size(), by.getValue(), List.of(new Effect.Suppress(by.getKey())))));
        inputs.path("refused_by")
                .properties()
                .forEach(by -> accounts.add(other(accounts.size(), by.getValue(), refusals(by.getKey()))));
        return accounts;
    }

    private AccountCase other(int before, JsonNode id, List<Effect> effects) {
        User user = context.vocabulary().user().builder().user(id.asString());
        return new AccountCase(RecordedCase.ACCOUNT + 1 + before, user, List.of(), effects, new HashSet<>());
    }

    /** All that guardrails refuse for this reason. */
    private List<Effect> refusals(String reason) {
        return context.rules().values().stream()
                .filter(CheckedRule::isGuardrail)
                .flatMap(rule -> rule.effects().stream())
                .filter(effect -> effect.reason().equals(reason))
                .distinct()
                .toList();
    }
}

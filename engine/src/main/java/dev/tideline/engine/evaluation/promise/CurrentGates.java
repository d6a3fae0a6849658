package dev.tideline.engine.evaluation.promise;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.evaluation.EvaluationSettings;
import dev.tideline.engine.evaluation.promise.Promise.Moment;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guardrails and gates in force, asked about users as they are now. Rule, ramp, holdouts, caps and re-entry are not asked:
 * it was promised since they let it, and counts in them. Thread-safe.
 */
public final class CurrentGates implements Gates {

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final Set<String> unasked;
    private final EvaluationSettings settings;

    /**
     * Gates over these users.
     *
     * @param unasked reasons of guardrails that do not bind here
     */
    public CurrentGates(RulebookHolder holder, EvaluationPolicy policy, UserStore users, Set<String> unasked) {
        this.holder = holder;
        this.policy = policy;
        this.users = users;
        this.unasked = Set.copyOf(unasked);
        this.settings = new EvaluationSettings(policy);
    }

    @Override
    public Map<String, Refusal> barred(
            Transaction transaction, Collection<Promise> promises, Moment moment, Instant at) {
        if (promises.isEmpty()) {
            return Map.of();
        }
        LoadedRulebook loaded = holder.current();
        Map<String, Refusal> barred = new HashMap<>();
        List<Promise> asked = new ArrayList<>();
        for (Promise promise : promises) {
            if (moment == Moment.CLAIM && (loaded.pausedAll() || !loaded.acts(promise.playbook()))) {
                barred.put(promise.key(), Refusal.of(Reason.PLAYBOOK_PAUSED));
            } else {
                asked.add(promise);
            }
        }
        if (!asked.isEmpty()) {
            Staleness stale = Staleness.of(transaction, users, policy.model(), at);
            EvaluationSettings.Basis basis =
                    new EvaluationSettings.Basis(loaded, loaded.playbooks().keySet(), Set.of(), stale);
            barred.putAll(settings.with(basis, at, setting -> barred(transaction, asked, moment, setting)));
        }
        return barred;
    }

    private Map<String, Refusal> barred(
            Transaction transaction, List<Promise> promises, Moment moment, EvaluationSetting setting) {
        List<StoredUser> stored = new ArrayList<>();
        users.eachOfPersons(
                transaction, promises.stream().map(Promise::personNo).distinct().toList(), stored::add);
        AccountContext around = AccountContext.read(transaction, setting, users, stored);
        AccountEvaluation evaluation = new AccountEvaluation(setting);
        Map<Long, List<EvaluatedAccount>> persons = new HashMap<>();
        stored.stream()
                .collect(Collectors.groupingBy(StoredUser::personNo))
                .forEach((number, accounts) -> persons.put(number, gated(evaluation, around, accounts)));
        Map<String, Refusal> barred = new HashMap<>();
        for (Promise promise : promises) {
            List<EvaluatedAccount> accounts = persons.getOrDefault(promise.personNo(), List.of());
            refusal(promise, accounts, moment, setting).ifPresent(why -> barred.put(promise.key(), why));
        }
        return barred;
    }

    /** All accounts of a person; none if the guardrails cannot be asked about one of them. */
    private static List<EvaluatedAccount> gated(
            AccountEvaluation evaluation, AccountContext around, List<StoredUser> person) {
        try {
            return person.stream().map(user -> evaluation.gated(user, around)).toList();
        } catch (EvaluationCut cut) {
            return List.of();
        }
    }

    private Optional<Refusal> refusal(
            Promise promise, List<EvaluatedAccount> accounts, Moment moment, EvaluationSetting setting) {
        Optional<EvaluatedAccount> own = accounts.stream()
                .filter(account -> account.stored().userNo() == promise.userNo())
                .findFirst();
        if (own.isEmpty()) {
            return Optional.of(Refusal.of(Reason.NOT_EVALUATED));
        }
        EvaluationSetting acting = setting.forPerson(own.get().stored().personId());
        Playbook playbook = acting.loaded().playbooks().get(promise.playbook());
        if (playbook == null) {
            return moment == Moment.CLAIM
                    ? Optional.of(Refusal.of(Reason.NOT_EVALUATED))
                    : binding(moment).refusedAnyIncentive(own.get().account());
        }
        Optional<Refusal> refused = promise.parts().stream()
                .flatMap(part -> refusals(promise, part, accounts, moment, acting))
                .findFirst();
        boolean asksForKyc = moment == Moment.PAYMENT && playbook.candidateClass() != CandidateClass.CONTRACTUAL;
        return refused.isEmpty() && asksForKyc
                ? unpayable(promise, own.get().account().user())
                : refused;
    }

    /** Each part is asked about alone: what they make together was weighed when they were promised. */
    private Stream<Refusal> refusals(
            Promise promise, Part part, List<EvaluatedAccount> accounts, Moment moment, EvaluationSetting acting) {
        Binding binding = binding(moment);
        List<AccountCase> cases = accounts.stream()
                .map(EvaluatedAccount::account)
                .map(account -> asked(account, promise, part, binding))
                .toList();
        String personId = accounts.get(0).stored().personId();
        PersonCase person = new PersonCase(promise.personNo(), personId, cases, PersonHistory.NONE);
        return acting.arbiter().arbitrate(person, acting.asOf()).candidates().stream()
                .flatMap(result -> result.parts().stream())
                .filter(result -> binding.bars(result, promise.reviewed()))
                .map(result -> new Refusal(result.reason(), result.values(), result.retryAt()));
    }

    /** The account with this part alone, as if its rule had just proposed it. */
    private static AccountCase asked(AccountCase account, Promise promise, Part part, Binding binding) {
        List<Candidate> candidates = account.userNo() == promise.userNo()
                ? List.of(new Candidate(promise.playbook(), promise.rule(), List.of(part)))
                : List.of();
        return new AccountCase(
                account.userNo(),
                account.user(),
                candidates,
                binding.effects(account),
                binding.exclusionLists(account));
    }

    private Binding binding(Moment moment) {
        return new Binding(moment, unasked);
    }

    /** A reward may be promised before its KYC stands, and is paid only then; what is owed by contract is not asked. */
    private Optional<Refusal> unpayable(Promise promise, User user) {
        int level = (int) user.number(
                policy.model().vocabulary().user().require("kyc_level").slot());
        return promise.parts().stream()
                .flatMap(part -> policy.incentives().named(part.key()).stream())
                .filter(incentive -> incentive.eligibility().kycLevel() > level)
                .map(incentive -> new Refusal(
                        Reason.INELIGIBLE_TERMS, new TreeMap<>(Map.of("kyc_level", String.valueOf(level))), null))
                .findFirst();
    }
}

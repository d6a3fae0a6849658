package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.CheckedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The guardrails and gates in force, asked about users as they are now. Rule, caps and re-entry are not asked: the part was
 * granted since the rule held, and counts in them.
 */
final class CurrentGates implements MemberGates {

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;

    CurrentGates(RulebookHolder holder, EvaluationPolicy policy, UserStore users) {
        this.holder = holder;
        this.policy = policy;
        this.users = users;
    }

    @Override
    public Map<String, String> barred(Transaction transaction, List<Enrolled> members, Instant asOf) {
        Set<String> playbooks = members.stream().map(Enrolled::playbook).collect(Collectors.toSet());
        EvaluationSetting.Wanted wanted =
                new EvaluationSetting.Wanted(asOf, playbooks, Set.of(), null, EvaluationSetting.Sight.DECIDING);
        try (EvaluationSetting setting = EvaluationSetting.of(transaction, wanted, holder.current(), policy, users)) {
            return barred(transaction, members, setting);
        }
    }

    private Map<String, String> barred(Transaction transaction, List<Enrolled> members, EvaluationSetting setting) {
        List<StoredUser> stored = new ArrayList<>();
        users.eachOfPersons(
                transaction, members.stream().map(Enrolled::personNo).distinct().toList(), stored::add);
        AccountContext around = AccountContext.read(transaction, setting, users, stored);
        AccountEvaluation evaluation = new AccountEvaluation(setting);
        Map<Long, List<EvaluatedAccount>> persons = stored.stream()
                .collect(Collectors.groupingBy(
                        StoredUser::personNo,
                        Collectors.mapping(user -> evaluation.gated(user, around), Collectors.toList())));
        Map<String, String> barred = new HashMap<>();
        for (Enrolled member : members) {
            reason(member, persons.getOrDefault(member.personNo(), List.of()), setting)
                    .ifPresent(why -> barred.put(member.key().text(), why));
        }
        return barred;
    }

    private static Optional<String> reason(
            Enrolled member, List<EvaluatedAccount> accounts, EvaluationSetting setting) {
        Optional<EvaluatedAccount> own = accounts.stream()
                .filter(account -> account.stored().userNo() == member.userNo())
                .findFirst();
        if (own.isEmpty()) {
            return Optional.of(Reason.NOT_EVALUATED);
        }
        EvaluationSetting acting = setting.forPerson(own.get().stored().personId());
        CheckedRule rule = acting.context().rules().get(member.rule());
        if (rule == null) {
            return Optional.of(Reason.NOT_EVALUATED);
        }
        Candidate candidate = new Candidate(rule.playbook(), rule.name(), rule.parts());
        List<AccountCase> cases = accounts.stream()
                .map(EvaluatedAccount::account)
                .map(account -> account.userNo() == member.userNo() ? with(account, candidate) : account)
                .toList();
        PersonCase person = new PersonCase(member.personNo(), own.get().stored().personId(), cases, PersonHistory.NONE);
        return acting.arbiter().arbitrate(person, setting.asOf()).candidates().stream()
                .map(result -> reason(member, result))
                .findFirst()
                .orElse(Optional.of(Reason.NOT_EVALUATED));
    }

    private static AccountCase with(AccountCase account, Candidate candidate) {
        return new AccountCase(
                account.userNo(), account.user(), List.of(candidate), account.effects(), account.exclusionLists());
    }

    /** Holdouts are not asked again: who is held out was granted nothing. */
    private static Optional<String> reason(Enrolled member, CandidateResult result) {
        return result.parts().stream()
                .filter(part -> part.part() instanceof Part.Incentive
                        && part.part().key().equals(member.incentive()))
                .filter(part -> part.outcome() != Outcome.GRANTED)
                .map(PartResult::reason)
                .findFirst();
    }
}

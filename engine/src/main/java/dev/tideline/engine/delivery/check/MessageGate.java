package dev.tideline.engine.delivery.check;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.delivery.Leased;
import dev.tideline.engine.delivery.SendCheck.Obstacle;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes one message through rule and gates, as if it were the only candidate of a person without a past. */
final class MessageGate {

    private final EvaluationSetting setting;

    MessageGate(EvaluationSetting setting) {
        this.setting = setting;
    }

    /** What stands in the way, given all accounts of the person as they are now. */
    Optional<Obstacle> obstacle(Leased message, List<EvaluatedAccount> accounts) {
        Optional<EvaluatedAccount> account = accounts.stream()
                .filter(one -> one.stored().userNo() == message.userNo())
                .findFirst();
        if (account.isEmpty() || account.get().cuts().containsKey(message.playbook())) {
            return stale(Reason.NOT_EVALUATED);
        }
        EvaluationSetting own = setting.forPerson(account.get().stored().personId());
        return candidate(message, account.get().account(), own)
                .map(candidate -> gates(message, account.get(), accounts, candidate, own))
                .orElseGet(() -> stale(Reason.RULE_NO_LONGER_HOLDS));
    }

    /** What the rule proposes: promotional touches need it to hold still, the others go because it held. */
    private static Optional<Candidate> candidate(Leased message, AccountCase account, EvaluationSetting own) {
        Optional<Candidate> now = account.candidates().stream()
                .filter(candidate -> candidate.rule().equals(message.rule()))
                .findFirst();
        if (now.isPresent() || message.candidateClass().equals(CandidateClass.PROMOTIONAL.name())) {
            return now;
        }
        CheckedRule rule = own.context().rules().get(message.rule());
        return Optional.ofNullable(rule).map(known -> new Candidate(known.playbook(), known.name(), known.parts()));
    }

    private Optional<Obstacle> gates(
            Leased message,
            EvaluatedAccount evaluated,
            List<EvaluatedAccount> accounts,
            Candidate candidate,
            EvaluationSetting own) {
        List<AccountCase> cases = accounts.stream()
                .map(account -> account.stored().userNo() == message.userNo()
                        ? with(account.account(), List.of(candidate))
                        : with(account.account(), List.of()))
                .toList();
        PersonCase person =
                new PersonCase(message.personNo(), evaluated.stored().personId(), cases, PersonHistory.NONE);
        List<CandidateResult> results =
                own.arbiter().arbitrate(person, setting.asOf()).candidates();
        return results.isEmpty() ? stale(Reason.RULE_NO_LONGER_HOLDS) : verdict(message, results.get(0));
    }

    private AccountCase with(AccountCase account, List<Candidate> candidates) {
        List<Effect> effects =
                account.candidates().isEmpty() && account.effects().isEmpty()
                        ? setting.evaluator()
                                .guardrails(
                                        account.user(),
                                        setting.context().market(),
                                        setting.context().instant())
                        : account.effects();
        return new AccountCase(account.userNo(), account.user(), candidates, effects, account.exclusionLists());
    }

    private Optional<Obstacle> verdict(Leased message, CandidateResult result) {
        Optional<PartResult> granted = result.parts().stream()
                .filter(part -> part.outcome() == Outcome.GRANTED)
                .filter(part -> part.channel() != null && part.channel().name().equals(message.channel()))
                .findFirst();
        if (granted.isEmpty()) {
            return stale(refusal(result));
        }
        Instant from = Objects.requireNonNullElse(granted.get().notBefore(), setting.asOf());
        return from.isAfter(setting.asOf()) ? Optional.of(new Obstacle.Wait(from)) : Optional.empty();
    }

    /** Why no touch goes over the message's channel: the reason of a part that was refused, else that another channel is used. */
    private static String refusal(CandidateResult result) {
        return result.parts().stream()
                .filter(part -> part.outcome() != Outcome.GRANTED)
                .map(PartResult::reason)
                .findFirst()
                .orElse(Reason.CHANNEL_NO_LONGER_FIRST);
    }

    private static Optional<Obstacle> stale(String reason) {
        return Optional.of(new Obstacle.Stale(reason));
    }
}

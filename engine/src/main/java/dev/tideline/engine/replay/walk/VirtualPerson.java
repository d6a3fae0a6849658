package dev.tideline.engine.replay.walk;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.segments.SegmentState;
import java.util.ArrayList;
import java.util.List;

/** A person on his way through the virtual days: his accounts' segments and what was decided for him so far. */
final class VirtualPerson {

    /** One account, which takes part from the first day of which anything is known of it. */
    private static final class Member {
        final Account account;
        final long firstDay;
        SegmentState segments = SegmentState.NONE;

        Member(Account account) {
            this.account = account;
            this.firstDay = account.stored().timeline().firstDay().orElse(Long.MAX_VALUE);
        }
    }

    private record Evaluated(Member member, UserFacts.Seen seen, List<Candidate> candidates) {}

    private final List<Member> members;
    private final VirtualPast past;
    private final VirtualBudgets budgets;

    VirtualPerson(List<Account> accounts, EvaluationPolicy policy) {
        members = accounts.stream().map(Member::new).toList();
        past = new VirtualPast(policy);
        budgets = new VirtualBudgets(policy);
    }

    long number() {
        return members.get(0).account.stored().personNo();
    }

    /** Evaluates the day and remembers what was decided. */
    void live(Today today) {
        List<Evaluated> evaluated = new ArrayList<>(members.size());
        boolean fired = false;
        for (Member member : members) {
            if (member.firstDay <= today.number()) {
                Evaluated one = evaluate(member, today);
                fired |= !one.candidates().isEmpty();
                evaluated.add(one);
            }
        }
        if (fired || (past.hasStanding() && !evaluated.isEmpty())) {
            decide(evaluated, today);
        }
    }

    private static Evaluated evaluate(Member member, Today today) {
        UserFacts.Seen seen = today.sight().forRules(member.account, member.segments);
        member.segments = seen.segments().settled();
        List<Candidate> candidates = today.evaluator().evaluate(seen.user(), today.market(), today.instant());
        today.tally().evaluated();
        return new Evaluated(member, seen, candidates);
    }

    private void decide(List<Evaluated> evaluated, Today today) {
        List<AccountCase> accounts =
                evaluated.stream().map(one -> accountCase(one, today)).toList();
        PersonCase person =
                new PersonCase(number(), members.get(0).account.stored().personId(), accounts, past.at(today.asOf()));
        Arbitration decided = budgets.settle(today.arbiter().contest(person, today.asOf()), today.asOf());
        past.add(decided, today.asOf());
        decided.candidates().forEach(result -> count(result, today));
    }

    private static AccountCase accountCase(Evaluated one, Today today) {
        User user = today.sight().complete(one.member().account, one.seen()).user();
        return new AccountCase(
                one.member().account.stored().userNo(),
                user,
                one.candidates(),
                today.evaluator().guardrails(user, today.market(), today.instant()),
                one.member().account.excluding());
    }

    private static void count(CandidateResult result, Today today) {
        today.tally().candidate(today.index(), result.rule());
        if (result.outcome() == Outcome.GRANTED) {
            today.tally().decision(today.index(), result.rule());
        }
    }
}

package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.facts.Candidate;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes one account from its history to candidates. Pure but for the sessions it reuses; for one thread. */
final class UserEvaluation {

    private final RunSetting setting;

    UserEvaluation(RunSetting setting) {
        this.setting = setting;
    }

    Evaluated of(StoredUser stored, ChunkLists lists) {
        String before = stored.segments();
        UserFacts.Seen seen = setting.facts()
                .see(
                        stored.userId(),
                        lists.history(stored),
                        before == null ? SegmentState.NONE : SegmentState.fromJson(before),
                        lists.of(stored.userNo()));
        var context = setting.context();
        List<Candidate> candidates =
                setting.evaluator().evaluate(seen.user(), context.market(), context.instant()).stream()
                        .filter(candidate -> setting.playbooks().contains(candidate.playbook()))
                        .toList();
        List<Effect> effects = candidates.isEmpty()
                ? List.of()
                : setting.evaluator().guardrails(seen.user(), context.market(), context.instant());
        Set<String> excluded = lists.exclusions(stored.userNo());
        return new Evaluated(
                stored,
                new AccountCase(stored.userNo(), seen.user(), candidates, effects, excluded, AccountCase.ANY_CHANNEL),
                seen.segments(),
                next());
    }

    private Optional<Instant> next() {
        if (!setting.run().advances()) {
            return Optional.empty();
        }
        return setting.analysable()
                ? setting.facts().nextChange(setting.changes())
                : Optional.of(setting.run().asOf());
    }
}

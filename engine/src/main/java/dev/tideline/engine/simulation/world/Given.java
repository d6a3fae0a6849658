package dev.tideline.engine.simulation.world;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.DraftSetting;
import dev.tideline.engine.evaluation.DraftSetting.Draft;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting.Sight;
import dev.tideline.engine.evaluation.EvaluationSetting.Wanted;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.Rulebook;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation compares, fixed when it begins: a change of the rulebook meanwhile binds the next.
 *
 * @param draft the draft, and what is in force
 * @param wanted the playbooks that act, and when
 * @param stale what must not be relied on
 * @param filter whom it is about; null for everybody
 */
public record Given(
        Draft draft,
        Wanted wanted,
        Staleness stale,
        @Nullable Condition filter) {

    /** Field that regions are told by. */
    static final String REGION = "region_group";

    /** Field that value bands are told by. */
    public static final String BAND = "asset_tier";

    /**
     * A draft against what is in force now.
     *
     * @param asOf instant of evaluation
     */
    public static Given of(
            Transaction transaction,
            Playbook playbook,
            Rulebook rules,
            LoadedRulebook live,
            @Nullable Condition filter,
            Instant asOf,
            EvaluationPolicy policy,
            UserStore users) {
        Set<String> acting =
                live.playbooks().keySet().stream().filter(live::acts).collect(Collectors.toUnmodifiableSet());
        Set<String> beginning = Set.copyOf(
                transaction.sql("SELECT playbook FROM beginning_playbook").list(row -> row.text("playbook")));
        boolean first = beginning.contains(playbook.key()) || !acting.contains(playbook.key());
        return new Given(
                new Draft(playbook, rules, first, live),
                new Wanted(asOf, acting, beginning, null, Sight.DECIDING),
                Staleness.of(transaction, users, policy.model(), asOf),
                filter);
    }

    /** The instant of evaluation. */
    public Instant asOf() {
        return wanted.asOf();
    }

    /** Key of the draft's playbook. */
    public String playbook() {
        return draft.key();
    }

    DraftSetting setting(EvaluationPolicy policy) {
        Set<Field> more = new HashSet<>();
        List.of(REGION, BAND)
                .forEach(column -> more.add(policy.model().vocabulary().user().require(column)));
        if (filter != null) {
            more.addAll(Reads.of(filter));
        }
        return DraftSetting.of(wanted, draft, more, policy, stale);
    }

    List<CheckedRule> rules(Side side) {
        return side == Side.LIVE ? draft.live().rules() : draft.all();
    }

    Set<String> playbooks(Side side) {
        Set<String> playbooks = new HashSet<>(wanted.playbooks());
        if (side == Side.DRAFT) {
            playbooks.add(playbook());
        }
        return playbooks;
    }
}

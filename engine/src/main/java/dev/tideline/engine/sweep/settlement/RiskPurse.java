package dev.tideline.engine.sweep.settlement;

import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.HeldGrants;
import dev.tideline.engine.risk.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ledger's desk for what risk allows. Held-out persons claim nothing, so that risk has no say; nor has it in what a
 * person has released or has yet to release.
 */
final class RiskPurse implements Purse {

    private static final Duration AGAIN = Duration.ofHours(1);

    private final DeskPurse desk;
    private final Clearings clearings;
    private final Map<GrantKey, SortedMap<String, String>> held;

    /**
     * A purse of one transaction.
     *
     * @param held takes what risk said of what it has the ledger hold, by key
     */
    RiskPurse(DeskPurse desk, Clearings clearings, Map<GrantKey, SortedMap<String, String>> held) {
        this.desk = desk;
        this.clearings = clearings;
        this.held = held;
    }

    @Override
    public Reply ask(Wish wish) {
        if (wish.ghost() || desk.knows(wish)) {
            return desk.ask(wish);
        }
        return clearings
                .of(wish)
                .map(verdict -> reply(wish, verdict))
                .orElseGet(() -> refused(Reason.RISK_NOT_ASKED, new TreeMap<>(), wish.at()));
    }

    private Reply reply(Wish wish, Verdict verdict) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put(HeldGrants.RISK, verdict.code());
        if (!verdict.note().isEmpty()) {
            values.put(HeldGrants.RISK_NOTE, verdict.note());
        }
        return switch (verdict.kind()) {
            case ALLOW -> allowed(desk.ask(wish), values);
            case HOLD -> {
                held.put(wish.key(), values);
                yield desk.hold(wish, Reason.HELD_BY_RISK, values);
            }
            case DENY ->
                refused(verdict.code(), values, verdict.isSilent() ? wish.at().plus(AGAIN) : null);
        };
    }

    private static Reply allowed(Reply reply, SortedMap<String, String> values) {
        if (!(reply instanceof Reply.Granted granted)) {
            return reply;
        }
        values.putAll(granted.values());
        return new Reply.Granted(values);
    }

    private static Reply refused(String reason, SortedMap<String, String> values, @Nullable Instant retryAt) {
        return new Reply.Refused(new Refusal(reason, values, retryAt));
    }

    @Override
    public int mark() {
        return desk.mark();
    }

    @Override
    public void backTo(int mark) {
        desk.backTo(mark);
    }
}

package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.ruleset.guard.Matches;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * One session of a rule base, reused from user to user and replaced after a failure: a session that threw or was cut may
 * still hold a user's facts.
 */
final class RuleSession implements AutoCloseable {

    private static final int FIRINGS_BETWEEN_LOOKS = 32;

    private final KieBase base;
    private final EvaluationLimits limits;
    private final BitSet fired = new BitSet();
    private @Nullable KieSession session;
    private @Nullable Surroundings surroundings;
    private boolean hurried;
    private long deadline;
    private int firings;

    private record Surroundings(Market market, AsOf asOf, FactHandle marketHandle, FactHandle asOfHandle) {}

    RuleSession(KieBase base, EvaluationLimits limits) {
        this.base = base;
        this.limits = limits;
    }

    /**
     * Indexes of the rules that fire, ascending; valid until the next call.
     *
     * @throws EvaluationCut if a limit is passed, of time by the clock on the wall
     */
    BitSet fire(User user, Market market, AsOf asOf) {
        hurried = true;
        deadline = System.nanoTime() + limits.time().toNanos();
        fireAll(user, market, asOf);
        if (isOver()) {
            throw EvaluationCut.ofTime(limits);
        }
        return fired;
    }

    /**
     * The same, but that a user who takes too long is evaluated once more by the processor time of this thread alone: a
     * pause of the machine is not the fault of his rules.
     */
    BitSet fireUnhurried(User user, Market market, AsOf asOf) {
        hurried = false;
        long start = System.nanoTime();
        fireAll(user, market, asOf);
        long limit = limits.time().toNanos();
        if (System.nanoTime() - start > limit) {
            long processorStart = processorTime();
            fireAll(user, market, asOf);
            if (processorTime() - processorStart > limit) {
                close();
                throw EvaluationCut.ofTime(limits);
            }
        }
        return fired;
    }

    private void fireAll(User user, Market market, AsOf asOf) {
        boolean completed = false;
        try {
            fired.clear();
            firings = 0;
            KieSession current = session(market, asOf);
            FactHandle handle = current.insert(user);
            int all = current.fireAllRules(limits.firings());
            current.delete(handle);
            if (all == limits.firings()) {
                throw EvaluationCut.ofFirings(limits.firings());
            }
            completed = true;
        } catch (EvaluationCut cut) {
            throw cut;
        } catch (RuntimeException failure) {
            throw isOver() ? EvaluationCut.ofTime(limits) : new EvaluationCut(failure);
        } finally {
            if (!completed) {
                close();
            }
        }
    }

    /** Asked by the rule engine at each firing; most users have a handful, and the clock is not looked at for them. */
    private void fired(int rule) {
        fired.set(rule);
        firings++;
        if (firings % FIRINGS_BETWEEN_LOOKS == 0 && isOver()) {
            throw EvaluationCut.ofTime(limits);
        }
    }

    private boolean isOver() {
        return hurried && System.nanoTime() - deadline > 0;
    }

    private KieSession session(Market market, AsOf asOf) {
        KieSession current = session;
        if (current == null) {
            current = base.newKieSession();
            session = current;
            current.setGlobal("matches", (Matches) (rule, user) -> fired(rule));
        }
        Surroundings known = surroundings;
        if (known == null || known.market() != market || known.asOf() != asOf) {
            if (known != null) {
                current.delete(known.marketHandle());
                current.delete(known.asOfHandle());
            }
            surroundings = new Surroundings(market, asOf, current.insert(market), current.insert(asOf));
        }
        return current;
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Override
    public void close() {
        if (session != null) {
            session.dispose();
            session = null;
            surroundings = null;
        }
    }
}

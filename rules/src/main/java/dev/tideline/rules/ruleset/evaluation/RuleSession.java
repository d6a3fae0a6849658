package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.problem.Wording;
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

    private final KieBase base;
    private final EvaluationLimits limits;
    private final BitSet fired = new BitSet();
    private @Nullable KieSession session;
    private @Nullable Surroundings surroundings;

    private record Surroundings(Market market, AsOf asOf, FactHandle marketHandle, FactHandle asOfHandle) {}

    RuleSession(KieBase base, EvaluationLimits limits) {
        this.base = base;
        this.limits = limits;
    }

    /**
     * Indexes of the rules that fire, ascending; valid until the next call. A user who takes too long is evaluated once
     * more by the processor time of this thread alone, because a pause of the machine is not the fault of his rules.
     */
    BitSet fire(User user, Market market, AsOf asOf) {
        long start = System.nanoTime();
        fireUnhurried(user, market, asOf);
        long limit = limits.time().toNanos();
        if (System.nanoTime() - start > limit) {
            long processorStart = processorTime();
            fireUnhurried(user, market, asOf);
            if (processorTime() - processorStart > limit) {
                close();
                throw new EvaluationCut(
                        Wording.of("it took longer than {0} ms", limits.time().toMillis()));
            }
        }
        return fired;
    }

    private void fireUnhurried(User user, Market market, AsOf asOf) {
        boolean completed = false;
        try {
            fired.clear();
            KieSession current = session(market, asOf);
            FactHandle handle = current.insert(user);
            int firings = current.fireAllRules(limits.firings());
            current.delete(handle);
            if (firings == limits.firings()) {
                throw new EvaluationCut(Wording.of("{0} rules fired, the limit", firings));
            }
            completed = true;
        } catch (EvaluationCut cut) {
            throw cut;
        } catch (RuntimeException failure) {
            throw new EvaluationCut(failure);
        } finally {
            if (!completed) {
                close();
            }
        }
    }

    private KieSession session(Market market, AsOf asOf) {
        KieSession current = session;
        if (current == null) {
            current = base.newKieSession();
            session = current;
            current.setGlobal("matches", (Matches) (rule, user) -> fired.set(rule));
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

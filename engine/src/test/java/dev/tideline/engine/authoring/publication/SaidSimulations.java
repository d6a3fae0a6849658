package dev.tideline.engine.authoring.publication;

import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Simulations that say what a test wants. Thread-safe. */
final class SaidSimulations implements SimulationEvidence {

    private final Map<Long, Evidence> said = new ConcurrentHashMap<>();
    private final Map<Long, Long> now = new ConcurrentHashMap<>();

    private final Deque<Runnable> meanwhile = new ConcurrentLinkedDeque<>();

    /** Something that happens in the midst of the next recount. */
    void meanwhile(Runnable happening) {
        meanwhile.add(happening);
    }

    /** An amount of the reference currency. */
    static Money money(String amount) {
        return BudgetPlan.shipped().reference().of(amount);
    }

    /** One that ended just now and found 100 persons and nothing to spend. */
    long done(String playbook, String version) {
        return say(playbook, version, Instant.now(), 100, "0");
    }

    long say(String playbook, String version, @Nullable Instant finishedAt, long audience, String spend) {
        long number = said.size() + 1L;
        said.put(number, new Evidence(number, playbook, version, "", finishedAt, audience, money(spend)));
        now.put(number, audience);
        return number;
    }

    /** One that ended just now, and looked at some users only. */
    long filtered(String playbook, String version, String filter) {
        long number = said.size() + 1L;
        said.put(number, new Evidence(number, playbook, version, filter, Instant.now(), 100, money("0")));
        return number;
    }

    /** What a recount finds. */
    void countsNow(long number, long audience) {
        now.put(number, audience);
    }

    @Override
    public Optional<Evidence> find(long number) {
        return Optional.ofNullable(said.get(number));
    }

    @Override
    public long recount(long number) {
        Runnable happening = meanwhile.poll();
        if (happening != null) {
            happening.run();
        }
        return now.getOrDefault(number, 0L);
    }
}

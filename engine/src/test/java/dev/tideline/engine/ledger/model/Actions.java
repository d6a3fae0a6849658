package dev.tideline.engine.ledger.model;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Sequences of actions on few keys and small limits, so that they collide. */
final class Actions {

    private static final int LENGTH = 50;

    private Actions() {}

    static Arbitrary<List<Action>> sequences() {
        return action().list().ofSize(LENGTH);
    }

    private static Arbitrary<Action> action() {
        Arbitrary<Integer> grant = between(0, 49);
        Arbitrary<Integer> small = between(1, 60);
        return Arbitraries.frequencyOf(
                Tuple.of(8, wish().list().ofMinSize(1).ofMaxSize(5).map(Action.Claims::new)),
                Tuple.of(3, grant.map(Action.Post::new)),
                Tuple.of(2, Combinators.combine(grant, small).as(Action.Earn::new)),
                Tuple.of(2, grant.map(Action.Withdraw::new)),
                Tuple.of(1, grant.map(Action.ClawBack::new)),
                Tuple.of(2, Combinators.combine(grant, small).as(Action.Refund::new)),
                Tuple.of(1, Arbitraries.create(Action.ExpireDue::new)),
                Tuple.of(2, Combinators.combine(limit(), limit()).as(Action.Limit::new)),
                Tuple.of(1, Arbitraries.of(true, false, false).map(Action.Close::new)),
                Tuple.of(2, between(1, 30).map(Action.Tick::new)));
    }

    /** Each as likely as the others: with small ones preferred most budgets would stay full and most keys taken. */
    private static Arbitrary<Integer> between(int least, int most) {
        return Arbitraries.integers()
                .between(least, most)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }

    private static Arbitrary<Integer> limit() {
        return between(0, 600);
    }

    private static Arbitrary<Action.Wish> wish() {
        return Combinators.combine(between(0, 29), between(0, Action.PERSONS - 1), between(0, 40), between(1, 48))
                .as(Action.Wish::new);
    }
}

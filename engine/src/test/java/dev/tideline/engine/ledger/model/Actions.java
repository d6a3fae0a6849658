package dev.tideline.engine.ledger.model;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Sequences of actions on few keys and small limits, so that they collide. */
final class Actions {

    private static final int LENGTH = 50;

    private Actions() {}

    static Arbitrary<List<Action>> sequences() {
        return action().list().ofSize(LENGTH);
    }

    private static Arbitrary<Action> action() {
        Arbitrary<Integer> grant = Arbitraries.integers().between(0, 49);
        Arbitrary<Integer> small = Arbitraries.integers().between(1, 60);
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
                Tuple.of(2, Arbitraries.integers().between(1, 30).map(Action.Tick::new)));
    }

    private static Arbitrary<Integer> limit() {
        return Arbitraries.integers().between(0, 300);
    }

    private static Arbitrary<Action.Wish> wish() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(1, 48))
                .as(Action.Wish::new);
    }
}

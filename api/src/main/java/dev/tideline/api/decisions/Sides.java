package dev.tideline.api.decisions;

import dev.tideline.api.security.Caller;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.pull.Pulls;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Where calls belong: in earnest, or for test keys on the shadow.
 *
 * @param real whatever is real
 * @param test the shadow
 */
record Sides(Side real, Side test) implements AutoCloseable {

    /**
     * One side.
     *
     * @param pulls decides
     * @param offers what was decided there
     * @param clearing asks risk before something is accepted there
     */
    record Side(PullDesk pulls, Offers offers, Clearing clearing) {

        static Side of(Pulls pulls, Offers offers, Clearing clearing, Clock clock) {
            return new Side(new PullDesk(pulls, clearing, clock), offers, clearing);
        }
    }

    /** The caller's side. */
    Side of(Caller caller) {
        return caller.isTest() ? test : real;
    }

    /** Lets offers of both sides end whose time is over; true if there may be more. */
    boolean expireDue(Instant at, int most) {
        return Stream.of(real, test)
                .map(side -> side.offers().expireDue(at, most))
                .toList()
                .contains(most);
    }

    @Override
    public void close() {
        real.pulls().close();
        test.pulls().close();
    }
}

package dev.tideline.engine.arbitration.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScopePastTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    @Test
    void twoPastsAreOneWhicheverIsNamedFirst() {
        ScopePast early = new ScopePast(2, NOON.minusSeconds(1), "b");
        ScopePast late = new ScopePast(3, NOON, "a");
        assertThat(early.and(late)).isEqualTo(late.and(early));
        assertThat(early.and(late).grants()).isEqualTo(5);
        assertThat(early.and(late).lastAt()).isEqualTo(NOON);
        assertThat(early.and(late).lastOccurrence()).isEqualTo("a");
        assertThat(early.and(late).occurrences()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void ofOneInstantTheLaterNameIsTheLast() {
        ScopePast one = new ScopePast(1, NOON, "a");
        ScopePast other = new ScopePast(1, NOON, "b");
        assertThat(one.and(other).lastOccurrence()).isEqualTo("b");
        assertThat(other.and(one).lastOccurrence()).isEqualTo("b");
    }
}

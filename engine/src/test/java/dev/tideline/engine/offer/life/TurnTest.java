package dev.tideline.engine.offer.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TurnTest {

    private static Turning turn(OfferState state, Turn turn) {
        return turn.of(state);
    }

    @Test
    void goesFromTheScreenToPayment() {
        assertThat(turn(OfferState.OPEN, Turn.SEE)).isEqualTo(new Turning.Goes(OfferState.SEEN));
        assertThat(turn(OfferState.SEEN, Turn.ACCEPT)).isEqualTo(new Turning.Goes(OfferState.ACCEPTED));
        assertThat(turn(OfferState.ACCEPTED, Turn.REDEEM)).isEqualTo(new Turning.Goes(OfferState.REDEEMED));
        assertThat(turn(OfferState.REDEEMED, Turn.CLAW_BACK)).isEqualTo(new Turning.Goes(OfferState.CLAWED_BACK));
    }

    @Test
    void whatIsPendingIsReleasedOrTakenBackAndNothingElse() {
        assertThat(turn(OfferState.PENDING, Turn.RELEASE)).isEqualTo(new Turning.Goes(OfferState.OPEN));
        assertThat(Turn.possible(OfferState.PENDING)).containsExactly(Turn.RELEASE, Turn.VOID);
        assertThat(turn(OfferState.DISMISSED, Turn.RELEASE)).isInstanceOf(Turning.Forbidden.class);
        assertThat(Turn.RELEASE.notice()).isEqualTo("offer.released");
    }

    @ParameterizedTest
    @EnumSource(Turn.class)
    void askingAgainChangesNothing(Turn turn) {
        for (OfferState state : OfferState.values()) {
            if (turn.of(state) instanceof Turning.Goes goes) {
                assertThat(turn.of(goes.to())).isEqualTo(new Turning.Stays());
            }
        }
    }

    @Test
    void nothingLeavesAFinalState() {
        Set<OfferState> ends = EnumSet.of(
                OfferState.DISMISSED, OfferState.VOID, OfferState.EXPIRED, OfferState.CLAWED_BACK, OfferState.HELD_OUT);
        for (OfferState end : ends) {
            for (Turn turn : Turn.values()) {
                assertThat(turn.of(end)).as("%s of %s", turn, end).isNotInstanceOf(Turning.Goes.class);
            }
        }
    }

    @Test
    void whatIsPossibleIsExactlyWhatGoes() {
        for (OfferState state : OfferState.values()) {
            for (Turn turn : Turn.values()) {
                boolean goes = turn.of(state) instanceof Turning.Goes;
                assertThat(Turn.possible(state).contains(turn))
                        .as("%s of %s", turn, state)
                        .isEqualTo(goes && turn != Turn.EXPIRE && turn != Turn.SHARE);
            }
        }
        assertThat(Turn.possible(OfferState.REDEEMED)).extracting(Turn::verb).containsExactly("claw-back");
    }

    @Test
    void whatWasNotAcceptedIsNotRedeemed() {
        assertThat(turn(OfferState.OPEN, Turn.REDEEM)).isInstanceOf(Turning.Forbidden.class);
        assertThat(turn(OfferState.DISMISSED, Turn.ACCEPT)).isInstanceOf(Turning.Forbidden.class);
        assertThat(turn(OfferState.REDEEMED, Turn.VOID)).isInstanceOf(Turning.Forbidden.class);
    }
}

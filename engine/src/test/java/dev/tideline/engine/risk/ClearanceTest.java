package dev.tideline.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.offer.Proposal;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class ClearanceTest {

    private static final Proposal ASKED = proposal("a/offer", "fee-voucher-10@1");
    private static final Proposal OTHER = proposal("b/offer", "fee-voucher-10@1");
    private static final Proposal MESSAGE = proposal("a/tell");

    private static Proposal proposal(String rule, String... incentives) {
        Instant at = Instant.EPOCH;
        List<Proposal.Promised> promised = List.of(incentives).stream()
                .map(reference -> new Proposal.Promised(reference, "key"))
                .toList();
        return new Proposal(rule.substring(0, 1), rule, "v", promised, "template", List.of(), "en", at, at);
    }

    private static Clearance of(Verdict.Kind kind) {
        return Clearance.of(Verdict.given(kind, ""), Set.of("a/offer"));
    }

    @Test
    void withoutAServiceEverythingMayBeOffered() {
        assertThat(Clearance.off().refusal(ASKED)).isEmpty();
        assertThat(Clearance.off().holds(ASKED)).isFalse();
    }

    @Test
    void onlyWhatWasAskedAboutIsAllowed() {
        assertThat(of(Verdict.Kind.ALLOW).refusal(ASKED)).isEmpty();
        assertThat(of(Verdict.Kind.ALLOW).refusal(OTHER)).contains(Clearance.NOT_ASKED);
        assertThat(Clearance.ofNothing().refusal(ASKED)).contains(Clearance.NOT_ASKED);
    }

    @Test
    void aDenialRefusesEveryIncentiveAndNoMessage() {
        assertThat(of(Verdict.Kind.DENY).refusal(ASKED)).contains("RISK_DENIED");
        assertThat(of(Verdict.Kind.DENY).refusal(OTHER)).contains("RISK_DENIED");
        assertThat(Clearance.of(Verdict.TIMEOUT, Set.of("a/offer")).refusal(ASKED))
                .contains("RISK_TIMEOUT");
        assertThat(of(Verdict.Kind.DENY).refusal(MESSAGE)).isEmpty();
        assertThat(Clearance.ofNothing().refusal(MESSAGE)).isEmpty();
    }

    @Test
    void aHoldHoldsIncentivesAndNoMessage() {
        assertThat(of(Verdict.Kind.HOLD).refusal(ASKED)).isEmpty();
        assertThat(of(Verdict.Kind.HOLD).holds(ASKED)).isTrue();
        assertThat(of(Verdict.Kind.HOLD).holds(MESSAGE)).isFalse();
        assertThat(of(Verdict.Kind.ALLOW).holds(ASKED)).isFalse();
    }

    @Test
    void nobodyIsAskedWhereNoIncentiveIsInSight() {
        List<RiskQuestion> asked = new ArrayList<>();
        RiskDesk desk = new RiskDesk(
                question -> {
                    asked.add(question);
                    return Mono.just(Verdict.given(Verdict.Kind.ALLOW, ""));
                },
                Incentives.shipped());
        assertThat(desk.clear("u-1", "home-banner", List.of(MESSAGE)).block()).isEqualTo(Clearance.ofNothing());
        assertThat(asked).isEmpty();
        assertThat(desk.clear("u-1", "home-banner", List.of(ASKED, MESSAGE)).block())
                .isEqualTo(of(Verdict.Kind.ALLOW));
        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.userId()).isEqualTo("u-1");
            assertThat(question.wanted())
                    .singleElement()
                    .satisfies(wanted ->
                            assertThat(wanted.faceValue().amountText()).isEqualTo("10"));
        });
        assertThat(new RiskDesk(null, Incentives.shipped())
                        .clear("u-1", "home-banner", List.of(ASKED))
                        .block())
                .isEqualTo(Clearance.off());
    }
}

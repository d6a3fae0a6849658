package dev.tideline.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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

    private static List<RiskQuestion.Wanted> wanted(Proposal... proposals) {
        return Stream.of(proposals)
                .flatMap(proposal -> proposal.wanted(Incentives.shipped()).stream())
                .toList();
    }

    private static Clearance of(Verdict.Kind kind) {
        return Clearance.of(Verdict.given(kind, ""), Set.of("a/offer"));
    }

    @Test
    void withoutAServiceEverythingMayBeOffered() {
        assertThat(ASKED.under(Clearance.off())).isEqualTo(Reply.YES);
    }

    @Test
    void onlyWhatWasAskedAboutIsAllowed() {
        assertThat(ASKED.under(of(Verdict.Kind.ALLOW))).isEqualTo(Reply.YES);
        assertThat(OTHER.under(of(Verdict.Kind.ALLOW))).isEqualTo(Reply.no(Clearance.NOT_ASKED, Map.of()));
        assertThat(ASKED.under(Clearance.ofNothing())).isEqualTo(Reply.no(Clearance.NOT_ASKED, Map.of()));
    }

    @Test
    void aDenialRefusesEveryIncentiveAndNoMessage() {
        assertThat(ASKED.under(of(Verdict.Kind.DENY))).isEqualTo(Reply.no("RISK_DENIED", Map.of()));
        assertThat(OTHER.under(of(Verdict.Kind.DENY))).isEqualTo(Reply.no("RISK_DENIED", Map.of()));
        assertThat(ASKED.under(Clearance.of(Verdict.TIMEOUT, Set.of("a/offer"))))
                .isEqualTo(Reply.no("RISK_TIMEOUT", Map.of()));
        assertThat(MESSAGE.under(of(Verdict.Kind.DENY))).isEqualTo(Reply.YES);
        assertThat(MESSAGE.under(Clearance.ofNothing())).isEqualTo(Reply.YES);
    }

    @Test
    void aHoldHoldsIncentivesAndNoMessage() {
        assertThat(ASKED.under(of(Verdict.Kind.HOLD))).isInstanceOf(Reply.Held.class);
        assertThat(MESSAGE.under(of(Verdict.Kind.HOLD))).isEqualTo(Reply.YES);
        assertThat(ASKED.under(of(Verdict.Kind.ALLOW))).isEqualTo(Reply.YES);
    }

    @Test
    void nobodyIsAskedWhereNoIncentiveIsInSight() {
        List<RiskQuestion> asked = new ArrayList<>();
        RiskDesk desk = new RiskDesk(question -> {
            asked.add(question);
            return Mono.just(Verdict.given(Verdict.Kind.ALLOW, ""));
        });
        assertThat(desk.clear("u-1", "home-banner", wanted(MESSAGE)).block()).isEqualTo(Clearance.ofNothing());
        assertThat(asked).isEmpty();
        assertThat(desk.clear("u-1", "home-banner", wanted(ASKED, MESSAGE)).block())
                .isEqualTo(of(Verdict.Kind.ALLOW));
        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.userId()).isEqualTo("u-1");
            assertThat(question.wanted())
                    .singleElement()
                    .satisfies(wanted ->
                            assertThat(wanted.faceValue().amountText()).isEqualTo("10"));
        });
        assertThat(new RiskDesk(null).clear("u-1", "home-banner", wanted(ASKED)).block())
                .isEqualTo(Clearance.off());
    }
}

package dev.tideline.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.money.Asset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SparingRiskCheckTest {

    private static final RiskQuestion QUESTION = new RiskQuestion(
            "u", BulkRisk.PLACEMENT, List.of(new RiskQuestion.Wanted("p", "p/r", "v@1", new Asset("USDT", 6).of("1"))));

    private final Turning clock = new Turning();
    private Verdict service = Verdict.TIMEOUT;
    private int asked;
    private final SparingRiskCheck sparing = new SparingRiskCheck(
            question -> Mono.fromSupplier(() -> {
                asked++;
                return service;
            }),
            clock,
            new SparingRiskCheck.Limits(3, Duration.ofSeconds(10)));

    @Test
    void sparesAServiceThatWasSilentTooOften() {
        assertThat(ask(10)).containsOnly(Verdict.TIMEOUT, Verdict.SPARED);
        assertThat(asked).isEqualTo(3);
        assertThat(Verdict.SPARED.kind()).isEqualTo(Verdict.Kind.DENY);
    }

    @Test
    void oneQuestionAfterThePauseSaysWhetherItGoesOn() {
        ask(3);
        clock.now = clock.now.plusSeconds(10);
        ask(5);
        assertThat(asked).isEqualTo(4);
        clock.now = clock.now.plusSeconds(10);
        service = Verdict.given(Verdict.Kind.ALLOW, "");
        assertThat(ask(5)).containsOnly(service);
        assertThat(asked).isEqualTo(9);
    }

    @Test
    void aServiceThatDeniesIsNotSilent() {
        service = Verdict.given(Verdict.Kind.DENY, "velocity");
        assertThat(ask(10)).containsOnly(service);
        assertThat(asked).isEqualTo(10);
    }

    private List<Verdict> ask(int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> sparing.ask(QUESTION).toFuture().join())
                .toList();
    }

    private static final class Turning extends Clock {

        private Instant now = Instant.parse("2026-03-31T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

package dev.tideline.engine.arbitration.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.Given;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.guardrails.Limits.ContactCap;
import dev.tideline.rules.guardrails.Limits.IncentiveCap;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.guardrails.OfferLimits;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The books that caps are kept in: what counts, for how long, and how a claim is taken back. */
class BooksTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final Window ROLLING_DAY = Window.parse("rolling(P1D)");
    private static final Window CALENDAR_DAY = Window.parse("calendar(day, UTC)");
    private static final Window CALENDAR_MONTH = Window.parse("calendar(month, UTC)");

    @Test
    void anIncentiveThatIsTakenBackLeavesItsRoom() {
        IncentiveBook book = incentives(grant("2026-03-31T10:00:00Z", 60));
        int mark = book.mark();
        book.add(grant("2026-03-31T12:00:00Z", 40));
        assertThat(refusal(book, 1)).isPresent();
        book.backTo(mark);
        assertThat(refusal(book, 40)).isEmpty();
        assertThat(refusal(book, 41)).isPresent();
    }

    @Test
    void aRollingWindowEndsWithTheInstantThatItBeganAt() {
        assertThat(refusal(incentives(grant("2026-03-30T12:00:00Z", 100)), 1)).isEmpty();
        assertThat(refusal(incentives(grant("2026-03-30T12:00:01Z", 100)), 1)).isPresent();
    }

    @Test
    void anIncentiveFitsAgainWhenJustEnoughOfThePastHasLeft() {
        IncentiveBook book = incentives(
                grant("2026-03-31T09:00:00Z", 30),
                grant("2026-03-31T10:00:00Z", 30),
                grant("2026-03-31T11:00:00Z", 40));
        assertThat(refusal(book, 30).orElseThrow().retryAt()).isEqualTo(Instant.parse("2026-04-01T09:00:00Z"));
        assertThat(refusal(book, 31).orElseThrow().retryAt()).isEqualTo(Instant.parse("2026-04-01T10:00:00Z"));
        assertThat(refusal(book, 101).orElseThrow().retryAt()).isNull();
    }

    @Test
    void aContactThatIsTakenBackLeavesItsRoom() {
        ContactBook book = contacts(List.of(new ContactCap(2, ROLLING_DAY, false)), push("2026-03-31T10:00:00Z"));
        int mark = book.mark();
        book.add(push("2026-03-31T12:00:00Z"));
        assertThat(book.refusal(Channel.PUSH)).isPresent();
        book.backTo(mark);
        assertThat(book.refusal(Channel.PUSH)).isEmpty();
        book.add(push("2026-03-31T12:00:00Z"));
        assertThat(book.refusal(Channel.PUSH)).isPresent();
    }

    @Test
    void ofTwoCapsTheLaterSaysWhenAndTheFirstSaysWhy() {
        Instant midnight = Instant.parse("2026-04-01T00:00:00Z");
        ContactCap day = new ContactCap(1, CALENDAR_DAY, true);
        ContactCap rolling = new ContactCap(1, ROLLING_DAY, false);
        Contact past = push("2026-03-31T10:00:00Z");
        Refusal later =
                contacts(List.of(day, rolling), past).refusal(Channel.PUSH).orElseThrow();
        assertThat(later.reason()).isEqualTo(Reason.CONTACT_CHANNEL_CAP);
        assertThat(later.retryAt()).isEqualTo(Instant.parse("2026-04-01T10:00:00Z"));
        assertThat(contacts(List.of(rolling, day), past)
                        .refusal(Channel.PUSH)
                        .orElseThrow()
                        .retryAt())
                .isEqualTo(Instant.parse("2026-04-01T10:00:00Z"));
        assertThat(contacts(List.of(day), past)
                        .refusal(Channel.PUSH)
                        .orElseThrow()
                        .retryAt())
                .isEqualTo(midnight);
    }

    @Test
    void aCalendarWindowHoldsItsFirstInstantAndCountsWhatLiesAhead() {
        ContactCap day = new ContactCap(1, CALENDAR_DAY, false);
        assertThat(contacts(List.of(day), push("2026-03-31T00:00:00Z")).refusal(Channel.PUSH))
                .isPresent();
        assertThat(contacts(List.of(day), push("2026-03-30T23:59:59Z")).refusal(Channel.PUSH))
                .isEmpty();
        ContactCap month = new ContactCap(1, CALENDAR_MONTH, false);
        assertThat(contacts(List.of(month), push("2026-04-01T08:00:00Z"))
                        .refusal(Channel.PUSH)
                        .orElseThrow()
                        .retryAt())
                .isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
    }

    private static IncentiveBook incentives(Grant... past) {
        Limits shipped = Given.with(LimitsReader.shipped(), OfferLimits.NONE);
        Limits limits = new Limits(
                shipped.contactCaps(),
                shipped.contactExempt(),
                shipped.quietHours(),
                shipped.globalHoldoutPercent(),
                new IncentiveCap(BigDecimal.valueOf(100), "USDT", ROLLING_DAY),
                shipped.offers(),
                shipped.ranking());
        return new IncentiveBook(limits, Incentives.of(List.of()), List.of(past), NOON);
    }

    private static Optional<Refusal> refusal(IncentiveBook book, int faceValue) {
        return book.refusal(Given.voucher(faceValue), "recall", BigDecimal.valueOf(Long.MAX_VALUE));
    }

    private static ContactBook contacts(List<ContactCap> caps, Contact... past) {
        return new ContactBook(caps, List.of(past), NOON);
    }

    private static Grant grant(String at, int faceValue) {
        return new Grant(Instant.parse(at), BigDecimal.valueOf(faceValue), "v" + faceValue, "recall");
    }

    private static Contact push(String at) {
        return new Contact(Instant.parse(at), Channel.PUSH);
    }
}

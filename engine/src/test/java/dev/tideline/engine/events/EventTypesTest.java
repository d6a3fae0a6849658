package dev.tideline.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventTypesTest {

    private final EventTypes types = EventTypes.shipped();

    @Test
    void knowsEveryTypeOfTheDomain() {
        String domain = "user.registered kyc.submitted kyc.passed kyc.rejected deposit.succeeded deposit.failed "
                + "withdrawal.requested withdrawal.completed withdrawal.failed trade.executed position.opened "
                + "position.closed position.liquidated login product.used consent.changed touch.sent touch.delivered "
                + "touch.opened touch.clicked touch.bounced touch.complained touch.unsubscribed incentive.decided "
                + "incentive.granted incentive.claimed incentive.activated incentive.used incentive.expired "
                + "incentive.clawed_back ticket.created ticket.updated ticket.solved contest.joined "
                + "contest.disqualified contest.ranked contest.paid risk.flagged risk.cleared rule.fired "
                + "rule.suppressed";

        assertThat(types.all()).extracting(EventType::name).containsExactlyInAnyOrder(domain.split(" ", -1));
        assertThat(types.named("nothing.happened")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trade.executed|usdt|\"12.5\"|true",
                "trade.executed|usdt|12.5|true",
                "trade.executed|usdt|1e3|true",
                "trade.executed|usdt|null|false",
                "trade.executed|usdt|\"abc\"|false",
                "trade.executed|usdt|\"1e999999999\"|false",
                "trade.executed|usdt|1e10|false",
                "trade.executed|usdt|true|false",
                "trade.executed|fee_usdt|null|true",
                "trade.executed|bonus_funded|\"yes\"|false",
                "trade.executed|product|\" \"|false",
                "kyc.passed|level|2|true",
                "kyc.passed|level|2.5|false",
                "consent.changed|channel|\"EMAIL\"|true",
                "consent.changed|channel|\"PIGEON\"|false",
                "ticket.created|sentiment|-0.5|true",
                "ticket.created|sentiment|-1.5|false",
                "kyc.passed|level|4|false",
                "ticket.created|csat|6|false",
                "ticket.created|lang|\"zh_CN\"|false",
                "risk.flagged|score|500|false",
                "deposit.succeeded|usdt|-1|false",
                "deposit.succeeded|asset|\"<b>\"|false",
                "user.registered|country|\"Germany\"|false",
                "user.registered|country|\"DE\"|true",
                "trade.executed|fee_usdt|\"-0.1\"|true",
                "trade.executed|usdt|\"0.123456789\"|true",
                "ticket.created|priority|\"high\"|true",
            })
    void acceptsWhatTheTableDeclares(String type, String field, String value, boolean accepted) {
        JsonNode node = new JsonMapper().readTree(value);

        assertThat(field(type, field).accepts(node)).isEqualTo(accepted);
    }

    @Test
    void saysWhatIsExpected() {
        assertThat(field("consent.changed", "status").expected()).isEqualTo("one of GRANTED, SOFT, DENIED, UNKNOWN");
        assertThat(List.of(
                        field("kyc.passed", "level").expected(),
                        field("kyc.rejected", "level").expected()))
                .containsExactly("a whole number, 0 to 3", "a whole number, 0 to 3, or nothing");
    }

    private PayloadField field(String type, String name) {
        return types.named(type).orElseThrow().fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

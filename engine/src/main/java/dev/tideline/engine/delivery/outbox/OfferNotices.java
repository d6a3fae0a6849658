package dev.tideline.engine.delivery.outbox;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.Notices;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.rules.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts notices of what happened to offers into the table {@code outbox}. No gate stops them: they tell of what is done. */
public final class OfferNotices implements Notices {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void tell(Transaction transaction, String type, List<Offer> offers, Instant at) {
        List<String> bodies = each(offers, offer -> body(transaction, type, offer, at));
        transaction
                .sql("""
                        INSERT INTO outbox (message_id, decision_id, person_no, user_no, playbook, rule, channel, class,
                            body, not_before, next_attempt_at, notice)
                        SELECT message_id, decision_id, person_no, user_no, playbook, rule, 'WEBHOOK', 'SERVICE', body,
                            :at, :at, true
                        FROM unnest(:ids, :decisions, :persons, :users, :playbooks, :rules, :bodies)
                            AS n (message_id, decision_id, person_no, user_no, playbook, rule, body)
                        ON CONFLICT (message_id) DO NOTHING
                        """)
                .bind("ids", ids(type, offers, bodies))
                .bind("decisions", each(offers, Offer::decision))
                .bind("persons", each(offers, Offer::personNo))
                .bind("users", each(offers, Offer::userNo))
                .bind("playbooks", each(offers, offer -> offer.proposal().playbook()))
                .bind("rules", each(offers, offer -> offer.proposal().rule()))
                .bind("bodies", bodies)
                .bind("at", at)
                .update();
    }

    private static <T> List<T> each(List<Offer> offers, Function<Offer, T> value) {
        return offers.stream().map(value).toList();
    }

    /** Stable: an offer comes to a state once. Parts come back time and again, and each time more has. */
    private static List<UUID> ids(String type, List<Offer> offers, List<String> bodies) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < offers.size(); i++) {
            String once = type + "|" + offers.get(i).decision() + (type.equals(REFUNDED) ? "|" + bodies.get(i) : "");
            ids.add(UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8)));
        }
        return ids;
    }

    private static String body(Transaction transaction, String type, Offer offer, Instant at) {
        ObjectNode root = JSON.createObjectNode();
        root.put("type", type);
        root.put("timestamp", at.toString());
        ObjectNode told = root.putObject("data");
        told.put("decision_id", offer.decision().toString());
        told.put("user_id", offer.userId());
        told.put("placement", offer.placement());
        told.put("state", offer.state().name());
        told.put("playbook", offer.proposal().playbook());
        told.put("rule", offer.proposal().rule());
        told.put("version", offer.proposal().version());
        ArrayNode incentives = told.putArray("incentives");
        for (Proposal.Promised promised : offer.proposal().incentives()) {
            ObjectNode one = incentives.addObject();
            one.put("incentive", promised.reference());
            one.put("grant_key", promised.grantKey());
            if (type.equals(Turn.REDEEM.notice()) || type.equals(REFUNDED)) {
                new PostgresLedger(transaction)
                        .live(new GrantKey(promised.grantKey()))
                        .ifPresent(grant -> earned(type, grant, one));
            }
        }
        offer.proposal().texts().forEach(told.putArray("texts")::add);
        told.put("expires_at", offer.endsAt().toString());
        return root.toString();
    }

    /** What was posted of it, which may be less than what was promised, and what of that came back since. */
    private static void earned(String type, Grant grant, ObjectNode told) {
        put(told, "amount", grant.cost().token());
        if (type.equals(REFUNDED)) {
            put(told, "taken_back", grant.refunded().token());
        }
    }

    private static void put(ObjectNode told, String member, Money money) {
        told.putObject(member)
                .put("amount", money.amountText())
                .put("asset", money.asset().key());
    }
}

package dev.tideline.engine.delivery.outbox;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.offer.Notices;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Proposal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts notices of what happened to offers into the table {@code outbox}. No gate stops them: they tell of what is done. */
public final class OfferNotices implements Notices {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void tell(Transaction transaction, String type, Offer offer, Instant at) {
        transaction
                .sql("""
                        INSERT INTO outbox (message_id, decision_id, person_no, user_no, playbook, rule, channel, class,
                            body, not_before, next_attempt_at, notice)
                        VALUES (:id, :decision, :person, :user, :playbook, :rule, 'WEBHOOK', 'SERVICE', :body, :at, :at,
                            true)
                        ON CONFLICT (message_id) DO NOTHING
                        """)
                .bind("id", id(type, offer))
                .bind("decision", offer.decision())
                .bind("person", offer.personNo())
                .bind("user", offer.userNo())
                .bind("playbook", offer.proposal().playbook())
                .bind("rule", offer.proposal().rule())
                .bind("body", body(type, offer, at))
                .bind("at", at)
                .update();
    }

    /** Stable: an offer comes to a state once. */
    private static UUID id(String type, Offer offer) {
        return UUID.nameUUIDFromBytes((type + "|" + offer.decision()).getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String type, Offer offer, Instant at) {
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
        }
        offer.proposal().texts().forEach(told.putArray("texts")::add);
        told.put("expires_at", offer.endsAt().toString());
        return root.toString();
    }
}

package dev.tideline.engine.offer;

import dev.tideline.engine.arbitration.budget.Payer;
import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.placement.Placement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code offer}. */
final class OfferRows {

    private static final String SELECT =
            "SELECT o.*, u.user_id, p.person_id FROM offer o JOIN users u USING (user_no) JOIN person p ON p.person_no = o.person_no ";

    private final Transaction transaction;

    OfferRows(Transaction transaction) {
        this.transaction = transaction;
    }

    List<Offer> standing(Collection<Long> userNos, Instant at) {
        return transaction
                .sql(SELECT + """
                        WHERE o.user_no = ANY(:users) AND o.expires_at > :at AND o.state IN ('OPEN', 'SEEN', 'HELD_OUT', 'PENDING')
                        ORDER BY o.offered_at DESC, o.rank
                        """)
                .bind("users", userNos)
                .bind("at", at)
                .list(OfferRows::offer);
    }

    Optional<Offer> lock(UUID decision) {
        return transaction
                .sql(SELECT + "WHERE o.decision_id = :id FOR UPDATE OF o")
                .bind("id", decision)
                .first(OfferRows::offer);
    }

    Optional<Offer> find(UUID decision) {
        return transaction
                .sql(SELECT + "WHERE o.decision_id = :id")
                .bind("id", decision)
                .first(OfferRows::offer);
    }

    /** The offers of one incentive alone that promised these grants and have not ended. */
    List<Offer> lockOf(Collection<String> grantKeys) {
        return transaction.sql(SELECT + """
                        JOIN incentive_grant i USING (decision_id) WHERE i.grant_key = ANY(:keys::text[])
                            AND cardinality(o.grant_keys) = 1 AND o.state IN ('OPEN', 'SEEN', 'ACCEPTED')
                        ORDER BY o.decision_id FOR UPDATE OF o
                        """).bind("keys", grantKeys).list(OfferRows::offer);
    }

    /** The offers that these grants belong to, whatever has become of them. */
    List<Offer> lockWith(Collection<String> grantKeys) {
        return transaction.sql(SELECT + """
                        JOIN incentive_grant i USING (decision_id)
                        WHERE i.grant_key = ANY(:keys::text[]) AND i.voided_at IS NULL
                        ORDER BY o.decision_id FOR UPDATE OF o
                        """).bind("keys", grantKeys).list(OfferRows::offer).stream()
                .distinct()
                .toList();
    }

    List<Offer> lockDue(Instant at, int most) {
        return transaction
                .sql(SELECT + """
                        WHERE o.expires_at <= :at AND o.state IN ('OPEN', 'SEEN', 'ACCEPTED', 'PENDING')
                        ORDER BY o.expires_at LIMIT :most FOR UPDATE OF o SKIP LOCKED
                        """)
                .bind("at", at)
                .bind("most", (long) most)
                .list(OfferRows::offer);
    }

    void insert(List<Offers.New> made) {
        try (CopyWriter copy = transaction.copyIn("""
                offer (decision_id, person_no, user_no, placement, rank, state, reserve, playbook, rule, version,
                    incentives, grant_keys, template, texts, language, context, offered_at, expires_at,
                    claim_before, changed_at, clusters, held_by)""")) {
            made.forEach(one -> insert(copy, one.offer(), one.context()));
            copy.finish();
        }
    }

    private static void insert(CopyWriter copy, Offer offer, String context) {
        Proposal proposal = offer.proposal();
        copy.rows()
                .row(22)
                .uuid(offer.decision())
                .bigint(offer.personNo())
                .bigint(offer.userNo())
                .text(offer.placement())
                .integer(offer.rank())
                .text(offer.state().name())
                .text(offer.reserve().name())
                .text(proposal.playbook())
                .text(proposal.rule())
                .text(proposal.version())
                .texts(proposal.incentives(), Proposal.Promised::reference)
                .texts(proposal.incentives(), Proposal.Promised::grantKey)
                .text(proposal.template())
                .texts(proposal.texts())
                .text(proposal.language())
                .json(context)
                .instant(offer.offeredAt())
                .instant(proposal.expiresAt())
                .instant(proposal.claimBefore())
                .instant(offer.offeredAt())
                .texts(offer.payer().clusters(), BudgetId::toString)
                .text(offer.heldBy());
        copy.flushIfFull();
    }

    /** Nobody was contacted by an offer that a person holds ever since it was made: it counts in no cap any more. */
    void forgetContacts(Offer held) {
        transaction
                .sql(
                        "DELETE FROM contact c USING offer o WHERE o.decision_id = :id AND o.state = 'PENDING'"
                                + " AND o.changed_at = o.offered_at AND c.decision_id = o.decision_id AND c.person_no = o.person_no")
                .bind("id", held.decision())
                .update();
    }

    /** Writes the state; an accepted offer stands as long as its grants. */
    void turn(Offer offer, Instant at) {
        transaction
                .sql("UPDATE offer SET state = :state, held_by = :held, released = :released, expires_at = :ends,"
                        + " claim_before = :before, changed_at = :at WHERE decision_id = :id")
                .bind("state", offer.state())
                .bind("held", offer.heldBy())
                .bind("released", offer.released())
                .bind("ends", offer.endsAt())
                .bind("before", offer.proposal().claimBefore())
                .bind("at", at)
                .bind("id", offer.decision())
                .update();
    }

    private static Offer offer(Row row) throws SQLException {
        List<String> incentives = row.texts("incentives");
        List<String> grants = row.texts("grant_keys");
        List<Proposal.Promised> promised = new ArrayList<>();
        for (int i = 0; i < incentives.size(); i++) {
            promised.add(new Proposal.Promised(incentives.get(i), grants.get(i)));
        }
        return new Offer(
                row.uuid("decision_id"),
                row.number("person_no"),
                row.number("user_no"),
                row.text("user_id"),
                new Payer(
                        row.text("person_id"),
                        row.texts("clusters").stream().map(BudgetId::of).toList()),
                row.text("placement"),
                row.integer("rank"),
                OfferState.valueOf(row.text("state")),
                row.text("held_by"),
                Placement.Reserve.valueOf(row.text("reserve")),
                row.flag("released"),
                new Proposal(
                        row.text("playbook"),
                        row.text("rule"),
                        row.text("version"),
                        promised,
                        row.optionalText("template").orElse(null),
                        row.texts("texts"),
                        row.text("language"),
                        row.instant("expires_at"),
                        row.instant("claim_before")),
                row.instant("offered_at"));
    }
}

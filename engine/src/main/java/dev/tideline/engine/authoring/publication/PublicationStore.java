package dev.tideline.engine.authoring.publication;

import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.Playbook;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publications in PostgreSQL, in one transaction. */
final class PublicationStore {

    /** Percent. */
    static final int EVERYBODY = 100;

    private final Transaction transaction;

    PublicationStore(Transaction transaction) {
        this.transaction = transaction;
    }

    /** From now on nobody else changes which versions act, until the transaction ends. */
    void lock() {
        transaction.execute("SELECT FROM catalogue FOR UPDATE");
    }

    Instant now() {
        return transaction.now();
    }

    /** Which versions of the playbook act; empty if it is not in force. */
    Optional<Acting> acting(String playbook) {
        return transaction
                .sql("SELECT hash, share, before FROM playbook WHERE playbook = :playbook AND NOT retired")
                .bind("playbook", playbook)
                .first(row -> new Acting(row.text("hash"), row.integer("share"), row.text("before")));
    }

    /**
     * Which versions of a playbook act, by content hash.
     *
     * @param version the one in force
     * @param share percent of persons that it acts for
     * @param before the one that goes on, or would, outside that share; empty if none does
     */
    record Acting(String version, int share, String before) {

        /** The one that goes on outside a share of the one in force. */
        Optional<String> outside() {
            return before.isEmpty() ? Optional.empty() : Optional.of(before);
        }

        /** The one that goes on outside a share of the next. */
        Optional<String> outsideNext() {
            return share == EVERYBODY ? Optional.of(version) : outside();
        }
    }

    /** By somebody who neither worked on the version nor publishes it. */
    boolean isApproved(Publishing wanted) {
        List<String> concerned = new ArrayList<>(transaction
                .sql("SELECT who FROM version_author WHERE hash = :hash")
                .bind("hash", wanted.version())
                .list(row -> row.text("who")));
        concerned.add(wanted.who());
        return transaction
                .sql("SELECT who FROM approval WHERE hash = :hash AND simulation_no = :simulation")
                .bind("hash", wanted.version())
                .bind("simulation", wanted.simulation())
                .list(row -> row.text("who"))
                .stream()
                .anyMatch(approver -> !SecondPerson.isOneOf(concerned, approver));
    }

    /** Everybody is evaluated by it at its next run, which grants no more than the simulation found before a person looks. */
    void put(Publishing wanted, Evidence evidence, Playbook playbook, boolean rollback) {
        long epoch = PostgresPlaybookStore.nextEpoch(transaction);
        String before = inForce(wanted.playbook()).orElse("");
        move(wanted, playbook, epoch);
        note(wanted, before, rollback);
        AuditLog.append(
                transaction,
                Change.of(wanted.who(), rollback ? AuditAction.ROLLED_BACK : AuditAction.PUBLISHED, wanted.playbook())
                        .of(wanted.version())
                        .because(wanted.note())
                        .with(Approvals.figures(evidence))
                        .with(Map.of("before", before, "share", String.valueOf(wanted.share()))));
    }

    /** Content hash of the version in force, be it retired; empty if there is none. */
    private Optional<String> inForce(String playbook) {
        return transaction
                .sql("SELECT hash FROM playbook WHERE playbook = :playbook")
                .bind("playbook", playbook)
                .first(row -> row.text("hash"));
    }

    private void move(Publishing wanted, Playbook playbook, long epoch) {
        transaction
                .sql("""
                        INSERT INTO playbook AS p (playbook, hash, paused, reason, reset_epoch, published, share, run_most,
                                                   run_asset)
                        VALUES (:playbook, :hash, :paused, :reason, :epoch, true, :share, :most, :asset)
                        ON CONFLICT (playbook) DO UPDATE
                           SET hash = excluded.hash, watermark = '0', reset_epoch = excluded.reset_epoch, retired = false,
                               first_run = CASE WHEN p.retired THEN NULL ELSE p.first_run END,
                               offered = CASE WHEN p.published OR p.folder = '' THEN p.offered ELSE p.hash END,
                               published = true, share = excluded.share, run_most = excluded.run_most,
                               run_asset = excluded.run_asset,
                               before = CASE WHEN p.retired THEN '' WHEN p.share = 100 THEN p.hash
                                             WHEN p.before = excluded.hash THEN '' ELSE p.before END,
                               before_most = CASE WHEN p.share = 100 THEN p.run_most ELSE p.before_most END,
                               before_asset = CASE WHEN p.share = 100 THEN p.run_asset ELSE p.before_asset END
                        """)
                .bind("playbook", wanted.playbook())
                .bind("hash", wanted.version())
                .bind("paused", playbook.paused())
                .bind("reason", playbook.pause())
                .bind("epoch", epoch)
                .bind("share", wanted.share())
                .bind("most", minor(wanted.maximumSpend()))
                .bind("asset", wanted.maximumSpend().asset().key())
                .update();
    }

    private void note(Publishing wanted, String before, boolean rollback) {
        Money spend = wanted.maximumSpend();
        transaction
                .sql("""
                        INSERT INTO publication (playbook, hash, before, kind, who, note, simulation_no, audience, spend,
                                                 asset, decimals)
                        VALUES (:playbook, :hash, :before, :kind, :who, :note, :simulation, :audience, :spend, :asset,
                                :decimals)
                        """)
                .bind("playbook", wanted.playbook())
                .bind("hash", wanted.version())
                .bind("before", before)
                .bind("kind", rollback ? "rollback" : "publish")
                .bind("who", wanted.who())
                .bind("note", wanted.note())
                .bind("simulation", wanted.simulation())
                .bind("audience", wanted.audience())
                .bind("spend", minor(spend))
                .bind("asset", spend.asset().key())
                .bind("decimals", spend.asset().decimals())
                .update();
    }

    private static BigDecimal minor(Money money) {
        return new BigDecimal(money.minor());
    }

    /** Whoever was left out, or is now, is looked at again. */
    boolean ramp(String playbook, int share, String note, String who) {
        long epoch = PostgresPlaybookStore.nextEpoch(transaction);
        Optional<Acting> before = acting(playbook);
        if (before.isEmpty()) {
            return false;
        }
        transaction
                .sql("""
                        UPDATE playbook SET share = :share, watermark = '0', reset_epoch = :epoch
                         WHERE playbook = :playbook AND share <> :share
                        """)
                .bind("share", share)
                .bind("epoch", epoch)
                .bind("playbook", playbook)
                .update();
        AuditLog.append(
                transaction,
                Change.of(who, AuditAction.RAMPED, playbook)
                        .of(before.get().version())
                        .because(note)
                        .with(Map.of("before", String.valueOf(before.get().share()), "share", String.valueOf(share))));
        return true;
    }
}

package dev.tideline.engine.decision.store;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.database.CopyRows;
import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.record.Change;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes decisions with their contacts and grants in bulk. */
final class ChangeWriter {

    private final Transaction transaction;
    private final RunContext context;
    private final int basis;

    ChangeWriter(Transaction transaction, RunContext context, int basis) {
        this.transaction = transaction;
        this.context = context;
        this.basis = basis;
    }

    void write(List<Change> changes) {
        copy("""
                decision (decision_id, decided_at, person_no, user_no, playbook, rule, version, class, outcome, reason,
                    occurrence, probability_bps, expires_at, retry_at, run_no, basis_no, parts, inputs)""", changes, this::decision);
        List<Change> touching =
                changes.stream().filter(change -> !change.contacts().isEmpty()).toList();
        if (!touching.isEmpty()) {
            copy(
                    "contact (message_id, person_no, user_no, at, channel, class, ghost, decision_id)",
                    touching,
                    ChangeWriter::contacts);
        }
        grants(changes);
    }

    private void copy(String target, List<Change> changes, BiConsumer<CopyRows, Change> row) {
        try (CopyWriter out = transaction.copyIn(target)) {
            for (Change change : changes) {
                row.accept(out.rows(), change);
                out.flushIfFull();
            }
            out.finish();
        }
    }

    private void decision(CopyRows rows, Change change) {
        CandidateResult result = change.result();
        Long run = context.runNo();
        rows.row(18)
                .uuid(change.id())
                .instant(context.asOf())
                .bigint(change.personNo())
                .bigint(result.userNo())
                .text(result.playbook())
                .text(result.rule())
                .text(result.version())
                .text(result.candidateClass().name())
                .text(result.outcome().name())
                .text(result.reason())
                .text(result.occurrence())
                .integer(result.probability().movePointRight(4).intValueExact())
                .instant(result.expiresAt())
                .instant(result.retryAt());
        (run == null ? rows.none() : rows.bigint(run))
                .integer(basis)
                .json(change.parts())
                .text(change.inputs());
    }

    private static void contacts(CopyRows rows, Change change) {
        change.contacts()
                .forEach(contact -> rows.row(8)
                        .uuid(contact.message())
                        .bigint(change.personNo())
                        .bigint(change.result().userNo())
                        .instant(contact.at())
                        .text(contact.channel().name())
                        .text(change.result().candidateClass().name())
                        .flag(contact.ghost())
                        .uuid(change.id()));
    }

    private void grants(List<Change> changes) {
        GrantRows rows = new GrantRows();
        changes.forEach(rows::add);
        if (!rows.isEmpty()) {
            rows.insert(transaction, context.asOf());
        }
    }
}

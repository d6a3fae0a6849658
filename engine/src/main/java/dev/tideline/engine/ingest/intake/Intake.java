package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ingest.check.CheckedLines;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.check.Refusal;
import dev.tideline.engine.lines.Spool;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One request while it is read and applied: good lines spooled, refusals and counts remembered. */
public final class Intake implements AutoCloseable {

    /** What is taken in. */
    public enum Kind {
        EVENTS,
        USERS,
        LIST,
        STATEMENT,
        WALLETS,
        FLAGGED
    }

    private final Kind kind;
    private final String subject;
    private final Instant receivedAt;
    private final IngestLimits limits;
    private final Spool spool = new Spool();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, Long> watermarks = new HashMap<>();
    private final TreeSet<String> ignored = new TreeSet<>();
    private long refused;
    private long accepted;
    private long duplicates;
    private long conflicts;

    public Intake(Kind kind, String subject, Instant receivedAt, IngestLimits limits) {
        this.kind = kind;
        this.subject = subject;
        this.receivedAt = receivedAt;
        this.limits = limits;
    }

    public Spool spool() {
        return spool;
    }

    IngestLimits limits() {
        return limits;
    }

    /** Whether no line was refused. */
    public boolean isClean() {
        return refused == 0;
    }

    public void take(CheckedLines checked) throws IOException {
        refused += checked.refused();
        remember(checked.refusals());
        // What is dated ahead of now must not make a source look alive later.
        long now = Days.micros(receivedAt);
        checked.watermarks().forEach((source, micros) -> watermarks.merge(source, Math.min(micros, now), Math::max));
        ignored.addAll(checked.ignoredColumns());
        if (checked.accepted() > 0) {
            spool.add(checked.rows().array(), checked.rows().size(), checked.accepted());
        }
    }

    /** Counts what one batch brought, once its transaction is sure to be committed. */
    public void count(Applied applied) {
        accepted += applied.accepted();
        duplicates += applied.duplicates();
        conflicts += applied.conflicts();
        remember(applied.refusals());
    }

    private void remember(List<Refusal> more) {
        int room = limits.keptProblems() - refusals.size();
        refusals.addAll(more.subList(0, Math.min(room, more.size())));
    }

    /** Advances the watermarks of the sources that told something. */
    public void advance(Transaction transaction) {
        watermarks.forEach((source, micros) -> transaction
                .sql("""
                        INSERT INTO source_watermark AS known (source, watermark) VALUES (:source, :at)
                        ON CONFLICT (source) DO UPDATE SET watermark = excluded.watermark, changed_at = now()
                        WHERE known.watermark < excluded.watermark
                        """)
                .bind("source", source)
                .bind("at", Days.instant(micros))
                .update());
    }

    /** Writes the counts and the refused lines, and says what became of the request. */
    public IngestReport report(Transaction transaction) {
        long number = transaction
                .sql("""
                        INSERT INTO intake (kind, subject, received_at, accepted, duplicates, conflicts, refused)
                        VALUES (:kind, :subject, :receivedAt, :accepted, :duplicates, :conflicts, :refused)
                        RETURNING intake_no
                        """)
                .bind("kind", kind)
                .bind("subject", subject)
                .bind("receivedAt", receivedAt)
                .bind("accepted", accepted)
                .bind("duplicates", duplicates)
                .bind("conflicts", conflicts)
                .bind("refused", refused)
                .one(row -> row.number("intake_no"));
        refusals.sort(Comparator.comparingLong(Refusal::line));
        keep(transaction, number);
        List<Problem> problems =
                refusals.stream().limit(limits.problems()).map(Refusal::problem).toList();
        return new IngestReport(number, accepted, duplicates, conflicts, refused, List.copyOf(ignored), problems);
    }

    private void keep(Transaction transaction, long number) {
        if (refusals.isEmpty()) {
            return;
        }
        try (CopyWriter out = transaction.copyIn("refused_line (intake_no, line, place, value, expected)")) {
            for (Refusal refusal : refusals) {
                out.rows().row(5).bigint(number).bigint(refusal.line()).text(storable(refusal.pointer()));
                out.rows().text(storable(refusal.value())).text(storable(refusal.expected()));
                out.flushIfFull();
            }
            out.finish();
        }
    }

    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
